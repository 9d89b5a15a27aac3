package waybill.auditor.folds;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import waybill.auditor.folds.Transaction.Kind;
import waybill.auditor.folds.Transaction.State;

/** What has become of the money of an order, as payment's history says. */
public final class MoneyTale {
    /** A call that is older than this can no longer arrive: then the gateway is asked. */
    private static final Duration CALL_SETTLED_AFTER = Duration.ofSeconds(15);

    private final List<Told> events = new ArrayList<>();
    private final List<Flaw> flaws = new ArrayList<>();
    private final Map<String, Payment> payments = new LinkedHashMap<>();
    private boolean closing;
    private boolean closed;

    /** The money of an order. */
    public static MoneyTale of(List<Told> events) {
        MoneyTale tale = new MoneyTale();
        events.forEach(tale::add);
        return tale;
    }

    private void add(Told event) {
        events.add(event);
        switch (event.type()) {
            case "payment.initiated.v1" -> begun(event, State.INITIATED);
            case "payment.withheld.v1" -> begun(event, State.ERRORED);
            case "payment.void-initiated.v1" -> begin(event, Kind.VOID);
            case "payment.capture-initiated.v1" -> begin(event, Kind.CAPTURE);
            case "payment.refund-initiated.v1" -> begin(event, Kind.REFUND);
            case "payment.authorized.v1", "payment.voided.v1", "payment.captured.v1", "payment.refunded.v1" ->
                succeeded(event);
            case "payment.declined.v1", "payment.capture-declined.v1", "payment.refund-declined.v1" ->
                settled(event, State.DECLINED);
            case "payment.failed.v1", "payment.capture-failed.v1" -> settled(event, State.ERRORED);
            case "payment.void-failed.v1", "payment.refund-failed.v1" -> unsent(event);
            case "payment.unknown.v1",
                    "payment.void-unknown.v1",
                    "payment.capture-unknown.v1",
                    "payment.refund-unknown.v1",
                    "payment.check-scheduled.v1" -> due(event, State.UNKNOWN, event.instant("nextCheck"));
            case "payment.review-required.v1" -> settled(event, State.REVIEW);
            case "payment.expired.v1" -> payment(event).expire();
            case "payment.unwanted.v1" -> payment(event).unwant();
            case "payment.closing-begun.v1" -> closing = true;
            case "payment.closed.v1" -> closed(event);
            case "payment.check-requested.v1",
                    "payment.resolved.v1",
                    "payment.restated.v1",
                    "payment.operator-acted.v1" -> {}
            default -> flaws.add(Flaws.unknown(event));
        }
    }

    private void begun(Told event, State state) {
        Transaction authorization = new Transaction(
                event.text("transaction"), Kind.AUTHORIZE, event.money("amount"), null, event.instant("at"));
        authorization.become(state, null);
        Payment before = payments.put(
                event.text("payment"),
                new Payment(event.text("payment"), event.attempt(), event.causation(), authorization));
        if (before != null) {
            flaws.add(Flaws.impossible(event, "a payment of that name"));
        }
    }

    private void begin(Told event, Kind kind) {
        payment(event)
                .begin(new Transaction(
                        event.text("transaction"),
                        kind,
                        event.money("amount"),
                        event.maybe("reference"),
                        event.instant("at")));
    }

    private void succeeded(Told event) {
        Transaction transaction = transaction(event);
        if (transaction.state() == State.SUCCEEDED) {
            flaws.add(Flaws.impossible(event, "the same success"));
        }
        transaction.succeed(event.text("gatewayReference"), event.maybeInstant("authorizedUntil"));
    }

    private void unsent(Told event) {
        Instant retryAt = event.maybeInstant("retryAt");
        due(event, retryAt == null ? State.ERRORED : State.UNSENT, retryAt);
    }

    private void settled(Told event, State state) {
        due(event, state, null);
    }

    private void due(Told event, State state, @Nullable Instant at) {
        Transaction transaction = transaction(event);
        if (!transaction.isOpen()) {
            flaws.add(Flaws.impossible(event, "a transaction that is " + transaction.state()));
        }
        transaction.become(state, at);
    }

    private void closed(Told event) {
        if (!closing) {
            flaws.add(Flaws.impossible(event, "no wish to end"));
        }
        closed = true;
    }

    private Payment payment(Told event) {
        Payment payment = payments.get(event.text("payment"));
        if (payment == null) {
            throw new Told.Unreadable(event.place() + " is about a payment that nobody began", null);
        }
        return payment;
    }

    private Transaction transaction(Told event) {
        String id = event.text("transaction");
        return payments.values().stream()
                .flatMap(payment -> payment.transactions().stream())
                .filter(transaction -> transaction.id().equals(id))
                .findFirst()
                .orElseThrow(
                        () -> new Told.Unreadable(event.place() + " is about a transaction that nobody began", null));
    }

    /** Its events. */
    public List<Told> events() {
        return events;
    }

    /** What in it cannot be. */
    public List<Flaw> flaws() {
        return flaws;
    }

    /** The payments by id, oldest first. */
    public Map<String, Payment> payments() {
        return payments;
    }

    /** Whether the end of the order has been heard of. */
    public boolean isClosing() {
        return closing;
    }

    /** Whether it was said that nothing is left. */
    public boolean isClosed() {
        return closed;
    }

    /** Whether the gateway is still to be asked, or a person to decide, about anything. */
    public boolean isAtWork() {
        return payments.values().stream().anyMatch(Payment::isAtWork);
    }

    /** What must not wait for ever, by name, and until when. */
    public Map<String, Instant> deadlines() {
        Map<String, Instant> all = new LinkedHashMap<>();
        for (Payment payment : payments.values()) {
            for (Transaction transaction : payment.transactions()) {
                if (transaction.state() == State.INITIATED) {
                    all.put("gateway-" + transaction.id(), transaction.at().plus(CALL_SETTLED_AFTER));
                }
                put(all, "gateway-" + transaction.id(), transaction.dueIn(State.UNKNOWN));
            }
            if (payment.hasRest()) {
                payment.last(Kind.VOID).ifPresent(last -> put(all, "void-" + payment.id(), last.dueIn(State.UNSENT)));
                put(all, "expiry-" + payment.id(), payment.authorizedUntil());
            }
            if (payment.kept() > 0) {
                payment.last(Kind.REFUND)
                        .ifPresent(last -> put(all, "refund-" + payment.id(), last.dueIn(State.UNSENT)));
            }
        }
        return all;
    }

    private static void put(Map<String, Instant> all, String name, @Nullable Instant due) {
        if (due != null) {
            all.put(name, due);
        }
    }
}
