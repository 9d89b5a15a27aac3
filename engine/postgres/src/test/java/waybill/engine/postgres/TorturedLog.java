package waybill.engine.postgres;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import waybill.engine.core.log.Batch;
import waybill.engine.core.log.EventStore;
import waybill.engine.core.log.Meta;
import waybill.engine.core.log.NewEvent;
import waybill.engine.core.log.Recorded;
import waybill.engine.core.log.StoreFault;
import waybill.engine.core.log.StreamId;
import waybill.kernel.EventId;
import waybill.testkit.engine.purse.Pot;
import waybill.testkit.engine.purse.Purse;
import waybill.testkit.engine.purse.PurseEvent;

/** The real log under torture: some transactions lock a pot and dawdle, some are thrown away, some lose a race. */
final class TorturedLog implements TailingTortureTest.Tortured, AutoCloseable {
    /** While the heads are held, the statement dawdles, and now and then it fails after all. */
    private static final String DAWDLE = """
            CREATE FUNCTION dawdle() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                PERFORM pg_sleep(random() * 0.003);
                IF random() < 0.1 THEN
                    RAISE EXCEPTION 'thrown away' USING ERRCODE = '40001';
                END IF;
                RETURN NULL;
            END $$;
            CREATE TRIGGER dawdle AFTER INSERT ON log_batch FOR EACH ROW EXECUTE FUNCTION dawdle();
            """;

    private final PostgresUnderTest postgres = PostgresUnderTest.fresh();
    private final EventStore<Purse, PurseEvent, Pot> here = postgres.store();
    private final EventStore<Purse, PurseEvent, Pot> there = postgres.replica();
    private final AtomicInteger committed = new AtomicInteger();
    private final AtomicInteger lost = new AtomicInteger();
    private final AtomicLong ids = new AtomicLong();

    TorturedLog() {
        try (var unit = here.begin(new TreeSet<>(List.of("jar")))) {
            unit.commit(batch(List.of(), Map.of("jar", new Pot("jar", 1, 0))));
        }
        postgres.database().write(connection -> {
            try (var statement = connection.createStatement()) {
                return statement.execute(DAWDLE);
            }
        });
    }

    int lost() {
        return lost.get();
    }

    int committed() {
        return committed.get();
    }

    @Override
    public int shards() {
        return here.shards();
    }

    @Override
    public void write(List<String> marks, SplittableRandom random) {
        EventStore<Purse, PurseEvent, Pot> store = random.nextBoolean() ? here : there;
        List<NewEvent<PurseEvent>> events = new ArrayList<>();
        for (String mark : marks) {
            events.add(event(mark));
        }
        if (random.nextInt(8) == 0) {
            // The same version twice: the whole statement fails after it has begun to write.
            events.add(events.getFirst());
        }
        boolean locks = random.nextInt(4) == 0;
        try (var unit = store.begin(locks ? new TreeSet<>(List.of("jar")) : new TreeSet<>())) {
            TailingTortureTest.dawdle(random);
            if (random.nextInt(8) == 0) {
                return;
            }
            unit.commit(batch(events, locks ? Map.of("jar", new Pot("jar", random.nextInt(100), 0)) : Map.of()));
            committed.addAndGet(events.size());
        } catch (StoreFault.Conflict thrownAway) {
            // Rolled back after it had begun to write, or even after it had been given its positions.
            lost.incrementAndGet();
        }
    }

    private NewEvent<PurseEvent> event(String mark) {
        Meta meta = new Meta(
                EventId.of(new UUID(0x7000L, ids.incrementAndGet() | Long.MIN_VALUE)), mark, null, "writer", null);
        return new NewEvent<>(new StreamId("purse-" + mark, mark), 1, new PurseEvent.CoinsPut(1), meta);
    }

    private static Batch<Purse, PurseEvent, Pot> batch(List<NewEvent<PurseEvent>> events, Map<String, Pot> pots) {
        Instant at = Instant.parse("2026-03-01T10:00:00Z");
        return new Batch<>(
                at, events, List.of(), pots, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(),
                List.of(), Map.of());
    }

    @Override
    public List<TailingTortureTest.Seen> read(int shard, long after, int limit) {
        List<TailingTortureTest.Seen> seen = new ArrayList<>();
        for (Recorded<PurseEvent> event : here.read(shard, after, limit)) {
            seen.add(
                    new TailingTortureTest.Seen(event.position(), event.stream().key()));
        }
        return seen;
    }

    @Override
    public void close() {
        postgres.close();
    }
}
