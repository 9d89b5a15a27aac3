package waybill.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import waybill.auditor.Auditor;
import waybill.auditor.Databases;
import waybill.auditor.Report;
import waybill.auditor.Scope;
import waybill.engine.postgres.DatabaseAddress;
import waybill.server.Basket;
import waybill.server.RunningShop;
import waybill.server.settings.Settings;
import waybill.testkit.engine.Eventually;
import waybill.testkit.http.ApiClient.Reply;

/** A shop in which everything lawful has happened: each order by the name of its story. */
final class LivelyShop implements AutoCloseable {
    static final String MUG = "MUG";

    private final RunningShop shop = new RunningShop(Settings.read(
            null,
            Map.of(
                    "WAYBILL_TEST_MODE", "true",
                    "WAYBILL_AUDIT_PAUSE", "PT0.2S",
                    "WAYBILL_AUDIT_GRACE", "PT1S",
                    "WAYBILL_AUDIT_SHARE", "0.5",
                    "WAYBILL_ORDER_STOCK_CHECK_TIME", "PT10S")));
    private final Map<String, String> orders = new TreeMap<>();

    RunningShop shop() {
        return shop;
    }

    String order(String story) {
        return Objects.requireNonNull(orders.get(story), story);
    }

    Map<String, DatabaseAddress> databases() {
        return shop.databases();
    }

    /** Looks at everything, and again at once at what looks wrong. */
    static Report audit(Map<String, DatabaseAddress> databases, Duration grace) {
        Databases places = Auditing.databases(
                role -> Objects.requireNonNull(databases.get("waybill_" + role.service()), role.service()));
        return Auditor.audit(
                places, new Scope(Clock.systemUTC(), grace, Duration.ofMinutes(1), Duration.ofMillis(20), 50));
    }

    private String place(String story, Basket basket, String... headers) {
        Reply reply = shop.place(basket, headers);
        String id = Optional.ofNullable(reply.json().get("id"))
                .or(() -> Optional.ofNullable(reply.json().get("orderId")))
                .orElseThrow(() -> new AssertionError(reply.body()))
                .asText();
        orders.put(story, id);
        return id;
    }

    private void awaitStatus(String story, String status) {
        Eventually.holds(() -> assertThat(shop.order(order(story)).get("status").asText())
                .as(story)
                .isEqualTo(status));
    }

    private void advance(String by) {
        assertThat(shop.post("/clock", "{\"advance\":\"" + by + "\"}").status()).isEqualTo(200);
    }

    private void fulfill(String order, String body) {
        Eventually.holds(() -> assertThat(shop.post("/orders/" + order + "/fulfill", body, "Prefer", "wait=20")
                        .status())
                .isEqualTo(200));
    }

    /** Everything happens. */
    void live() {
        shop.post("/inventory/receive", "{\"productId\":\"MUG\",\"quantity\":1000,\"name\":\"Mug\"}");
        shop.post("/inventory/adjust", "{\"productId\":\"MUG\",\"quantity\":-3,\"reference\":\"count\"}");
        place("confirmed", Basket.of(MUG, 2));
        shipping();
        cancelling();
        byHand();
        timeGoesBy();
        forget();
        place("declined", Basket.of(MUG, 1).paidWith("tok_declined"));
        place("held", Basket.of(MUG, 1).confirmedByHand());
        shop.post("/orders/" + order("held") + "/holds", "{\"reason\":\"called\"}");
        place("unknown", Basket.of(MUG, 1).paidWith("tok_timeout"), "Prefer", "wait=0");
        Eventually.holds(() -> assertThat(
                        shop.get("/payments?orderId=" + order("unknown")).body())
                .contains("UNKNOWN"));
    }

    private void shipping() {
        String parts = place("parts", Basket.of(MUG, 3));
        fulfill(parts, "{\"items\":[{\"line\":1,\"quantity\":1}]}");
        fulfill(parts, "{}");
        shop.post("/orders/" + parts + "/deliver", "{}");
        shop.post("/orders/" + parts + "/refunds", "{\"amount\":\"5.00\"}", "Prefer", "wait=20");
        String rest = place("rest cancelled", Basket.of(MUG, 3));
        fulfill(rest, "{\"items\":[{\"line\":1,\"quantity\":1}]}");
        shop.api().delete("/orders/" + rest, "Prefer", "wait=20");
        awaitStatus("rest cancelled", "SHIPPED");
        fulfill(place("shipped", Basket.of(MUG, 1)), "{}");
    }

    private void cancelling() {
        String cancelled = place("cancelled", Basket.of(MUG, 2));
        shop.api().delete("/orders/" + cancelled, "Prefer", "wait=20");
        awaitStatus("cancelled", "CANCELLED");
        String again = place("paid again", Basket.of(MUG, 1).paidWith("tok_insufficient_funds"));
        shop.post("/orders/" + again + "/payments", "{\"token\":\"tok_ok\"}", "Prefer", "wait=20");
        awaitStatus("paid again", "CONFIRMED");
        place("never paid", Basket.of(MUG, 1).paidWith("tok_expired_card"));
        String late = place("late money", Basket.of(MUG, 1).paidWith("tok_timeout"), "Prefer", "wait=0");
        Eventually.holds(
                () -> assertThat(shop.get("/payments?orderId=" + late).body()).contains("UNKNOWN"));
        shop.api().delete("/orders/" + late, "Prefer", "wait=0");
        place("late answer", Basket.of(MUG, 1).paidWith("tok_timeout"), "Prefer", "wait=0");
        place("never charged", Basket.of(MUG, 1).paidWith("tok_timeout_not_charged"), "Prefer", "wait=0");
    }

    private void byHand() {
        String reserved = shop.newOrderId();
        orders.put("reserved by hand", reserved);
        shop.post(
                "/inventory/reserve",
                "{\"orderId\":\"%s\",\"items\":[{\"productId\":\"MUG\",\"quantity\":2}],\"expiresIn\":\"PT5M\"}"
                        .formatted(reserved));
        shop.post("/inventory/release", "{\"orderId\":\"" + shop.newOrderId() + "\",\"reason\":\"in advance\"}");
        Reply paid = shop.post("/payments/authorize", """
                {"orderId":"%s","amount":"21.98","currency":"EUR","token":"tok_ok"}""".formatted(shop.newOrderId()));
        String payment = paid.json().get("id").asText();
        shop.post("/payments/capture", "{\"paymentId\":\"" + payment + "\",\"amount\":\"10.00\"}");
        shop.post("/payments/refund", "{\"paymentId\":\"" + payment + "\",\"amount\":\"4.00\"}");
        shop.post("/payments/void", "{\"paymentId\":\"" + payment + "\"}");
    }

    private void timeGoesBy() {
        advance("PT20S");
        awaitStatus("late answer", "CONFIRMED");
        awaitStatus("late money", "CANCELLED");
        advance("PT10M");
        advance("PT61M");
        awaitStatus("never paid", "CANCELLED");
        Eventually.holds(() -> assertThat(shop.get("/inventory/reservations/" + order("reserved by hand"))
                        .body())
                .contains("EXPIRED"));
    }

    private void forget() {
        assertThat(shop.post("/customers/cust123/forget", "{\"reason\":\"TICKET-1\"}")
                        .status())
                .isEqualTo(200);
    }

    @Override
    public void close() {
        shop.close();
    }
}
