package waybill.order.service.reactions;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import waybill.contracts.Announcement;
import waybill.contracts.inventory.InventoryAnnouncement;
import waybill.contracts.payment.PaymentAnnouncement;
import waybill.engine.core.commands.Directed;
import waybill.engine.core.feeds.Envelope;
import waybill.engine.core.feeds.Reaction;
import waybill.kernel.Money;
import waybill.kernel.OrderId;
import waybill.kernel.PaymentId;
import waybill.kernel.ProductId;
import waybill.kernel.RefundId;
import waybill.kernel.ReservationId;
import waybill.kernel.ShipmentId;
import waybill.order.domain.FulfilmentCommand;
import waybill.order.domain.FulfilmentEvent;
import waybill.order.domain.OrderCommand;
import waybill.order.domain.Shortage;
import waybill.order.service.OrderSettings;
import waybill.order.service.Transfers;
import waybill.order.service.store.OrderEvents;

/** When inventory or payment announces something about an order, the order notes it. */
public final class OrderReactions implements Reaction<Announcement, OrderCommand> {
    private final InstantSource clock;
    private final OrderSettings settings;

    /** Reactions with times from here. */
    public OrderReactions(InstantSource clock, OrderSettings settings) {
        this.clock = clock;
        this.settings = settings;
    }

    @Override
    public @Nullable Directed<OrderCommand> when(Announcement announcement, Envelope<Announcement> envelope) {
        OrderCommand command = switch (announcement) {
            case InventoryAnnouncement stock -> whenStock(stock);
            case PaymentAnnouncement payment -> whenPayment(payment);
            default -> null;
        };
        return command == null ? null : new Directed<>(OrderEvents.order(command.order()), command, hasTime(command));
    }

    /**
     * What the order only keeps a note of: it moves nothing on, and whoever waits for the order does not wait for it.
     */
    private static boolean hasTime(OrderCommand command) {
        return command instanceof OrderCommand.NoteStockHeld
                || command instanceof OrderCommand.NoteStockCommitted
                || command instanceof FulfilmentCommand.NoteStockConsumed;
    }

    private @Nullable OrderCommand whenStock(InventoryAnnouncement announcement) {
        return switch (announcement) {
            case InventoryAnnouncement.OfOrder stock -> whenGoods(stock, new OrderId(stock.orderId()));
            case InventoryAnnouncement.OfProduct _ -> null;
        };
    }

    private @Nullable OrderCommand whenGoods(InventoryAnnouncement.OfOrder announcement, OrderId order) {
        Instant now = clock.instant();
        return switch (announcement) {
            case InventoryAnnouncement.InventoryReserved e ->
                // A reservation made by hand is not the saga's.
                e.payment() == null
                        ? null
                        : new OrderCommand.NoteStockHeld(
                                order, e.attempt(), new ReservationId(e.reservationId()), e.expiresAt(), now);
            case InventoryAnnouncement.InventoryRejected e ->
                new OrderCommand.NoteStockShort(order, e.attempt(), shortages(e.items()), cancelBy(now), now);
            case InventoryAnnouncement.InventoryCommitted e ->
                new OrderCommand.NoteStockCommitted(order, e.attempt(), new ReservationId(e.reservationId()), now);
            case InventoryAnnouncement.InventoryReleased e -> released(e, order, now);
            case InventoryAnnouncement.InventoryExpired e ->
                new OrderCommand.NoteStockExpired(order, e.attempt(), new ReservationId(e.reservationId()), now);
            case InventoryAnnouncement.InventoryConsumed e ->
                new FulfilmentCommand.NoteStockConsumed(
                        order,
                        e.attempt(),
                        new ReservationId(e.reservationId()),
                        new ShipmentId(e.shipmentId()),
                        goods(e.items()),
                        now);
            case InventoryAnnouncement.InventoryClosed e ->
                new OrderCommand.NoteStockClosed(order, e.attempt(), e.reason(), now);
        };
    }

    /** A release that came before every attempt (0) moves no order: nothing of it was held. */
    private @Nullable OrderCommand released(InventoryAnnouncement.InventoryReleased event, OrderId order, Instant now) {
        String reservation = event.reservationId();
        return event.attempt() == 0
                ? null
                : new OrderCommand.NoteStockReleased(
                        order,
                        event.attempt(),
                        reservation == null ? null : new ReservationId(reservation),
                        event.reason(),
                        cancelBy(now),
                        now);
    }

    private Instant cancelBy(Instant now) {
        return now.plus(settings.spans().cancel());
    }

    private static List<Shortage> shortages(List<InventoryAnnouncement.Shortage> items) {
        return items.stream()
                .map(item -> new Shortage(new ProductId(item.productId()), item.requested(), item.available()))
                .toList();
    }

    private static List<FulfilmentEvent.Goods> goods(List<InventoryAnnouncement.Item> items) {
        return items.stream()
                .map(item -> new FulfilmentEvent.Goods(new ProductId(item.productId()), item.quantity()))
                .toList();
    }

    private @Nullable OrderCommand whenPayment(PaymentAnnouncement announcement) {
        OrderId order = new OrderId(announcement.orderId());
        return switch (announcement) {
            case PaymentAnnouncement.PaymentClosed e ->
                new OrderCommand.NotePaymentClosed(order, e.attempt(), e.reason(), clock.instant());
            case PaymentAnnouncement.OfPayment e -> whenMoney(e, order, new PaymentId(e.paymentId()));
        };
    }

    private @Nullable OrderCommand whenMoney(
            PaymentAnnouncement.OfPayment announcement, OrderId order, PaymentId payment) {
        Instant now = clock.instant();
        Instant payableUntil = now.plus(settings.paymentRetryWindow());
        int attempt = announcement.attempt();
        return switch (announcement) {
            case PaymentAnnouncement.PaymentAuthorized e ->
                new OrderCommand.NotePaymentAuthorized(order, attempt, payment, money(e), now);
            case PaymentAnnouncement.PaymentDeclined e ->
                new OrderCommand.NotePaymentDeclined(order, attempt, payment, e.reason(), payableUntil, now);
            case PaymentAnnouncement.PaymentFailed e ->
                new OrderCommand.NotePaymentFailed(order, attempt, payment, e.reason(), payableUntil, now);
            case PaymentAnnouncement.PaymentUnknown _ ->
                new OrderCommand.NotePaymentUnknown(order, attempt, payment, now);
            case PaymentAnnouncement.PaymentVoided _ ->
                new OrderCommand.NotePaymentReturned(order, attempt, payment, now);
            case PaymentAnnouncement.PaymentExpired _ ->
                new OrderCommand.NotePaymentExpired(order, attempt, payment, now);
            case PaymentAnnouncement.PaymentCaptured e -> whenCaptured(e, order, now);
            case PaymentAnnouncement.PaymentCaptureFailed e -> whenNotCaptured(e, order, now);
            case PaymentAnnouncement.PaymentRefunded e -> whenRefunded(e, order, now);
            case PaymentAnnouncement.PaymentRefundFailed e -> whenNotRefunded(e, order, now);
            // What became known is announced beside this.
            case PaymentAnnouncement.PaymentResolved _ -> null;
        };
    }

    /** A capture without a shipment of ours was made by hand. */
    private static @Nullable OrderCommand whenCaptured(
            PaymentAnnouncement.PaymentCaptured captured, OrderId order, Instant now) {
        return shipment(captured.reference())
                .map(shipment -> new FulfilmentCommand.NoteShipmentPaid(order, shipment, money(captured), now))
                .orElse(null);
    }

    private static @Nullable OrderCommand whenNotCaptured(
            PaymentAnnouncement.PaymentCaptureFailed failed, OrderId order, Instant now) {
        return shipment(failed.reference())
                .map(shipment -> new FulfilmentCommand.NoteShipmentUnpaid(
                        order, shipment, failed.reason(), isAway(failed.reason()), now))
                .orElse(null);
    }

    /** A refund that the order did not ask for gives money back that the order was not to keep. */
    private static OrderCommand whenRefunded(PaymentAnnouncement.PaymentRefunded refunded, OrderId order, Instant now) {
        return refund(refunded.reference())
                .<OrderCommand>map(refund -> new FulfilmentCommand.NoteRefunded(order, refund, now))
                .orElseGet(() -> new OrderCommand.NotePaymentReturned(
                        order, refunded.attempt(), new PaymentId(refunded.paymentId()), now));
    }

    private static @Nullable OrderCommand whenNotRefunded(
            PaymentAnnouncement.PaymentRefundFailed failed, OrderId order, Instant now) {
        return refund(failed.reference())
                .map(refund -> new FulfilmentCommand.NoteRefundFailed(
                        order, refund, failed.reason(), isAway(failed.reason()), now))
                .orElse(null);
    }

    /** Whoever asked is told the same; which of the two is noted first does not matter. */
    private static boolean isAway(String reason) {
        return reason.equals(Transfers.UNAVAILABLE);
    }

    private static Optional<ShipmentId> shipment(@Nullable String reference) {
        return reference == null ? Optional.empty() : ShipmentId.parse(reference);
    }

    private static Optional<RefundId> refund(@Nullable String reference) {
        return reference == null ? Optional.empty() : RefundId.parse(reference);
    }

    private static Money money(PaymentAnnouncement.OfPayment payment) {
        return Money.of(new BigDecimal(payment.amount()), Currency.getInstance(payment.currency()));
    }
}
