package waybill.engine.core.log;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * All that one transaction writes, or none of it.
 *
 * @param at the moment of recording, the same for all
 * @param events in the order decided; versions of a stream follow each other
 * @param states the streams of those events as they are afterwards, for views
 * @param shared shared rows as they are afterwards, only those that changed
 */
public record Batch<S, E, B>(
        Instant at,
        List<NewEvent<E>> events,
        List<StreamState<S>> states,
        Map<String, B> shared,
        List<KeyEntry> keys,
        List<CheckpointMove> checkpoints,
        List<Deadline> deadlinesSet,
        List<Deadline> deadlinesMet,
        List<NewsRecord> ignored,
        List<ParkedNews> parked) {

    /** Whether there is nothing to write. */
    public boolean isEmpty() {
        return events.isEmpty() && keys.isEmpty() && checkpoints.isEmpty();
    }
}
