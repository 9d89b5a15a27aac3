package waybill.order.domain.rules;

import waybill.order.domain.FulfilmentCommand;
import waybill.order.domain.OrderCommand;

/** The columns of the {@link OrderTable}: one for each command. */
public enum Trigger {
    PLACE_ORDER(Source.PEOPLE),
    RETRY_PAYMENT(Source.PEOPLE),
    CONFIRM(Source.PEOPLE),
    CHANGE_ADDRESS(Source.PEOPLE),
    CANCEL(Source.PEOPLE),
    ADD_HOLD(Source.PEOPLE),
    REMOVE_HOLD(Source.PEOPLE),
    RETRY_SAGA(Source.PEOPLE),
    RECORD_OPERATOR_ACT(Source.PEOPLE),
    TIME_OUT_SAGA(Source.PEOPLE),
    CLOSE_RETRY_WINDOW(Source.PEOPLE),
    CANCEL_AGAIN(Source.PEOPLE),
    BEGIN_SHIPMENT(Source.WAREHOUSE),
    CHASE_SHIPMENT(Source.WAREHOUSE),
    NOTE_SHIPMENT_PAID(Source.WAREHOUSE),
    NOTE_SHIPMENT_UNPAID(Source.WAREHOUSE),
    NOTE_STOCK_CONSUMED(Source.WAREHOUSE),
    DELIVER(Source.WAREHOUSE),
    BEGIN_REFUND(Source.WAREHOUSE),
    CHASE_REFUND(Source.WAREHOUSE),
    NOTE_REFUNDED(Source.WAREHOUSE),
    NOTE_REFUND_FAILED(Source.WAREHOUSE),
    NOTE_STOCK_HELD(Source.OTHERS),
    NOTE_STOCK_SHORT(Source.OTHERS),
    NOTE_STOCK_COMMITTED(Source.OTHERS),
    NOTE_STOCK_RELEASED(Source.OTHERS),
    NOTE_STOCK_EXPIRED(Source.OTHERS),
    NOTE_STOCK_CLOSED(Source.OTHERS),
    NOTE_PAYMENT_AUTHORIZED(Source.OTHERS),
    NOTE_PAYMENT_DECLINED(Source.OTHERS),
    NOTE_PAYMENT_FAILED(Source.OTHERS),
    NOTE_PAYMENT_UNKNOWN(Source.OTHERS),
    NOTE_PAYMENT_RETURNED(Source.OTHERS),
    NOTE_PAYMENT_EXPIRED(Source.OTHERS),
    NOTE_PAYMENT_CLOSED(Source.OTHERS);

    /** Where a command comes from: each has its own part of the table. */
    enum Source {
        /** People, and the clock. */
        PEOPLE,
        /** Those who ship, deliver and refund. */
        WAREHOUSE,
        /** The other services. */
        OTHERS
    }

    private final Source from;

    Trigger(Source from) {
        this.from = from;
    }

    Source from() {
        return from;
    }

    /** The column of this command. */
    public static Trigger of(OrderCommand command) {
        return switch (command) {
            case OrderCommand.News news -> ofNews(news);
            case OrderCommand.OfPerson wish -> ofPerson(wish);
            case FulfilmentCommand wish -> ofFulfilment(wish);
            case OrderCommand.TimeOutSaga _ -> TIME_OUT_SAGA;
            case OrderCommand.CloseRetryWindow _ -> CLOSE_RETRY_WINDOW;
            case OrderCommand.CancelAgain _ -> CANCEL_AGAIN;
        };
    }

    private static Trigger ofPerson(OrderCommand.OfPerson wish) {
        return switch (wish) {
            case OrderCommand.PlaceOrder _ -> PLACE_ORDER;
            case OrderCommand.RetryPayment _ -> RETRY_PAYMENT;
            case OrderCommand.Confirm _ -> CONFIRM;
            case OrderCommand.ChangeAddress _ -> CHANGE_ADDRESS;
            case OrderCommand.Cancel _ -> CANCEL;
            case OrderCommand.AddHold _ -> ADD_HOLD;
            case OrderCommand.RemoveHold _ -> REMOVE_HOLD;
            case OrderCommand.RetrySaga _ -> RETRY_SAGA;
            case OrderCommand.RecordOperatorAct _ -> RECORD_OPERATOR_ACT;
        };
    }

    private static Trigger ofFulfilment(FulfilmentCommand wish) {
        return switch (wish) {
            case FulfilmentCommand.BeginShipment _ -> BEGIN_SHIPMENT;
            case FulfilmentCommand.ChaseShipment _ -> CHASE_SHIPMENT;
            case FulfilmentCommand.NoteShipmentPaid _ -> NOTE_SHIPMENT_PAID;
            case FulfilmentCommand.NoteShipmentUnpaid _ -> NOTE_SHIPMENT_UNPAID;
            case FulfilmentCommand.NoteStockConsumed _ -> NOTE_STOCK_CONSUMED;
            case FulfilmentCommand.Deliver _ -> DELIVER;
            case FulfilmentCommand.BeginRefund _ -> BEGIN_REFUND;
            case FulfilmentCommand.ChaseRefund _ -> CHASE_REFUND;
            case FulfilmentCommand.NoteRefunded _ -> NOTE_REFUNDED;
            case FulfilmentCommand.NoteRefundFailed _ -> NOTE_REFUND_FAILED;
        };
    }

    private static Trigger ofNews(OrderCommand.News news) {
        return switch (news) {
            case OrderCommand.NoteStockHeld _ -> NOTE_STOCK_HELD;
            case OrderCommand.NoteStockShort _ -> NOTE_STOCK_SHORT;
            case OrderCommand.NoteStockCommitted _ -> NOTE_STOCK_COMMITTED;
            case OrderCommand.NoteStockReleased _ -> NOTE_STOCK_RELEASED;
            case OrderCommand.NoteStockExpired _ -> NOTE_STOCK_EXPIRED;
            case OrderCommand.NoteStockClosed _ -> NOTE_STOCK_CLOSED;
            case OrderCommand.NotePaymentAuthorized _ -> NOTE_PAYMENT_AUTHORIZED;
            case OrderCommand.NotePaymentDeclined _ -> NOTE_PAYMENT_DECLINED;
            case OrderCommand.NotePaymentFailed _ -> NOTE_PAYMENT_FAILED;
            case OrderCommand.NotePaymentUnknown _ -> NOTE_PAYMENT_UNKNOWN;
            case OrderCommand.NotePaymentReturned _ -> NOTE_PAYMENT_RETURNED;
            case OrderCommand.NotePaymentExpired _ -> NOTE_PAYMENT_EXPIRED;
            case OrderCommand.NotePaymentClosed _ -> NOTE_PAYMENT_CLOSED;
        };
    }
}
