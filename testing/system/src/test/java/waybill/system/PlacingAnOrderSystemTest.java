package waybill.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedWaybill.class)
class PlacingAnOrderSystemTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    private final Shop shop;

    PlacingAnOrderSystemTest(Shop shop) {
        this.shop = shop;
    }

    @Test
    void an_order_in_stock_is_confirmed_and_tells_every_step_of_its_saga() {
        shop.receive("SHIRT", 100);
        shop.receive("CAP", 50);
        OrderForm form = OrderForm.of("SHIRT", 2).and("CAP", 1);

        Answer placed = shop.place(form).expect(201);

        String id = placed.member("/id");
        assertThat(id).matches("ord_[0-9a-hjkmnp-tv-z]{26}");
        assertThat(placed.header("Location")).endsWith("/orders/" + id);
        assertThat(placed.member("/status")).isEqualTo("CONFIRMED");
        assertThat(placed.member("/paymentStatus")).isEqualTo("AUTHORIZED");
        assertThat(placed.member("/total")).isEqualTo(form.total());
        assertThat(placed.member("/saga/state")).isEqualTo("COMPLETED");
        assertThat(placed.members("/saga/steps", "name"))
                .containsExactly("CREATE_ORDER", "RESERVE_INVENTORY", "AUTHORIZE_PAYMENT", "CONFIRM_ORDER");
        assertThat(placed.members("/saga/steps", "state")).containsOnly("DONE");
        assertThat(shop.order(id).member("/status")).isEqualTo("CONFIRMED");
        Eventually.within(SOON, () -> {
            assertThat(shop.eventTypes(id))
                    .containsExactly(
                            "order.created.v1",
                            "inventory.reserved.v1",
                            "payment.authorized.v1",
                            "order.placed.v1",
                            "order.confirmed.v1",
                            "inventory.committed.v1");
            assertThat(shop.stock("SHIRT")).isEqualTo(new Shop.Stock(100, 98, 0, 2));
            assertThat(shop.stock("CAP")).isEqualTo(new Shop.Stock(50, 49, 0, 1));
        });
    }

    @Test
    void too_little_stock_is_refused_and_nothing_is_held() {
        shop.receive("RARE", 3);
        shop.receive("COMMON", 10);

        Answer refused = shop.place(OrderForm.of("RARE", 4).and("COMMON", 1)).expectProblem(409, "insufficient-stock");

        assertThat(refused.members("/items", "productId")).containsExactly("RARE");
        assertThat(refused.members("/items", "requested")).containsExactly("4");
        assertThat(refused.members("/items", "available")).containsExactly("3");
        assertThat(shop.stock("RARE")).isEqualTo(new Shop.Stock(3, 3, 0, 0));
        assertThat(shop.stock("COMMON")).isEqualTo(new Shop.Stock(10, 10, 0, 0));
    }

    @Test
    void a_declined_card_ends_in_payment_failed_and_gives_the_goods_back() {
        shop.receive("DECLINED", 10);

        Answer declined =
                shop.place(OrderForm.of("DECLINED", 4).paidWith("tok_declined")).expectProblem(402, "payment-declined");

        String id = declined.member("/orderId");
        assertThat(shop.order(id).member("/status")).isEqualTo("PAYMENT_FAILED");
        Eventually.within(SOON, () -> {
            assertThat(shop.eventTypes(id))
                    .containsExactly(
                            "order.created.v1",
                            "inventory.reserved.v1",
                            "payment.declined.v1",
                            "order.payment-failed.v1",
                            "inventory.released.v1");
            assertThat(shop.stock("DECLINED")).isEqualTo(new Shop.Stock(10, 10, 0, 0));
        });
    }

    @Test
    void the_same_key_again_is_the_same_answer_and_moves_stock_once() {
        shop.receive("REPEATED", 10);
        OrderForm form = OrderForm.of("REPEATED", 3);
        String key = Shop.newKey();

        Answer first = shop.place(form, key).expect(201);
        Answer again = shop.place(form, key).expect(201);

        assertThat(first.header("Idempotent-Replayed")).isEmpty();
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(again.text()).isEqualTo(first.text());
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        Eventually.within(SOON, () -> assertThat(shop.stock("REPEATED")).isEqualTo(new Shop.Stock(10, 7, 0, 3)));
    }

    @Test
    void the_same_key_for_another_order_is_refused() {
        shop.receive("OTHER", 10);
        String key = Shop.newKey();
        shop.place(OrderForm.of("OTHER", 1), key).expect(201);

        shop.place(OrderForm.of("OTHER", 2), key).expectProblem(422, "idempotency-key-reused");

        Eventually.within(SOON, () -> assertThat(shop.stock("OTHER")).isEqualTo(new Shop.Stock(10, 9, 0, 1)));
    }

    @Test
    void an_invalid_order_is_refused_with_a_pointer_to_each_mistake() {
        String mistaken = OrderForm.of("ANY", 0)
                .json()
                .replace("\"city\":\"Berlin\",", "")
                .replace("\"currency\":\"EUR\"", "\"currency\":\"EUR\",\"colour\":\"red\"");

        Answer refused = shop.post("/orders", mistaken).expectProblem(400, "validation-failed");

        assertThat(refused.members("/errors", "pointer"))
                .containsExactlyInAnyOrder("/items/0/quantity", "/shippingAddress/city", "/colour");
        assertThat(refused.members("/errors", "message")).doesNotContain("");
    }

    @Test
    void a_write_without_a_key_is_refused() {
        shop.post("/orders", OrderForm.of("ANY", 1).json(), new String[0])
                .expectProblem(400, "idempotency-key-required");
    }

    @Test
    void a_gateway_that_is_down_charges_nobody_and_the_same_request_tries_again_for_the_same_order() {
        shop.receive("UNPAYABLE", 10);
        String key = Shop.newKey();

        Answer failed = placeWithoutGateway(key);

        assertThat(failed.member("/error")).contains("You have not been charged");
        assertThat(failed.header("Retry-After")).matches("[0-9]+");
        String id = failed.member("/orderId");
        assertThat(shop.order(id).member("/status")).isEqualTo("PAYMENT_FAILED");
        Eventually.within(SOON, () -> assertThat(shop.stock("UNPAYABLE")).isEqualTo(new Shop.Stock(10, 10, 0, 0)));

        assertThat(placeWithoutGateway(key).member("/orderId")).isEqualTo(id);

        assertThat(shop.eventTypes(id))
                .containsSubsequence("payment.failed.v1", "order.payment-retried.v1", "payment.failed.v1");
        Eventually.within(SOON, () -> assertThat(shop.stock("UNPAYABLE")).isEqualTo(new Shop.Stock(10, 10, 0, 0)));
    }

    private Answer placeWithoutGateway(String key) {
        return shop.place(OrderForm.of("UNPAYABLE", 2).paidWith("tok_unavailable"), key)
                .expectProblem(503, "payment-unavailable");
    }

    @Test
    void a_payment_that_never_answers_keeps_the_goods_until_the_gateway_is_asked_again() {
        shop.receive("SLOW", 10);

        String form = OrderForm.of("SLOW", 2).paidWith("tok_timeout").json();
        Answer waiting = shop.post("/orders", form).expect(202);

        assertThat(waiting.member("/status")).isEqualTo("PENDING");
        assertThat(waiting.header("Retry-After")).isEqualTo("1");
        Eventually.within(SOON, () -> assertThat(shop.stock("SLOW")).isEqualTo(new Shop.Stock(10, 8, 2, 0)));
        String id = waiting.member("/id");
        Eventually.within(Duration.ofSeconds(30), () -> {
            Answer settled = shop.order(id);
            assertThat(settled.member("/status")).isEqualTo("CONFIRMED");
            assertThat(settled.member("/paymentStatus")).isEqualTo("AUTHORIZED");
            assertThat(settled.json().path("holds")).isEmpty();
        });
        assertThat(shop.eventTypes(id))
                .containsSubsequence("payment.unknown.v1", "payment.authorized.v1", "order.confirmed.v1");
        Eventually.within(SOON, () -> assertThat(shop.stock("SLOW")).isEqualTo(new Shop.Stock(10, 8, 0, 2)));
    }
}
