package waybill.server.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import waybill.server.Basket;
import waybill.server.Main;
import waybill.server.Plain;
import waybill.server.Waybill;
import waybill.server.settings.Settings;
import waybill.testkit.engine.Eventually;
import waybill.testkit.http.ApiClient;
import waybill.testkit.http.ApiClient.Reply;

/** Commands on the data of a shop: while it goes on, while it does not, and somewhere else. */
class DataCommandsTest {
    @TempDir
    private Path home = Path.of("");

    private final AtomicInteger keys = new AtomicInteger();

    @BeforeEach
    void anybody_may_pass_through() throws IOException {
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private record Ending(int code, String said) {}

    private static Ending run(String... words) {
        StringWriter said = new StringWriter();
        int code = Main.commandLine().setErr(new PrintWriter(said, true)).execute(words);
        return new Ending(code, said.toString().strip());
    }

    private Waybill open(Path data) {
        return Waybill.start("127.0.0.1", 0, data, Settings.usual());
    }

    private Reply post(ApiClient api, String path, String json) {
        return api.post(path, json, "Idempotency-Key", "key-" + keys.incrementAndGet());
    }

    private void stock(ApiClient api, String product, int units) {
        post(api, "/inventory/receive", "{\"productId\":\"%s\",\"quantity\":%d}".formatted(product, units));
    }

    /** All orders by id, as the API tells them, once nothing moves any more. */
    private static SortedMap<String, JsonNode> orders(ApiClient api) {
        SortedMap<String, JsonNode> orders = new TreeMap<>();
        String cursor = "";
        JsonNode page;
        do {
            page = api.get("/orders?limit=200" + cursor).json();
            page.get("data").forEach(order -> orders.put(order.get("id").asText(), order));
            cursor = "&cursor=" + page.at("/page/nextCursor").asText();
        } while (page.at("/page/hasMore").asBoolean());
        return orders;
    }

    @Test
    void views_are_rebuilt_while_the_shop_goes_on_and_while_it_does_not() {
        Path data = home.resolve("shop");
        SortedMap<String, JsonNode> before;
        try (Waybill shop = open(data);
                ApiClient api = ApiClient.at(shop.address().getPort())) {
            stock(api, "MUG", 100);
            for (int i = 0; i < 10; i++) {
                post(api, "/orders", Basket.of("MUG", 1).json());
            }
            before = orders(api);
            assertThat(before).hasSize(10);

            assertThat(run("rebuild", "all", "--data", data.toString())).isEqualTo(new Ending(0, ""));

            assertThat(orders(api).keySet()).isEqualTo(before.keySet());
            post(api, "/orders", Basket.of("MUG", 1).json());
            assertThat(orders(api)).hasSize(11);
            assertThat(run("rebuild", "sales", "--data", data.toString()))
                    .isEqualTo(new Ending(
                            1, "There is no view sales: say orders, movements, payment-index, unresolved or all."));
        }
        for (String view : List.of("orders", "movements", "payment-index", "unresolved")) {
            assertThat(run("rebuild", view, "--data", data.toString())).isEqualTo(new Ending(0, ""));
        }
        try (Waybill shop = open(data);
                ApiClient api = ApiClient.at(shop.address().getPort())) {
            assertThat(orders(api)).hasSize(11).containsKeys(before.keySet().toArray(String[]::new));
        }
    }

    @Test
    void a_shop_exported_while_orders_are_placed_goes_on_elsewhere() throws IOException {
        Path data = home.resolve("shop");
        Path elsewhere = home.resolve("elsewhere");
        Path file = home.resolve("shop.export");
        List<String> acknowledged = new ArrayList<>();
        SortedMap<String, JsonNode> here;
        String stockHere;
        try (Waybill shop = open(data);
                ApiClient api = ApiClient.at(shop.address().getPort())) {
            stock(api, "MUG", 1_000);
            place(api, 10, acknowledged);
            exportWhilePlacing(api, file, data);
            here = settled(api);
            stockHere = api.get("/inventory/items/MUG").body();
        }
        takeTheKeyAlong(data, elsewhere);

        assertThat(run("import", file.toString(), "--data", elsewhere.toString()))
                .isEqualTo(new Ending(0, ""));

        try (Waybill shop = open(elsewhere);
                ApiClient api = ApiClient.at(shop.address().getPort())) {
            SortedMap<String, JsonNode> there = settled(api);
            assertThat(there.keySet()).containsAll(acknowledged);
            mustBeAmong(here, there);
            JsonNode stock = api.get("/inventory/items/MUG").json();
            assertThat(stock.get("committed").asInt()).isEqualTo(there.size());
            assertThat(stock.get("onHand").asInt()).isEqualTo(1_000);
            assertThat(stockHere).contains("\"onHand\":1000");

            Reply one = post(api, "/orders", Basket.of("MUG", 1).json());
            assertThat(one.status()).as(one.body()).isEqualTo(201);
            assertThat(settled(api)).hasSize(there.size() + 1);
        }
    }

    private void exportWhilePlacing(ApiClient api, Path file, Path data) {
        CountDownLatch exported = new CountDownLatch(1);
        CompletableFuture<Void> placing = CompletableFuture.runAsync(
                () -> {
                    while (exported.getCount() > 0) {
                        place(api, 1, new ArrayList<>());
                    }
                },
                work -> Thread.ofPlatform().daemon().start(work));
        assertThat(run("export", file.toString(), "--data", data.toString())).isEqualTo(new Ending(0, ""));
        exported.countDown();
        Eventually.get(placing);
    }

    private static void mustBeAmong(SortedMap<String, JsonNode> all, SortedMap<String, JsonNode> some) {
        some.forEach((id, order) -> {
            JsonNode original = all.getOrDefault(id, Plain.read("{}"));
            for (String member : List.of("customer", "shippingAddress", "items", "total", "createdAt", "status")) {
                assertThat(order.get(member)).as(member).isEqualTo(original.get(member));
            }
        });
    }

    @Test
    void a_quiet_shop_is_the_same_elsewhere_to_the_last_letter() throws IOException {
        Path data = home.resolve("shop");
        Path elsewhere = home.resolve("elsewhere");
        Path file = home.resolve("shop.export");
        SortedMap<String, JsonNode> here;
        String stock;
        String movements;
        try (Waybill shop = open(data);
                ApiClient api = ApiClient.at(shop.address().getPort())) {
            stock(api, "MUG", 5);
            place(api, 4, new ArrayList<>());
            post(api, "/orders", Basket.of("MUG", 1).paidWith("tok_declined").json());
            here = settled(api);
            stock = api.get("/inventory/items/MUG").body();
            movements = api.get("/inventory/items/MUG/movements").body();
        }
        assertThat(run("export", file.toString(), "--data", data.toString())).isEqualTo(new Ending(0, ""));
        takeTheKeyAlong(data, elsewhere);
        assertThat(run("import", file.toString(), "--data", elsewhere.toString()))
                .isEqualTo(new Ending(0, ""));
        try (Waybill shop = open(elsewhere);
                ApiClient api = ApiClient.at(shop.address().getPort())) {
            assertThat(settled(api)).isEqualTo(here);
            assertThat(api.get("/inventory/items/MUG").body()).isEqualTo(stock);
            assertThat(api.get("/inventory/items/MUG/movements").body()).isEqualTo(movements);
            String payment =
                    here.values().iterator().next().at("/payment/paymentId").asText();
            assertThat(api.get("/payments/" + payment).status()).isEqualTo(200);
        }

        assertThat(run("import", file.toString(), "--data", elsewhere.toString()))
                .isEqualTo(
                        new Ending(1, "There is something in " + elsewhere + ": name an empty directory with --data."));
        assertThat(run("export", file.toString(), "--data", data.toString()))
                .isEqualTo(new Ending(1, "The file " + file + " exists already: choose another name."));
        refused(file);
    }

    private void refused(Path file) throws IOException {
        byte[] whole = Files.readAllBytes(file);
        Path nowhere = home.resolve("nowhere");
        Path damaged = home.resolve("damaged.export");
        for (int length : new int[] {0, 10, whole.length / 2, whole.length - 1}) {
            Files.write(damaged, Arrays.copyOf(whole, length));
            assertThat(run("import", damaged.toString(), "--data", nowhere.toString()))
                    .isEqualTo(new Ending(
                            1,
                            "The file " + damaged
                                    + " is not a whole export as it was written: it was cut off or changed."));
        }
        byte[] changed = whole.clone();
        changed[whole.length / 2] ^= 1;
        Files.write(damaged, changed);
        assertThat(run("import", damaged.toString(), "--data", nowhere.toString())
                        .code())
                .isEqualTo(1);
        assertThat(nowhere).doesNotExist();
        assertThat(run("export", damaged.toString(), "--data", nowhere.toString())
                        .said())
                .startsWith("There is no data of Waybill in ");
    }

    private void place(ApiClient api, int orders, List<String> acknowledged) {
        for (int i = 0; i < orders; i++) {
            acknowledged.add(post(api, "/orders", Basket.of("MUG", 1).json())
                    .json()
                    .get("id")
                    .asText());
        }
    }

    /** All orders, once each has been heard of by everybody. */
    private static SortedMap<String, JsonNode> settled(ApiClient api) {
        Eventually.holds(() -> {
            assertThat(api.get("/sagas?state=running&limit=1").json().get("data"))
                    .isEmpty();
            assertThat(api.get("/inventory/items/MUG").json().get("held").asInt())
                    .isZero();
        });
        return orders(api);
    }

    private static void takeTheKeyAlong(Path data, Path elsewhere) throws IOException {
        Path key = data.resolve("master.key");
        if (Files.exists(key)) {
            Files.createDirectories(elsewhere);
            Files.copy(key, elsewhere.resolve("master.key"));
        }
    }
}
