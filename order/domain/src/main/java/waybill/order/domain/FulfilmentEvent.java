package waybill.order.domain;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import waybill.kernel.Money;
import waybill.kernel.OrderId;
import waybill.kernel.PaymentId;
import waybill.kernel.ProductId;
import waybill.kernel.RefundId;
import waybill.kernel.ReservationId;
import waybill.kernel.ShipmentId;
import waybill.order.domain.fulfilment.Portion;

/** What has happened to a placed order: shipments, deliveries, refunds. */
public sealed interface FulfilmentEvent extends OrderEvent {
    /**
     * These pieces are to ship; their money is being captured first.
     *
     * @param shipment also the reference of the capture
     * @param amount the price of the pieces
     * @param deadline when the capture is asked for again if nobody has answered
     */
    record ShipmentBegun(
            OrderId order,
            int attempt,
            ShipmentId shipment,
            PaymentId payment,
            List<Portion> lines,
            Money amount,
            @Nullable String carrier,
            @Nullable String trackingNumber,
            Instant deadline,
            Instant at)
            implements FulfilmentEvent {
        public ShipmentBegun {
            lines = List.copyOf(lines);
        }
    }

    /** Nobody has answered whether the money of this shipment is captured: the same capture is asked for again. */
    record ShipmentChased(
            OrderId order,
            int attempt,
            ShipmentId shipment,
            PaymentId payment,
            Money amount,
            Instant deadline,
            Instant at)
            implements FulfilmentEvent {}

    /**
     * These pieces have shipped; others are still open.
     *
     * @param amount what was captured for them
     */
    record OrderPartiallyShipped(
            OrderId order,
            int attempt,
            ShipmentId shipment,
            PaymentId payment,
            List<Portion> lines,
            Money amount,
            @Nullable String carrier,
            @Nullable String trackingNumber,
            Instant at)
            implements FulfilmentEvent {
        public OrderPartiallyShipped {
            lines = List.copyOf(lines);
        }
    }

    /**
     * These pieces have shipped, and with them all that will be.
     *
     * @param amount what was captured for them
     */
    record OrderShipped(
            OrderId order,
            int attempt,
            ShipmentId shipment,
            PaymentId payment,
            List<Portion> lines,
            Money amount,
            @Nullable String carrier,
            @Nullable String trackingNumber,
            Instant at)
            implements FulfilmentEvent {
        public OrderShipped {
            lines = List.copyOf(lines);
        }
    }

    /**
     * The money was not captured; nothing was shipped, and the pieces are open again.
     *
     * @param retryable nobody said no: the same may be tried again
     */
    record ShipmentAbandoned(
            OrderId order, int attempt, ShipmentId shipment, String reason, boolean retryable, Instant at)
            implements FulfilmentEvent {}

    /** The money of an abandoned shipment turned out to be captured; it goes back. */
    record ShipmentPaidInVain(
            OrderId order, int attempt, ShipmentId shipment, PaymentId payment, Money amount, Instant at)
            implements FulfilmentEvent {}

    /** Inventory has taken the goods of this shipment out of its books. */
    record StockConsumed(
            OrderId order, int attempt, ReservationId reservation, ShipmentId shipment, List<Goods> items, Instant at)
            implements FulfilmentEvent {
        public StockConsumed {
            items = List.copyOf(items);
        }
    }

    /** So many pieces of one product, as inventory counts. */
    record Goods(ProductId product, int quantity) {}

    /**
     * What has not shipped will not; what has, stays. The goods are released, and the rest of the money is not taken.
     *
     * @param customer whose order it is
     * @param reason a code of {@link Order.CancelReason}
     * @param note what the person said who asked for it
     * @param by who asked for it
     */
    record OpenLinesCancelled(
            OrderId order,
            int attempt,
            List<Portion> lines,
            String customer,
            String reason,
            @Nullable Remark note,
            String by,
            Instant at)
            implements FulfilmentEvent {
        public OpenLinesCancelled {
            lines = List.copyOf(lines);
        }
    }

    /** The customer has the goods. */
    record OrderDelivered(OrderId order, Instant at) implements FulfilmentEvent {}

    /**
     * This much of the captured money is to go back; for the second time, if it has failed because nobody could be
     * asked.
     *
     * @param refund also the reference of the transaction
     * @param lines the pieces it is for; empty if it is for an amount
     * @param customer whose order it is
     * @param reason what a person said about it; absent if the order itself gives money back
     * @param by who asked for it
     * @param deadline when it is asked for again if nobody has answered
     */
    record RefundBegun(
            OrderId order,
            int attempt,
            RefundId refund,
            PaymentId payment,
            Money amount,
            List<Portion> lines,
            String customer,
            @Nullable Remark reason,
            String by,
            Instant deadline,
            Instant at)
            implements FulfilmentEvent {
        public RefundBegun {
            lines = List.copyOf(lines);
        }
    }

    /** Nobody has answered whether this money has gone back: the same refund is asked for again. */
    record RefundChased(
            OrderId order, int attempt, RefundId refund, PaymentId payment, Money amount, Instant deadline, Instant at)
            implements FulfilmentEvent {}

    /** The customer has this money back. */
    record RefundSettled(OrderId order, int attempt, RefundId refund, PaymentId payment, Money amount, Instant at)
            implements FulfilmentEvent {}

    /**
     * The money has not gone back.
     *
     * @param retryable nobody said no: the same may be tried again
     */
    record RefundFailed(
            OrderId order,
            int attempt,
            RefundId refund,
            PaymentId payment,
            String reason,
            boolean retryable,
            Instant at)
            implements FulfilmentEvent {}
}
