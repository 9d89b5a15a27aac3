package waybill.testkit.feeds;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import waybill.engine.core.feeds.Envelope;
import waybill.engine.core.feeds.Feed;
import waybill.engine.core.feeds.Signal;
import waybill.engine.core.log.Meta;
import waybill.engine.core.log.Shards;
import waybill.kernel.EventId;

/**
 * The feed of a service that says what a test wants it to say, all in one shard.
 *
 * @param <A> announcements
 */
public final class SpokenFeed<A> implements Feed<A> {
    private final String source;
    private final Function<A, String> subject;
    private final Function<A, String> type;
    private final List<Envelope<A>> said = new CopyOnWriteArrayList<>();
    private final Signal signal = new Signal();

    /**
     * A feed that has said nothing yet.
     *
     * @param subject what an announcement is about
     * @param type its name on the wire
     */
    public SpokenFeed(String source, Function<A, String> subject, Function<A, String> type) {
        this.source = source;
        this.subject = subject;
        this.type = type;
    }

    /** Says this next. */
    public void say(A announcement) {
        long position = said.size() + 1L;
        Meta meta = new Meta(EventId.of(new UUID(0, position)), "correlation-" + position, null, "test", null);
        said.add(new Envelope<>(
                source,
                0,
                position,
                position,
                subject.apply(announcement),
                type.apply(announcement),
                Instant.EPOCH,
                meta,
                announcement,
                null));
        signal.raise();
    }

    @Override
    public String source() {
        return source;
    }

    @Override
    public int shards() {
        return Shards.DEFAULT_COUNT;
    }

    @Override
    public List<Envelope<A>> read(int shard, long after, int limit) {
        return shard == 0 ? said.stream().skip(after).limit(limit).toList() : List.of();
    }

    @Override
    public long[] heads() {
        long[] heads = new long[Shards.DEFAULT_COUNT];
        heads[0] = said.size();
        return heads;
    }

    @Override
    public Signal signal() {
        return signal;
    }
}
