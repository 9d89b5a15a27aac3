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
import waybill.kernel.ShipmentId;

/**
 * When an order asks for goods, hold them; when it is placed, commit them; when it ships, let them go; else keep none.
 */
public final class InventoryReactions implements Reaction<Announcement, InventoryCommand> {
    /** How an order names inventory when it wants its answer. */
    private static final String ANSWERS_AS = "inventory";

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
                directed(hold(
                        created.orderId(),
                        created.attempt(),
                        created.items(),
                        paymentOrder(created.total(), created.currency(), created.payment())));
            case OrderAnnouncement.OrderPaymentRetried again ->
                directed(hold(
                        again.orderId(),
                        again.attempt(),
                        again.items(),
                        paymentOrder(again.total(), again.currency(), again.payment())));
            case OrderAnnouncement.OrderAnswerWanted wanted ->
                ANSWERS_AS.equals(wanted.from()) ? directed(answer(wanted)) : null;
            case OrderAnnouncement.OrderPlaced placed ->
                inTime(new InventoryCommand.Commit(new OrderId(placed.orderId()), placed.attempt(), clock.instant()));
            case OrderAnnouncement.OrderPartiallyShipped shipped ->
                consume(shipped.orderId(), shipped.attempt(), shipped.shipmentId(), shipped.items());
            case OrderAnnouncement.OrderShipped shipped ->
                consume(shipped.orderId(), shipped.attempt(), shipped.shipmentId(), shipped.items());
            // The lines are all that was left of the order, and all that is left of its reservation.
            case OrderAnnouncement.OrderLinesCancelled cancelled ->
                release(cancelled.orderId(), cancelled.attempt(), cancelled.reason());
            case OrderAnnouncement.OrderCancelRequested wanted ->
                directed(new InventoryCommand.Close(
                        new OrderId(wanted.orderId()), wanted.attempt(), wanted.reason(), clock.instant()));
            case OrderAnnouncement.OrderCancelled cancelled ->
                release(cancelled.orderId(), cancelled.attempt(), cancelled.reason());
            case OrderAnnouncement.OrderConfirmed _,
                    OrderAnnouncement.OrderAddressChanged _,
                    OrderAnnouncement.OrderDelivered _,
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

    private InventoryCommand.HoldForOrder hold(
            String order, int attempt, List<OrderAnnouncement.Item> items, PaymentOrder payment) {
        Instant now = clock.instant();
        return new InventoryCommand.HoldForOrder(
                new OrderId(order),
                attempt,
                ReservationId.of(ids.next()),
                items.stream()
                        .map(item -> new Quantity(new ProductId(item.productId()), item.quantity()))
                        .toList(),
                now.plus(settings.holdTime()),
                payment,
                now);
    }

    private InventoryCommand.AnswerAgain answer(OrderAnnouncement.OrderAnswerWanted wanted) {
        return new InventoryCommand.AnswerAgain(hold(
                wanted.orderId(),
                wanted.attempt(),
                wanted.items(),
                paymentOrder(wanted.total(), wanted.currency(), wanted.payment())));
    }

    private Directed<InventoryCommand> consume(
            String order, int attempt, String shipment, List<OrderAnnouncement.LineItem> items) {
        List<Quantity> lines = items.stream()
                .map(item -> new Quantity(new ProductId(item.productId()), item.quantity()))
                .toList();
        InventoryCommand.Consume left = new InventoryCommand.Consume(
                new OrderId(order), attempt, new ShipmentId(shipment), lines, clock.instant());
        // What has left the warehouse has left, whatever the books say.
        return new Directed<>(InventoryEvents.reservations(left.order()), left, true, true);
    }

    private static PaymentOrder paymentOrder(String total, String currency, OrderAnnouncement.Payment payment) {
        return new PaymentOrder(total, currency, payment.method(), payment.token());
    }

    private Directed<InventoryCommand> release(String order, int attempt, String reason) {
        return directed(new InventoryCommand.Release(new OrderId(order), attempt, reason, clock.instant()));
    }

    /** The goods are held already, far longer than this may wait. */
    private static Directed<InventoryCommand> inTime(InventoryCommand.OfOrder command) {
        return new Directed<>(InventoryEvents.reservations(command.order()), command, true);
    }

    private static Directed<InventoryCommand> directed(InventoryCommand.OfOrder command) {
        return new Directed<>(InventoryEvents.reservations(command.order()), command);
    }
}
