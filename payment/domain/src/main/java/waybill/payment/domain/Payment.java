package waybill.payment.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import waybill.kernel.Money;
import waybill.kernel.PaymentId;
import waybill.kernel.TransactionId;
import waybill.payment.domain.PaymentTable.Part;
import waybill.payment.domain.PaymentTable.Rest;

/**
 * One attempt to have one order paid: exactly one authorization, and what was done with its money afterwards.
 *
 * @param attempt the run of the saga it belongs to, from 1
 * @param transactions in the order they began; the first is the authorization
 * @param unwanted what of its money is to go back; null as long as it may be kept
 * @param isExpired whether the time of its authorization is over
 */
public record Payment(
        PaymentId id,
        int attempt,
        List<Transaction> transactions,
        @Nullable Unwanted unwanted,
        boolean isExpired) {
    public Payment {
        transactions = List.copyOf(transactions);
    }

    /**
     * Money that is to go back.
     *
     * @param evenCaptured whether that is all of it, or only what was set aside and not taken
     */
    public record Unwanted(boolean evenCaptured, String reason) {}

    /** How far it has come. */
    public PaymentStatus status() {
        return PaymentTable.cell(
                authorization().status(),
                Part.of(captured(), authorized()),
                Part.of(refunded(), captured()),
                has(Kind.VOID) ? Rest.VOIDED : isExpired ? Rest.EXPIRED : Rest.OPEN);
    }

    /** What it is about. */
    public Money amount() {
        return authorization().amount();
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

    /** Whether money is set aside that was neither taken nor given back. An order that costs nothing has such money. */
    public boolean hasRest() {
        boolean isOpen = has(Kind.AUTHORIZE) && !has(Kind.VOID) && !isExpired;
        return isOpen && (captured().isZero() || captured().compareTo(authorized()) < 0);
    }

    /** Money that is set aside and neither taken nor given back. */
    public Money rest() {
        return hasRest() ? less(authorized(), captured()) : less(authorized(), authorized());
    }

    /** Money that can be taken: the rest, without what is perhaps being taken. */
    public Money capturable() {
        return less(rest(), pending(Kind.CAPTURE));
    }

    /** Money that can be given back: what was taken, without what is given back, or perhaps being given back. */
    public Money refundable() {
        return less(less(captured(), refunded()), pending(Kind.REFUND));
    }

    /** Whether anything of the customer's is with us: set aside, or taken and not given back. */
    public boolean isLive() {
        return hasRest() || refunded().compareTo(captured()) < 0;
    }

    /** The transaction of this id. */
    public Optional<Transaction> transaction(TransactionId wanted) {
        return transactions.stream().filter(one -> one.id().equals(wanted)).findFirst();
    }

    /** All transactions of this kind, oldest first. */
    public Stream<Transaction> all(Kind kind) {
        return transactions.stream().filter(one -> one.kind() == kind);
    }

    /** The youngest transaction of this kind. */
    public Optional<Transaction> last(Kind kind) {
        return all(kind).reduce((_, later) -> later);
    }

    /** The transaction of this kind that the caller's name stands for, unless it came to nothing. */
    public Optional<Transaction> referred(Kind kind, @Nullable String reference) {
        return reference == null
                ? Optional.empty()
                : all(kind)
                        .filter(one -> reference.equals(one.reference()))
                        .filter(one -> one.succeeded() || one.isUnresolved())
                        .findFirst();
    }

    Payment with(Transaction begun) {
        return new Payment(
                id,
                attempt,
                Stream.concat(transactions.stream(), Stream.of(begun)).toList(),
                unwanted,
                isExpired);
    }

    Payment replacing(Transaction known) {
        return new Payment(
                id,
                attempt,
                transactions.stream()
                        .map(one -> one.id().equals(known.id()) ? known : one)
                        .toList(),
                unwanted,
                isExpired);
    }

    Payment unwanted(boolean evenCaptured, String reason) {
        boolean isSaid = unwanted != null && (unwanted.evenCaptured || !evenCaptured);
        return isSaid ? this : new Payment(id, attempt, transactions, new Unwanted(evenCaptured, reason), isExpired);
    }

    Payment expired() {
        return new Payment(id, attempt, transactions, unwanted, true);
    }

    private boolean has(Kind kind) {
        return all(kind).anyMatch(Transaction::succeeded);
    }

    private Money pending(Kind kind) {
        return sum(all(kind).filter(Transaction::isUnresolved));
    }

    private Money sum(Kind kind) {
        return sum(all(kind).filter(Transaction::succeeded));
    }

    private Money sum(Stream<Transaction> some) {
        return some.map(Transaction::amount).reduce(Money.zero(amount().currency()), Money::plus);
    }

    /** Never below nothing, even if a gateway has done more than it was asked. */
    private static Money less(Money whole, Money part) {
        return part.compareTo(whole) < 0 ? whole.minus(part) : Money.zero(whole.currency());
    }
}
