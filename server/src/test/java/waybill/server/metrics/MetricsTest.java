package waybill.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import waybill.engine.postgres.DatabaseAddress;
import waybill.order.service.StockCheck.Look;
import waybill.order.service.StockCheck.Source;
import waybill.server.Basket;
import waybill.server.RunningShop;
import waybill.server.settings.Settings;
import waybill.testkit.engine.Eventually;
import waybill.testkit.http.ApiClient.Reply;

/** A day in a shop, and what it says about itself: from the first scrape on, and exactly. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MetricsTest {
    private static final String PATIENT = "wait=20";

    /** Whoever looks at the stock finds enough, so that it is the reservation that finds too little. */
    @AutoClose
    private static final RunningShop SHOP = new RunningShop(
            Settings.read(
                    null,
                    Map.of(
                            "WAYBILL_TEST_MODE", "true",
                            "WAYBILL_RETRY_SCHEDULE", "none",
                            "WAYBILL_RESILIENCE_GATEWAY_TIMEOUT", "PT1S")),
            (_, _) -> new Look(List.of(), Source.LIVE));

    private static final Map<String, String> ORDERS = new LinkedHashMap<>();

    @Test
    @Order(1)
    void all_of_it_is_there_from_the_first_scrape() {
        Scrape first = Scrape.of(SHOP);
        List<String> missing = new ArrayList<>(FixedSeries.all());
        missing.removeAll(first.samples().keySet());
        assertThat(missing).isEmpty();
        List<String> notZero = new ArrayList<>(FixedSeries.all());
        notZero.removeIf(series -> first.value(series) == 0);
        notZero.removeIf(series -> series.startsWith("hikaricp") || series.startsWith("http_server_co"));
        notZero.removeIf(series -> series.startsWith("http_server_calls") || series.startsWith("database_samples"));
        assertThat(notZero).containsExactly("waybill_info{version=\"0.1.0\"}");
        assertThat(first.samples())
                .allSatisfy((series, value) -> assertThat(value).as(series).isNotNaN());
    }

    @Test
    @Order(2)
    void the_page_of_metrics_and_a_scrape_name_the_same() {
        Scrape now = Scrape.of(SHOP);
        List<MetricsPage.Row> rows = MetricsPage.rows();
        for (MetricsPage.Row row : rows) {
            if (row.everywhere() && row.prefix()) {
                assertThat(now.types().keySet()).as(row.name()).anyMatch(row::names);
            } else if (row.everywhere()) {
                assertThat(now.types().get(row.name())).as(row.name()).isEqualTo(row.kind());
                assertThat(now.labels(row.name())).as(row.name()).isEqualTo(row.labels());
            }
        }
        List<String> unnamed = new ArrayList<>(now.types().keySet());
        unnamed.removeIf(family -> rows.stream().anyMatch(row -> row.names(family)));
        assertThat(unnamed).as("scraped, and not on the page").isEmpty();
    }

    @Test
    @Order(3)
    void what_happens_is_counted_exactly() {
        String goods = SHOP.stocked(10);
        confirmedAndRepeated(goods);
        place("declined", Basket.of(goods, 1).paidWith("tok_declined"), 402);
        place("out of stock", Basket.of(goods, 1_000), 409);
        place("by hand", Basket.of(goods, 1).confirmedByHand(), 201);
        String cancelled = place("cancelled", Basket.of(goods, 1), 201);
        assertThat(SHOP.api()
                        .delete("/orders/" + cancelled, "Idempotency-Key", SHOP.newKey(), "Prefer", PATIENT)
                        .status())
                .isEqualTo(200);
        shippedAndRefunded();

        counted("orders_total{status=\"PENDING\"}", 5);
        counted("orders_total{status=\"PLACED\"}", 3);
        counted("orders_total{status=\"CONFIRMED\"}", 2);
        counted("orders_total{status=\"PAYMENT_FAILED\"}", 1);
        counted("orders_total{status=\"CANCEL_PENDING\"}", 1);
        counted("orders_total{status=\"CANCELLED\"}", 2);
        counted("orders_total{status=\"PARTIALLY_SHIPPED\"}", 1);
        counted("orders_current{status=\"PARTIALLY_SHIPPED\"}", 1);
        counted("orders_current{status=\"PLACED\"}", 1);
        counted("orders_current{status=\"PAYMENT_FAILED\"}", 1);
        counted("orders_current{status=\"CANCELLED\"}", 2);
        counted("orders_current{status=\"CONFIRMED\"}", 0);
        counted("orders_current{status=\"PENDING\"}", 0);
    }

    private static void confirmedAndRepeated(String goods) {
        String key = SHOP.newKey();
        Basket basket = Basket.of(goods, 2);
        Reply first = SHOP.postAs(key, "/orders", basket.json(), "Prefer", PATIENT);
        assertThat(first.status()).isEqualTo(201);
        ORDERS.put("shipped", first.json().get("id").asText());
        assertThat(SHOP.postAs(key, "/orders", basket.json()).status()).isEqualTo(201);
        assertThat(SHOP.postAs(key, "/orders", Basket.of(goods, 3).json()).status())
                .isEqualTo(422);
    }

    private static String place(String name, Basket basket, int status) {
        Reply reply = SHOP.place(basket, "Prefer", PATIENT);
        assertThat(reply.status()).as(reply.body()).isEqualTo(status);
        JsonNode id = reply.json().get(status == 201 ? "id" : "orderId");
        ORDERS.put(name, id.asText());
        return id.asText();
    }

    private static void shippedAndRefunded() {
        String order = ORDERS.get("shipped");
        assertThat(SHOP.post(
                                "/orders/" + order + "/fulfill",
                                "{\"carrier\":\"DHL\",\"items\":[{\"line\":1,\"quantity\":1}]}")
                        .status())
                .isEqualTo(200);
        assertThat(SHOP.post("/orders/" + order + "/refunds", "{\"amount\":\"5.00\",\"reason\":\"late\"}")
                        .status())
                .isEqualTo(201);
    }

    @Test
    @Order(4)
    void how_sagas_went_is_measured_and_what_they_undid_is_counted_as_the_orders_tell_it() {
        placed("CONFIRMED", 2);
        placed("PLACED", 1);
        placed("PAYMENT_FAILED", 1);
        placed("OUT_OF_STOCK", 1);
        placed("CANCELLED", 0);
        step("CREATE_ORDER", "DONE", 5);
        step("RESERVE_INVENTORY", "DONE", 4);
        step("RESERVE_INVENTORY", "FAILED", 1);
        step("AUTHORIZE_PAYMENT", "DONE", 3);
        step("AUTHORIZE_PAYMENT", "FAILED", 1);
        step("CONFIRM_ORDER", "DONE", 2);
        for (String kind : List.of("RELEASE_INVENTORY", "RETURN_PAYMENT")) {
            Eventually.holds(() -> assertThat(Scrape.of(SHOP).value("saga_compensations_total{kind=\"" + kind + "\"}"))
                    .isEqualTo(undone(kind)));
        }
        counted("saga_compensations_total{kind=\"RELEASE_INVENTORY\"}", 2);
    }

    private static void placed(String outcome, int times) {
        counted("order_processing_duration_seconds_count{outcome=\"" + outcome + "\"}", times);
    }

    private static void step(String step, String outcome, int times) {
        counted("saga_step_duration_seconds_count{outcome=\"%s\",step=\"%s\"}".formatted(outcome, step), times);
    }

    /** How much of it the orders themselves tell as done. */
    private static int undone(String kind) {
        int done = 0;
        for (String order : ORDERS.values()) {
            for (JsonNode one : SHOP.order(order).at("/saga/compensations")) {
                boolean isDone = one.get("state").asText().equals("DONE");
                done += isDone && one.get("name").asText().equals(kind) ? 1 : 0;
            }
        }
        return done;
    }

    @Test
    @Order(5)
    void keys_goods_and_money_are_counted() {
        keys("order", "first", 8);
        keys("order", "replayed", 1);
        keys("order", "reused", 1);
        keys("inventory", "first", 1);
        counted("inventory_units{state=\"on_hand\"}", 9);
        counted("inventory_units{state=\"committed\"}", 2);
        counted("inventory_units{state=\"held\"}", 0);
        counted("inventory_units{state=\"available\"}", 7);
        money("AUTHORIZE", "SUCCEEDED", 3);
        money("AUTHORIZE", "DECLINED", 1);
        money("CAPTURE", "SUCCEEDED", 1);
        money("VOID", "SUCCEEDED", 1);
        money("REFUND", "SUCCEEDED", 1);
        money("AUTHORIZE", "UNKNOWN", 0);
    }

    private static void keys(String service, String result, int times) {
        counted("idempotency_requests_total{name=\"%s\",result=\"%s\"}".formatted(service, result), times);
    }

    private static void money(String operation, String result, int times) {
        counted("payments_total{operation=\"%s\",result=\"%s\"}".formatted(operation, result), times);
    }

    @Test
    @Order(6)
    void what_is_announced_is_heard_once_by_both_others() {
        for (String service : List.of("order", "inventory", "payment")) {
            double said = Scrape.of(SHOP).value("events_published_total{name=\"" + service + "\"}");
            assertThat((long) said).isEqualTo(events(service));
            for (String other : List.of("order", "inventory", "payment")) {
                if (!other.equals(service)) {
                    String subscriber = "{subscriber=\"" + other + "<" + service + "\"}";
                    counted("events_consumed_total" + subscriber, said);
                    counted("events_duplicate_total" + subscriber, 0);
                }
            }
        }
    }

    /** How many there are in the service's log. */
    private static long events(String service) {
        DatabaseAddress database = Objects.requireNonNull(SHOP.databases().get("waybill_" + service));
        try (Connection connection = DriverManager.getConnection(database.url(), database.user(), database.password());
                ResultSet counted = connection.createStatement().executeQuery("SELECT count(*) FROM events")) {
            counted.next();
            return counted.getLong(1);
        } catch (SQLException unreadable) {
            throw new AssertionError("the database cannot be read", unreadable);
        }
    }

    @Test
    @Order(7)
    void an_unknown_payment_is_unresolved_and_its_order_stuck_until_the_provider_says_what_it_did() {
        SHOP.place(Basket.of(SHOP.stocked(1), 1).paidWith("tok_timeout"), "Prefer", "respond-async");
        money("AUTHORIZE", "UNKNOWN", 1);
        seen("payments_unresolved", 1);
        seen("orders_stuck{step=\"AUTHORIZE_PAYMENT\"}", 1);
        advance("PT6S");
        seen("payments_unresolved", 0);
        seen("orders_stuck{step=\"AUTHORIZE_PAYMENT\"}", 0);
        money("AUTHORIZE", "SUCCEEDED", 4);
        placed("CONFIRMED", 3);
    }

    @Test
    @Order(8)
    void authorizations_that_end_within_a_day_are_counted_while_money_is_set_aside() {
        counted("payment_authorizations_expiring", 0);
        advance("P6DT1H");
        seen("payment_authorizations_expiring", 3);
    }

    /** The clock is moved a little, so that what the database has is counted now; it may have gone on by itself. */
    private static void seen(String series, double value) {
        Eventually.holds(() -> {
            Instant now = Instant.parse(SHOP.get("/clock").json().get("now").asText());
            SHOP.post("/clock", "{\"now\":\"" + now.plusMillis(50) + "\"}");
            assertThat(Scrape.of(SHOP).value(series)).as(series).isEqualTo(value);
        });
    }

    private static void advance(String by) {
        assertThat(SHOP.post("/clock", "{\"advance\":\"" + by + "\"}").status()).isEqualTo(200);
    }

    private static void counted(String series, double value) {
        Eventually.holds(
                () -> assertThat(Scrape.of(SHOP).value(series)).as(series).isEqualTo(value));
    }
}
