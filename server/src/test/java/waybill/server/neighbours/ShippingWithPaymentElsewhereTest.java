package waybill.server.neighbours;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import waybill.order.service.Payments;
import waybill.server.Basket;
import waybill.server.RunningShop;
import waybill.server.neighbours.Elsewhere.Act;
import waybill.server.neighbours.Elsewhere.Nobody;
import waybill.testkit.engine.Eventually;
import waybill.testkit.http.ApiClient.Reply;

/** An order ships; its money is captured over HTTP, by a payment service that is there, away, or in trouble. */
class ShippingWithPaymentElsewhereTest {
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final AtomicReference<Payments> PAYMENTS = new AtomicReference<>();

    @AutoClose
    private static final RunningShop SHOP = new RunningShop(new Payments() {
        @Override
        public Outcome capture(Transfer transfer) {
            return Objects.requireNonNull(PAYMENTS.get()).capture(transfer);
        }

        @Override
        public Outcome refund(Transfer transfer) {
            return Objects.requireNonNull(PAYMENTS.get()).refund(transfer);
        }
    });

    @AutoClose
    private final Nobody nobody = new Nobody();

    @AutoClose
    private final Elsewhere elsewhere = new Elsewhere(new Act.Hang());

    @AutoClose
    private final Calling away = Calling.hurried(nobody.address(), SHORT, SHORT);

    @AutoClose
    private final Calling inTrouble = Calling.hurried(elsewhere.address(), SHORT, SHORT);

    @AutoClose
    private final Calling there = Calling.at(SHOP.address());

    private static String confirmed() {
        String order =
                SHOP.place(Basket.of(SHOP.stocked(5), 2)).json().get("id").asText();
        Eventually.holds(() -> assertThat(SHOP.story(order)).contains("inventory.committed.v1"));
        return order;
    }

    private static Reply fulfill(String key, String order, Calling payment) {
        PAYMENTS.set(payment.neighbours.payments());
        return SHOP.postAs(key, "/orders/" + order + "/fulfill", "{}", "Prefer", "wait=0");
    }

    private static void assertShippedOnce(String order, Reply shipped) {
        assertThat(shipped.status()).isEqualTo(200);
        assertThat(shipped.json().get("status").asText()).isEqualTo("SHIPPED");
        JsonNode payment = SHOP.get("/payments?orderId=" + order).json().at("/data/0");
        assertThat(payment.get("captured").asText()).isEqualTo("21.98");
        assertThat(payment.get("transactions")).hasSize(2);
    }

    @Test
    void with_payment_away_nothing_ships_and_the_same_request_ships_later() {
        String order = confirmed();
        String key = SHOP.newKey();
        for (int i = 0; i < 2; i++) {
            Reply refused = fulfill(key, order, away);
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.header("Retry-After")).isNotEmpty();
            assertThat(refused.json().get("code").asText()).isEqualTo("PAYMENT_UNAVAILABLE");
            assertThat(refused.json().get("error").asText()).contains("Nothing was charged and nothing was shipped");
        }
        assertThat(SHOP.order(order).get("status").asText()).isEqualTo("CONFIRMED");
        assertShippedOnce(order, fulfill(key, order, there));
    }

    /** The money may have been captured when the answer was lost, so "away" must not become a no afterwards. */
    @Test
    void what_nobody_knows_stays_open_when_payment_is_away_after_that() {
        String order = confirmed();
        String key = SHOP.newKey();
        assertThat(fulfill(key, order, inTrouble).status()).isEqualTo(202);
        for (int i = 0; i < 2; i++) {
            Reply still = fulfill(key, order, away);
            assertThat(still.status()).isEqualTo(202);
            assertThat(still.json().at("/shipments/0/status").asText()).isEqualTo("PENDING");
        }
        assertShippedOnce(order, fulfill(key, order, there));
        assertThat(SHOP.story(order)).doesNotContain("order.shipment-abandoned.v1");
    }

    @Test
    void an_answer_that_is_no_answer_keeps_the_shipment_open() {
        for (Act act : new Act[] {new Act.Say(500, ""), new Act.Say(200, "{}"), new Act.HangUp()}) {
            elsewhere.becomes(act);
            String order = confirmed();
            String key = SHOP.newKey();
            try (Calling fresh = Calling.hurried(elsewhere.address(), SHORT, SHORT)) {
                assertThat(fulfill(key, order, fresh).status()).as("%s", act).isEqualTo(202);
            }
            assertShippedOnce(order, fulfill(key, order, there));
        }
    }
}
