package waybill.server.writes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Supplier;
import waybill.server.Basket;
import waybill.server.Plain;
import waybill.server.RunningShop;
import waybill.testkit.engine.Eventually;
import waybill.testkit.http.ApiClient.Reply;

/** The writes of the order service. */
final class OrderWrites {
    private final RunningShop shop;
    private final Counts counts;

    OrderWrites(RunningShop shop) {
        this.shop = shop;
        this.counts = new Counts(shop);
    }

    List<WriteRow> rows() {
        return List.of(
                row("placeOrder", 1, this::place),
                row("updateOrder", 1, this::update),
                row("cancelOrder", 1, this::cancel),
                row("processOrder", 1, this::process),
                row("fulfillOrder", 2, this::fulfill),
                row("deliverOrder", 1, this::deliver),
                row("payOrder", 1, this::pay),
                row("refundOrder", 2, this::refund),
                row("addHold", 1, this::addHold),
                row("removeHold", 1, this::removeHold),
                row("retrySaga", 1, this::retry),
                row("compensateSaga", 1, this::compensate),
                row("forgetCustomer", 1, this::forget));
    }

    private static WriteRow row(String operation, int effects, Supplier<Trial> fresh) {
        return new WriteRow(operation, "order", effects, fresh);
    }

    String placed(Basket basket) {
        Reply placed = shop.place(basket, "Prefer", "wait=30");
        return placed.json().get(placed.status() == 201 ? "id" : "orderId").asText();
    }

    String confirmed() {
        return placed(Basket.of(shop.stocked(1_000), 100));
    }

    String shipped() {
        String order = confirmed();
        assertThat(shop.post("/orders/" + order + "/fulfill", "{}", "Prefer", "wait=30")
                        .status())
                .isEqualTo(200);
        return order;
    }

    private Trial place() {
        String product = shop.stocked(10_000);
        return new Trial(
                Ask.post("/orders", Basket.of(product, 1).json()),
                n -> Ask.post("/orders", Basket.of(product, 1 + n).json()),
                counts.naming("order", "order.created.v1", "\"" + product + "\""));
    }

    private Trial update() {
        String order = confirmed();
        return Trial.saying("PUT", "/orders/" + order, """
                {"shippingAddress":{"street":"%d Side St","city":"Berlin","zip":"10115","country":"DE"}}""", counts.events("order", "order.address-changed.v1", order));
    }

    private Trial cancel() {
        String order = confirmed();
        return new Trial(
                Ask.delete("/orders/" + order + "?reason=r0"),
                n -> Ask.delete("/orders/" + order + "?reason=r" + n),
                counts.events("order", "order.cancel-requested.v1", order));
    }

    private Trial process() {
        String order = placed(Basket.of(shop.stocked(5), 2).confirmedByHand());
        return new Trial(
                Ask.post("/orders/" + order + "/process", "{}"),
                null,
                counts.events("order", "order.confirmed.v1", order));
    }

    private Trial fulfill() {
        String order = confirmed();
        return Trial.saying(
                "POST",
                "/orders/" + order + "/fulfill",
                "{\"carrier\":\"DHL\",\"trackingNumber\":\"T-%d\",\"items\":[{\"line\":1,\"quantity\":1}]}",
                () -> counts.events("order", "order.partially-shipped.v1", order)
                                .getAsLong()
                        + counts.events("payment", "payment.captured.v1", order).getAsLong());
    }

    private Trial deliver() {
        String order = shipped();
        return new Trial(
                Ask.post("/orders/" + order + "/deliver", "{}"),
                null,
                counts.events("order", "order.delivered.v1", order));
    }

    private Trial pay() {
        String order = placed(Basket.of(shop.stocked(5), 2).paidWith("tok_declined"));
        return Trial.saying(
                "POST",
                "/orders/" + order + "/payments",
                "{\"token\":\"tok_slow_%d\"}",
                counts.events("order", "order.payment-retried.v1", order));
    }

    private Trial refund() {
        String order = shipped();
        return Trial.saying(
                "POST",
                "/orders/" + order + "/refunds",
                "{\"amount\":\"1.00\",\"reason\":\"r%d\"}",
                () -> counts.events("order", "order.refund-settled.v1", order).getAsLong()
                        + counts.events("payment", "payment.refunded.v1", order).getAsLong());
    }

    private Trial addHold() {
        String order = placed(Basket.of(shop.stocked(5), 2).confirmedByHand());
        return Trial.saying(
                "POST",
                "/orders/" + order + "/holds",
                "{\"reason\":\"r%d\"}",
                counts.events("order", "order.hold-added.v1", order));
    }

    private Trial removeHold() {
        String order = placed(Basket.of(shop.stocked(5), 2).confirmedByHand());
        shop.post("/orders/" + order + "/holds", "{\"reason\":\"look at it\"}");
        return new Trial(
                Ask.delete("/orders/" + order + "/holds/OPERATOR"),
                null,
                counts.events("order", "order.hold-removed.v1", order));
    }

    /** The gateway takes its time, so that the order still waits when somebody has it asked again. */
    private Trial retry() {
        String order = shop.place(Basket.of(shop.stocked(5), 2).paidWith("tok_slow_9000"), "Prefer", "respond-async")
                .json()
                .get("id")
                .asText();
        Eventually.holds(() -> assertThat(shop.story(order)).contains("inventory.reserved.v1"));
        return Trial.saying(
                "POST",
                "/sagas/" + order + "/retry",
                "{\"reason\":\"r%d\"}",
                counts.events("order", "order.operator-acted.v1", order));
    }

    private Trial compensate() {
        String order = confirmed();
        return Trial.saying(
                "POST",
                "/sagas/" + order + "/compensate",
                "{\"reason\":\"r%d\"}",
                counts.events("order", "order.cancel-requested.v1", order));
    }

    private Trial forget() {
        String customer = "customer-of-" + shop.newKey();
        String basket = Plain.changed(Basket.of(shop.stocked(5), 1).json(), "/customer/id", "\"" + customer + "\"");
        shop.post("/orders", basket, "Prefer", "wait=30");
        return Trial.saying(
                "POST", "/customers/" + customer + "/forget", "{\"reason\":\"T-%d\"}", counts.forgotten(customer));
    }
}
