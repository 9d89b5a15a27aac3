package waybill.server.neighbours;

import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import waybill.engine.core.assembly.Environment;
import waybill.engine.core.resilience.Guarded;
import waybill.engine.core.resilience.Policy;
import waybill.engine.http.client.ServiceClient;
import waybill.inventory.service.InventoryService;
import waybill.order.service.Payments;
import waybill.order.service.StockCheck;
import waybill.payment.service.PaymentService;
import waybill.server.settings.Role;
import waybill.server.settings.Secret;
import waybill.server.settings.ServiceSettings;

/** The ways from the order service to the others. */
public final class Neighbours implements AutoCloseable {
    private final StockCheck stock;
    private final Payments payments;
    private final Deque<ServiceClient> clients;

    private Neighbours(StockCheck stock, Payments payments, Deque<ServiceClient> clients) {
        this.stock = stock;
        this.payments = payments;
        this.clients = clients;
    }

    /** Who runs in the same process and is asked directly. */
    public record Here(
            @Nullable InventoryService inventory, @Nullable PaymentService payment) {}

    /** How the two are called. */
    public record Policies(Policy inventory, Policy payment) {}

    /** Directly to those who are here, over HTTP to the others. */
    public static Neighbours of(ServiceSettings settings, Policies policies, Here here, Environment around) {
        Guarded toInventory = new Guarded(policies.inventory(), around.meters());
        Guarded toPayment = new Guarded(policies.payment(), around.meters());
        Deque<ServiceClient> clients = new ArrayDeque<>();
        StockQuestion question = here.inventory == null
                ? new RemoteStock(client(settings.inventory(), settings, toInventory, around, clients)
                        .expecting("GET"))
                : new LocalStock(here.inventory, toInventory);
        Payments payments = here.payment == null
                ? new RemotePayments(client(settings.payment(), settings, toPayment, around, clients)
                        .expecting("POST"))
                : new LocalPayments(here.payment, toPayment);
        return new Neighbours(new OptimisticStockCheck(question, settings.lookTime()), payments, clients);
    }

    private static ServiceClient client(
            Optional<URI> base,
            ServiceSettings settings,
            Guarded guarded,
            Environment around,
            Deque<ServiceClient> clients) {
        ServiceClient client = new ServiceClient(
                new ServiceClient.Address(
                        base.orElseThrow(() -> new IllegalStateException("the settings were not checked")),
                        settings.token().map(Secret::reveal).orElse(null)),
                guarded,
                around.meters(),
                around.tracing().of(Role.ORDER.service()));
        clients.push(client);
        return client;
    }

    /** The same, with another way to payment. */
    public Neighbours withPayments(Payments other) {
        return new Neighbours(stock, other, clients);
    }

    /** The same, with another way to inventory. */
    public Neighbours withStock(StockCheck other) {
        return new Neighbours(other, payments, clients);
    }

    /** The way to inventory. */
    public StockCheck stock() {
        return stock;
    }

    /** The way to payment. */
    public Payments payments() {
        return payments;
    }

    @Override
    public void close() {
        while (!clients.isEmpty()) {
            clients.pop().close();
        }
    }
}
