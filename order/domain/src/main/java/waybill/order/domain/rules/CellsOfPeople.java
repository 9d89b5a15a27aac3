package waybill.order.domain.rules;

import static waybill.order.domain.rules.OrderTable.goTo;
import static waybill.order.domain.rules.OrderTable.ignore;
import static waybill.order.domain.rules.OrderTable.illegal;
import static waybill.order.domain.rules.OrderTable.refuse;
import static waybill.order.domain.rules.OrderTable.stay;

import waybill.order.domain.rules.OrderTable.Move;
import waybill.order.domain.rules.OrderTable.No;
import waybill.order.domain.rules.OrderTable.State;

/** The part of the table that answers people and the clock. */
final class CellsOfPeople {
    private CellsOfPeople() {}

    static Move cell(State state, Trigger trigger) {
        return switch (trigger) {
            case PLACE_ORDER -> placeOrder(state);
            case RETRY_PAYMENT -> retryPayment(state);
            case CONFIRM -> confirm(state);
            case CHANGE_ADDRESS -> changeAddress(state);
            case CANCEL -> cancel(state);
            case ADD_HOLD -> addHold(state);
            case REMOVE_HOLD -> removeHold(state);
            case RETRY_SAGA -> retrySaga(state);
            case RECORD_OPERATOR_ACT -> recordOperatorAct(state);
            case TIME_OUT_SAGA -> timeOutSaga(state);
            case CLOSE_RETRY_WINDOW -> closeRetryWindow(state);
            case CANCEL_AGAIN -> cancelAgain(state);
            case BEGIN_SHIPMENT,
                    CHASE_SHIPMENT,
                    NOTE_SHIPMENT_PAID,
                    NOTE_SHIPMENT_UNPAID,
                    NOTE_STOCK_CONSUMED,
                    DELIVER,
                    BEGIN_REFUND,
                    CHASE_REFUND,
                    NOTE_REFUNDED,
                    NOTE_REFUND_FAILED,
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

    /** The same order again changes nothing; another of this id is refused. */
    private static Move placeOrder(State state) {
        return switch (state) {
            case UNPLACED -> refuse(No.NOT_FOUND);
            case AWAITING_STOCK,
                    AWAITING_PAYMENT,
                    AWAITING_STOCK_AGAIN,
                    PLACED,
                    CONFIRMED,
                    PARTIALLY_SHIPPED,
                    SHIPPED,
                    DELIVERED,
                    UNPAID,
                    CANCELLING,
                    CANCELLED -> stay();
        };
    }

    private static Move retryPayment(State state) {
        return switch (state) {
            case UNPLACED -> refuse(No.NOT_FOUND);
            case UNPAID -> goTo(State.AWAITING_STOCK);
            case AWAITING_STOCK,
                    AWAITING_PAYMENT,
                    AWAITING_STOCK_AGAIN,
                    PLACED,
                    CONFIRMED,
                    PARTIALLY_SHIPPED,
                    SHIPPED,
                    DELIVERED,
                    CANCELLING,
                    CANCELLED -> illegal();
        };
    }

    private static Move confirm(State state) {
        return switch (state) {
            case UNPLACED -> refuse(No.NOT_FOUND);
            case PLACED -> goTo(State.CONFIRMED);
            case CONFIRMED -> ignore("the order is confirmed already");
            case AWAITING_STOCK,
                    AWAITING_PAYMENT,
                    AWAITING_STOCK_AGAIN,
                    PARTIALLY_SHIPPED,
                    SHIPPED,
                    DELIVERED,
                    UNPAID,
                    CANCELLING,
                    CANCELLED -> illegal();
        };
    }

    private static Move changeAddress(State state) {
        return switch (state) {
            case UNPLACED -> refuse(No.NOT_FOUND);
            case AWAITING_STOCK, AWAITING_PAYMENT, AWAITING_STOCK_AGAIN, PLACED, CONFIRMED, UNPAID -> stay();
            case PARTIALLY_SHIPPED, SHIPPED, DELIVERED, CANCELLING, CANCELLED -> illegal();
        };
    }

    /** What has shipped stays shipped; what has not is cancelled once. */
    private static Move cancel(State state) {
        return switch (state) {
            case UNPLACED -> refuse(No.NOT_FOUND);
            case AWAITING_STOCK, AWAITING_PAYMENT, AWAITING_STOCK_AGAIN, PLACED, CONFIRMED -> goTo(State.CANCELLING);
            case UNPAID -> goTo(State.CANCELLING, State.CANCELLED);
            case PARTIALLY_SHIPPED -> goTo(State.SHIPPED);
            case SHIPPED -> stay();
            case DELIVERED -> refuse(No.ORDER_ALREADY_SHIPPED);
            case CANCELLING -> ignore("the order is being cancelled already");
            case CANCELLED -> ignore("the order is cancelled already");
        };
    }

    private static Move addHold(State state) {
        return switch (state) {
            case UNPLACED -> refuse(No.NOT_FOUND);
            case AWAITING_STOCK, AWAITING_PAYMENT, AWAITING_STOCK_AGAIN, PLACED, CONFIRMED, PARTIALLY_SHIPPED, UNPAID ->
                stay();
            case SHIPPED, DELIVERED, CANCELLING, CANCELLED -> illegal();
        };
    }

    /** An order that confirms itself does so when nothing stops it any more. */
    private static Move removeHold(State state) {
        return switch (state) {
            case UNPLACED -> refuse(No.NOT_FOUND);
            case PLACED -> goTo(State.PLACED, State.CONFIRMED);
            case AWAITING_STOCK,
                    AWAITING_PAYMENT,
                    AWAITING_STOCK_AGAIN,
                    CONFIRMED,
                    PARTIALLY_SHIPPED,
                    SHIPPED,
                    DELIVERED,
                    UNPAID,
                    CANCELLING,
                    CANCELLED -> stay();
        };
    }

    private static Move retrySaga(State state) {
        return switch (state) {
            case UNPLACED -> refuse(No.NOT_FOUND);
            case AWAITING_STOCK,
                    AWAITING_PAYMENT,
                    AWAITING_STOCK_AGAIN,
                    PLACED,
                    CONFIRMED,
                    PARTIALLY_SHIPPED,
                    SHIPPED,
                    DELIVERED,
                    CANCELLING -> stay();
            case UNPAID, CANCELLED -> illegal();
        };
    }

    private static Move recordOperatorAct(State state) {
        return switch (state) {
            case UNPLACED -> refuse(No.NOT_FOUND);
            case AWAITING_STOCK,
                    AWAITING_PAYMENT,
                    AWAITING_STOCK_AGAIN,
                    PLACED,
                    CONFIRMED,
                    PARTIALLY_SHIPPED,
                    SHIPPED,
                    DELIVERED,
                    UNPAID,
                    CANCELLING,
                    CANCELLED -> stay();
        };
    }

    private static Move timeOutSaga(State state) {
        return switch (state) {
            case UNPLACED -> refuse(No.NOT_FOUND);
            case AWAITING_STOCK, AWAITING_PAYMENT, AWAITING_STOCK_AGAIN -> goTo(State.CANCELLING);
            case PLACED, CONFIRMED, PARTIALLY_SHIPPED, SHIPPED, DELIVERED, UNPAID, CANCELLING, CANCELLED ->
                ignore("the saga is through");
        };
    }

    private static Move closeRetryWindow(State state) {
        return switch (state) {
            case UNPLACED -> refuse(No.NOT_FOUND);
            case UNPAID -> goTo(State.CANCELLING, State.CANCELLED);
            case AWAITING_STOCK,
                    AWAITING_PAYMENT,
                    AWAITING_STOCK_AGAIN,
                    PLACED,
                    CONFIRMED,
                    PARTIALLY_SHIPPED,
                    SHIPPED,
                    DELIVERED,
                    CANCELLING,
                    CANCELLED -> ignore("the order does not wait to be paid again");
        };
    }

    private static Move cancelAgain(State state) {
        return switch (state) {
            case UNPLACED -> refuse(No.NOT_FOUND);
            case CANCELLING -> stay();
            case AWAITING_STOCK,
                    AWAITING_PAYMENT,
                    AWAITING_STOCK_AGAIN,
                    PLACED,
                    CONFIRMED,
                    PARTIALLY_SHIPPED,
                    SHIPPED,
                    DELIVERED,
                    UNPAID,
                    CANCELLED -> ignore("the order does not wait to be closed");
        };
    }
}
