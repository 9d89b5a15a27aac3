package waybill.payment.service;

import waybill.kernel.Money;
import waybill.kernel.TransactionId;

/** What came of taking money or giving it back. */
public sealed interface TransferResult {
    /** The money has moved; it had before, if this reference was used before. */
    record Done(TransactionId transaction, Money amount) implements TransferResult {}

    /** The gateway, or the state of the payment, says no; nothing has moved. Reasons are in upper snake case. */
    record Declined(String reason) implements TransferResult {}

    /** The authorization has run out; nothing has moved. */
    record Expired() implements TransferResult {}

    /** More than can be moved; nothing has moved. */
    record OverLimit(Money left) implements TransferResult {}

    /** Provably nothing was sent; the same reference may be tried again. */
    record NotSent(String reason) implements TransferResult {}

    /** It may have moved, or is still moving; how it came out will be announced with the reference. */
    record Unknown(TransactionId transaction) implements TransferResult {}
}
