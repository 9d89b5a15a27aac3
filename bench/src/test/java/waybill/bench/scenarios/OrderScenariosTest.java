package waybill.bench.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import waybill.bench.Scenario;
import waybill.bench.StubShop;
import waybill.bench.load.Demand;
import waybill.bench.load.Tally;

class OrderScenariosTest {
    private static final Demand DEMAND = Demand.uniform(20, 1);
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final int CONNECTIONS = 8;

    private final Tally tally = new Tally();

    @Test
    void an_order_answered_at_once_is_confirmed_when_the_feed_says_so() throws IOException {
        try (StubShop shop = StubShop.whole()) {
            RespondAsync scenario = new RespondAsync(CONNECTIONS, DEMAND);
            run(shop, scenario);
            assertThat(scenario.faults(tally)).isEmpty();
            assertThat(tally.confirmedOrders()).isEqualTo(shop.orders()).isGreaterThan(CONNECTIONS);
            assertThat(tally.answersByStatus()).containsExactly(entry(202, (long) shop.orders()));
            assertThat(tally.confirmations().getMean())
                    .isGreaterThan(tally.answers().getMean());
        }
    }

    @Test
    void an_accepted_order_that_is_cancelled_is_a_fault() throws IOException {
        try (StubShop shop = StubShop.cancellingWhatItAccepted()) {
            RespondAsync scenario = new RespondAsync(CONNECTIONS, DEMAND);
            run(shop, scenario);
            assertThat(scenario.faults(tally))
                    .containsExactlyInAnyOrder("nothing was achieved", shop.orders() + " × ended CANCELLED");
        }
    }

    @Test
    void in_an_open_loop_orders_come_whatever_the_shop_does() throws IOException {
        try (StubShop shop = StubShop.whole()) {
            OpenLoop scenario = OpenLoop.halfOfPeak(CONNECTIONS, DEMAND, () -> 400);
            run(shop, scenario);
            assertThat(scenario.faults(tally)).isEmpty();
            assertThat(tally.confirmedOrders()).isEqualTo(shop.orders()).isBetween(30L, 100L);
            assertThat(tally.counts()).containsEntry("arrivals per second meant", 200L);
        }
    }

    @Test
    void without_a_peak_nobody_knows_how_many_should_come() throws IOException {
        try (StubShop shop = StubShop.whole()) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> run(shop, OpenLoop.halfOfPeak(CONNECTIONS, DEMAND, () -> 0)));
        }
    }

    @Test
    void an_overloaded_shop_may_send_customers_away_if_it_says_when_to_come_again() throws IOException {
        try (StubShop shop = StubShop.busyEveryThirdTime()) {
            OpenLoop scenario = OpenLoop.fiveTimesPeak(CONNECTIONS, DEMAND, () -> 100);
            run(shop, scenario);
            assertThat(scenario.faults(tally)).isEmpty();
            long away = tally.noted("answered 503");
            assertThat(away).isPositive();
            assertThat(tally.timed("503 answered")).isEqualTo(away);
            assertThat(tally.answersByStatus()).containsOnlyKeys(201);
            assertThat(tally.confirmedOrders() + away).isEqualTo(shop.orders());
        }
    }

    @Test
    void a_shop_that_does_not_say_when_to_come_again_is_at_fault() throws IOException {
        try (StubShop shop = StubShop.busyForGood()) {
            OpenLoop scenario = OpenLoop.fiveTimesPeak(CONNECTIONS, DEMAND, () -> 100);
            run(shop, scenario);
            assertThat(scenario.faults(tally))
                    .containsExactlyInAnyOrder("nothing was achieved", shop.orders() + " × 503 without Retry-After");
        }
    }

    @Test
    void growth_begins_where_the_shop_has_had_so_many_orders() throws IOException {
        try (StubShop shop = StubShop.whole()) {
            Growth scenario = Growth.to(50, CONNECTIONS, DEMAND);
            scenario.prepare(shop.address(), "first");
            assertThat(shop.orders()).isEqualTo(50);
            scenario.prepare(shop.address(), "again");
            assertThat(shop.orders()).as("nothing is missing").isEqualTo(50);
            run(shop, scenario);
            assertThat(scenario.faults(tally)).isEmpty();
            assertThat(tally.counts()).containsExactly(entry("orders before", 50L));
            assertThat(tally.confirmedOrders()).isEqualTo(shop.orders() - 50L);
        }
    }

    private void run(StubShop shop, Scenario scenario) {
        scenario.run(shop.address(), "test", SHORT, tally);
    }
}
