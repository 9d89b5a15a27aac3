package waybill.payment.service;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import waybill.contracts.Announcement;
import waybill.engine.core.feeds.Envelope;
import waybill.engine.core.feeds.Feed;
import waybill.engine.core.feeds.Signal;
import waybill.engine.core.log.Meta;
import waybill.engine.core.log.Shards;
import waybill.kernel.EventId;

/** The feed of a service that says what a test wants it to say. */
final class SaidByOthers implements Feed<Announcement> {
    private final String source;
    private final List<Envelope<Announcement>> said = new CopyOnWriteArrayList<>();
    private final Signal signal = new Signal();

    SaidByOthers(String source) {
        this.source = source;
    }

    void say(Announcement announcement) {
        long position = said.size() + 1L;
        Meta meta = new Meta(EventId.of(new UUID(0, position)), "correlation-" + position, null, "test", null);
        said.add(new Envelope<>(
                source,
                0,
                position,
                position,
                announcement.subject(),
                announcement.type(),
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
    public List<Envelope<Announcement>> read(int shard, long after, int limit) {
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
