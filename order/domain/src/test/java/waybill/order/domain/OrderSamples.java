package waybill.order.domain;

import static waybill.order.domain.FulfilmentExamples.SHIPMENT;
import static waybill.order.domain.FulfilmentExamples.allShippedThen;
import static waybill.order.domain.FulfilmentExamples.begun;
import static waybill.order.domain.FulfilmentExamples.committedThen;
import static waybill.order.domain.FulfilmentExamples.delivered;
import static waybill.order.domain.FulfilmentExamples.expired;
import static waybill.order.domain.FulfilmentExamples.mug;
import static waybill.order.domain.FulfilmentExamples.oneShirtShippedThen;
import static waybill.order.domain.FulfilmentExamples.refundBegun;
import static waybill.order.domain.FulfilmentExamples.requested;
import static waybill.order.domain.FulfilmentExamples.shirts;
import static waybill.order.domain.FulfilmentExamples.stockClosed;
import static waybill.order.domain.FulfilmentExamples.wanted;
import static waybill.order.domain.OrderExamples.ID;
import static waybill.order.domain.OrderExamples.LATER;
import static waybill.order.domain.OrderExamples.LATER_DEADLINE;
import static waybill.order.domain.OrderExamples.TOTAL;
import static waybill.order.domain.OrderExamples.added;
import static waybill.order.domain.OrderExamples.authorized;
import static waybill.order.domain.OrderExamples.cancelled;
import static waybill.order.domain.OrderExamples.confirmed;
import static waybill.order.domain.OrderExamples.created;
import static waybill.order.domain.OrderExamples.createdManual;
import static waybill.order.domain.OrderExamples.createdUnverified;
import static waybill.order.domain.OrderExamples.declined;
import static waybill.order.domain.OrderExamples.eur;
import static waybill.order.domain.OrderExamples.held;
import static waybill.order.domain.OrderExamples.isShort;
import static waybill.order.domain.OrderExamples.placed;
import static waybill.order.domain.OrderExamples.released;
import static waybill.order.domain.OrderExamples.unknown;
import static waybill.order.domain.OrderExamples.unpaid;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import waybill.kernel.RefundId;
import waybill.kernel.ShipmentId;
import waybill.order.domain.Hold.Kind;

/** An order in every state, some with what makes a difference in them; and how its offers are taken up. */
final class OrderSamples {
    private static final ShipmentId NEXT_SHIPMENT = ShipmentId.of(new UUID(0x700aL, 0));
    private static final RefundId NEXT_REFUND = RefundId.of(new UUID(0x700aL, 0));
    private static final Remark SAID = new Remark("please");
    private static final Address ELSEWHERE = new Address("3 Elm St", "Oslo", "0150", "NO", null);

    private OrderSamples() {}

    static Map<String, Order.Known> all() {
        Map<String, Order.Known> all = new LinkedHashMap<>();
        all.put("AwaitingStock", after(created()));
        all.put("AwaitingStock, stock unverified", after(createdUnverified(), added(Kind.STOCK_UNVERIFIED)));
        all.put("AwaitingPayment", after(created(), held()));
        all.put("AwaitingPayment, payment unknown", after(created(), held(), unknown(), added(Kind.PAYMENT_UNKNOWN)));
        all.put("AwaitingStockAgain", after(created(), held(), expired(), authorized(), wanted()));
        all.put("Placed", after(createdManual(), held(), authorized(), placed()));
        all.put(
                "Placed, stopped by an operator",
                after(created(), held(), added(Kind.OPERATOR), authorized(), placed()));
        all.put("Confirmed", after(created(), held(), authorized(), placed(), confirmed()));
        all.put("Confirmed, goods committed", after(committedThen()));
        all.put("Confirmed, being shipped", after(committedThen(begun(SHIPMENT, TOTAL, shirts(2), mug()))));
        all.put("PartiallyShipped", after(oneShirtShippedThen()));
        all.put("Shipped", after(allShippedThen()));
        all.put("Shipped, being refunded", after(allShippedThen(refundBegun(FulfilmentExamples.REFUND, eur(500)))));
        all.put("Delivered", after(allShippedThen(delivered())));
        all.put("Unpaid", after(created(), held(), declined(), unpaid()));
        all.put("Unpaid, goods released", after(created(), held(), declined(), unpaid(), released()));
        all.put("Cancelling", after(committedThen(requested())));
        all.put("Cancelling, closed by inventory", after(committedThen(requested(), stockClosed())));
        all.put("Cancelled", after(created(), isShort(), cancelled()));
        return all;
    }

    private static Order.Known after(OrderEvent... events) {
        return OrderStory.given(events).known();
    }

    /** The command by which a client takes up what an order offers. */
    static OrderCommand takeUp(Order.Known order, OrderAction action) {
        return switch (action) {
            case PROCESS -> new OrderCommand.Confirm(ID, LATER);
            case FULFILL ->
                new FulfilmentCommand.BeginShipment(ID, NEXT_SHIPMENT, List.of(), null, null, LATER_DEADLINE, LATER);
            case DELIVER -> new FulfilmentCommand.Deliver(ID, LATER);
            case PAY -> new OrderCommand.RetryPayment(ID, order.facts().payment(), LATER_DEADLINE, LATER);
            case REFUND ->
                new FulfilmentCommand.BeginRefund(
                        ID, NEXT_REFUND, null, List.of(), SAID, "olga", LATER_DEADLINE, LATER);
            case CANCEL ->
                new OrderCommand.Cancel(ID, Order.CancelReason.CUSTOMER_REQUEST, SAID, "ada", LATER_DEADLINE, LATER);
            case UPDATE_ADDRESS -> new OrderCommand.ChangeAddress(ID, ELSEWHERE, LATER);
            case HOLD -> new OrderCommand.AddHold(ID, SAID, "olga", LATER);
            case REMOVE_HOLD -> new OrderCommand.RemoveHold(ID, Hold.Kind.OPERATOR, SAID, "olga", LATER);
        };
    }
}
