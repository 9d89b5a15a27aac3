package waybill.server.writes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.LoggerFactory;
import waybill.server.PoisonedLog;
import waybill.server.RunningShop;
import waybill.testkit.engine.Eventually;

/** The writes of inventory and payment, and what operators do to parked events and to the clock. */
final class OtherWrites {
    private final RunningShop shop;
    /** Of all shops: loggers are the process's. */
    private static final AtomicInteger LOGGERS = new AtomicInteger();

    private final Counts counts;
    private final OrderWrites orders;
    private final PoisonedLog poison;
    private final AtomicInteger steps = new AtomicInteger();

    OtherWrites(RunningShop shop) {
        this.shop = shop;
        this.counts = new Counts(shop);
        this.orders = new OrderWrites(shop);
        this.poison = new PoisonedLog(shop);
    }

    List<WriteRow> rows() {
        return List.of(
                row("receiveStock", "inventory", 1, this::receive),
                row("adjustStock", "inventory", 1, this::adjust),
                row("reserveStock", "inventory", 1, this::reserve),
                row("releaseStock", "inventory", 1, this::release),
                row("authorizePayment", "payment", 1, this::authorize),
                row("capturePayment", "payment", 1, this::capture),
                row("voidPayment", "payment", 1, this::voidIt),
                row("refundPayment", "payment", 1, this::refund),
                row("reconcilePayment", "payment", 0, this::reconcile),
                row("retryParkedEvent", "payment", 1, this::retryParked),
                row("discardParkedEvent", "payment", 1, this::discardParked),
                row("moveClock", "", 1, this::moveClock),
                row("setLogger", "", 1, this::setLogger));
    }

    private static WriteRow row(String operation, String service, int effects, Supplier<Trial> fresh) {
        return new WriteRow(operation, service, effects, fresh);
    }

    private Trial receive() {
        String product = shop.newProduct();
        return Trial.saying(
                "POST",
                "/inventory/receive",
                "{\"productId\":\"" + product + "\",\"quantity\":5,\"reference\":\"PO-%d\"}",
                counts.events("inventory", "stock.received.v1", product));
    }

    private Trial adjust() {
        String product = shop.stocked(5);
        return Trial.saying(
                "POST",
                "/inventory/adjust",
                "{\"productId\":\"" + product + "\",\"quantity\":-1,\"reference\":\"count-%d\"}",
                counts.events("inventory", "stock.adjusted.v1", product));
    }

    private Trial reserve() {
        String product = shop.stocked(10_000);
        String order = shop.newOrderId();
        return new Trial(
                Ask.post("/inventory/reserve", reservation(order, product, 1)),
                n -> Ask.post("/inventory/reserve", reservation(order, product, 1 + n)),
                counts.events("inventory", "inventory.reserved.v1", order));
    }

    private static String reservation(String order, String product, int quantity) {
        return "{\"orderId\":\"%s\",\"items\":[{\"productId\":\"%s\",\"quantity\":%d}]}"
                .formatted(order, product, quantity);
    }

    private Trial release() {
        String order = shop.newOrderId();
        shop.post("/inventory/reserve", reservation(order, shop.stocked(5), 1));
        return Trial.saying(
                "POST",
                "/inventory/release",
                "{\"orderId\":\"" + order + "\",\"reason\":\"r%d\"}",
                counts.events("inventory", "inventory.released.v1", order));
    }

    private Trial authorize() {
        String order = shop.newOrderId();
        return Trial.saying(
                "POST",
                "/payments/authorize",
                "{\"orderId\":\"" + order + "\",\"amount\":\"10.99\",\"currency\":\"EUR\",\"token\":\"tok_slow_%d\"}",
                counts.events("payment", "payment.initiated.v1", order));
    }

    private record Money(String order, String payment) {}

    private Money authorized() {
        String order = shop.newOrderId();
        JsonNode payment = shop.post(
                        "/payments/authorize",
                        "{\"orderId\":\"" + order
                                + "\",\"amount\":\"99.00\",\"currency\":\"EUR\",\"token\":\"tok_ok\"}")
                .json();
        return new Money(order, payment.get("id").asText());
    }

    private Trial capture() {
        Money money = authorized();
        return new Trial(
                Ask.post("/payments/capture", amount(money, 100)),
                n -> Ask.post("/payments/capture", amount(money, 100 + n)),
                counts.events("payment", "payment.captured.v1", money.order()));
    }

    private static String amount(Money money, int cents) {
        return "{\"paymentId\":\"%s\",\"amount\":\"%d.%02d\"}".formatted(money.payment(), cents / 100, cents % 100);
    }

    private Trial voidIt() {
        Money money = authorized();
        return Trial.saying(
                "POST",
                "/payments/void",
                "{\"paymentId\":\"" + money.payment() + "\",\"reason\":\"R%d\"}",
                counts.events("payment", "payment.voided.v1", money.order()));
    }

    private Trial refund() {
        Money money = authorized();
        shop.post("/payments/capture", "{\"paymentId\":\"" + money.payment() + "\"}");
        return new Trial(
                Ask.post("/payments/refund", amount(money, 100)),
                n -> Ask.post("/payments/refund", amount(money, 100 + n)),
                counts.events("payment", "payment.refunded.v1", money.order()));
    }

    /** Nothing is unknown of it, so there is nothing to be counted. */
    private Trial reconcile() {
        Money money = authorized();
        return new Trial(
                Ask.post("/payments/" + money.payment() + "/reconcile", "{}"),
                null,
                counts.events("payment", "payment.resolved.v1", money.order()));
    }

    /** An order of which payment has heard something unheard-of; the id of what is parked. */
    private String poisoned(String order) {
        poison.poison(order);
        String parked = "/parked-events?service=payment&subject=" + order;
        Eventually.holds(() -> assertThat(shop.get(parked).json().get("data")).hasSize(1));
        return shop.get(parked).json().at("/data/0/id").asText();
    }

    private Trial retryParked() {
        String order = orders.confirmed();
        String parked = poisoned(order);
        poison.makeReadable(order);
        return settled(order, parked, "retry");
    }

    private Trial discardParked() {
        String order = orders.confirmed();
        return settled(order, poisoned(order), "discard");
    }

    private Trial settled(String order, String parked, String how) {
        return Trial.saying(
                "POST",
                "/parked-events/" + parked + "/" + how,
                "{\"reason\":\"r%d\"}",
                counts.events("payment", "payment.operator-acted.v1", order));
    }

    /** Of a logger that nobody has touched: how often its time was set is how often it was told. */
    private Trial setLogger() {
        String name = "waybill.trial" + LOGGERS.incrementAndGet();
        var _ = LoggerFactory.getLogger(name);
        return Trial.saying(
                "PUT",
                "/loggers/" + name,
                "{\"level\":\"ERROR\",\"for\":\"PT1H%dS\"}",
                () -> shop.get("/loggers").json().findValuesAsText("name").stream()
                        .filter(name::equals)
                        .count());
    }

    private Trial moveClock() {
        int step = 600 + steps.incrementAndGet();
        LongSupplier ahead = () -> Duration.between(
                        Instant.now(),
                        Instant.parse(shop.get("/clock").json().get("now").asText()))
                .toSeconds();
        long before = ahead.getAsLong();
        return new Trial(
                Ask.post("/clock", "{\"advance\":\"PT" + step + "S\"}"),
                n -> Ask.post("/clock", "{\"advance\":\"PT" + (step + n) + "S\"}"),
                () -> Math.round((ahead.getAsLong() - before) / (double) step));
    }
}
