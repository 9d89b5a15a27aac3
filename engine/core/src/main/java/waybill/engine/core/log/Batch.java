package waybill.engine.core.log;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import waybill.engine.core.parked.NewsPlace;

/**
 * All that one transaction writes, or none of it.
 *
 * @param at the moment of recording, the same for all
 * @param events in the order decided; versions of a stream follow each other
 * @param states the streams of those events as they are afterwards, for views
 * @param shared shared rows as they are afterwards, only those that changed
 * @param settled what is parked no more
 * @param parkings how often something was parked or settled in the shards of the news it applies, parks or settles, as
 *     known when it was decided; if that has changed, the whole batch is off
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
        List<ParkedNews> parked,
        List<NewsPlace> settled,
        Map<Integer, Long> parkings) {

    /** Whether there is nothing to write. */
    public boolean isEmpty() {
        return events.isEmpty() && keys.isEmpty() && checkpoints.isEmpty() && settled.isEmpty();
    }
}
