package waybill.server.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import waybill.auditor.Auditor;
import waybill.auditor.Report;
import waybill.auditor.Scope;
import waybill.engine.core.chaos.Chaos.Point;
import waybill.engine.http.client.Ask;
import waybill.server.RunningShop;
import waybill.server.audit.Auditing;
import waybill.server.settings.Role;
import waybill.server.settings.Settings;
import waybill.server.storage.FreshStorage;

/**
 * Ruling 8 (PRODUCT.md §3): 5 % of everything fails on purpose, ten thousand customers repeat themselves as our own
 * client does, and afterwards every invariant holds. {@code -Dseed=} repeats a run.
 */
class TenThousandOrdersUnderChaosTest {
    private static final int ORDERS = Integer.getInteger("orders", 10_000);
    private static final int PLENTY = 1_000_000;
    private static final int HOT_UNITS = ORDERS / 25;

    private static final Logger LOG = LoggerFactory.getLogger(TenThousandOrdersUnderChaosTest.class);

    private final long seed = Long.getLong("seed", 20_261_130);
    private final FreshStorage storage = new FreshStorage();
    private final Map<String, Integer> received = new TreeMap<>();

    @Test
    void ten_thousand_keyed_orders_are_all_determinate_and_none_is_doubled_or_stuck() {
        try {
            orderUnderChaos();
        } catch (RuntimeException | AssertionError failed) {
            throw new AssertionError("-Dseed=" + seed + " repeats this: " + failed.getMessage(), failed);
        }
    }

    private Settings settings() {
        return Settings.read(
                null,
                Map.of(
                        // One in five calls fails here, by chaos or by token: of the first five, three would by chance.
                        "WAYBILL_RESILIENCE_GATEWAY_MINIMUM_CALLS", "50",
                        // The clock is moved by days before who was told to wait asks again, under a key of before.
                        "WAYBILL_RETENTION_IDEMPOTENCY_KEYS", "P30D",
                        "CHAOS_MODE", "true",
                        "WAYBILL_CHAOS_SEED", Long.toString(seed),
                        "WAYBILL_TEST_MODE", "true"));
    }

    private void orderUnderChaos() {
        Buyers buyers;
        try (RunningShop shop = RunningShop.of(Role.all(), settings(), storage);
                Buyers crowd = new Buyers(shop.address())) {
            buyers = crowd;
            receive(crowd);
            crowd.buy(IntStream.range(0, ORDERS)
                    .mapToObj(number -> Purchase.of(seed, number))
                    .toList());
            LOG.info("all were answered: {}", crowd.statuses());
            AfterTheRush after = new AfterTheRush(shop, crowd);
            after.settle();
            LOG.info("all is settled: {}", crowd.statuses());
            assertStruckEverywhere(after);
            assertMeasured(after);
        }
        assertTold(buyers);
        try (RunningShop calm = RunningShop.of(Role.all(), Settings.usual(), storage)) {
            audit(new Audit(new Outside(calm)), buyers);
        }
        databases();
    }

    private void receive(Buyers buyers) {
        IntStream.range(0, Purchase.PRODUCTS).forEach(number -> received.put(Purchase.product(number), PLENTY));
        received.put(Purchase.HOT, HOT_UNITS);
        received.forEach((product, units) -> {
            Map<String, Object> delivery = Map.of("productId", product, "quantity", units);
            assertThat(buyers.answered(Ask.post("/inventory/receive", delivery).withKey("delivery-of-" + product))
                            .status())
                    .isEqualTo(200);
        });
    }

    private static void assertStruckEverywhere(AfterTheRush after) {
        for (Point point : Point.values()) {
            assertThat(after.metric("chaos_injected_total{point=\"" + point.label() + "\"}"))
                    .as(point.label())
                    .isPositive();
        }
        assertThat(after.metric("circuit_breaker_refused_total{name=\"gateway\"}"))
                .as("5 % is no reason for a breaker to open")
                .isZero();
    }

    private static void assertMeasured(AfterTheRush after) {
        assertThat(after.sum("order_processing_duration_seconds_count"))
                .as("each placement has one outcome, whatever came twice, late or never")
                .isEqualTo(after.metric("saga_step_duration_seconds_count{outcome=\"DONE\",step=\"CREATE_ORDER\"}"));
        assertThat(after.sum("events_duplicate_total")).as("what came twice").isPositive();
    }

    private static void assertTold(Buyers buyers) {
        assertThat(buyers.told()).hasSize(ORDERS);
        assertThat(buyers.statuses().keySet())
                .as("nobody is told to wait any more")
                .isSubsetOf(201, 402, 409);
        assertThat(buyers.shipped()).isNotEmpty();
    }

    private void audit(Audit audit, Buyers buyers) {
        LOG.info(
                "seed {}: told {}, {} shipped, {} repeats by the client, {} by its customers; orders {}",
                seed,
                buyers.statuses(),
                buyers.shipped().size(),
                (long) buyers.retries(),
                buyers.givenUp(),
                audit.statuses());
        audit.assertEveryAnswerIsTrue(buyers.told());
        audit.assertNearlyAllWhoCouldPayGotTheirGoods(buyers.told());
        audit.assertShipmentsAreTrue(buyers.shipped());
        audit.assertStockIsSound(received);
        audit.assertStockIsPromisedOnce();
        audit.assertBooksAreTheSame();
        audit.assertEveryOrderIsChargedAsItShould();
    }

    /** After the last process is gone. */
    private void databases() {
        Tables order = tables("order");
        Tables inventory = tables("inventory");
        Tables payment = tables("payment");
        Stream.of(order, inventory, payment).forEach(Tables::assertSound);
        order.assertHasHeard("inventory", inventory);
        order.assertHasHeard("payment", payment);
        inventory.assertHasHeard("order", order);
        inventory.assertHasHeard("payment", payment);
        payment.assertHasHeard("order", order);
        payment.assertHasHeard("inventory", inventory);
        assertThat(order.orders()).as("orders that two keys led to").doesNotHaveDuplicates();
        assertThat(order.miscounted()).as("status, orders, counted").isEmpty();
        Report report = Auditor.audit(
                Auditing.databases(storage::database),
                Scope.usual(Clock.systemUTC()).withGrace(Duration.ZERO));
        assertThat(report.findings()).isEmpty();
        assertThat(report.moving()).isZero();
    }

    private Tables tables(String service) {
        return new Tables(Objects.requireNonNull(storage.databases().get("waybill_" + service)));
    }
}
