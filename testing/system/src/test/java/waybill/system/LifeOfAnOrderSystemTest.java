package waybill.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Everything that can become of an order after it was placed, by the public API alone. */
@ExtendWith(SharedWaybill.class)
class LifeOfAnOrderSystemTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    private final Shop shop;

    LifeOfAnOrderSystemTest(Shop shop) {
        this.shop = shop;
    }

    @Test
    void it_is_shipped_in_parts_delivered_and_partly_paid_back() {
        shop.receive("PARTS", 10);
        String id = confirmed("PARTS", 3);

        Answer part = fulfill(id, "{\"carrier\":\"DHL\",\"items\":[{\"line\":1,\"quantity\":1}]}")
                .expect(200);
        assertThat(part.member("/status")).isEqualTo("PARTIALLY_SHIPPED");
        assertThat(part.member("/items/0/shipped")).isEqualTo("1");
        assertThat(part.member("/paymentStatus")).isEqualTo("PARTIALLY_CAPTURED");
        Answer rest = fulfill(id, "{}").expect(200);
        assertThat(rest.member("/status")).isEqualTo("SHIPPED");
        assertThat(rest.member("/paymentStatus")).isEqualTo("CAPTURED");
        Eventually.within(SOON, () -> assertThat(shop.stock("PARTS")).isEqualTo(new Shop.Stock(7, 7, 0, 0)));
        assertThat(shop.post("/orders/" + id + "/deliver", "{}").expect(200).member("/status"))
                .isEqualTo("DELIVERED");

        shop.post("/orders/" + id + "/refunds", "{\"items\":[{\"line\":1,\"quantity\":2}],\"reason\":\"torn\"}")
                .expect(201);
        shop.post("/orders/" + id + "/refunds", "{\"amount\":\"10.99\"}").expect(201);
        shop.post("/orders/" + id + "/refunds", "{\"amount\":\"0.01\"}").expectProblem(409, "over-refund");
        assertThat(shop.order(id).member("/paymentStatus")).isEqualTo("REFUNDED");
        shop.delete("/orders/" + id).expectProblem(409, "order-already-shipped");
    }

    @Test
    void cancelled_before_it_ships_it_keeps_neither_goods_nor_money() {
        shop.receive("CANCELLED", 5);
        String id = confirmed("CANCELLED", 2);

        Answer cancelled =
                shop.delete("/orders/" + id + "?reason=changed%20my%20mind").expect(200);

        assertThat(cancelled.member("/status")).isEqualTo("CANCELLED");
        assertThat(cancelled.member("/cancellation/reason")).isEqualTo("CUSTOMER_REQUEST");
        assertThat(cancelled.member("/cancellation/note")).isEqualTo("changed my mind");
        assertThat(shop.stock("CANCELLED")).isEqualTo(new Shop.Stock(5, 5, 0, 0));
        assertThat(payment(id).member("/data/0/status")).isEqualTo("VOIDED");
        assertThat(shop.delete("/orders/" + id).expect(200).member("/version")).isEqualTo(cancelled.member("/version"));
    }

    @Test
    void what_is_open_of_a_partly_shipped_order_can_be_cancelled_and_what_shipped_stays() {
        shop.receive("HALF", 5);
        String id = confirmed("HALF", 3);
        fulfill(id, "{\"items\":[{\"line\":1,\"quantity\":1}]}").expect(200);

        Answer rest = shop.delete("/orders/" + id).expect(200);

        assertThat(rest.member("/status")).isEqualTo("SHIPPED");
        assertThat(rest.member("/items/0/shipped")).isEqualTo("1");
        assertThat(rest.member("/items/0/cancelled")).isEqualTo("2");
        Eventually.within(SOON, () -> {
            assertThat(shop.stock("HALF")).isEqualTo(new Shop.Stock(4, 4, 0, 0));
            assertThat(payment(id).member("/data/0/captured")).isEqualTo("10.99");
        });
    }

    @Test
    void declined_it_is_paid_again_with_another_card() {
        shop.receive("AGAIN", 5);
        String id = shop.place(OrderForm.of("AGAIN", 2).paidWith("tok_declined"))
                .expectProblem(402, "payment-declined")
                .member("/orderId");

        Answer paid = shop.post(
                        "/orders/" + id + "/payments",
                        "{\"token\":\"tok_ok\"}",
                        "Idempotency-Key",
                        Shop.newKey(),
                        "Prefer",
                        "wait=20")
                .expect(200);

        assertThat(paid.member("/status")).isEqualTo("CONFIRMED");
        Eventually.within(SOON, () -> assertThat(shop.stock("AGAIN")).isEqualTo(new Shop.Stock(5, 3, 0, 2)));
    }

    @Test
    void a_person_stops_it_and_lets_it_go_on() {
        shop.receive("STOPPED", 5);
        String id = confirmed("STOPPED", 1);
        shop.post("/orders/" + id + "/holds", "{\"reason\":\"call the customer\"}")
                .expect(200);

        fulfill(id, "{}").expect(409);
        shop.delete("/orders/" + id + "/holds/OPERATOR").expect(200);

        fulfill(id, "{}").expect(200);
    }

    @Test
    void confirmed_by_hand_it_waits_for_that() {
        shop.receive("BYHAND", 5);
        String id = shop.post(
                        "/orders",
                        OrderForm.of("BYHAND", 1).json().replaceFirst("\\{", "{\"confirmation\":\"manual\","),
                        "Idempotency-Key",
                        Shop.newKey(),
                        "Prefer",
                        "wait=20")
                .expect(201)
                .member("/id");
        assertThat(shop.order(id).member("/status")).isEqualTo("PLACED");

        assertThat(shop.post("/orders/" + id + "/process", "{}").expect(200).member("/status"))
                .isEqualTo("CONFIRMED");
        shop.post("/orders/" + id + "/process", "{}").expect(200);
    }

    @Test
    void it_goes_to_another_address_and_every_past_state_is_still_there() {
        shop.receive("MOVED", 5);
        String id = confirmed("MOVED", 1);
        String version = shop.order(id).member("/version");

        Answer moved = shop.put(
                        "/orders/" + id,
                        "{\"shippingAddress\":{\"street\":\"2 Side St\",\"city\":\"Bonn\",\"zip\":\"53111\",\"country\":\"DE\"}}",
                        "Idempotency-Key",
                        Shop.newKey())
                .expect(200);

        assertThat(moved.member("/shippingAddress/city")).isEqualTo("Bonn");
        assertThat(shop.get("/orders/" + id + "?version=" + version).expect(200).member("/shippingAddress/city"))
                .isEqualTo("Berlin");
        assertThat(shop.get("/orders/" + id + "?version=1").expect(200).member("/status"))
                .isEqualTo("PENDING");
        assertThat(shop.get("/orders/" + id + "?asOf=" + moved.member("/createdAt"))
                        .expect(200)
                        .member("/shippingAddress/city"))
                .isEqualTo("Berlin");
        shop.get("/orders/" + id + "?asOf=" + Instant.parse("2000-01-01T00:00:00Z"))
                .expect(404);
    }

    @Test
    void it_is_found_in_the_lists() {
        shop.receive("LISTED", 5);
        String id = shop.place(OrderForm.of("LISTED", 1).from("listed-customer"))
                .expect(201)
                .member("/id");

        Answer list = shop.get("/orders?customerId=listed-customer&status=CONFIRMED,PLACED")
                .expect(200);

        assertThat(list.members("/data", "id")).containsExactly(id);
        assertThat(shop.get("/orders?stuck=true&customerId=listed-customer")
                        .expect(200)
                        .members("/data", "id"))
                .isEmpty();
    }

    private String confirmed(String product, int quantity) {
        return shop.place(OrderForm.of(product, quantity)).expect(201).member("/id");
    }

    private Answer fulfill(String id, String json) {
        return shop.post("/orders/" + id + "/fulfill", json, "Idempotency-Key", Shop.newKey(), "Prefer", "wait=20");
    }

    private Answer payment(String id) {
        return shop.get("/payments?orderId=" + id).expect(200);
    }
}
