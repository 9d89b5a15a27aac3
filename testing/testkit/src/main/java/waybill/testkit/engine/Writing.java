package waybill.testkit.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import waybill.engine.core.log.Batch;
import waybill.engine.core.log.CheckpointMove;
import waybill.engine.core.log.Deadline;
import waybill.engine.core.log.EventStore;
import waybill.engine.core.log.KeyEntry;
import waybill.engine.core.log.KeyId;
import waybill.engine.core.log.Meta;
import waybill.engine.core.log.NewEvent;
import waybill.engine.core.log.NewsRecord;
import waybill.engine.core.log.ParkedNews;
import waybill.engine.core.log.Recorded;
import waybill.engine.core.log.StoredAnswer;
import waybill.engine.core.log.StreamId;
import waybill.kernel.EventId;
import waybill.testkit.engine.purse.Pot;
import waybill.testkit.engine.purse.Purse;
import waybill.testkit.engine.purse.PurseEvent;

/** A batch in the making, for tests that write without a runner. */
final class Writing {
    static final Instant AT = Instant.parse("2026-03-01T10:00:00.123456Z");

    private final List<NewEvent<PurseEvent>> events = new ArrayList<>();
    private final Map<String, Pot> shared = new LinkedHashMap<>();
    private final List<KeyEntry> keys = new ArrayList<>();
    private final List<CheckpointMove> moves = new ArrayList<>();
    private final List<Deadline> set = new ArrayList<>();
    private final List<Deadline> met = new ArrayList<>();
    private final List<NewsRecord> ignored = new ArrayList<>();
    private final List<ParkedNews> parked = new ArrayList<>();

    static StreamId purse(String owner) {
        return new StreamId("purse-" + owner, owner);
    }

    static Meta meta(long number) {
        return new Meta(EventId.of(new UUID(0x7000L, number | Long.MIN_VALUE)), "corr-" + number, null, "tester", null);
    }

    static KeyEntry key(String key, StoredAnswer answer) {
        return new KeyEntry(new KeyId("tester POST /purses", key), "print of " + key, "purse-of-" + key, answer, AT);
    }

    Writing put(StreamId purse, long version, int coins) {
        return event(new NewEvent<>(purse, version, new PurseEvent.CoinsPut(coins), meta(version)));
    }

    Writing event(NewEvent<PurseEvent> event) {
        events.add(event);
        return this;
    }

    Writing pot(Pot pot) {
        shared.put(pot.name(), pot);
        return this;
    }

    Writing keep(KeyEntry key) {
        keys.add(key);
        return this;
    }

    Writing move(String source, int shard, long from, long to) {
        moves.add(new CheckpointMove(source, shard, from, to));
        return this;
    }

    Writing set(Deadline deadline) {
        set.add(deadline);
        return this;
    }

    Writing met(Deadline deadline) {
        met.add(deadline);
        return this;
    }

    Writing ignore(String source, long position, String reason) {
        ignored.add(new NewsRecord(source, 0, position, "subject", reason, AT));
        return this;
    }

    Writing park(String source, long position, String subject) {
        parked.add(new ParkedNews(source, 0, position, subject, "purse.put.v1", "no", AT));
        return this;
    }

    Batch<Purse, PurseEvent, Pot> batch() {
        return new Batch<>(AT, events, List.of(), shared, keys, moves, set, met, ignored, parked, List.of(), Map.of());
    }

    /** Writes it, with the rows it changes locked. */
    List<Recorded<PurseEvent>> to(EventStore<Purse, PurseEvent, Pot> store) {
        try (EventStore.Unit<Purse, PurseEvent, Pot> unit = store.begin(new TreeSet<>(shared.keySet()))) {
            return unit.commit(batch());
        }
    }
}
