package waybill.auditor.folds;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import waybill.kernel.Money;

/** One thing asked of the gateway, and what is known about it. */
public final class Transaction {
    private final String id;
    private final Kind kind;
    private final Money amount;
    private final @Nullable String reference;
    private final Instant at;
    private State state = State.INITIATED;
    private @Nullable Instant due;
    private @Nullable Instant authorizedUntil;
    private String gatewayReference = "";

    /** What is asked. */
    public enum Kind {
        AUTHORIZE,
        CAPTURE,
        VOID,
        REFUND
    }

    /** What is known. */
    public enum State {
        INITIATED,
        SUCCEEDED,
        DECLINED,
        /** Never reached the gateway. */
        ERRORED,
        /** Never reached the gateway, and is to be tried again. */
        UNSENT,
        UNKNOWN,
        REVIEW
    }

    Transaction(String id, Kind kind, Money amount, @Nullable String reference, Instant at) {
        this.id = id;
        this.kind = kind;
        this.amount = amount;
        this.reference = reference;
        this.at = at;
    }

    void become(State next, @Nullable Instant nextDue) {
        state = next;
        due = nextDue;
    }

    void succeed(String theirReference, @Nullable Instant until) {
        become(State.SUCCEEDED, null);
        gatewayReference = theirReference;
        authorizedUntil = until;
    }

    /** The key under which the gateway knows it. */
    public String id() {
        return id;
    }

    /** What is asked. */
    public Kind kind() {
        return kind;
    }

    /** How much it is about. */
    public Money amount() {
        return amount;
    }

    /** What whoever asked calls it; null if he does not. */
    public @Nullable String reference() {
        return reference;
    }

    /** When it was written down. */
    public Instant at() {
        return at;
    }

    /** What is known. */
    public State state() {
        return state;
    }

    /** What the gateway calls it; empty unless it succeeded. */
    public String gatewayReference() {
        return gatewayReference;
    }

    @Nullable
    Instant authorizedUntil() {
        return authorizedUntil;
    }

    @Nullable
    Instant dueIn(State wanted) {
        return state == wanted ? due : null;
    }

    /** Whether it may still turn out to have happened. */
    public boolean isOpen() {
        return state == State.INITIATED || state == State.UNKNOWN || state == State.REVIEW;
    }

    boolean succeeded(Kind wanted) {
        return kind == wanted && state == State.SUCCEEDED;
    }
}
