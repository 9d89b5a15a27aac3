package waybill.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The order service in one process, inventory and payment in another, each on an embedded PostgreSQL. */
class SeparateProcessesSystemTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    private final DataDirectory directory = new DataDirectory();
    private final int stockPort = RunningWaybill.freePort();

    @AfterEach
    void nobody_is_left_behind() {
        directory.expectNobodyWithin(SOON);
        directory.close();
    }

    private RunningWaybill inventoryAndPayment() {
        return RunningWaybill.start(
                "server", directory.path().resolve("stock"), stockPort, "--roles=inventory,payment");
    }

    /** A process that has just started on a busy machine may look slowly; how fast it does is no matter here. */
    private RunningWaybill order() throws IOException {
        Path config = Files.writeString(directory.path().resolve("order.properties"), """
                waybill.inventory.url=http://127.0.0.1:%1$d
                waybill.payment.url=http://127.0.0.1:%1$d
                waybill.order.stock-check-time=PT10S
                """.formatted(stockPort));
        return RunningWaybill.start(
                "server",
                directory.path().resolve("orders"),
                RunningWaybill.freePort(),
                "--roles=order",
                "--config",
                config.toString());
    }

    private static Answer place(Shop shop, int quantity) {
        return shop.post(
                "/orders",
                OrderForm.of("MUG", quantity).json(),
                "Idempotency-Key",
                Shop.newKey(),
                "Prefer",
                "respond-async");
    }

    @Test
    void orders_look_at_the_stock_of_the_other_process_and_are_accepted_unverified_without_it() throws IOException {
        try (RunningWaybill orders = order()) {
            try (RunningWaybill stock = inventoryAndPayment()) {
                stock.shop().receive("MUG", 3);
                expectOnlyOwnPaths(orders.shop(), stock.shop());
                Answer refused = place(orders.shop(), 4).expectProblem(409, "insufficient-stock");
                assertThat(refused.member("/items/0/available")).isEqualTo("3");
                assertThat(place(orders.shop(), 2).expect(202).json().path("holds"))
                        .isEmpty();
                stock.kill();
            }
            Answer accepted = place(orders.shop(), 4).expect(202);
            assertThat(accepted.member("/status")).isEqualTo("PENDING");
            assertThat(accepted.member("/holds/0/hold")).isEqualTo("STOCK_UNVERIFIED");
            assertThat(orders.shop().eventTypes(accepted.member("/id")))
                    .containsExactly("order.created.v1", "order.hold-added.v1");
            Eventually.within(
                    SOON, () -> assertThat(orders.shop().get("/metrics").text()).contains("orders_unverified 1.0"));
            orders.shop().get("/health/ready").expect(200);
            try (RunningWaybill stock = inventoryAndPayment()) {
                Eventually.within(SOON, () -> place(orders.shop(), 4).expectProblem(409, "insufficient-stock"));
                assertThat(stock.terminate()).isZero();
            }
            assertThat(orders.terminate()).isZero();
        }
    }

    private static void expectOnlyOwnPaths(Shop orders, Shop stock) {
        assertThat(orders.get("/health").expect(200).json().path("services").toString())
                .isEqualTo("{\"order\":\"UP\"}");
        assertThat(stock.get("/health").expect(200).json().path("services").toString())
                .isEqualTo("{\"inventory\":\"UP\",\"payment\":\"UP\"}");
        for (String path : new String[] {"/inventory/items", "/inventory/check?items=MUG:1", "/sandbox/transactions"}) {
            orders.get(path).expectProblem(404, "not-found");
            stock.get(path).expect(200);
        }
        stock.get("/orders").expectProblem(404, "not-found");
    }
}
