package waybill.payment.domain;

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
}
