package waybill.server.replicas;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import waybill.engine.core.access.ApiKey;
import waybill.engine.core.access.KeyText;
import waybill.server.RunningShop;
import waybill.testkit.engine.Eventually;
import waybill.testkit.http.ApiClient.Reply;

/**
 * What a replica remembers for a while is soon out of date when another one, or the command line, has taken it away.
 */
class OneRemembersWhatAnotherForgetsTest {
    private static final String CANARY = "zq8canary";

    @AutoClose
    private static final Replicas SHOP = new Replicas(2);

    private static final RunningShop HERE = SHOP.at(0);
    private static final RunningShop THERE = SHOP.at(1);

    private static Reply place(RunningShop shop, String customer) {
        return shop.postAs(
                Replicas.newKey(), "/orders", """
                {"customer":{"id":"%s","name":"%s","email":"a@example.com"},"currency":"EUR",\
                "items":[{"productId":"%s","quantity":1,"price":"10.99"}],\
                "shippingAddress":{"street":"1 Main St","city":"Berlin","zip":"10115","country":"DE"},\
                "payment":{"token":"tok_ok"}}""".formatted(customer, CANARY, SHOP.stocked(5)), "Prefer", "wait=30");
    }

    private static void forget(String customer) {
        assertThat(HERE.postAs(Replicas.newKey(), "/customers/" + customer + "/forget", "{}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void who_is_forgotten_at_one_replica_is_forgotten_by_all_within_moments() {
        String order = Replicas.id(place(THERE, "forgotten-1"));
        assertThat(THERE.get("/orders/" + order).body()).contains(CANARY);
        assertThat(THERE.get("/orders?customerId=forgotten-1").body()).contains(CANARY);

        forget("forgotten-1");

        Eventually.holds(() -> {
            assertThat(THERE.get("/orders/" + order).body()).doesNotContain(CANARY);
            assertThat(THERE.get("/orders/" + order + "/events").body()).doesNotContain(CANARY);
            assertThat(THERE.get("/orders?customerId=forgotten-1").body()).doesNotContain(CANARY);
        });
        // What is written now is written by a replica that remembered; nothing of before comes back.
        THERE.postAs(Replicas.newKey(), "/orders/" + order + "/holds", "{\"reason\":\"look\"}");
        assertThat(HERE.get("/orders/" + order).body()).doesNotContain(CANARY);
    }

    @Test
    void who_orders_again_at_a_replica_that_does_not_know_yet_is_known_by_what_is_said_now_and_soon() {
        String before = Replicas.id(place(THERE, "forgotten-2"));
        forget("forgotten-2");

        long begun = System.nanoTime();
        String after = Replicas.id(place(THERE, "forgotten-2"));

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
        assertThat(HERE.get("/orders/" + after).body()).contains(CANARY);
        assertThat(HERE.get("/orders/" + before).body()).doesNotContain(CANARY);
    }

    @Test
    void a_key_that_is_revoked_at_one_replica_is_out_at_all() {
        try (Replicas locked = new Replicas(2, Map.of("WAYBILL_ACCESS_API_KEYS", "true"))) {
            KeyText key = KeyText.fresh(new SecureRandom());
            locked.at(0)
                    .apiKeys()
                    .add(new ApiKey(key.id(), "till", Set.of("orders:read"), key.digest(), Instant.now(), null, null));
            Eventually.holds(() -> assertThat(status(locked.at(1), key)).isEqualTo(200));
            assertThat(status(locked.at(0), key)).isEqualTo(200);

            locked.at(0).apiKeys().revoke(key.id(), Instant.now());

            Eventually.holds(() -> assertThat(status(locked.at(1), key)).isEqualTo(401));
            Eventually.holds(() -> assertThat(status(locked.at(0), key)).isEqualTo(401));
        }
    }

    private static int status(RunningShop shop, KeyText key) {
        return shop.get("/orders", "Authorization", "Bearer " + key.reveal()).status();
    }
}
