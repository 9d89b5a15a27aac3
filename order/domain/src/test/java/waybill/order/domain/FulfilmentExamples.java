package waybill.order.domain;

import static waybill.order.domain.OrderExamples.ADA;
import static waybill.order.domain.OrderExamples.CANCEL_BY;
import static waybill.order.domain.OrderExamples.ID;
import static waybill.order.domain.OrderExamples.NOON;
import static waybill.order.domain.OrderExamples.PAYMENT;
import static waybill.order.domain.OrderExamples.RESERVATION;
import static waybill.order.domain.OrderExamples.SHIRT;
import static waybill.order.domain.OrderExamples.TOTAL;
import static waybill.order.domain.OrderExamples.eur;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import waybill.kernel.Money;
import waybill.kernel.ProductId;
import waybill.kernel.RefundId;
import waybill.kernel.ShipmentId;
import waybill.order.domain.FulfilmentEvent.Goods;
import waybill.order.domain.FulfilmentEvent.OpenLinesCancelled;
import waybill.order.domain.FulfilmentEvent.OrderDelivered;
import waybill.order.domain.FulfilmentEvent.OrderPartiallyShipped;
import waybill.order.domain.FulfilmentEvent.OrderShipped;
import waybill.order.domain.FulfilmentEvent.RefundBegun;
import waybill.order.domain.FulfilmentEvent.RefundFailed;
import waybill.order.domain.FulfilmentEvent.RefundSettled;
import waybill.order.domain.FulfilmentEvent.ShipmentAbandoned;
import waybill.order.domain.FulfilmentEvent.ShipmentBegun;
import waybill.order.domain.FulfilmentEvent.ShipmentPaidInVain;
import waybill.order.domain.FulfilmentEvent.StockConsumed;
import waybill.order.domain.Order.CancelReason;
import waybill.order.domain.OrderEvent.CancelRequested;
import waybill.order.domain.OrderEvent.OrderCancelled;
import waybill.order.domain.OrderEvent.PaymentClosed;
import waybill.order.domain.OrderEvent.StockClosed;
import waybill.order.domain.OrderEvent.StockExpired;
import waybill.order.domain.OrderEvent.StockWanted;
import waybill.order.domain.fulfilment.Portion;

/** The later life of Ada's order: shipped in two parts, refunded, or cancelled before. */
final class FulfilmentExamples {
    static final ShipmentId SHIPMENT = ShipmentId.of(UUID.fromString("0195500a-0000-7000-8000-0000000000c1"));
    static final ShipmentId SHIPMENT_2 = ShipmentId.of(UUID.fromString("0195500a-0000-7000-8000-0000000000c2"));
    static final RefundId REFUND = RefundId.of(UUID.fromString("0195500a-0000-7000-8000-0000000000d1"));
    static final RefundId REFUND_2 = RefundId.of(UUID.fromString("0195500a-0000-7000-8000-0000000000d2"));
    static final RefundId IN_VAIN = RefundId.of(UUID.fromString("0195500a-0000-7000-8000-0000000000c1"));

    /** Both shirts, and the mug. */
    static final List<Portion> ALL = List.of(shirts(2), mug());

    static final Remark SAID = new Remark("I changed my mind");

    private FulfilmentExamples() {}

    static Portion shirts(int quantity) {
        return new Portion(1, SHIRT, quantity);
    }

    static Portion mug() {
        return new Portion(2, new ProductId("MUG"), 1);
    }

    /** An order ready for the warehouse, and what happened to it then. */
    static OrderEvent[] committedThen(OrderEvent... later) {
        List<OrderEvent> past = new ArrayList<>(List.of(
                OrderExamples.created(),
                OrderExamples.held(),
                OrderExamples.authorized(),
                OrderExamples.placed(),
                OrderExamples.confirmed(),
                OrderExamples.committed()));
        past.addAll(List.of(later));
        return past.toArray(OrderEvent[]::new);
    }

    static FulfilmentCommand.BeginShipment begin(ShipmentId shipment, Portion.Asked... lines) {
        return new FulfilmentCommand.BeginShipment(ID, shipment, List.of(lines), "DHL", "JJD01", CANCEL_BY, NOON);
    }

    static FulfilmentCommand.NoteShipmentPaid notePaid(ShipmentId shipment, Money amount) {
        return new FulfilmentCommand.NoteShipmentPaid(ID, shipment, amount, NOON);
    }

    static FulfilmentCommand.NoteShipmentUnpaid noteUnpaid(ShipmentId shipment, String reason, boolean retryable) {
        return new FulfilmentCommand.NoteShipmentUnpaid(ID, shipment, reason, retryable, NOON);
    }

    static ShipmentBegun begun(ShipmentId shipment, Money amount, Portion... lines) {
        return new ShipmentBegun(ID, 1, shipment, PAYMENT, List.of(lines), amount, "DHL", "JJD01", CANCEL_BY, NOON);
    }

    static OrderPartiallyShipped partly(ShipmentId shipment, Money amount, Portion... lines) {
        return new OrderPartiallyShipped(ID, 1, shipment, PAYMENT, List.of(lines), amount, "DHL", "JJD01", NOON);
    }

    static OrderShipped shipped(ShipmentId shipment, Money amount, Portion... lines) {
        return new OrderShipped(ID, 1, shipment, PAYMENT, List.of(lines), amount, "DHL", "JJD01", NOON);
    }

    static ShipmentAbandoned abandoned(ShipmentId shipment, String reason, boolean retryable) {
        return new ShipmentAbandoned(ID, 1, shipment, reason, retryable, NOON);
    }

    static ShipmentPaidInVain inVain(ShipmentId shipment, Money amount) {
        return new ShipmentPaidInVain(ID, 1, shipment, PAYMENT, amount, NOON);
    }

    /** All in one box. */
    static OrderEvent[] allShippedThen(OrderEvent... later) {
        List<OrderEvent> past = new ArrayList<>(
                List.of(begun(SHIPMENT, TOTAL, shirts(2), mug()), shipped(SHIPMENT, TOTAL, shirts(2), mug())));
        past.addAll(List.of(later));
        return committedThen(past.toArray(OrderEvent[]::new));
    }

    /** One shirt has left. */
    static OrderEvent[] oneShirtShippedThen(OrderEvent... later) {
        List<OrderEvent> past =
                new ArrayList<>(List.of(begun(SHIPMENT, eur(1099), shirts(1)), partly(SHIPMENT, eur(1099), shirts(1))));
        past.addAll(List.of(later));
        return committedThen(past.toArray(OrderEvent[]::new));
    }

    static FulfilmentCommand.NoteStockConsumed noteConsumed(Goods... items) {
        return new FulfilmentCommand.NoteStockConsumed(ID, 1, RESERVATION, SHIPMENT, List.of(items), NOON);
    }

    static StockConsumed consumed(Goods... items) {
        return new StockConsumed(ID, 1, RESERVATION, SHIPMENT, List.of(items), NOON);
    }

    static OpenLinesCancelled openCancelled(Portion... lines) {
        return new OpenLinesCancelled(ID, 1, List.of(lines), ADA.id(), "CUSTOMER_REQUEST", SAID, "ada", NOON);
    }

    static OrderDelivered delivered() {
        return new OrderDelivered(ID, NOON);
    }

    static FulfilmentCommand.BeginRefund beginRefund(RefundId refund, @Nullable Money amount, Portion.Asked... lines) {
        return new FulfilmentCommand.BeginRefund(ID, refund, amount, List.of(lines), SAID, "olga", CANCEL_BY, NOON);
    }

    static RefundBegun refundBegun(RefundId refund, Money amount, Portion... lines) {
        return new RefundBegun(ID, 1, refund, PAYMENT, amount, List.of(lines), ADA.id(), SAID, "olga", CANCEL_BY, NOON);
    }

    static RefundSettled refundSettled(RefundId refund, Money amount) {
        return new RefundSettled(ID, 1, refund, PAYMENT, amount, NOON);
    }

    static RefundFailed refundFailed(RefundId refund) {
        return new RefundFailed(ID, 1, refund, PAYMENT, "DECLINED", false, NOON);
    }

    static OrderCommand.Cancel cancel() {
        return new OrderCommand.Cancel(ID, CancelReason.CUSTOMER_REQUEST, SAID, "ada", CANCEL_BY, NOON);
    }

    static CancelRequested requested() {
        return new CancelRequested(ID, 1, "CUSTOMER_REQUEST", SAID, ADA.id(), "ada", 1, CANCEL_BY, NOON);
    }

    /** The request of the order itself, or of inventory. */
    static CancelRequested requested(CancelReason reason, String by) {
        return new CancelRequested(ID, 1, reason.name(), null, ADA.id(), by, 1, CANCEL_BY, NOON);
    }

    static OrderCommand.NoteStockClosed noteStockClosed() {
        return new OrderCommand.NoteStockClosed(ID, 1, "CUSTOMER_REQUEST", NOON);
    }

    static OrderCommand.NotePaymentClosed notePaymentClosed() {
        return new OrderCommand.NotePaymentClosed(ID, 1, "CUSTOMER_REQUEST", NOON);
    }

    static StockClosed stockClosed() {
        return new StockClosed(ID, 1, "CUSTOMER_REQUEST", NOON);
    }

    static PaymentClosed paymentClosed() {
        return new PaymentClosed(ID, 1, "CUSTOMER_REQUEST", NOON);
    }

    static OrderCancelled cancelledByAda() {
        return new OrderCancelled(ID, 1, "CUSTOMER_REQUEST", SAID, ADA.id(), "ada", NOON);
    }

    static OrderCommand.NoteStockExpired noteExpired() {
        return new OrderCommand.NoteStockExpired(ID, 1, RESERVATION, OrderExamples.HOLD_ENDS);
    }

    static StockExpired expired() {
        return new StockExpired(ID, 1, RESERVATION, OrderExamples.HOLD_ENDS);
    }

    static StockWanted wanted() {
        return new StockWanted(
                ID, 1, PAYMENT, OrderExamples.LINES, TOTAL, OrderExamples.CARD, OrderExamples.DEADLINE, NOON);
    }

    /** Ada wins a shirt: an order that costs nothing, up to where it could ship. */
    static OrderEvent[] freeCommitted() {
        NewOrder what = new NewOrder(
                ID,
                ADA,
                OrderExamples.EUR,
                List.of(new Line(1, SHIRT, null, 1, eur(0))),
                OrderExamples.BERLIN,
                OrderExamples.CARD,
                NewOrder.Confirmation.AUTO,
                Map.of());
        return new OrderEvent[] {
            new OrderEvent.OrderCreated(ID, what, 1, OrderExamples.DEADLINE, false, NOON),
            OrderExamples.held(),
            new OrderEvent.PaymentAuthorized(ID, 1, PAYMENT, eur(0), NOON),
            new OrderEvent.OrderPlaced(ID, 1, PAYMENT, eur(0), NOON),
            OrderExamples.confirmed(),
            OrderExamples.committed()
        };
    }
}
