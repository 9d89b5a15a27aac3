package waybill.engine.core.views;

import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import waybill.engine.core.log.Recorded;
import waybill.engine.core.log.UndecodableEvent;

/**
 * Reads a whole log step by step: some events of every shard, in commit order per shard. An event that cannot be read
 * is said loudly and stepped over, so that one order never keeps all others out of a view.
 */
public final class LogSteps<E> {
    private static final Logger LOG = LoggerFactory.getLogger(LogSteps.class);

    private final Source<E> source;
    private final int perShardMax;

    /** Where a shard is read. */
    @FunctionalInterface
    public interface Source<E> {
        /** The events of a shard after a position, in order. */
        List<Recorded<E>> read(int shard, long after, int limit);
    }

    /** What comes next. */
    public static final class Step<E> {
        private final List<Recorded<E>> events;
        private final long[] reached;

        private Step(List<Recorded<E>> events, long[] reached) {
            this.events = events;
            this.reached = reached;
        }

        /** In commit order per shard. */
        public List<Recorded<E>> events() {
            return events;
        }

        /** How far each shard is read with them. */
        public long[] reached() {
            return reached.clone();
        }
    }

    /** Steps of at most so many events of each shard. */
    public LogSteps(Source<E> source, int perShardMax) {
        this.source = source;
        this.perShardMax = perShardMax;
    }

    /** The step after these positions. */
    public Step<E> after(long[] positions) {
        long[] reached = positions.clone();
        List<Recorded<E>> events = new ArrayList<>();
        for (int shard = 0; shard < reached.length; shard++) {
            reached[shard] = readOn(shard, reached[shard], events);
        }
        return new Step<>(events, reached);
    }

    private long readOn(int shard, long after, List<Recorded<E>> events) {
        try {
            return taken(source.read(shard, after, perShardMax), after, events);
        } catch (UndecodableEvent unreadable) {
            long position = unreadable.place().position();
            int before = (int) (position - after - 1);
            if (before > 0) {
                return taken(source.read(shard, after, before), after, events);
            }
            LOG.error("an event of the own log cannot be read; what it changed is missing in the view", unreadable);
            return position;
        }
    }

    private static <E> long taken(List<Recorded<E>> read, long after, List<Recorded<E>> events) {
        events.addAll(read);
        return read.isEmpty() ? after : read.getLast().position();
    }
}
