package waybill.server.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import waybill.engine.postgres.DatabaseAddress;
import waybill.engine.postgres.embedded.DirectoryPostgres;
import waybill.server.Basket;
import waybill.server.RunningShop;
import waybill.server.Waybill;
import waybill.server.settings.Settings;
import waybill.testkit.engine.Crowd;
import waybill.testkit.engine.Eventually;
import waybill.testkit.http.ApiClient;

/** {@code waybill verify --chain}, on whole shops: what it says, and how it ends. */
class VerifyCommandTest {
    private static final int ORDERS = 2_000;
    private static final String HEAD = "[0-9a-f]{64}";

    @TempDir
    private Path home = Path.of("");

    private final AtomicInteger keys = new AtomicInteger();

    @BeforeEach
    void anybody_may_pass_through() throws IOException {
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static Ending verify(Path data, String... more) {
        String[] words = new String[4 + more.length];
        System.arraycopy(new String[] {"verify", "--chain", "--data", data.toString()}, 0, words, 0, 4);
        System.arraycopy(more, 0, words, 4, more.length);
        return Ending.of(words);
    }

    private static void assertSound(Ending ending) {
        assertThat(ending.complained()).isEmpty();
        assertThat(ending.code()).isZero();
        assertThat(ending.said()).hasSizeBetween(19, 20);
        assertThat(ending.said().subList(0, 18))
                .allSatisfy(line -> assertThat(line)
                        .matches("(order    |inventory|payment  ) shard [0-5]  +[0-9,]+ events +[0-9,]+ commits  "
                                + HEAD + "  OK"));
        assertThat(ending.said().get(18)).matches("All [0-9,]+ events are what was written; looked at in .* seconds.");
    }

    private static Ending laws(Path data) {
        return Ending.of("verify", "--invariants", "--data", data.toString(), "--grace", "PT1S");
    }

    /** Nothing was wrong, and with both looked at, both are told. */
    private static void assertInOrder(Ending both) {
        assertThat(both.complained()).isEmpty();
        assertThat(both.code()).isZero();
        assertThat(both.said().subList(19, 30))
                .allSatisfy(line -> assertThat(line).matches("I[0-9]+ +.* [0-9,]+ looked at  OK"));
        assertThat(both.said().getLast())
                .matches("The books of all three services agree: [0-9,]+ events, looked at in .* seconds.");
    }

    private void post(ApiClient api, String path, String json) {
        api.post(path, json, "Idempotency-Key", "key-" + keys.incrementAndGet(), "Prefer", "respond-async");
    }

    private void shop(Path data, int orders) {
        try (Waybill shop = Waybill.start("127.0.0.1", 0, data, Settings.usual());
                ApiClient api = ApiClient.at(shop.address().getPort())) {
            post(api, "/inventory/receive", "{\"productId\":\"MUG\",\"quantity\":1000000}");
            Crowd.of(20, _ -> {
                for (int i = 0; i < orders / 20; i++) {
                    post(api, "/orders", Basket.of("MUG", 1).json());
                }
            });
            assertSound(verify(data));
            Ending laws = laws(data);
            assertThat(laws.complained()).isEmpty();
            assertThat(laws.code()).isZero();
            Eventually.holds(() -> assertThat(api.get("/inventory/items/MUG")
                            .json()
                            .get("committed")
                            .asInt())
                    .isEqualTo(orders));
        }
    }

    @Test
    void thousands_of_orders_are_what_was_written_whatever_is_lawfully_done_with_them() throws IOException {
        Path data = home.resolve("shop");
        Path elsewhere = home.resolve("elsewhere");
        Path file = home.resolve("shop.export");
        Path anchors = home.resolve("anchors");
        shop(data, ORDERS);
        assertInOrder(Ending.of("verify", "--data", data.toString(), "--grace", "PT0S"));
        assertSound(verify(data, "--anchors", anchors.toString()));
        assertThat(Ending.of("rebuild", "all", "--data", data.toString()).code())
                .isZero();
        assertThat(Ending.of("forget", "cust123", "--data", data.toString()).code())
                .isZero();
        assertThat(Ending.of("export", file.toString(), "--data", data.toString())
                        .code())
                .isZero();
        assertThat(Ending.of("import", file.toString(), "--data", elsewhere.toString())
                        .code())
                .isZero();

        assertSound(verify(data, "--since", anchors.toString()));
        assertSound(verify(elsewhere, "--since", anchors.toString()));
        assertInOrder(Ending.of("verify", "--data", elsewhere.toString(), "--grace", "PT0S"));
    }

    @Test
    void what_was_changed_is_told_with_its_place() throws SQLException {
        Path data = home.resolve("shop");
        Path anchors = home.resolve("anchors");
        shop(data, 60);
        assertSound(verify(data, "--anchors", anchors.toString()));
        assertThat(verify(data, "--anchors", anchors.toString()).complained())
                .isEqualTo("The file " + anchors + " cannot be written, or exists already.");

        assertFoundInTheBooks(data);

        change(data, "payment", "DELETE FROM events WHERE shard = 2 AND position > 3");
        change(data, "payment", "DELETE FROM log_batch WHERE shard = 2 AND position > 3");
        change(
                data,
                "payment",
                "UPDATE log_head SET (position, chain) ="
                        + " (SELECT position, chain FROM log_batch WHERE shard = 2 ORDER BY position DESC LIMIT 1)"
                        + " WHERE shard = 2");
        change(
                data,
                "payment",
                "DELETE FROM events e WHERE shard = 2 AND position >"
                        + " (SELECT position FROM log_head WHERE shard = 2)");
        assertSound(verify(data));
        Ending cut = verify(data, "--since", anchors.toString());
        assertThat(cut.code()).isEqualTo(1);
        assertThat(cut.complained())
                .matches("The past was changed: shard 2 of the payment log breaks at position \\d+:"
                        + " the log ends at position \\d+, and the anchor has seen position \\d+\\.");

        change(data, "order", "UPDATE events SET data = set_byte(data, 5, 65) WHERE shard = 4 AND position = 2");
        Ending changed = verify(data, "--anchors", home.resolve("never").toString());
        assertThat(changed.code()).isEqualTo(1);
        assertThat(changed.complained())
                .startsWith("The past was changed: shard 4 of the order log breaks at position ");
        assertThat(changed.said().get(4)).contains("  BREAKS AT POSITION ");
        assertThat(home.resolve("never")).doesNotExist();
    }

    private static void assertFoundInTheBooks(Path data) throws SQLException {
        change(data, "inventory", "UPDATE stock SET on_hand = on_hand + 1");
        Ending laws = laws(data);
        assertThat(laws.code()).isEqualTo(1);
        assertThat(laws.complained()).isEqualTo("The books do not agree: 1 found; each says above what to do.");
        assertThat(laws.said())
                .anySatisfy(line -> assertThat(line)
                        .startsWith("I1, in the books of inventory: Product MUG: its row says 1000001 on hand = "));
        change(data, "inventory", "UPDATE stock SET on_hand = on_hand - 1");
    }

    private static void change(Path data, String service, String sql) throws SQLException {
        try (DirectoryPostgres postgres = DirectoryPostgres.of(data)) {
            DatabaseAddress address = postgres.database("waybill_" + service);
            try (Connection connection =
                            DriverManager.getConnection(address.url(), address.user(), address.password());
                    Statement statement = connection.createStatement()) {
                assertThat(statement.executeUpdate(sql)).as(sql).isNotNegative();
            }
        }
    }

    @Test
    void databases_that_are_somewhere_else_are_found_by_the_settings() throws IOException {
        Path nowhere = home.resolve("nowhere");
        try (RunningShop shop = new RunningShop()) {
            shop.place(Basket.of(shop.stocked(5), 1));
            StringBuilder settings = new StringBuilder();
            shop.databases()
                    .forEach((name, database) -> settings.append("""
                    waybill.database.%1$s.url=%2$s
                    waybill.database.%1$s.user=%3$s
                    waybill.database.%1$s.password=%4$s
                    """.formatted(
                            name.replace("waybill_", ""), database.url(), database.user(), database.password())));
            Path config = Files.writeString(home.resolve("waybill.properties"), settings);
            assertSound(verify(nowhere, "--config", config.toString()));

            Files.writeString(config, settings.toString().replaceAll("password=.*", "password=wrong"));
            Ending refused = verify(nowhere, "--config", config.toString());
            assertThat(refused.code()).isEqualTo(1);
            assertThat(refused.complained()).startsWith("The order log cannot be read: ");
        }
    }

    @Test
    void what_cannot_be_verified_is_said_in_a_sentence() throws IOException {
        Path data = home.resolve("shop");
        assertThat(Ending.of("verify", "--data", data.toString()))
                .isEqualTo(new Ending(1, List.of(), "There is no data of Waybill in " + data + "."));
        assertThat(verify(data).complained()).isEqualTo("There is no data of Waybill in " + data + ".");

        Path cut = Files.writeString(home.resolve("cut"), "WAYBILL-ANCHORS 1 2026-01-01T00:00:00Z\n");
        assertThat(verify(data, "--since", cut.toString()))
                .isEqualTo(
                        new Ending(1, List.of(), "The file " + cut + " cannot be read as anchors of waybill verify."));
        Path foreign = Files.writeString(
                home.resolve("foreign"),
                "WAYBILL-ANCHORS 1 2026-01-01T00:00:00Z\nshipping 0 7 " + "0".repeat(64) + "\nEND\n");
        assertThat(verify(data, "--since", foreign.toString()).complained())
                .isEqualTo("There is no shipping log to compare with its anchor.");
    }
}
