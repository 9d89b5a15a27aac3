package waybill.order.domain;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import waybill.kernel.Money;
import waybill.kernel.OrderId;
import waybill.kernel.RefundId;
import waybill.kernel.ReservationId;
import waybill.kernel.ShipmentId;
import waybill.order.domain.FulfilmentEvent.Goods;
import waybill.order.domain.fulfilment.Portion;

/** What a placed order can be told: to ship, to deliver, to give money back, and what came of it. */
public sealed interface FulfilmentCommand extends OrderCommand {
    /** It is about one shipment. */
    sealed interface OfShipment extends FulfilmentCommand {
        /** Which one. */
        ShipmentId shipment();
    }

    /** It is about one refund. */
    sealed interface OfRefund extends FulfilmentCommand {
        /** Which one. */
        RefundId refund();
    }

    /**
     * These pieces are packed: capture their money, then they ship.
     *
     * @param shipment a fresh id; also the reference of the capture
     * @param lines each line once; empty means all that is open
     * @param deadline when the capture is asked for again if nobody has answered
     */
    record BeginShipment(
            OrderId order,
            ShipmentId shipment,
            List<Portion.Asked> lines,
            @Nullable String carrier,
            @Nullable String trackingNumber,
            Instant deadline,
            Instant at)
            implements OfShipment {
        public BeginShipment {
            lines = Portion.Asked.eachOnce(lines);
        }
    }

    /** The money of this shipment is captured. */
    record NoteShipmentPaid(OrderId order, ShipmentId shipment, Money amount, Instant at) implements OfShipment {}

    /**
     * The money of this shipment is not captured, and will not be.
     *
     * @param reason for example {@code DECLINED}, {@code AUTHORIZATION_EXPIRED}, {@code PAYMENT_UNAVAILABLE}
     * @param retryable nobody said no: the same may be tried again
     */
    record NoteShipmentUnpaid(OrderId order, ShipmentId shipment, String reason, boolean retryable, Instant at)
            implements OfShipment {}

    /**
     * Nobody has answered whether the money of the pending shipment is captured: ask again.
     *
     * @param next when to ask once more
     */
    record ChaseShipment(OrderId order, Instant next, Instant at) implements FulfilmentCommand {}

    /** Inventory has taken the goods of this shipment out of its books. */
    record NoteStockConsumed(
            OrderId order, int attempt, ReservationId reservation, ShipmentId shipment, List<Goods> items, Instant at)
            implements OfShipment {
        public NoteStockConsumed {
            items = List.copyOf(items);
        }
    }

    /** The customer has the goods. */
    record Deliver(OrderId order, Instant at) implements FulfilmentCommand {}

    /**
     * Give money back.
     *
     * @param refund a fresh id; also the reference of the transaction
     * @param amount how much; absent means the price of the lines, or everything if there are no lines either
     * @param lines the pieces it is for, each line once; may be empty
     * @param reason what the person said about it
     * @param by who asks
     * @param deadline when it is asked for again if nobody has answered
     */
    record BeginRefund(
            OrderId order,
            RefundId refund,
            @Nullable Money amount,
            List<Portion.Asked> lines,
            @Nullable Remark reason,
            String by,
            Instant deadline,
            Instant at)
            implements OfRefund {
        public BeginRefund {
            lines = Portion.Asked.eachOnce(lines);
        }
    }

    /** The customer has this money back. */
    record NoteRefunded(OrderId order, RefundId refund, Instant at) implements OfRefund {}

    /**
     * This money has not gone back.
     *
     * @param retryable nobody said no: the same may be tried again
     */
    record NoteRefundFailed(OrderId order, RefundId refund, String reason, boolean retryable, Instant at)
            implements OfRefund {}

    /**
     * Nobody has answered whether this money has gone back: ask again.
     *
     * @param next when to ask once more
     */
    record ChaseRefund(OrderId order, RefundId refund, Instant next, Instant at) implements OfRefund {}
}
