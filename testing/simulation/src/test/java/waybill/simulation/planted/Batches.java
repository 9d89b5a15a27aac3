package waybill.simulation.planted;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import waybill.engine.core.log.Batch;
import waybill.engine.core.log.CheckpointMove;
import waybill.engine.core.log.KeyEntry;
import waybill.engine.core.log.NewEvent;
import waybill.engine.core.log.Recorded;
import waybill.engine.core.log.StreamState;

/** Parts of a batch, for those who do not write all of it in one transaction. */
final class Batches {
    private Batches() {}

    /** Only these checkpoints. */
    static <S, E, B> Batch<S, E, B> only(Batch<S, E, B> batch, List<CheckpointMove> checkpoints) {
        return new Batch<>(
                batch.at(),
                List.of(),
                List.of(),
                Map.of(),
                List.of(),
                checkpoints,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Map.of());
    }

    /** Only these keys. */
    static <S, E, B> Batch<S, E, B> onlyKeys(Batch<S, E, B> batch, List<KeyEntry> keys) {
        Batch<S, E, B> nothing = only(batch, List.of());
        return with(nothing, List.of(), List.of(), keys, List.of());
    }

    /** All but the checkpoints. */
    static <S, E, B> Batch<S, E, B> withoutCheckpoints(Batch<S, E, B> batch) {
        return with(batch, batch.events(), batch.states(), batch.keys(), List.of());
    }

    /** With these keys. */
    static <S, E, B> Batch<S, E, B> withKeys(Batch<S, E, B> batch, List<KeyEntry> keys) {
        return with(batch, batch.events(), batch.states(), keys, batch.checkpoints());
    }

    /** The streams it writes. */
    static Set<String> streams(Batch<?, ?, ?> batch) {
        return batch.states().stream().map(state -> state.stream().name()).collect(Collectors.toSet());
    }

    /** After whatever is there by now. */
    static <S, E, B> Batch<S, E, B> anyway(Batch<S, E, B> batch, Map<String, List<Recorded<E>>> there) {
        Map<String, Long> versions = new HashMap<>();
        there.forEach((stream, history) -> versions.put(stream, (long) history.size()));
        List<NewEvent<E>> events = batch.events().stream()
                .map(event -> new NewEvent<>(
                        event.stream(),
                        versions.merge(event.stream().name(), 1L, Long::sum),
                        event.event(),
                        event.meta()))
                .toList();
        List<StreamState<S>> states = batch.states().stream()
                .map(state -> new StreamState<>(
                        state.stream(), versions.getOrDefault(state.stream().name(), state.version()), state.state()))
                .toList();
        return with(batch, events, states, batch.keys(), batch.checkpoints());
    }

    private static <S, E, B> Batch<S, E, B> with(
            Batch<S, E, B> batch,
            List<NewEvent<E>> events,
            List<StreamState<S>> states,
            List<KeyEntry> keys,
            List<CheckpointMove> checkpoints) {
        return new Batch<>(
                batch.at(),
                events,
                states,
                batch.shared(),
                keys,
                checkpoints,
                batch.deadlinesSet(),
                batch.deadlinesMet(),
                batch.ignored(),
                batch.parked(),
                batch.settled(),
                batch.parkings());
    }
}
