package waybill.order.domain.rules;

import static waybill.order.domain.rules.OrderTable.goTo;
import static waybill.order.domain.rules.OrderTable.ignore;
import static waybill.order.domain.rules.OrderTable.illegal;
import static waybill.order.domain.rules.OrderTable.refuse;
import static waybill.order.domain.rules.OrderTable.stay;

import waybill.order.domain.rules.OrderTable.Move;
import waybill.order.domain.rules.OrderTable.No;
import waybill.order.domain.rules.OrderTable.State;

/** The part of the table that answers those who ship, deliver and refund. */
final class CellsOfFulfilment {
    private CellsOfFulfilment() {}

    static Move cell(State state, Trigger trigger) {
        return switch (trigger) {
            case BEGIN_SHIPMENT -> beginShipment(state);
            case CHASE_SHIPMENT -> chaseShipment(state);
            case NOTE_SHIPMENT_PAID -> noteShipmentPaid(state);
            case NOTE_SHIPMENT_UNPAID -> noteShipmentUnpaid(state);
            case NOTE_STOCK_CONSUMED -> noteStockConsumed(state);
            case DELIVER -> deliver(state);
            case BEGIN_REFUND -> beginRefund(state);
            case CHASE_REFUND -> chaseRefund(state);
            case NOTE_REFUNDED, NOTE_REFUND_FAILED -> noteRefund(state);
            case PLACE_ORDER,
                    RETRY_PAYMENT,
                    CONFIRM,
                    CHANGE_ADDRESS,
                    CANCEL,
                    ADD_HOLD,
                    REMOVE_HOLD,
                    RETRY_SAGA,
                    RECORD_OPERATOR_ACT,
                    TIME_OUT_SAGA,
                    CLOSE_RETRY_WINDOW,
                    CANCEL_AGAIN,
                    NOTE_STOCK_HELD,
                    NOTE_STOCK_SHORT,
                    NOTE_STOCK_COMMITTED,
                    NOTE_STOCK_RELEASED,
                    NOTE_STOCK_EXPIRED,
                    NOTE_STOCK_CLOSED,
                    NOTE_PAYMENT_AUTHORIZED,
                    NOTE_PAYMENT_DECLINED,
                    NOTE_PAYMENT_FAILED,
                    NOTE_PAYMENT_UNKNOWN,
                    NOTE_PAYMENT_RETURNED,
                    NOTE_PAYMENT_EXPIRED,
                    NOTE_PAYMENT_CLOSED ->
                throw new IllegalArgumentException("not in this part of the table: " + trigger);
        };
    }

    /** What costs nothing ships at once; the rest when its money is captured. */
    private static Move beginShipment(State state) {
        return switch (state) {
            case UNPLACED -> refuse(No.NOT_FOUND);
            case CONFIRMED -> goTo(State.CONFIRMED, State.PARTIALLY_SHIPPED, State.SHIPPED);
            case PARTIALLY_SHIPPED -> goTo(State.PARTIALLY_SHIPPED, State.SHIPPED);
            case SHIPPED, DELIVERED -> stay();
            case AWAITING_STOCK, AWAITING_PAYMENT, AWAITING_STOCK_AGAIN, PLACED, UNPAID, CANCELLING, CANCELLED ->
                illegal();
        };
    }

    private static Move chaseShipment(State state) {
        return switch (state) {
            case UNPLACED -> refuse(No.NOT_FOUND);
            case CONFIRMED, PARTIALLY_SHIPPED -> stay();
            case AWAITING_STOCK,
                    AWAITING_PAYMENT,
                    AWAITING_STOCK_AGAIN,
                    PLACED,
                    SHIPPED,
                    DELIVERED,
                    UNPAID,
                    CANCELLING,
                    CANCELLED -> ignore("no shipment is under way");
        };
    }

    /** Money taken for what did not ship goes back, in any state. */
    private static Move noteShipmentPaid(State state) {
        return switch (state) {
            case UNPLACED -> refuse(No.NOT_FOUND);
            case CONFIRMED -> goTo(State.CONFIRMED, State.PARTIALLY_SHIPPED, State.SHIPPED, State.CANCELLING);
            case PARTIALLY_SHIPPED -> goTo(State.PARTIALLY_SHIPPED, State.SHIPPED);
            case SHIPPED, DELIVERED, CANCELLED -> stay();
            case CANCELLING -> ignore("payment is closing the order, and gives back what it took");
            case AWAITING_STOCK, AWAITING_PAYMENT, AWAITING_STOCK_AGAIN, PLACED, UNPAID -> refuse(No.NOT_FOUND);
        };
    }

    private static Move noteShipmentUnpaid(State state) {
        return switch (state) {
            case UNPLACED -> refuse(No.NOT_FOUND);
            case CONFIRMED -> goTo(State.CONFIRMED, State.CANCELLING);
            case PARTIALLY_SHIPPED -> goTo(State.PARTIALLY_SHIPPED, State.SHIPPED);
            case SHIPPED, DELIVERED -> stay();
            case CANCELLING, CANCELLED -> ignore("no shipment is under way");
            case AWAITING_STOCK, AWAITING_PAYMENT, AWAITING_STOCK_AGAIN, PLACED, UNPAID -> refuse(No.NOT_FOUND);
        };
    }

    private static Move noteStockConsumed(State state) {
        return switch (state) {
            case UNPLACED -> refuse(No.NOT_FOUND);
            case PARTIALLY_SHIPPED, SHIPPED, DELIVERED -> stay();
            case AWAITING_STOCK,
                    AWAITING_PAYMENT,
                    AWAITING_STOCK_AGAIN,
                    PLACED,
                    CONFIRMED,
                    UNPAID,
                    CANCELLING,
                    CANCELLED -> refuse(No.NOT_FOUND);
        };
    }

    private static Move deliver(State state) {
        return switch (state) {
            case UNPLACED -> refuse(No.NOT_FOUND);
            case SHIPPED -> goTo(State.DELIVERED);
            case DELIVERED -> ignore("the order is delivered already");
            case AWAITING_STOCK,
                    AWAITING_PAYMENT,
                    AWAITING_STOCK_AGAIN,
                    PLACED,
                    CONFIRMED,
                    PARTIALLY_SHIPPED,
                    UNPAID,
                    CANCELLING,
                    CANCELLED -> illegal();
        };
    }

    private static Move beginRefund(State state) {
        return switch (state) {
            case UNPLACED -> refuse(No.NOT_FOUND);
            case CONFIRMED, PARTIALLY_SHIPPED, SHIPPED, DELIVERED -> stay();
            case AWAITING_STOCK, AWAITING_PAYMENT, AWAITING_STOCK_AGAIN, PLACED, UNPAID, CANCELLING, CANCELLED ->
                illegal();
        };
    }

    private static Move chaseRefund(State state) {
        return switch (state) {
            case UNPLACED -> refuse(No.NOT_FOUND);
            case CONFIRMED, PARTIALLY_SHIPPED, SHIPPED, DELIVERED -> stay();
            case AWAITING_STOCK, AWAITING_PAYMENT, AWAITING_STOCK_AGAIN, PLACED, UNPAID, CANCELLING, CANCELLED ->
                ignore("no refund is under way");
        };
    }

    private static Move noteRefund(State state) {
        return switch (state) {
            case UNPLACED -> refuse(No.NOT_FOUND);
            case CONFIRMED, PARTIALLY_SHIPPED, SHIPPED, DELIVERED, CANCELLING, CANCELLED -> stay();
            case AWAITING_STOCK, AWAITING_PAYMENT, AWAITING_STOCK_AGAIN, PLACED, UNPAID -> refuse(No.NOT_FOUND);
        };
    }
}
