package waybill.auditor.folds;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import waybill.auditor.folds.Transaction.Kind;
import waybill.auditor.folds.Transaction.State;
import waybill.kernel.Money;

/** One authorization and what was done with its money. */
public final class Payment {
    private final String id;
    private final int attempt;
    private final String causation;
    private final List<Transaction> transactions = new ArrayList<>();
    private boolean expired;
    private boolean unwanted;

    Payment(String id, int attempt, String causation, Transaction authorization) {
        this.id = id;
        this.attempt = attempt;
        this.causation = causation;
        transactions.add(authorization);
    }

    void begin(Transaction transaction) {
        transactions.add(transaction);
    }

    void expire() {
        expired = true;
    }

    void unwant() {
        unwanted = true;
    }

    /** Its id. */
    public String id() {
        return id;
    }

    /** The run of the saga it belongs to. */
    public int attempt() {
        return attempt;
    }

    /** The id of the event, or the request, that asked for it. */
    public String causation() {
        return causation;
    }

    /** What was asked of the gateway, the authorization first. */
    public List<Transaction> transactions() {
        return transactions;
    }

    /** What it is about. */
    public Money amount() {
        return transactions.getFirst().amount();
    }

    /** Whether somebody wants its money to go back. */
    public boolean isUnwanted() {
        return unwanted || last(Kind.VOID).isPresent() || last(Kind.REFUND).isPresent();
    }

    /** What of this kind has happened, in minor units. */
    public long done(Kind kind) {
        return transactions.stream()
                .filter(one -> one.succeeded(kind))
                .mapToLong(one -> one.amount().minor())
                .sum();
    }

    /** Whether money is set aside that was neither taken nor given back; an order that costs nothing has such money. */
    public boolean hasRest() {
        boolean isVoid = transactions.stream().anyMatch(one -> one.succeeded(Kind.VOID));
        boolean isSetAside = transactions.getFirst().succeeded(Kind.AUTHORIZE) && !isVoid && !expired;
        long captured = done(Kind.CAPTURE);
        return isSetAside && (captured == 0 || captured < done(Kind.AUTHORIZE));
    }

    /** What is taken and not given back, in minor units. */
    public long kept() {
        return done(Kind.CAPTURE) - done(Kind.REFUND);
    }

    /** Whether anything of the customer's is with us. */
    public boolean isLive() {
        return hasRest() || kept() > 0;
    }

    /** Whether its money was set aside. */
    public boolean isAuthorized() {
        return transactions.getFirst().succeeded(Kind.AUTHORIZE);
    }

    /** Whether the gateway is still to be asked about any of it, or a person to decide. */
    public boolean isAtWork() {
        return transactions.stream().anyMatch(Transaction::isOpen)
                || last(Kind.VOID).filter(one -> one.state() == State.UNSENT).isPresent()
                || last(Kind.REFUND).filter(one -> one.state() == State.UNSENT).isPresent();
    }

    /** Whether this happened under this name for this much. */
    public boolean has(Kind kind, String reference, Money amount) {
        return transactions.stream()
                .anyMatch(one -> one.succeeded(kind)
                        && reference.equals(one.reference())
                        && one.amount().equals(amount));
    }

    Optional<Transaction> last(Kind kind) {
        return transactions.stream().filter(one -> one.kind() == kind).reduce((_, later) -> later);
    }

    @Nullable
    Instant authorizedUntil() {
        return transactions.getFirst().authorizedUntil();
    }
}
