package waybill.engine.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import waybill.engine.core.feeds.LogFeed;
import waybill.engine.core.log.EventStore;
import waybill.engine.core.log.Recorded;
import waybill.engine.core.log.StreamId;
import waybill.engine.core.views.LogSteps;
import waybill.engine.core.views.ViewFollower;
import waybill.engine.postgres.views.PostgresView;
import waybill.engine.postgres.views.Rebuildable;
import waybill.engine.postgres.views.ViewRebuild;
import waybill.engine.postgres.views.ViewTables;
import waybill.testkit.engine.Crowd;
import waybill.testkit.engine.Eventually;
import waybill.testkit.engine.PurseRunner;
import waybill.testkit.engine.purse.Pot;
import waybill.testkit.engine.purse.Purse;
import waybill.testkit.engine.purse.PurseCodec;
import waybill.testkit.engine.purse.PurseCommand.Put;
import waybill.testkit.engine.purse.PurseDecider;
import waybill.testkit.engine.purse.PurseEvent;

/** A view says what its log says, whoever follows it, and whatever became of its rows before. */
final class ViewsTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final int PURSES = 40;
    private static final Executor OWN_THREAD =
            work -> Thread.ofPlatform().daemon().start(work);

    private final PostgresUnderTest postgres = PostgresUnderTest.fresh();
    private final EventStore<Purse, PurseEvent, Pot> store = postgres.store();

    @AfterEach
    void end() {
        postgres.close();
    }

    /** One replica with its follower. */
    private record Replica(LogFeed<PurseEvent> log, ViewFollower<PurseEvent> view) implements AutoCloseable {
        static Replica of(Database database, EventStore<Purse, PurseEvent, Pot> store) {
            LogFeed<PurseEvent> log = new LogFeed<>("purses", store);
            var view = new PostgresView<>(database, new CoinsView(store), store.shards());
            return new Replica(log, new ViewFollower<>("purses", view, log, store::heads));
        }

        @Override
        public void close() {
            view.close();
            log.close();
        }
    }

    @Test
    void two_replicas_keep_one_view_while_a_crowd_writes() {
        try (Replica here = Replica.of(postgres.database(), store);
                Replica there = Replica.of(postgres.database(), postgres.replica())) {
            writeALot(8);

            assertThat(here.view().catchUp(LONG)).isTrue();
            assertThat(there.view().catchUp(LONG)).isTrue();
            assertThat(rows()).isEqualTo(folded()).hasSize(PURSES);
            assertThat(here.view().lag() + there.view().lag()).isZero();
        }
    }

    @Test
    void a_replica_that_hangs_in_a_step_does_not_keep_the_others_from_going_on() {
        CountDownLatch stopped = new CountDownLatch(1);
        CountDownLatch hanging = new CountDownLatch(1);
        PostgresView<PurseEvent> view = new PostgresView<>(postgres.database(), new CoinsView(store), store.shards());
        OWN_THREAD.execute(() -> view.advance(new LogSteps<>(
                (_, _, _) -> {
                    hanging.countDown();
                    await(stopped);
                    return List.of();
                },
                1)));
        await(hanging);
        try (Replica there = Replica.of(postgres.database(), postgres.replica())) {
            writeALot(1);

            assertThat(there.view().catchUp(LONG)).isTrue();
        }
        stopped.countDown();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(LONG.toSeconds() * 2, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    @Test
    void who_has_just_written_reads_it() {
        try (Replica here = Replica.of(postgres.database(), store);
                PurseRunner runner = new PurseRunner(store, PurseRunner.ONE_LANE)) {
            for (int i = 1; i <= 50; i++) {
                Eventually.get(runner.ask(purse(i), new Put(i)));
                assertThat(here.view().catchUp(LONG)).isTrue();
                assertThat(rows()).containsEntry(purse(i).name(), "1:" + i);
            }
        }
    }

    @Test
    void a_rebuilt_view_is_the_live_one_row_by_row_while_the_shop_goes_on_and_readers_read() {
        try (Replica here = Replica.of(postgres.database(), store)) {
            writeALot(4);
            assertThat(here.view().catchUp(LONG)).isTrue();
            assertThat(rows()).isEqualTo(folded());
            CountDownLatch ended = new CountDownLatch(1);
            AtomicInteger reads = new AtomicInteger();
            CompletableFuture<Void> reading = CompletableFuture.runAsync(
                    () -> {
                        while (ended.getCount() > 0) {
                            assertThat(rows()).hasSize(PURSES);
                            reads.incrementAndGet();
                        }
                    },
                    OWN_THREAD);
            CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> writeALot(4), OWN_THREAD);
            for (int i = 0; i < 5; i++) {
                Rebuildable.Report report = rebuild(new CoinsView(store));
                assertThat(report.events()).isGreaterThanOrEqualTo(4 * PURSES);
            }
            Eventually.get(writing);
            ended.countDown();
            Eventually.get(reading);

            assertThat(reads).hasPositiveValue();
            assertThat(here.view().catchUp(LONG)).isTrue();
            assertThat(rows()).isEqualTo(folded());
            assertThat(rebuild(new CoinsView(store)).events()).isEqualTo(8 * PURSES);
            assertThat(rows()).isEqualTo(folded());
        }
    }

    @Test
    void a_damaged_view_is_repaired() {
        try (Replica here = Replica.of(postgres.database(), store)) {
            writeALot(3);
            assertThat(here.view().catchUp(LONG)).isTrue();
            for (String damage : List.of(
                    "DELETE FROM view_coins.coins WHERE purse LIKE '%1'",
                    "UPDATE view_coins.coins SET coins = coins + 1",
                    "UPDATE view_coins.progress SET position = position + 1000000",
                    "DELETE FROM view_coins.progress",
                    "DROP TABLE view_coins.coins",
                    "DROP SCHEMA view_coins CASCADE")) {
                run(damage);
                rebuild(new CoinsView(store));
                assertThat(rows()).as(damage).isEqualTo(folded());
            }
            writeALot(1);
            Eventually.holds(() -> assertThat(rows()).isEqualTo(folded()));
        }
    }

    @Test
    void a_rebuild_that_ends_half_way_leaves_the_view_as_it_was_and_the_next_one_works() {
        try (Replica here = Replica.of(postgres.database(), store)) {
            writeALot(90);
            assertThat(here.view().catchUp(LONG)).isTrue();
            Map<String, String> before = rows();

            assertThatThrownBy(() -> rebuild(new PowerFailure(store))).hasMessageContaining("lights out");
            assertThat(rows()).isEqualTo(before);
            writeALot(1);
            assertThat(here.view().catchUp(LONG)).isTrue();
            assertThat(rebuild(new CoinsView(store)).events()).isEqualTo(91 * PURSES);
            assertThat(rows()).isEqualTo(folded());
        }
    }

    /** Goes dark in the middle of the log. */
    private static final class PowerFailure extends CoinsView {
        private int steps;

        PowerFailure(EventStore<?, PurseEvent, ?> store) {
            super(store);
        }

        @Override
        public void apply(Connection connection, List<Recorded<PurseEvent>> events) throws SQLException {
            super.apply(connection, events);
            if (steps++ > 0) {
                throw new IllegalStateException("lights out");
            }
        }
    }

    @Test
    void two_do_not_rebuild_at_the_same_time() {
        try (Replica here = Replica.of(postgres.database(), store)) {
            assertThat(here.view().catchUp(LONG)).isTrue();
            writeALot(1);
            assertThatThrownBy(() -> rebuild(new CoinsView(store) {
                        @Override
                        public void apply(Connection connection, List<Recorded<PurseEvent>> events) {
                            rebuild(new CoinsView(store));
                        }
                    }))
                    .isInstanceOf(Rebuildable.RebuildUnderWay.class);
        }
    }

    @Test
    void an_event_that_cannot_be_read_keeps_only_its_own_stream_out() {
        try (PurseRunner runner = new PurseRunner(store, PurseRunner.ONE_LANE)) {
            Eventually.get(runner.ask(purse(1), new Put(1)));
            Eventually.get(runner.ask(purse(1), new Put(PurseCodec.UNREADABLE)));
            Eventually.get(runner.ask(purse(1), new Put(1)));
            for (int i = 2; i <= 20; i++) {
                Eventually.get(runner.ask(purse(i), new Put(i)));
            }
        }
        try (Replica here = Replica.of(postgres.database(), store)) {
            assertThat(here.view().catchUp(LONG)).isTrue();
            assertThat(rows()).hasSizeGreaterThanOrEqualTo(19);
            for (int i = 2; i <= 20; i++) {
                assertThat(rows()).containsEntry(purse(i).name(), "1:" + i);
            }
        }
    }

    @Test
    void a_view_that_is_defined_in_another_way_is_made_anew() {
        writeALot(2);
        try (Replica here = Replica.of(postgres.database(), store)) {
            assertThat(here.view().catchUp(LONG)).isTrue();
        }
        run("UPDATE view_coins.definition SET ddl = 'as it was long ago'");
        run("UPDATE view_coins.coins SET coins = -1");
        try (Replica here = Replica.of(postgres.database(), store)) {
            assertThat(here.view().catchUp(LONG)).isTrue();
            assertThat(rows()).isEqualTo(folded());
        }
    }

    private Rebuildable.Report rebuild(ViewTables<PurseEvent> tables) {
        return ViewRebuild.ofView(postgres.database(), tables, store).rebuild();
    }

    private void writeALot(int rounds) {
        try (PurseRunner runner = new PurseRunner(postgres.store(), PurseRunner.ONE_LANE);
                PurseRunner replica = new PurseRunner(postgres.replica(), PurseRunner.ONE_LANE)) {
            Crowd.of(4, number -> {
                SplittableRandom random = new SplittableRandom(number);
                for (int i = 0; i < rounds * PURSES / 4; i++) {
                    StreamId mine = purse((i * 4 + number) % PURSES);
                    Eventually.get((random.nextBoolean() ? runner : replica).ask(mine, new Put(1 + random.nextInt(9))));
                }
            });
        }
    }

    private static StreamId purse(int number) {
        return new StreamId("purse-" + number, "p" + number);
    }

    private void run(String sql) {
        postgres.database().write(connection -> {
            try (var statement = connection.prepareStatement(sql)) {
                return statement.execute();
            }
        });
    }

    private Map<String, String> rows() {
        Map<String, String> rows = new TreeMap<>();
        postgres.rows(
                        "SELECT purse, version, coins FROM view_coins.coins",
                        row -> Map.entry(row.getString(1), row.getLong(2) + ":" + row.getLong(3)))
                .forEach(row -> rows.put(row.getKey(), row.getValue()));
        return rows;
    }

    private Map<String, String> folded() {
        List<String> streams = postgres.rows("SELECT DISTINCT stream FROM events", row -> row.getString(1));
        Map<String, String> rows = new TreeMap<>();
        store.load(streams).forEach((stream, history) -> {
            Purse purse = new PurseDecider()
                    .fold(history.stream().map(Recorded::event).toList());
            rows.put(stream, history.size() + ":" + purse.coins());
        });
        return rows;
    }
}
