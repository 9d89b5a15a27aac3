package waybill.order.service;

import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import waybill.kernel.Money;
import waybill.kernel.OrderId;
import waybill.kernel.PaymentId;
import waybill.kernel.RefundId;
import waybill.kernel.ShipmentId;
import waybill.order.domain.FulfilmentCommand.NoteRefundFailed;
import waybill.order.domain.FulfilmentCommand.NoteRefunded;
import waybill.order.domain.FulfilmentCommand.NoteShipmentPaid;
import waybill.order.domain.FulfilmentCommand.NoteShipmentUnpaid;
import waybill.order.domain.OrderCommand;
import waybill.order.service.Payments.Outcome;

/** Asks payment to move money, and says what the order has to note then; nothing while the outcome is unknown. */
public final class Transfers {
    /** The gateway could not be asked; the same may be tried again. */
    public static final String UNAVAILABLE = "PAYMENT_UNAVAILABLE";

    /** The authorization has run out. */
    public static final String EXPIRED = "AUTHORIZATION_EXPIRED";

    /** More than payment says is left. */
    public static final String TOO_MUCH = "AMOUNT_EXCEEDED";

    private final Payments payments;
    private final InstantSource clock;

    /** Transfers by these payments. */
    public Transfers(Payments payments, InstantSource clock) {
        this.payments = payments;
        this.clock = clock;
    }

    /**
     * How a transfer is asked for.
     *
     * @param first whether nobody has asked for it before; then what cannot be asked for is provably not moved
     * @param traceparent of the request that wants it
     */
    public record Ask(boolean first, @Nullable String traceparent) {}

    /** Has the money of a shipment captured. */
    public @Nullable OrderCommand capture(
            OrderId order, ShipmentId shipment, PaymentId payment, Money amount, Ask ask) {
        Outcome outcome =
                payments.capture(new Payments.Transfer(order, payment, amount, shipment.value(), ask.traceparent()));
        return switch (outcome) {
            case Outcome.Moved _ -> new NoteShipmentPaid(order, shipment, amount, clock.instant());
            case Outcome.Declined(String reason) -> unpaid(order, shipment, reason, false);
            case Outcome.Expired _ -> unpaid(order, shipment, EXPIRED, false);
            case Outcome.TooMuch _ -> unpaid(order, shipment, TOO_MUCH, false);
            case Outcome.Unavailable _ -> unpaid(order, shipment, UNAVAILABLE, true);
            case Outcome.NotAsked _ -> ask.first() ? unpaid(order, shipment, UNAVAILABLE, true) : null;
            case Outcome.Unknown _ -> null;
        };
    }

    /** Has captured money given back. */
    public @Nullable OrderCommand refund(OrderId order, RefundId refund, PaymentId payment, Money amount, Ask ask) {
        Outcome outcome =
                payments.refund(new Payments.Transfer(order, payment, amount, refund.value(), ask.traceparent()));
        return switch (outcome) {
            case Outcome.Moved _ -> new NoteRefunded(order, refund, clock.instant());
            case Outcome.Declined(String reason) -> failed(order, refund, reason, false);
            case Outcome.Expired _ -> failed(order, refund, EXPIRED, false);
            case Outcome.TooMuch _ -> failed(order, refund, TOO_MUCH, false);
            case Outcome.Unavailable _ -> failed(order, refund, UNAVAILABLE, true);
            case Outcome.NotAsked _ -> ask.first() ? failed(order, refund, UNAVAILABLE, true) : null;
            case Outcome.Unknown _ -> null;
        };
    }

    private OrderCommand unpaid(OrderId order, ShipmentId shipment, String reason, boolean retryable) {
        return new NoteShipmentUnpaid(order, shipment, reason, retryable, clock.instant());
    }

    private OrderCommand failed(OrderId order, RefundId refund, String reason, boolean retryable) {
        return new NoteRefundFailed(order, refund, reason, retryable, clock.instant());
    }
}
