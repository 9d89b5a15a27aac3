package waybill.server.writes;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import waybill.server.RunningShop;
import waybill.server.settings.Settings;
import waybill.testkit.engine.Crowd;
import waybill.testkit.engine.Eventually;
import waybill.testkit.http.ApiClient.Reply;

/** Keys that are being worked on, keys that are old, and writes that may do without; for every write there is. */
class KeysInTimeTest {
    @AutoClose
    private static final RunningShop SHOP = new RunningShop(Settings.usual().withTestMode());

    private static final Counts COUNTS = new Counts(SHOP);

    /** Of a shop; but for moving the clock, whose keys do not outlive the process and are in no database. */
    private static List<WriteRow> rows(RunningShop shop) {
        return Stream.of(new OrderWrites(shop).rows(), new OtherWrites(shop).rows())
                .flatMap(List::stream)
                .filter(row -> !row.service().isEmpty())
                .toList();
    }

    /** Two who come at the same time with the same key. */
    private record Twins(WriteRow row, Trial trial, String key, List<CompletableFuture<Reply>> replies) {
        static List<Twins> sent(List<Tried> tried) {
            return tried.stream()
                    .map(one -> new Twins(one.row, one.trial, one.key, List.of(one.send(), one.send())))
                    .toList();
        }

        Reply earlier() throws InterruptedException, ExecutionException, TimeoutException {
            return (Reply) soon(CompletableFuture.anyOf(replies.toArray(CompletableFuture[]::new)));
        }
    }

    /** A row, its situation, and the key that is used in it. */
    private record Tried(WriteRow row, Trial trial, String key) {
        static List<Tried> all(List<WriteRow> rows) {
            List<Tried> all = new CopyOnWriteArrayList<>();
            Crowd.of(rows.size(), number -> {
                WriteRow row = rows.get(number);
                all.add(new Tried(row, row.fresh().get(), SHOP.newKey()));
            });
            return all;
        }

        CompletableFuture<Reply> send() {
            return KeysInTimeTest.sent(trial, key);
        }
    }

    @Test
    void whoever_comes_while_the_first_is_at_work_is_told_so_after_two_seconds() throws Exception {
        List<Tried> tried = Tried.all(rows(SHOP));
        List<Twins> all;
        try (Standstill _ = new Standstill()) {
            all = Twins.sent(tried);
            for (Twins twins : all) {
                Reply early = twins.earlier();
                assertThat(early.status()).as(twins.row + early.body()).isEqualTo(409);
                assertThat(early.json().get("code").asText())
                        .as(twins.row.operation())
                        .isEqualTo("IDEMPOTENCY_KEY_IN_USE");
                assertThat(early.header("Retry-After")).isEqualTo("1");
            }
        }
        for (Twins twins : all) {
            List<Reply> both = new ArrayList<>();
            for (CompletableFuture<Reply> one : twins.replies) {
                both.add(soon(one));
            }
            assertThat(both)
                    .as(twins.row.operation())
                    .extracting(Reply::status)
                    .containsOnlyOnce(409)
                    .hasSize(2);
            Reply again = twins.trial.ask().under(SHOP, twins.key);
            assertThat(both).extracting(Reply::body).contains(again.body());
            assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
            assertThat(twins.trial.effects().getAsLong())
                    .as(twins.row.operation())
                    .isEqualTo(twins.row.effects());
        }
    }

    private static CompletableFuture<Reply> sent(Trial trial, String key) {
        CompletableFuture<Reply> reply = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                reply.complete(trial.ask().under(SHOP, key));
            } catch (RuntimeException | AssertionError failed) {
                reply.completeExceptionally(failed);
            }
        });
        return reply;
    }

    private static <T> T soon(CompletableFuture<T> reply)
            throws InterruptedException, ExecutionException, TimeoutException {
        return reply.get(60, TimeUnit.SECONDS);
    }

    /** Nobody can commit a key while this is open. */
    private static final class Standstill implements AutoCloseable {
        private final List<Connection> holders = new ArrayList<>();

        Standstill() throws SQLException {
            for (String service : List.of("order", "inventory", "payment")) {
                Connection holder = COUNTS.open(service);
                holders.add(holder);
                holder.setAutoCommit(false);
                try (Statement lock = holder.createStatement()) {
                    lock.execute("LOCK TABLE idempotency IN SHARE MODE");
                }
            }
        }

        @Override
        public void close() throws SQLException {
            for (Connection holder : holders) {
                holder.close();
            }
        }
    }

    @Test
    void keys_are_kept_for_a_day_and_those_of_payments_for_thirty() {
        try (RunningShop shop = new RunningShop(Settings.usual().withTestMode())) {
            Counts counts = new Counts(shop);
            List<Kept> all = new ArrayList<>();
            for (WriteRow row : rows(shop)) {
                Kept kept = new Kept(row, shop.newKey());
                all.add(kept);
                assertThat(row.fresh().get().ask().under(shop, kept.key).status())
                        .isIn(200, 201);
            }
            shop.post("/clock", "{\"advance\":\"PT23H\"}");
            all.forEach(kept ->
                    assertThat(kept.isUsed(shop)).as(kept.row.operation()).isTrue());

            shop.post("/clock", "{\"advance\":\"PT2H\"}");
            all.stream().filter(kept -> !kept.isOfPayment()).forEach(kept -> kept.assertGone(shop, counts));
            all.stream()
                    .filter(Kept::isOfPayment)
                    .forEach(kept -> assertThat(kept.isUsed(shop))
                            .as(kept.row.operation())
                            .isTrue());

            shop.post("/clock", "{\"advance\":\"P30D\"}");
            all.stream().filter(Kept::isOfPayment).forEach(kept -> kept.assertGone(shop, counts));
        }
    }

    /** A key that was used for a row. */
    private record Kept(WriteRow row, String key) {
        boolean isOfPayment() {
            return row.service().equals("payment");
        }

        boolean isUsed(RunningShop shop) {
            return used(shop, row, key);
        }

        void assertGone(RunningShop shop, Counts counts) {
            Eventually.holds(() -> assertThat(counts.keys(row.service(), key))
                    .as(row.operation())
                    .isZero());
            assertThat(isUsed(shop)).as(row.operation()).isFalse();
        }
    }

    /** Whether another request is refused because of this key; else it is obeyed. */
    private static boolean used(RunningShop shop, WriteRow row, String key) {
        Reply reply = row.fresh().get().ask().under(shop, key);
        assertThat(reply.status()).as(row + reply.body()).isIn(200, 201, 422);
        return reply.status() == 422;
    }

    @Test
    void where_keys_are_optional_every_write_does_without() {
        Settings optional = Settings.read(null, Map.of("WAYBILL_API_IDEMPOTENCY_KEY", "optional"));
        try (RunningShop shop = new RunningShop(optional.withTestMode())) {
            for (WriteRow row : rows(shop)) {
                Trial trial = row.fresh().get();
                int status = trial.ask().method().equals("POST")
                        ? shop.bareJson(
                                        "POST",
                                        trial.ask().target(),
                                        trial.ask().body())
                                .statusCode()
                        : trial.ask().withoutKey(shop).status();
                assertThat(status).as(row.operation()).isIn(200, 201, 202);
                Eventually.holds(() -> assertThat(trial.effects().getAsLong())
                        .as(row.operation())
                        .isEqualTo(row.effects()));
            }
        }
    }
}
