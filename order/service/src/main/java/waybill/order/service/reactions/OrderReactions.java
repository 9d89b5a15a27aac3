package waybill.order.service.reactions;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Currency;
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
import waybill.kernel.ReservationId;
import waybill.order.domain.OrderCommand;
import waybill.order.domain.Shortage;
import waybill.order.service.OrderSettings;
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
        return command == null ? null : new Directed<>(OrderEvents.order(command.order()), command);
    }

    private @Nullable OrderCommand whenStock(InventoryAnnouncement announcement) {
        Instant now = clock.instant();
        return switch (announcement) {
            case InventoryAnnouncement.InventoryReserved e ->
                // A reservation made by hand is not the saga's.
                e.payment() == null
                        ? null
                        : new OrderCommand.NoteStockHeld(
                                new OrderId(e.orderId()),
                                e.attempt(),
                                new ReservationId(e.reservationId()),
                                e.expiresAt(),
                                now);
            case InventoryAnnouncement.InventoryRejected e ->
                new OrderCommand.NoteStockShort(
                        new OrderId(e.orderId()),
                        e.attempt(),
                        e.items().stream()
                                .map(item -> new Shortage(
                                        new ProductId(item.productId()), item.requested(), item.available()))
                                .toList(),
                        now.plus(settings.sagaDeadline()),
                        now);
            case InventoryAnnouncement.InventoryCommitted e ->
                new OrderCommand.NoteStockCommitted(
                        new OrderId(e.orderId()), e.attempt(), new ReservationId(e.reservationId()), now);
            case InventoryAnnouncement.InventoryReleased e -> released(e, now);
            case InventoryAnnouncement.InventoryExpired e ->
                new OrderCommand.NoteStockExpired(
                        new OrderId(e.orderId()), e.attempt(), new ReservationId(e.reservationId()), now);
            case InventoryAnnouncement.InventoryConsumed _, InventoryAnnouncement.InventoryClosed _ -> null;
            case InventoryAnnouncement.StockReceived _, InventoryAnnouncement.StockAdjusted _ -> null;
        };
    }

    /** A release that came before every attempt (0) moves no order: nothing of it was held. */
    private @Nullable OrderCommand released(InventoryAnnouncement.InventoryReleased event, Instant now) {
        String reservation = event.reservationId();
        return event.attempt() == 0
                ? null
                : new OrderCommand.NoteStockReleased(
                        new OrderId(event.orderId()),
                        event.attempt(),
                        reservation == null ? null : new ReservationId(reservation),
                        event.reason(),
                        now.plus(settings.sagaDeadline()),
                        now);
    }

    private @Nullable OrderCommand whenPayment(PaymentAnnouncement announcement) {
        return switch (announcement) {
            case PaymentAnnouncement.OfPayment about -> whenPayment(about);
            case PaymentAnnouncement.PaymentClosed _ -> null;
        };
    }

    private @Nullable OrderCommand whenPayment(PaymentAnnouncement.OfPayment e) {
        Instant now = clock.instant();
        Instant payableUntil = now.plus(settings.paymentRetryWindow());
        OrderId order = new OrderId(e.orderId());
        PaymentId payment = new PaymentId(e.paymentId());
        return switch (e) {
            case PaymentAnnouncement.PaymentAuthorized yes ->
                new OrderCommand.NotePaymentAuthorized(
                        order,
                        yes.attempt(),
                        payment,
                        Money.of(new BigDecimal(yes.amount()), Currency.getInstance(yes.currency())),
                        now);
            case PaymentAnnouncement.PaymentDeclined no ->
                new OrderCommand.NotePaymentDeclined(order, no.attempt(), payment, no.reason(), payableUntil, now);
            case PaymentAnnouncement.PaymentFailed failed ->
                new OrderCommand.NotePaymentFailed(
                        order, failed.attempt(), payment, failed.reason(), payableUntil, now);
            case PaymentAnnouncement.PaymentUnknown unknown ->
                new OrderCommand.NotePaymentUnknown(order, unknown.attempt(), payment, now);
            case PaymentAnnouncement.PaymentVoided _,
                    PaymentAnnouncement.PaymentCaptured _,
                    PaymentAnnouncement.PaymentCaptureFailed _,
                    PaymentAnnouncement.PaymentRefunded _,
                    PaymentAnnouncement.PaymentRefundFailed _,
                    PaymentAnnouncement.PaymentExpired _,
                    PaymentAnnouncement.PaymentResolved _ -> null;
        };
    }
}
