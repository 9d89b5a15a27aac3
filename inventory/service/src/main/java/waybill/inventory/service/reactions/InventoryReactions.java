package waybill.inventory.service.reactions;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import waybill.contracts.Announcement;
import waybill.contracts.order.OrderAnnouncement;
import waybill.contracts.payment.PaymentAnnouncement;
import waybill.engine.core.commands.Directed;
import waybill.engine.core.feeds.Envelope;
import waybill.engine.core.feeds.Reaction;
import waybill.engine.core.time.IdSource;
import waybill.inventory.domain.InventoryCommand;
import waybill.inventory.domain.PaymentOrder;
import waybill.inventory.domain.Quantity;
import waybill.inventory.service.InventorySettings;
import waybill.inventory.service.store.InventoryEvents;
import waybill.kernel.OrderId;
import waybill.kernel.ProductId;
import waybill.kernel.ReservationId;

/** When an order asks for goods, hold them; when it is placed, commit them; when it fails, give them back. */
public final class InventoryReactions implements Reaction<Announcement, InventoryCommand> {
    private final InstantSource clock;
    private final IdSource ids;
    private final InventorySettings settings;

    /** Reactions that hold goods for as long as the settings say. */
    public InventoryReactions(InstantSource clock, IdSource ids, InventorySettings settings) {
        this.clock = clock;
        this.ids = ids;
        this.settings = settings;
    }

    @Override
    public @Nullable Directed<InventoryCommand> when(Announcement announcement, Envelope<Announcement> envelope) {
        return switch (announcement) {
            case OrderAnnouncement order -> whenOrder(order);
            case PaymentAnnouncement payment -> whenPayment(payment);
            default -> null;
        };
    }

    private @Nullable Directed<InventoryCommand> whenOrder(OrderAnnouncement announcement) {
        return switch (announcement) {
            case OrderAnnouncement.OrderCreated created ->
                hold(
                        created.orderId(),
                        created.attempt(),
                        created.items(),
                        paymentOrder(created.total(), created.currency(), created.payment()));
            case OrderAnnouncement.OrderPaymentRetried again ->
                hold(
                        again.orderId(),
                        again.attempt(),
                        again.items(),
                        paymentOrder(again.total(), again.currency(), again.payment()));
            case OrderAnnouncement.OrderPlaced placed ->
                directed(new InventoryCommand.Commit(new OrderId(placed.orderId()), placed.attempt(), clock.instant()));
            case OrderAnnouncement.OrderCancelled cancelled ->
                release(cancelled.orderId(), cancelled.attempt(), cancelled.reason());
            case OrderAnnouncement.OrderConfirmed _,
                    OrderAnnouncement.OrderAddressChanged _,
                    OrderAnnouncement.OrderCancelRequested _,
                    OrderAnnouncement.OrderLinesCancelled _,
                    OrderAnnouncement.OrderPartiallyShipped _,
                    OrderAnnouncement.OrderShipped _,
                    OrderAnnouncement.OrderDelivered _,
                    OrderAnnouncement.OrderAnswerWanted _,
                    OrderAnnouncement.OrderPaymentFailed _,
                    OrderAnnouncement.OrderHoldAdded _,
                    OrderAnnouncement.OrderHoldRemoved _,
                    OrderAnnouncement.PaymentReturnRequested _ -> null;
        };
    }

    private @Nullable Directed<InventoryCommand> whenPayment(PaymentAnnouncement announcement) {
        return switch (announcement) {
            case PaymentAnnouncement.PaymentDeclined declined ->
                release(declined.orderId(), declined.attempt(), "PAYMENT_DECLINED");
            case PaymentAnnouncement.PaymentFailed failed ->
                release(failed.orderId(), failed.attempt(), "PAYMENT_FAILED");
            case PaymentAnnouncement.PaymentAuthorized _,
                    PaymentAnnouncement.PaymentCaptured _,
                    PaymentAnnouncement.PaymentCaptureFailed _,
                    PaymentAnnouncement.PaymentRefunded _,
                    PaymentAnnouncement.PaymentRefundFailed _,
                    PaymentAnnouncement.PaymentExpired _,
                    PaymentAnnouncement.PaymentResolved _,
                    PaymentAnnouncement.PaymentClosed _,
                    PaymentAnnouncement.PaymentUnknown _,
                    PaymentAnnouncement.PaymentVoided _ -> null;
        };
    }

    private Directed<InventoryCommand> hold(
            String order, int attempt, List<OrderAnnouncement.Item> items, PaymentOrder payment) {
        Instant now = clock.instant();
        return directed(new InventoryCommand.HoldForOrder(
                new OrderId(order),
                attempt,
                ReservationId.of(ids.next()),
                items.stream()
                        .map(item -> new Quantity(new ProductId(item.productId()), item.quantity()))
                        .toList(),
                now.plus(settings.holdTime()),
                payment,
                now));
    }

    private static PaymentOrder paymentOrder(String total, String currency, OrderAnnouncement.Payment payment) {
        return new PaymentOrder(total, currency, payment.method(), payment.token());
    }

    private Directed<InventoryCommand> release(String order, int attempt, String reason) {
        return directed(new InventoryCommand.Release(new OrderId(order), attempt, reason, clock.instant()));
    }

    private static Directed<InventoryCommand> directed(InventoryCommand.OfOrder command) {
        return new Directed<>(InventoryEvents.reservations(command.order()), command);
    }
}
