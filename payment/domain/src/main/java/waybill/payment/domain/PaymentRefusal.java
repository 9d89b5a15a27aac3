package waybill.payment.domain;

import java.time.Instant;
import waybill.kernel.Money;
import waybill.kernel.OrderId;
import waybill.kernel.PaymentId;
import waybill.kernel.TransactionId;

/** Why the payments of an order say no. */
public sealed interface PaymentRefusal {
    /** Money for this order is set aside already. */
    record AlreadyAuthorized(OrderId order, PaymentId payment) implements PaymentRefusal {}

    /** An earlier transaction of the same kind may still turn out to have happened; it must be settled first. */
    record Unresolved(TransactionId transaction) implements PaymentRefusal {}

    /** The order has no such payment. */
    record UnknownPayment(PaymentId payment) implements PaymentRefusal {}

    /** The order has no such transaction. */
    record UnknownTransaction(TransactionId transaction) implements PaymentRefusal {}

    /** The payment never had any money set aside. */
    record NothingToVoid(PaymentId payment, PaymentStatus status) implements PaymentRefusal {}

    /** The payment never had any money set aside, or has none to take any more. */
    record NothingToCapture(PaymentId payment, PaymentStatus status) implements PaymentRefusal {}

    /** The authorization has run out: nothing of it can be taken any more. */
    record AuthorizationRanOut(PaymentId payment, Instant until) implements PaymentRefusal {}

    /** More than is left to be taken. */
    record OverCapture(PaymentId payment, Money wanted, Money left) implements PaymentRefusal {}

    /** More than was taken and is not given back. */
    record OverRefund(PaymentId payment, Money wanted, Money left) implements PaymentRefusal {}

    /** The caller's name for it was used for another amount. */
    record ReferenceReused(String reference, TransactionId transaction) implements PaymentRefusal {}

    /** The order has ended: nothing is taken from anybody for it any more. */
    record OrderClosed(OrderId order) implements PaymentRefusal {}
}
