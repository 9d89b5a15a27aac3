package waybill.order.domain.rules;

import static waybill.order.domain.rules.OrderTable.goTo;
import static waybill.order.domain.rules.OrderTable.ignore;
import static waybill.order.domain.rules.OrderTable.refuse;
import static waybill.order.domain.rules.OrderTable.stay;

import waybill.order.domain.rules.OrderTable.Move;
import waybill.order.domain.rules.OrderTable.No;
import waybill.order.domain.rules.OrderTable.State;

/** The part of the table that answers the news of inventory and payment. */
final class CellsOfNews {
    private CellsOfNews() {}

    static Move cell(State state, Trigger trigger) {
        return switch (trigger) {
            case NOTE_STOCK_HELD -> noteStockHeld(state);
            case NOTE_STOCK_SHORT -> noteStockShort(state);
            case NOTE_STOCK_COMMITTED -> noteStockCommitted(state);
            case NOTE_STOCK_RELEASED -> noteStockReleased(state);
            case NOTE_STOCK_EXPIRED -> noteStockExpired(state);
            case NOTE_STOCK_CLOSED, NOTE_PAYMENT_CLOSED -> noteClosed(state);
            case NOTE_PAYMENT_AUTHORIZED -> notePaymentAuthorized(state);
            case NOTE_PAYMENT_DECLINED, NOTE_PAYMENT_FAILED -> notePaymentRefused(state);
            case NOTE_PAYMENT_UNKNOWN -> notePaymentUnknown(state);
            case NOTE_PAYMENT_RETURNED -> notePaymentReturned(state);
            case NOTE_PAYMENT_EXPIRED -> notePaymentExpired(state);
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
                    BEGIN_SHIPMENT,
                    CHASE_SHIPMENT,
                    NOTE_SHIPMENT_PAID,
                    NOTE_SHIPMENT_UNPAID,
                    NOTE_STOCK_CONSUMED,
                    DELIVER,
                    BEGIN_REFUND,
                    CHASE_REFUND,
                    NOTE_REFUNDED,
                    NOTE_REFUND_FAILED ->
                throw new IllegalArgumentException("not in this part of the table: " + trigger);
        };
    }

    /** Payment's answer may overtake inventory's: the history still wants every step. */
    private static Move noteStockHeld(State state) {
        return switch (state) {
            case UNPLACED -> refuse(No.NOT_FOUND);
            case AWAITING_STOCK -> goTo(State.AWAITING_PAYMENT);
            case AWAITING_STOCK_AGAIN -> goTo(State.PLACED, State.CONFIRMED);
            case CANCELLING, CANCELLED -> ignore("the order is cancelled; inventory releases by itself");
            case AWAITING_PAYMENT, PLACED, CONFIRMED, PARTIALLY_SHIPPED, SHIPPED, DELIVERED, UNPAID -> stay();
        };
    }

    /** After the hold ran out the goods may be gone; then the money goes back. */
    private static Move noteStockShort(State state) {
        return switch (state) {
            case UNPLACED -> refuse(No.NOT_FOUND);
            case AWAITING_STOCK -> goTo(State.CANCELLED);
            case AWAITING_STOCK_AGAIN, PLACED, CONFIRMED -> goTo(State.CANCELLING);
            case CANCELLING, CANCELLED -> ignore("the order is cancelled already");
            case AWAITING_PAYMENT, PARTIALLY_SHIPPED, SHIPPED, DELIVERED, UNPAID -> ignore("the goods were held");
        };
    }

    private static Move noteStockCommitted(State state) {
        return switch (state) {
            case UNPLACED -> refuse(No.NOT_FOUND);
            case PLACED, CONFIRMED -> stay();
            case AWAITING_STOCK, AWAITING_PAYMENT, AWAITING_STOCK_AGAIN -> ignore("the order is not placed yet");
            case PARTIALLY_SHIPPED, SHIPPED, DELIVERED -> ignore("the goods are committed already");
            case UNPAID, CANCELLING, CANCELLED -> ignore("the order wants no goods any more");
        };
    }

    /** Recorded in any state, of an older attempt too; nothing stays placed whose goods were let go. */
    private static Move noteStockReleased(State state) {
        return switch (state) {
            case UNPLACED -> refuse(No.NOT_FOUND);
            case AWAITING_STOCK_AGAIN -> goTo(State.AWAITING_STOCK_AGAIN, State.UNPAID);
            case PLACED -> goTo(State.PLACED, State.CANCELLING);
            case CONFIRMED -> goTo(State.CONFIRMED, State.CANCELLING);
            case PARTIALLY_SHIPPED -> goTo(State.PARTIALLY_SHIPPED, State.SHIPPED);
            case AWAITING_STOCK, AWAITING_PAYMENT, SHIPPED, DELIVERED, UNPAID, CANCELLING, CANCELLED -> stay();
        };
    }

    private static Move noteStockExpired(State state) {
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

    private static Move noteClosed(State state) {
        return switch (state) {
            case UNPLACED -> refuse(No.NOT_FOUND);
            case CANCELLING -> goTo(State.CANCELLING, State.CANCELLED);
            case CANCELLED -> ignore("the order is closed already");
            case AWAITING_STOCK,
                    AWAITING_PAYMENT,
                    AWAITING_STOCK_AGAIN,
                    PLACED,
                    CONFIRMED,
                    PARTIALLY_SHIPPED,
                    SHIPPED,
                    DELIVERED,
                    UNPAID -> ignore("the order is not being cancelled");
        };
    }

    /** Money is kept once, or given back once, in any state. */
    private static Move notePaymentAuthorized(State state) {
        return switch (state) {
            case UNPLACED -> refuse(No.NOT_FOUND);
            case AWAITING_STOCK ->
                goTo(State.AWAITING_STOCK, State.AWAITING_STOCK_AGAIN, State.PLACED, State.CONFIRMED, State.UNPAID);
            case AWAITING_PAYMENT ->
                goTo(State.AWAITING_PAYMENT, State.AWAITING_STOCK_AGAIN, State.PLACED, State.CONFIRMED, State.UNPAID);
            case AWAITING_STOCK_AGAIN,
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

    private static Move notePaymentRefused(State state) {
        return switch (state) {
            case UNPLACED -> refuse(No.NOT_FOUND);
            case AWAITING_STOCK, AWAITING_PAYMENT -> goTo(State.UNPAID);
            case AWAITING_STOCK_AGAIN,
                    PLACED,
                    CONFIRMED,
                    PARTIALLY_SHIPPED,
                    SHIPPED,
                    DELIVERED,
                    UNPAID,
                    CANCELLING,
                    CANCELLED -> ignore("the order no longer waits for its payment");
        };
    }

    private static Move notePaymentUnknown(State state) {
        return switch (state) {
            case UNPLACED -> refuse(No.NOT_FOUND);
            case AWAITING_STOCK, AWAITING_PAYMENT -> stay();
            case AWAITING_STOCK_AGAIN,
                    PLACED,
                    CONFIRMED,
                    PARTIALLY_SHIPPED,
                    SHIPPED,
                    DELIVERED,
                    UNPAID,
                    CANCELLING,
                    CANCELLED -> ignore("the order no longer waits for its payment");
        };
    }

    private static Move notePaymentReturned(State state) {
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

    private static Move notePaymentExpired(State state) {
        return switch (state) {
            case UNPLACED -> refuse(No.NOT_FOUND);
            case AWAITING_STOCK_AGAIN, PLACED, CONFIRMED, PARTIALLY_SHIPPED -> stay();
            case AWAITING_STOCK, AWAITING_PAYMENT, SHIPPED, DELIVERED, UNPAID, CANCELLING, CANCELLED ->
                ignore("the order needs no authorization");
        };
    }
}
