package waybill.engine.core.commands;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import waybill.engine.core.log.EventStore;
import waybill.engine.core.log.KeyEntry;
import waybill.engine.core.log.StoreFault;
import waybill.engine.core.log.StreamId;
import waybill.engine.core.parked.Parked;
import waybill.engine.core.parked.Parkings;
import waybill.engine.core.parked.Settled;
import waybill.engine.core.parked.Settlement;

/**
 * Settles a parked announcement, as a batch of its own: its effect, the operator's act, the key, and the end of its
 * being parked are one transaction. What another replica parks or settles meanwhile makes it lose a race.
 */
final class Settling<S, C, E, R, B> {
    private final EventStore<S, E, B> store;
    private final Desk<S, C, E, R, B> desk;

    Settling(EventStore<S, E, B> store, Desk<S, C, E, R, B> desk) {
        this.store = store;
        this.desk = desk;
    }

    Settled settle(Settlement<C> wish) {
        Settlement.Kept kept = wish.kept();
        KeyEntry known = store.keys(List.of(kept.id())).get(kept.id());
        if (known != null) {
            return known.fingerprint().equals(kept.fingerprint())
                    ? new Settled.Replayed(known)
                    : new Settled.KeyReused();
        }
        // Before the parked are looked at: whatever changes after this is found out by the commit.
        Parkings parkings = store.parkings();
        Parked parked = store.parkingLot().find(wish.place()).orElse(null);
        if (parked == null) {
            return told(wish, new Settled.NotParked(wish.place()));
        }
        Parked first = store.parkingLot().list(parked.subject(), 0, 1).getFirst();
        if (first.number() != parked.number()) {
            return told(wish, new Settled.Behind(parked, first));
        }
        RuntimeException failure =
                done(wish, parked, parkings.changes().get(wish.place().shard()));
        if (failure == null) {
            return new Settled.Done(parked);
        }
        store.parkingLot().tried(wish.place(), failure.toString());
        return told(
                wish, new Settled.Failed(store.parkingLot().find(wish.place()).orElse(parked)));
    }

    /** Keeps an answer that goes with no change. */
    private Settled told(Settlement<C> wish, Settled settled) {
        Draft<S, E, B> draft = new Draft<>(desk.now(), Streams.Found.none(), Map.of());
        keep(draft, wish, settled, "");
        try (EventStore.Unit<S, E, B> unit = store.begin(new TreeSet<>())) {
            desk.commit(unit, draft);
        }
        return settled;
    }

    private static void keep(Draft<?, ?, ?> draft, Settlement<?> wish, Settled settled, String stream) {
        Settlement.Kept kept = wish.kept();
        draft.keep(new KeyEntry(
                kept.id(), kept.fingerprint(), stream, kept.answer().apply(settled), draft.at()));
    }

    /** Applies it if it is retried, and ends its being parked; says why, if it cannot be applied. */
    private @Nullable RuntimeException done(Settlement<C> wish, Parked parked, long changes) {
        Directed<C> act = wish.act().apply(parked.subject());
        Directed<C> effect = wish.news() == null ? null : wish.news().directed();
        Streams.Found<S> found = desk.readAnew(streamsOf(effect, act));
        Set<String> rows = desk.neededBy(effect, found.known());
        try (EventStore.Unit<S, E, B> unit = store.begin(new TreeSet<>(rows))) {
            Deciding<S, C, E, R, B> deciding =
                    desk.deciding(new Deciding.Known<>(found, List.of(), Map.of(), unit.shared()));
            try {
                if (wish.retried()) {
                    deciding.applyParked(wish.news(), rows);
                }
                if (act != null) {
                    deciding.obey(act, Set.of(), wish.origin());
                }
            } catch (StoreFault away) {
                throw away;
            } catch (RuntimeException again) {
                return again;
            }
            deciding.draft().settleParked(wish.place(), changes);
            keep(
                    deciding.draft(),
                    wish,
                    new Settled.Done(parked),
                    act == null ? "" : act.stream().name());
            desk.commit(unit, deciding.draft());
            return null;
        }
    }

    private Map<String, StreamId> streamsOf(@Nullable Directed<C> effect, @Nullable Directed<C> act) {
        Map<String, StreamId> streams = new HashMap<>();
        if (effect != null) {
            streams.put(effect.stream().name(), effect.stream());
        }
        if (act != null) {
            streams.put(act.stream().name(), act.stream());
        }
        return streams;
    }
}
