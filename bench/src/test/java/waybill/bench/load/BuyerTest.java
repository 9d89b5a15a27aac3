package waybill.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import waybill.bench.StubShop;
import waybill.bench.wire.LoadClient;

class BuyerTest {
    private final Tally tally = new Tally();

    @Test
    void orders_confirmed_at_once_are_counted_once_each() throws Exception {
        try (StubShop shop = StubShop.confirming()) {
            buy(shop);
            assertThat(tally.failures()).isEmpty();
            assertThat(tally.confirmedOrders()).isEqualTo(shop.orders()).isPositive();
            assertThat(tally.answersByStatus()).containsExactly(entry(201, (long) shop.orders()));
            assertThat(tally.polls()).isZero();
        }
    }

    @Test
    void an_order_answered_202_is_looked_up_until_it_is_confirmed() throws Exception {
        try (StubShop shop = StubShop.confirmingAtTheThirdLook()) {
            buy(shop);
            assertThat(tally.failures()).isEmpty();
            assertThat(tally.confirmedOrders()).isEqualTo(shop.orders()).isPositive();
            assertThat(tally.polls()).isEqualTo(3 * tally.confirmedOrders());
            assertThat(tally.confirmations().getMinValue())
                    .isGreaterThan(tally.answers().getMinValue());
        }
    }

    @Test
    void an_order_refused_is_a_failure_with_its_code() throws Exception {
        try (StubShop shop = StubShop.answering(503, "{\"status\":503,\"code\":\"OVERLOADED\",\"error\":\"…\"}")) {
            buy(shop);
            assertThat(tally.confirmedOrders()).isZero();
            assertThat(tally.failures()).containsOnlyKeys("503 OVERLOADED");
        }
    }

    @Test
    void a_connection_closed_by_the_server_costs_its_order_and_the_next_goes_over_a_new_one() throws Exception {
        try (StubShop shop = StubShop.hangingUpAtEveryThirdOrder()) {
            buy(shop);
            assertThat(tally.confirmedOrders()).isPositive();
            assertThat(tally.failures())
                    .isNotEmpty()
                    .allSatisfy((why, _) -> assertThat(why).startsWith("connection"));
        }
    }

    private void buy(StubShop shop) {
        InetSocketAddress address = shop.address();
        OrderRequests orders = OrderRequests.waiting(address, "test", Demand.uniform(10, 1));
        Buyer.Shop waybill = new Buyer.Shop(orders, new FollowUps(address, "test"), tally);
        new LoadClient(address).run(8, _ -> new Buyer(waybill, Pace.AT_ONCE), Duration.ofMillis(200));
    }
}
