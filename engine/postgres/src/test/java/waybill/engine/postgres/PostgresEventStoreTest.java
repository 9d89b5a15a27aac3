package waybill.engine.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import waybill.engine.core.log.Batch;
import waybill.engine.core.log.EventStore;
import waybill.engine.core.log.StoreFault;
import waybill.engine.core.log.StreamId;
import waybill.engine.core.log.UndecodableEvent;
import waybill.engine.postgres.embedded.TemporaryPostgres;
import waybill.testkit.engine.BookkeepingContract;
import waybill.testkit.engine.Crowd;
import waybill.testkit.engine.EventStoreContract;
import waybill.testkit.engine.Eventually;
import waybill.testkit.engine.PurseRunner;
import waybill.testkit.engine.StoreUnderTest;
import waybill.testkit.engine.purse.Pot;
import waybill.testkit.engine.purse.Purse;
import waybill.testkit.engine.purse.PurseCodec;
import waybill.testkit.engine.purse.PurseCommand.Fill;
import waybill.testkit.engine.purse.PurseCommand.Put;
import waybill.testkit.engine.purse.PurseEvent;

final class PostgresEventStoreTest {
    private static final StreamId ANN = new StreamId("purse-ann", "ann");

    @Nested
    final class Streams extends EventStoreContract {
        @Override
        protected StoreUnderTest emptyStore() {
            return PostgresUnderTest.empty();
        }
    }

    @Nested
    final class Books extends BookkeepingContract {
        @Override
        protected StoreUnderTest emptyStore() {
            return PostgresUnderTest.empty();
        }
    }

    @Test
    void a_replica_that_hangs_with_rows_locked_does_not_keep_the_others_waiting() {
        PostgresUnderTest postgres = PostgresUnderTest.empty();
        try (PurseRunner runner = new PurseRunner(postgres.store(), PurseRunner.ONE_LANE)) {
            Eventually.get(runner.ask(ANN, new Fill("jar", 10)));
        }
        SortedSet<String> jar = new TreeSet<>(List.of("jar"));
        try (var hanging = postgres.store().begin(jar)) {
            assertThat(hanging.shared()).containsKey("jar");
            CompletableFuture<Boolean> other = CompletableFuture.supplyAsync(() -> {
                try (var unit = postgres.replica().begin(jar)) {
                    return unit.shared().containsKey("jar");
                }
            });

            assertThat(Eventually.get(other)).isTrue();
            assertThatThrownBy(() -> hanging.commit(nothing())).isInstanceOf(StoreFault.Unavailable.class);
        }
    }

    private static Batch<Purse, PurseEvent, Pot> nothing() {
        return new Batch<>(
                Instant.EPOCH,
                List.of(),
                List.of(),
                Map.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Map.of());
    }

    @Test
    void events_are_kept_as_the_exact_bytes_that_were_written() {
        PostgresUnderTest postgres = PostgresUnderTest.empty();
        try (PurseRunner runner = new PurseRunner(postgres.store(), PurseRunner.ONE_LANE)) {
            Eventually.get(runner.ask(ANN, new Put(5)));
        }

        assertThat(postgres.rows("SELECT data FROM events", row -> new String(row.getBytes(1), StandardCharsets.UTF_8)))
                .containsExactly("{\"coins\":5}");
    }

    @Test
    void a_defect_while_rows_are_locked_costs_no_connection() {
        PotTable pots = new PotTable();
        SharedTable<Pot> broken = new SharedTable<>() {
            @Override
            public Map<String, Pot> lock(Connection connection, SortedSet<String> names) {
                throw new IllegalStateException("thrown by a test");
            }

            @Override
            public String insertSql() {
                return pots.insertSql();
            }

            @Override
            public String updateSql() {
                return pots.updateSql();
            }

            @Override
            public void bind(Collection<Pot> rows, Binder binder) throws SQLException {
                pots.bind(rows, binder);
            }
        };
        Database.Sizes two = new Database.Sizes(1, 1);
        try (Database small =
                new Database("small", TemporaryPostgres.freshDatabase(), two, new SimpleMeterRegistry())) {
            small.migrate("db/pots");
            var store = new PostgresEventStore<Purse, PurseEvent, Pot>(
                    small, new PurseCodec(), new PostgresEventStore.Extras<>(List.of(), broken));
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> store.begin(new TreeSet<>(List.of("jar"))))
                        .hasMessage("thrown by a test");
            }
            assertThat(small.isReachable()).isTrue();
        }
    }

    @Test
    void views_are_written_with_the_events() {
        PostgresUnderTest postgres = PostgresUnderTest.empty();
        try (PurseRunner runner = new PurseRunner(postgres.store(), PurseRunner.ONE_LANE)) {
            Eventually.get(runner.ask(ANN, new Put(5)));
            Eventually.get(runner.ask(ANN, new Put(6)));
        }

        assertThat(postgres.rows(
                        "SELECT purse, version, coins FROM purse_view",
                        row -> row.getString(1) + " " + row.getLong(2) + " " + row.getLong(3)))
                .containsExactly("purse-ann 2 11");
    }

    @Test
    void an_event_that_cannot_be_read_says_where_it_is_and_a_history_with_it_fails_nobody_else() {
        PostgresUnderTest postgres = PostgresUnderTest.empty();
        EventStore<Purse, PurseEvent, Pot> store = postgres.store();
        try (PurseRunner runner = new PurseRunner(store, PurseRunner.ONE_LANE)) {
            Eventually.get(runner.ask(ANN, new Put(5)));
            Eventually.get(runner.ask(ANN, new Put(PurseCodec.UNREADABLE)));
        }
        int shard = ANN.shard(store.shards());

        assertThatThrownBy(() -> store.read(shard, 0, 10))
                .isInstanceOfSatisfying(UndecodableEvent.class, unreadable -> {
                    assertThat(unreadable.place().position()).isEqualTo(2);
                    assertThat(unreadable.place().stream()).isEqualTo(ANN);
                });
        assertThat(store.read(shard, 0, 1)).hasSize(1);
        try (PurseRunner runner = new PurseRunner(store, PurseRunner.ONE_LANE)) {
            var good = List.of(runner.ask(new StreamId("purse-ben", "ben"), new Put(1)));
            var bad = runner.ask(ANN, new Put(1));
            var alsoGood = runner.ask(new StreamId("purse-cas", "cas"), new Put(1));
            good.forEach(Eventually::get);
            Eventually.get(alsoGood);
            assertThat(Eventually.failureOf(bad)).isInstanceOf(UndecodableEvent.class);
        }
    }

    @Test
    void two_replicas_that_start_at_once_make_the_shards_once() {
        PostgresUnderTest postgres = PostgresUnderTest.empty();
        Crowd.of(4, number -> assertThat(postgres.store().shards()).isEqualTo(6));

        assertThat(postgres.store().heads()).hasSize(6).containsOnly(0);
    }
}
