package waybill.server.neighbours;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import waybill.order.service.Payments.Outcome;
import waybill.order.service.StockCheck.Look;
import waybill.order.service.StockCheck.Shortfall;
import waybill.order.service.StockCheck.Source;
import waybill.server.neighbours.Elsewhere.Act;
import waybill.server.neighbours.Elsewhere.Nobody;
import waybill.testkit.engine.Crowd;
import waybill.testkit.engine.Eventually;

/** The order service's ways to the others, over real sockets; nobody behind them keeps books. */
class NeighboursTest {
    private static final Act ENOUGH = new Act.Say(200, """
            {"available":true,"source":"LIVE","asOf":"2026-01-01T00:00:00Z",\
            "items":[{"productId":"MUG","requested":2,"available":2,"ok":true}]}""");
    private static final Act LITTLE = new Act.Say(200, """
            {"available":false,"source":"LIVE","asOf":"2026-01-01T00:00:00Z",\
            "items":[{"productId":"MUG","requested":2,"available":1,"ok":false}]}""");
    private static final Act CAPTURED = new Act.Say(200, """
            {"id":"%s","transactions":[{"id":"txn_1","kind":"CAPTURE","status":"SUCCEEDED","amount":"10.99",\
            "reference":"shp_1"}]}""".formatted(Calling.PAYMENT.value()));

    private static final Duration AT_ONCE = Duration.ofMillis(500);

    @AutoClose
    private final Elsewhere elsewhere = new Elsewhere(ENOUGH);

    @AutoClose
    private final Nobody nobody = new Nobody();

    @Test
    void a_look_says_what_inventory_says() {
        try (Calling calling = Calling.at(elsewhere.address())) {
            assertThat(calling.look()).isEqualTo(new Look(List.of(), Source.LIVE));
            elsewhere.becomes(LITTLE);
            assertThat(calling.look()).isEqualTo(new Look(List.of(new Shortfall("MUG", 2, 1)), Source.LIVE));
        }
        Elsewhere.Arrival arrival = elsewhere.arrivals().getFirst();
        assertThat(arrival.request()).isEqualTo("GET /inventory/check?items=MUG:2 HTTP/1.1");
        assertThat(arrival.headers())
                .containsEntry("traceparent", Calling.TRACE)
                .containsEntry("Authorization", "Bearer wbk_test");
    }

    /** What a look can come to that is no answer. */
    static Stream<Act> unusable() {
        return Stream.of(
                new Act.Say(500, ""),
                new Act.Say(503, "{\"type\":\"/problems/overloaded\"}"),
                new Act.Say(200, "<html>welcome</html>"),
                new Act.Say(200, ""),
                new Act.Say(200, "{}"),
                new Act.Say(200, "[]"),
                new Act.Say(200, "{\"available\":true,\"source\":\"LIVE\",\"items\":[]}"),
                new Act.Say(
                        200,
                        "{\"source\":\"FALLBACK\",\"items\":[{\"productId\":\"MUG\",\"requested\":2,\"available\":2}]}"),
                new Act.Say(200, "{\"source\":\"LIVE\",\"items\":[{\"productId\":\"MUG\",\"available\":\"2\"}]}"),
                new Act.Say(200, "{\"source\":\"LIVE\",\"items\":[{\"productId\":\"MUG\",\"available\":0.5}]}"),
                new Act.Say(401, "{\"type\":\"/problems/unauthenticated\"}"),
                new Act.Say(404, "{\"type\":\"/problems/not-found\"}"),
                new Act.HangUp());
    }

    @ParameterizedTest
    @MethodSource("unusable")
    void what_is_not_an_answer_to_the_question_is_the_optimistic_answer(Act act) {
        elsewhere.becomes(act);
        try (Calling calling = Calling.hurried(elsewhere.address(), Duration.ofSeconds(3), Duration.ofSeconds(30))) {
            assertThat(calling.look()).isEqualTo(Look.UNKNOWN);
        }
    }

    @Test
    void a_customer_waits_two_seconds_for_an_inventory_that_hangs_and_one_for_one_that_is_away() {
        elsewhere.becomes(new Act.Hang());
        assertThat(timeOfALook(elsewhere.address())).isBetween(Duration.ofMillis(1_900), Duration.ofSeconds(8));
        assertThat(timeOfALook(nobody.address())).isBetween(Duration.ofMillis(900), Duration.ofSeconds(8));
    }

    private static Duration timeOfALook(URI inventory) {
        try (Calling calling = Calling.at(inventory)) {
            long began = System.nanoTime();
            assertThat(calling.look()).isEqualTo(Look.UNKNOWN);
            return Duration.ofNanos(System.nanoTime() - began);
        }
    }

    @Test
    void the_breaker_opens_when_looks_fail_and_closes_when_a_trial_works() {
        elsewhere.becomes(new Act.Say(500, ""));
        try (Calling calling = Calling.hurried(elsewhere.address(), Duration.ofSeconds(3), AT_ONCE)) {
            assertThat(calling.breaker("inventory")).isZero();
            assertThat(calling.breaker("payment")).isZero();
            calling.look();
            assertThat(calling.breaker("inventory")).isEqualTo(1);
            assertThat(calling.breaker("payment")).isZero();
            int before = elsewhere.arrivals().size();
            elsewhere.becomes(ENOUGH);
            assertThat(calling.look()).isEqualTo(Look.UNKNOWN);
            assertThat(elsewhere.arrivals()).hasSize(before);
            Eventually.holds(() -> assertThat(calling.look().source()).isEqualTo(Source.LIVE));
            assertThat(calling.breaker("inventory")).isZero();
        }
    }

    @Test
    void a_hundred_looks_at_an_inventory_that_hangs_leave_payments_alone() {
        try (Elsewhere payment = new Elsewhere(CAPTURED);
                Calling calling = Calling.patient(elsewhere.address(), payment.address())) {
            elsewhere.becomes(new Act.Hang());
            Set<Look> looks = ConcurrentHashMap.newKeySet();
            Thread crowd = Thread.startVirtualThread(() -> Crowd.of(100, _ -> looks.add(calling.look())));
            Eventually.holds(() -> assertThat(elsewhere.arrivals()).hasSize(100));
            assertThat(calling.neighbours.payments().capture(Calling.transfer("shp_1")))
                    .isEqualTo(new Outcome.Moved());
            assertThat(looks).as("all of them still hang").isEmpty();
            elsewhere.close();
            join(crowd);
            assertThat(looks).containsExactly(Look.UNKNOWN);
            assertThat(calling.breaker("inventory")).isEqualTo(1);
            assertThat(calling.breaker("payment")).isZero();
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    @Test
    void money_is_asked_for_under_the_reference_of_the_transfer_as_often_as_it_takes() {
        try (Calling calling = Calling.hurried(elsewhere.address(), AT_ONCE, AT_ONCE)) {
            elsewhere.becomes(new Act.HangUp());
            assertThat(calling.neighbours.payments().refund(Calling.transfer("rfd_1")))
                    .isEqualTo(new Outcome.Unknown());
        }
        assertThat(elsewhere.arrivals()).hasSize(2);
        for (Elsewhere.Arrival arrival : elsewhere.arrivals()) {
            assertThat(arrival.request()).isEqualTo("POST /payments/refund HTTP/1.1");
            assertThat(arrival.headers())
                    .containsEntry("Idempotency-Key", "rfd_1")
                    .containsEntry("traceparent", Calling.TRACE)
                    .containsEntry("Authorization", "Bearer wbk_test")
                    .containsEntry("Content-Type", "application/json");
            assertThat(arrival.body())
                    .isEqualTo("{\"paymentId\":\"" + Calling.PAYMENT.value()
                            + "\",\"amount\":\"10.99\",\"reference\":\"rfd_1\",\"reason\":\"REFUND\"}");
        }
    }

    static Stream<Act> unclear() {
        return Stream.of(
                new Act.Say(500, ""),
                new Act.Say(502, "<html>bad gateway</html>"),
                new Act.Say(503, "{\"type\":\"/problems/overloaded\"}"),
                new Act.Say(200, "<html>welcome</html>"),
                new Act.Say(200, "{}"),
                new Act.Hang(),
                new Act.HangUp());
    }

    @ParameterizedTest
    @MethodSource("unclear")
    void what_payment_has_not_clearly_said_nobody_knows(Act act) {
        elsewhere.becomes(act);
        try (Calling calling = Calling.hurried(elsewhere.address(), AT_ONCE, Duration.ofSeconds(30))) {
            assertThat(calling.neighbours.payments().capture(Calling.transfer("shp_1")))
                    .isEqualTo(new Outcome.Unknown());
        }
    }

    @Test
    void a_payment_that_is_away_was_not_asked_and_neither_was_one_behind_an_open_breaker() {
        try (Calling calling = Calling.hurried(nobody.address(), AT_ONCE, Duration.ofSeconds(30))) {
            assertThat(calling.neighbours.payments().capture(Calling.transfer("shp_1")))
                    .isEqualTo(new Outcome.NotAsked());
            assertThat(calling.breaker("payment")).isEqualTo(1);
            assertThat(calling.neighbours.payments().capture(Calling.transfer("shp_2")))
                    .isEqualTo(new Outcome.NotAsked());
        }
    }
}
