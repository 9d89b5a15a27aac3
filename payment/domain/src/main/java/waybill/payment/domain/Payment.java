package waybill.payment.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import waybill.kernel.Money;
import waybill.kernel.PaymentId;
import waybill.kernel.TransactionId;

/**
 * One attempt to have one order paid: exactly one authorization, and what was done with its money afterwards.
 *
 * @param attempt the run of the saga it belongs to, from 1
 * @param transactions in the order they began; the first is the authorization
 */
public record Payment(PaymentId id, int attempt, List<Transaction> transactions) {
    public Payment {
        transactions = List.copyOf(transactions);
    }

    /** How far it has come. */
    public PaymentStatus status() {
        if (has(Kind.VOID)) {
            return PaymentStatus.VOIDED;
        }
        return switch (authorization().status()) {
            case SUCCEEDED -> PaymentStatus.AUTHORIZED;
            case DECLINED -> PaymentStatus.DECLINED;
            case INITIATED, UNKNOWN, ERRORED, MANUAL_REVIEW -> PaymentStatus.CREATED;
        };
    }

    /** What it is about. */
    public Money amount() {
        return authorization().amount();
    }

    /** The customer's card, as the gateway names it. */
    public String token() {
        return authorization().note();
    }

    /** The transaction that sets the money aside. */
    public Transaction authorization() {
        return transactions.getFirst();
    }

    /** Money the gateway has set aside, in all. */
    public Money authorized() {
        return sum(Kind.AUTHORIZE);
    }

    /** Money the gateway has taken. */
    public Money captured() {
        return sum(Kind.CAPTURE);
    }

    /** Money the gateway has taken and given back. */
    public Money refunded() {
        return sum(Kind.REFUND);
    }

    /** Until when the money may be taken; empty if it was never authorized. */
    public Optional<Instant> authorizedUntil() {
        return authorization().state() instanceof TransactionState.Succeeded done
                ? Optional.ofNullable(done.authorizedUntil())
                : Optional.empty();
    }

    /** Whether money is set aside and not given back. */
    public boolean isLive() {
        return has(Kind.AUTHORIZE) && !has(Kind.VOID);
    }

    /** The transaction of this id. */
    public Optional<Transaction> transaction(TransactionId wanted) {
        return transactions.stream().filter(one -> one.id().equals(wanted)).findFirst();
    }

    /** The youngest attempt to give the money back. */
    public Optional<Transaction> lastVoid() {
        return voids().reduce((_, later) -> later);
    }

    Stream<Transaction> voids() {
        return transactions.stream().filter(one -> one.kind() == Kind.VOID);
    }

    Payment with(Transaction begun) {
        return new Payment(
                id,
                attempt,
                Stream.concat(transactions.stream(), Stream.of(begun)).toList());
    }

    Payment replacing(Transaction known) {
        return new Payment(
                id,
                attempt,
                transactions.stream()
                        .map(one -> one.id().equals(known.id()) ? known : one)
                        .toList());
    }

    private boolean has(Kind kind) {
        return transactions.stream().anyMatch(one -> one.kind() == kind && one.succeeded());
    }

    private Money sum(Kind kind) {
        return transactions.stream()
                .filter(one -> one.kind() == kind && one.succeeded())
                .map(Transaction::amount)
                .reduce(Money.zero(amount().currency()), Money::plus);
    }
}
