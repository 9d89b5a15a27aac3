package waybill.engine.core.parked;

import waybill.engine.core.log.KeyEntry;

/** What became of an operator's wish. Whatever it is, it is committed. */
public sealed interface Settled {
    /** It was applied or discarded, and is parked no more. */
    record Done(Parked parked) implements Settled {}

    /** Nothing is parked there. */
    record NotParked(NewsPlace place) implements Settled {}

    /** An earlier one of its subject is parked and must be settled first. */
    record Behind(Parked parked, Parked earlier) implements Settled {}

    /** It could not be applied this time either, and stays parked. */
    record Failed(Parked parked) implements Settled {}

    /** The same was asked before under this key; this is what it did. */
    record Replayed(KeyEntry entry) implements Settled {}

    /** The key was used for something else. */
    record KeyReused() implements Settled {}
}
