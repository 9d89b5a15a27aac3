package waybill.server.writes;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import waybill.engine.core.chaos.Chaos;
import waybill.engine.http.Handler;
import waybill.engine.http.chaos.ChaosDoor;
import waybill.server.RunningShop;
import waybill.server.settings.Settings;
import waybill.testkit.engine.Eventually;
import waybill.testkit.http.ApiClient.Reply;

/** Every write broken off at its worst moments: whoever repeats it under its key has one effect and an answer. */
class BrokenOffTest {
    private static final AtomicReference<Chaos.@Nullable Point> STRIKE = new AtomicReference<>();

    /** Strikes where it is told to, always. */
    @AutoClose
    private static final RunningShop SHOP = new RunningShop(Settings.usual().withTestMode(), meters -> {
        Map<Chaos.Point, ChaosDoor> doors = new EnumMap<>(Chaos.Point.class);
        for (Chaos.Point point : Chaos.Point.values()) {
            doors.put(point, new ChaosDoor(new Chaos(new Chaos.Settings(1, 1, Set.of(point)), meters)));
        }
        return (route, handler) -> {
            Map<Chaos.Point, Handler> struck = new EnumMap<>(Chaos.Point.class);
            doors.forEach((point, door) -> struck.put(point, door.around(route, handler)));
            return call -> {
                Chaos.Point point = STRIKE.get();
                return (point == null ? handler : Objects.requireNonNull(struck.get(point))).answer(call);
            };
        };
    });

    private static final Counts COUNTS = new Counts(SHOP);

    static List<WriteRow> rows() {
        return Stream.of(new OrderWrites(SHOP).rows(), new OtherWrites(SHOP).rows())
                .flatMap(List::stream)
                .toList();
    }

    private static void assertStruck(Chaos.Point point, Ask ask, String key) {
        STRIKE.set(point);
        try {
            Reply reply = ask.under(SHOP, key);
            assertThat(reply.status()).isEqualTo(500);
            assertThat(reply.json().get("code").asText()).isEqualTo("CHAOS_INJECTED");
        } finally {
            STRIKE.set(null);
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void before_anything_was_done_it_is_done_by_the_repeat(WriteRow row) {
        Trial trial = row.fresh().get();
        String key = SHOP.newKey();
        assertStruck(Chaos.Point.BEFORE_HANDLER, trial.ask(), key);
        assertThat(trial.effects().getAsLong()).isZero();
        if (!row.service().isEmpty()) {
            assertThat(COUNTS.keys(row.service(), key)).isZero();
        }

        Reply repeat = trial.ask().under(SHOP, key);
        assertThat(repeat.status()).as(repeat.body()).isIn(200, 201);
        assertThat(repeat.header("Idempotent-Replayed")).isNull();
        assertThat(trial.effects().getAsLong()).isEqualTo(row.effects());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void after_all_was_done_the_repeat_is_told_so(WriteRow row) {
        Trial trial = row.fresh().get();
        String key = SHOP.newKey();
        assertStruck(Chaos.Point.AFTER_COMMIT, trial.ask(), key);
        assertThat(trial.effects().getAsLong()).isEqualTo(row.effects());

        Reply repeat = trial.ask().under(SHOP, key);
        assertThat(repeat.status()).as(repeat.body()).isIn(200, 201);
        assertThat(repeat.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(trial.ask().under(SHOP, key).body()).isEqualTo(repeat.body());
        assertThat(trial.effects().getAsLong()).isEqualTo(row.effects());
    }

    /** A write that the database breaks off within its transaction. */
    private record Begun(WriteRow row, Trial trial, String key, CompletableFuture<Reply> reply) {
        static Begun of(WriteRow row) {
            Trial trial = row.fresh().get();
            String key = SHOP.newKey();
            return new Begun(row, trial, key, new CompletableFuture<>());
        }

        void send() {
            Thread.ofVirtual().start(() -> {
                try {
                    reply.complete(trial.ask().under(SHOP, key));
                } catch (RuntimeException | AssertionError failed) {
                    reply.completeExceptionally(failed);
                }
            });
        }
    }

    /** Whether the service tries again by itself or says that it could not, nothing is done twice. */
    @Test
    void before_the_commit_nothing_is_done_that_the_repeat_does_again() throws Exception {
        List<Begun> all = rows().stream()
                .filter(row -> !row.service().isEmpty())
                .map(Begun::of)
                .toList();
        for (String service : List.of("order", "inventory", "payment")) {
            try (Connection holder = COUNTS.open(service);
                    Statement statement = holder.createStatement()) {
                holder.setAutoCommit(false);
                statement.execute("LOCK TABLE idempotency IN SHARE MODE");
                all.stream().filter(one -> one.row.service().equals(service)).forEach(Begun::send);
                Eventually.holds(() -> assertThat(brokenOff(statement)).isPositive());
            }
        }
        for (Begun one : all) {
            Reply first = one.reply.get(60, TimeUnit.SECONDS);
            assertThat(first.status()).as(one.row + first.body()).isIn(200, 201, 503);
            Reply repeat = one.trial.ask().under(SHOP, one.key);
            assertThat(repeat.status()).as(one.row + repeat.body()).isIn(200, 201);
            if (first.status() != 503) {
                assertThat(repeat.body()).isEqualTo(first.body());
            }
            assertThat(one.trial.effects().getAsLong()).as(one.row.operation()).isEqualTo(one.row.effects());
        }
    }

    /** Ends every connection to this database that waits to write; says how many. */
    private static int brokenOff(Statement statement) {
        try (ResultSet row = statement.executeQuery("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
                + " WHERE datname = current_database() AND wait_event_type = 'Lock'")) {
            row.next();
            return row.getInt(1);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
