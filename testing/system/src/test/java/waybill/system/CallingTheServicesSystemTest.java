package waybill.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedWaybill.class)
class CallingTheServicesSystemTest {
    /** A valid order id that nobody has given to an order. */
    private static final String STRANGER = "ord_01kantm5x9f3sb2q7h6m0r4d8";

    private static final Duration SOON = Duration.ofSeconds(10);

    private final Shop shop;

    CallingTheServicesSystemTest(Shop shop) {
        this.shop = shop;
    }

    @Test
    void stock_is_checked_reserved_and_released_by_hand() {
        shop.receive("BY-HAND", 10);
        assertThat(shop.get("/inventory/check?items=BY-HAND:10").expect(200).member("/available"))
                .isEqualTo("true");
        assertThat(shop.get("/inventory/check?items=BY-HAND:11").expect(200).member("/available"))
                .isEqualTo("false");
        String order = STRANGER + "a";

        Answer held = shop.post(
                        "/inventory/reserve",
                        "{\"orderId\":\"%s\",\"items\":[{\"productId\":\"BY-HAND\",\"quantity\":4}]}".formatted(order))
                .expect(201);
        assertThat(held.member("/status")).isEqualTo("HELD");
        assertThat(held.member("/reservationId")).startsWith("res_");
        assertThat(shop.stock("BY-HAND")).isEqualTo(new Shop.Stock(10, 6, 4, 0));

        String release = "{\"orderId\":\"%s\",\"reason\":\"changed my mind\"}".formatted(order);
        assertThat(shop.post("/inventory/release", release).expect(200).member("/released"))
                .isEqualTo("true");
        assertThat(shop.stock("BY-HAND")).isEqualTo(new Shop.Stock(10, 10, 0, 0));
    }

    @Test
    void a_reservation_that_cannot_be_held_whole_is_not_held_at_all() {
        shop.receive("PLENTY", 10);
        shop.receive("SCARCE", 1);
        shop.post("/inventory/reserve", """
                        {"orderId":"%sb","items":[{"productId":"PLENTY","quantity":1},{"productId":"SCARCE","quantity":2}]}""".formatted(STRANGER)).expectProblem(409, "insufficient-stock");
        assertThat(shop.stock("PLENTY")).isEqualTo(new Shop.Stock(10, 10, 0, 0));
        assertThat(shop.stock("SCARCE")).isEqualTo(new Shop.Stock(1, 1, 0, 0));
    }

    @Test
    void a_payment_is_authorized_and_found_by_its_id_and_by_its_order() {
        String order = STRANGER + "c";
        Answer payment = shop.post(
                        "/payments/authorize",
                        "{\"orderId\":\"%s\",\"amount\":\"21.98\",\"currency\":\"EUR\",\"token\":\"tok_ok\"}"
                                .formatted(order))
                .expect(201);
        assertThat(payment.member("/status")).isEqualTo("AUTHORIZED");
        assertThat(payment.member("/authorized")).isEqualTo("21.98");
        String id = payment.member("/id");
        Answer found = shop.get("/payments/" + id).expect(200);
        assertThat(found.member("/orderId")).isEqualTo(order);
        assertThat(found.members("/transactions", "kind")).containsExactly("AUTHORIZE");
        assertThat(found.members("/transactions", "status")).containsExactly("SUCCEEDED");
        assertThat(shop.get("/payments?orderId=" + order).expect(200).members("/data", "id"))
                .containsExactly(id);
    }

    @Test
    void the_feeds_of_the_services_tell_what_happened_in_order() {
        shop.receive("FED", 100);
        String first = shop.place(OrderForm.of("FED", 1)).expect(201).member("/id");
        String second = shop.place(OrderForm.of("FED", 1)).expect(201).member("/id");

        assertThat(ids(shop.feed("order", 3))).doesNotHaveDuplicates().isSubsetOf(ids(shop.feed("order", 200)));
        for (String order : List.of(first, second)) {
            Eventually.within(SOON, () -> {
                assertThat(types("order", order))
                        .containsExactly("order.created.v1", "order.placed.v1", "order.confirmed.v1");
                assertThat(types("inventory", order))
                        .containsExactly("inventory.reserved.v1", "inventory.committed.v1");
                assertThat(types("payment", order)).containsExactly("payment.authorized.v1");
            });
        }
    }

    @Test
    void the_server_says_that_it_is_well() {
        assertThat(shop.get("/health").expect(200).member("/status")).isEqualTo("UP");
        shop.get("/health/live").expect(200);
        shop.get("/health/ready").expect(200);
    }

    @Test
    void orders_are_counted_by_status() {
        shop.receive("COUNTED", 10);
        shop.place(OrderForm.of("COUNTED", 1)).expect(201);
        // In a cluster it is counted by one process, and another one may be asked first.
        Eventually.within(
                SOON,
                () -> assertThat(shop.get("/metrics").expect(200).text().lines())
                        .anyMatch(line -> line.startsWith("orders_total{") && line.contains("status=\"CONFIRMED\""))
                        .anyMatch(line -> line.startsWith("jvm_memory_used_bytes{") && line.contains("area=\"heap\""))
                        .anyMatch(line -> line.startsWith("http_server_requests_seconds_count{")));
    }

    @Test
    void the_api_is_described_where_it_is_served() {
        assertThat(shop.get("/openapi.yaml").expect(200).text()).contains("openapi: 3.1", "/orders/{id}");
        assertThat(shop.get("/docs").expect(200).header("Content-Type")).startsWith("text/html");
        shop.get("/problems/insufficient-stock").expect(200);
    }

    @Test
    void what_is_not_there_is_not_found() {
        shop.get("/orders/" + STRANGER + "z").expectProblem(404, "not-found");
        shop.get("/inventory/items/NO-SUCH-THING").expectProblem(404, "not-found");
        shop.get("/no/such/place").expectProblem(404, "not-found");
    }

    private List<String> types(String service, String order) {
        return shop.feed(service, 200).stream()
                .filter(event -> event.path("subject").asText().equals(order))
                .map(event -> event.path("type").asText())
                .toList();
    }

    private static List<String> ids(List<JsonNode> events) {
        return events.stream().map(event -> event.path("id").asText()).toList();
    }
}
