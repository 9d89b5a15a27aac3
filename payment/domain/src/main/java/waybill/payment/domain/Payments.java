package waybill.payment.domain;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import waybill.kernel.PaymentId;
import waybill.kernel.TransactionId;

/** All payments of one order, oldest first. */
public record Payments(List<Payment> all) {
    /** Nobody has asked for money yet. */
    public static final Payments NONE = new Payments(List.of());

    public Payments {
        all = List.copyOf(all);
    }

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

    /** The payment whose money is set aside and not given back. */
    public Optional<Payment> live() {
        return all.stream().filter(Payment::isLive).findFirst();
    }

    /** An authorization that may still turn out to have happened. */
    public Optional<Transaction> unresolvedAuthorization() {
        return all.stream()
                .map(Payment::authorization)
                .filter(Transaction::isUnresolved)
                .findFirst();
    }

    Payments with(Payment begun) {
        return new Payments(Stream.concat(all.stream(), Stream.of(begun)).toList());
    }

    Payments replacing(Payment known) {
        return new Payments(all.stream()
                .map(one -> one.id().equals(known.id()) ? known : one)
                .toList());
    }
}
