package waybill.engine.core.commands;

import org.jspecify.annotations.Nullable;
import waybill.engine.core.log.KeyEntry;
import waybill.engine.core.log.StoredAnswer;

/** What became of a request. Whatever it is, it is committed. */
public sealed interface Outcome<S, R> {
    /**
     * Obeyed, or already so.
     *
     * @param state the stream after it, with the shared rows it was decided on
     * @param version the stream's version after it
     * @param answer the answer kept with the key, if the request had one
     */
    record Done<S, R>(S state, long version, @Nullable StoredAnswer answer) implements Outcome<S, R> {}

    /** The business said no. */
    record Refused<S, R>(
            R reason, S state, long version, @Nullable StoredAnswer answer) implements Outcome<S, R> {}

    /** The same request was made before under this key; this is what it did. */
    record Replayed<S, R>(KeyEntry entry) implements Outcome<S, R> {}

    /** The key was used for another request. */
    record KeyReused<S, R>() implements Outcome<S, R> {}
}
