package waybill.server.neighbours;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import waybill.engine.core.assembly.Environment;
import waybill.engine.core.commands.CommandRunner;
import waybill.engine.core.resilience.Policy;
import waybill.engine.core.resilience.Policy.BreakerRules;
import waybill.engine.core.resilience.Retries;
import waybill.kernel.Money;
import waybill.kernel.OrderId;
import waybill.kernel.PaymentId;
import waybill.order.service.Payments.Transfer;
import waybill.order.service.StockCheck.Look;
import waybill.server.settings.ServiceSettings;
import waybill.server.settings.Settings;

/** The neighbours of an order service that runs alone, called as usual unless a test is in a hurry. */
final class Calling implements AutoCloseable {
    static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    static final PaymentId PAYMENT = PaymentId.of(new UUID(0x0190_0000_0000_7000L, 0x8000_0000_0000_0001L));
    private static final OrderId ORDER = OrderId.of(new UUID(0x0190_0000_0000_7000L, 0x8000_0000_0000_0002L));
    private static final Duration LONG = Duration.ofSeconds(30);

    final MeterRegistry meters = new SimpleMeterRegistry();
    final Neighbours neighbours;

    private Calling(URI inventory, URI payment, Duration lookTime, Neighbours.Policies policies) {
        ServiceSettings settings = new ServiceSettings(
                Optional.of(inventory),
                Optional.of(payment),
                lookTime,
                Settings.read(null, Map.of("WAYBILL_SERVICES_TOKEN", "wbk_test"))
                        .services()
                        .token());
        Environment around =
                new Environment(InstantSource.system(), UUID::randomUUID, meters, CommandRunner.Sizes.usual());
        this.neighbours = Neighbours.of(settings, policies, new Neighbours.Here(null, null), around);
    }

    /** Both are at this address, and everything is as usual. */
    static Calling at(URI address) {
        return at(address, address);
    }

    static Calling at(URI inventory, URI payment) {
        return new Calling(
                inventory,
                payment,
                Duration.ofSeconds(2),
                new Neighbours.Policies(Policy.inventory(), Policy.payment()));
    }

    /** Attempts of at most this, two of them, and a breaker that opens after two failures for as long. */
    static Calling hurried(URI address, Duration timeout, Duration openFor) {
        Policy inventory = policy("inventory", timeout, openFor);
        return new Calling(
                address, address, LONG, new Neighbours.Policies(inventory, policy("payment", timeout, openFor)));
    }

    /** Whatever hangs, hangs until the test ends it. */
    static Calling patient(URI inventory, URI payment) {
        return new Calling(
                inventory,
                payment,
                LONG,
                new Neighbours.Policies(policy("inventory", LONG, LONG), policy("payment", LONG, LONG)));
    }

    private static Policy policy(String name, Duration timeout, Duration openFor) {
        return new Policy(
                name,
                timeout,
                LONG,
                512,
                Retries.schedule(List.of(Duration.ofMillis(10))),
                new BreakerRules(2, Duration.ofSeconds(10), openFor));
    }

    Look look() {
        return neighbours.stock().look(Map.of("MUG", 2), TRACE);
    }

    static Transfer transfer(String reference) {
        return new Transfer(
                ORDER, PAYMENT, Money.of(new BigDecimal("10.99"), Currency.getInstance("EUR")), reference, TRACE);
    }

    double breaker(String name) {
        return meters.get("circuit.breaker.state").tag("name", name).gauge().value();
    }

    @Override
    public void close() {
        neighbours.close();
    }
}
