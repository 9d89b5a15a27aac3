package waybill.bench.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import waybill.bench.Scenario;
import waybill.bench.StubShop;
import waybill.bench.load.Demand;
import waybill.bench.load.Tally;

class OtherScenariosTest {
    private static final Demand DEMAND = Demand.uniform(20, 1);
    private static final int CONNECTIONS = 8;

    private final Tally tally = new Tally();

    @Test
    void a_mixed_day_has_everything_in_it() throws IOException {
        try (StubShop shop = StubShop.whole()) {
            Scenario scenario = new Mixed(CONNECTIONS, DEMAND);
            run(shop, scenario, Duration.ofMillis(500));
            assertThat(scenario.faults(tally)).isEmpty();
            assertThat(tally.times()).containsOnlyKeys("repeat", "cancel", "fulfil", "get order", "list");
            assertThat(tally.answersByStatus()).containsExactly(entry(201, tally.confirmedOrders()));
            long repeats = tally.timed("repeat");
            assertThat(shop.orders()).isEqualTo(tally.confirmedOrders() + repeats);
            assertThat((double) tally.confirmedOrders() / scenario.achieved(tally))
                    .isBetween(0.6, 0.8);
        }
    }

    @Test
    void a_shop_that_makes_a_second_order_of_a_repeat_is_at_fault() throws IOException {
        try (StubShop shop = StubShop.forgettingKeys()) {
            Scenario scenario = new Mixed(CONNECTIONS, DEMAND);
            run(shop, scenario, Duration.ofMillis(500));
            assertThat(scenario.faults(tally)).singleElement().asString().endsWith(" × repeat: 201");
        }
    }

    @Test
    void a_flash_sale_sells_what_there_is_and_tells_everybody_else() throws IOException {
        try (StubShop shop = StubShop.whole()) {
            assertThat(flashSale(shop).faults(tally)).isEmpty();
            assertThat(tally.answersByStatus()).containsExactly(entry(201, 20L), entry(409, 180L));
            assertThat(shop.orders()).isEqualTo(200);
        }
    }

    @Test
    void who_is_asked_to_come_again_to_the_sale_does_so_under_the_same_key() throws IOException {
        try (StubShop shop = StubShop.busyEveryThirdTime()) {
            assertThat(flashSale(shop).faults(tally)).isEmpty();
            assertThat(tally.answersByStatus()).containsExactly(entry(201, 20L), entry(409, 180L));
            assertThat(shop.orders())
                    .isEqualTo(200 + tally.noted("asked to come again, with 503"))
                    .isGreaterThan(200);
        }
    }

    @Test
    void a_shop_that_sells_more_than_there_is_is_at_fault() throws IOException {
        try (StubShop shop = StubShop.overselling()) {
            assertThat(flashSale(shop).faults(tally))
                    .containsExactly(
                            "confirmed: 200 instead of 20",
                            "told that there is too little: 0 instead of 180",
                            "committed to orders: 200 instead of 20");
        }
    }

    private Scenario flashSale(StubShop shop) {
        Scenario sale = new FlashSale(CONNECTIONS, 200, 20);
        sale.prepare(shop.address(), "test");
        run(shop, sale, Duration.ofMillis(1));
        return sale;
    }

    @Test
    void readers_look_at_orders_and_at_lists_of_them() throws IOException {
        try (StubShop shop = StubShop.whole()) {
            Scenario scenario = new Reads(CONNECTIONS, DEMAND);
            scenario.prepare(shop.address(), "test");
            int placed = shop.orders();
            run(shop, scenario, Duration.ofMillis(300));
            assertThat(scenario.faults(tally)).isEmpty();
            assertThat(shop.orders()).isEqualTo(placed);
            assertThat(tally.times()).containsOnlyKeys("get order", "list");
            assertThat(scenario.achieved(tally)).isEqualTo(tally.answers().getTotalCount());
        }
    }

    @Test
    void every_scenario_of_the_catalogue_has_a_key_of_its_own() {
        assertThat(Catalogue.all(20, 1, () -> 1))
                .extracting(Scenario::key)
                .doesNotHaveDuplicates()
                .contains("closed-16", "closed-64", "closed-256", "async-16", "async-64", "async-256")
                .contains("open-loop", "mixed", "hot-sku", "flash-sale", "reads", "overload")
                .contains("growth-10k", "growth-100k", "growth-1m");
    }

    private void run(StubShop shop, Scenario scenario, Duration length) {
        scenario.run(shop.address(), "test", length, tally);
    }
}
