package waybill.payment.domain;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import waybill.kernel.PaymentId;
import waybill.kernel.TransactionId;

/**
 * All payments of one order.
 *
 * @param all oldest first
 * @param closing the end of the order, from when all money goes back; null as long as it may be paid
 */
public record Payments(List<Payment> all, @Nullable Closing closing) {
    /** Nobody has asked for money yet. */
    public static final Payments NONE = new Payments(List.of(), null);

    public Payments {
        all = List.copyOf(all);
    }

    /**
     * The end of an order.
     *
     * @param attempt the attempt that ended
     * @param isDone whether it was told that nothing is left
     */
    public record Closing(int attempt, String reason, boolean isDone) {}

    /** The payment of this id. */
    public Optional<Payment> payment(PaymentId wanted) {
        return all.stream().filter(one -> one.id().equals(wanted)).findFirst();
    }

    /** The payment that this transaction is a part of. */
    public Optional<Payment> paymentOf(TransactionId transaction) {
        return all.stream()
                .filter(one -> one.transaction(transaction).isPresent())
                .findFirst();
    }

    /** The transaction of this id. */
    public Optional<Transaction> transaction(TransactionId wanted) {
        return all.stream().flatMap(one -> one.transaction(wanted).stream()).findFirst();
    }

    /** The highest attempt anybody has asked money for; 0 if nobody has. */
    public int attempt() {
        return all.stream().mapToInt(Payment::attempt).max().orElse(0);
    }

    /** The payment that has money of the customer's. */
    public Optional<Payment> live() {
        return all.stream().filter(Payment::isLive).findFirst();
    }

    /** The youngest payment. */
    public Optional<Payment> last() {
        return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
    }

    /** An authorization that may still turn out to have happened. */
    public Optional<Transaction> unresolvedAuthorization() {
        return all.stream()
                .map(Payment::authorization)
                .filter(Transaction::isUnresolved)
                .findFirst();
    }

    /** What of this payment's money is to go back; empty as long as all of it may be kept. */
    public Optional<Payment.Unwanted> unwanted(Payment payment) {
        return closing == null
                ? Optional.ofNullable(payment.unwanted())
                : Optional.of(new Payment.Unwanted(true, closing.reason));
    }

    /** Whether there is a payment whose money is to go back, or was. */
    public boolean hasUnwanted() {
        return all.stream().anyMatch(payment -> unwanted(payment).isPresent());
    }

    Payments with(Payment begun) {
        return new Payments(Stream.concat(all.stream(), Stream.of(begun)).toList(), closing);
    }

    Payments replacing(Payment known) {
        return new Payments(
                all.stream()
                        .map(one -> one.id().equals(known.id()) ? known : one)
                        .toList(),
                closing);
    }

    Payments closing(Closing now) {
        return new Payments(all, now);
    }
}
