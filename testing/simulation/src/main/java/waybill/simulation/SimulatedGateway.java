package waybill.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import waybill.kernel.Money;
import waybill.kernel.OrderId;
import waybill.kernel.TransactionId;
import waybill.payment.domain.Kind;
import waybill.payment.domain.Outcome;

/**
 * A payment provider: keeps books, is asked in any order, and loses answers before and after the effect. What is in its
 * books has happened.
 */
final class SimulatedGateway {
    private static final int DECLINED_PERCENT = 15;
    private static final int AWAY_PERCENT = 8;
    private static final int LOST_PERCENT = 8;

    /** No call arrives later than this after it was begun (ARCHITECTURE.md §5). */
    private static final Duration WINDOW = Duration.ofSeconds(10);

    private final World world;
    private final Map<TransactionId, Entry> books = new LinkedHashMap<>();
    private final List<Call> calls = new ArrayList<>();

    SimulatedGateway(World world) {
        this.world = world;
    }

    /** What is asked of it, and when that was begun. */
    record Call(OrderId order, TransactionId key, Kind kind, Money amount, Instant at) {}

    /** What it did. */
    record Entry(OrderId order, Kind kind, Money amount, boolean succeeded) {}

    void ask(Call call) {
        calls.add(call);
    }

    /** A call that has not been answered yet, any of them; it is answered next. */
    Optional<Call> takeCall() {
        calls.removeIf(call -> call.at().plus(WINDOW).isBefore(world.instant()));
        return calls.isEmpty() ? Optional.empty() : Optional.of(calls.remove(world.number(calls.size())));
    }

    /** Forgets a call that was never made, because the process that should have made it has ended. */
    void dropOneCall() {
        if (!calls.isEmpty()) {
            calls.remove(world.number(calls.size()));
        }
    }

    /** Answers; {@code well} means that nothing goes wrong. */
    Outcome answer(Call call, boolean well) {
        if (!well && world.happens(AWAY_PERCENT)) {
            return new Outcome.Errored("AWAY");
        }
        boolean lost = !well && world.happens(LOST_PERCENT);
        if (lost && world.happens(50)) {
            return new Outcome.Unknown("LOST_BEFORE");
        }
        Entry entry = book(call, well);
        return lost ? new Outcome.Unknown("LOST_AFTER") : outcome(call.key(), entry);
    }

    private Entry book(Call call, boolean well) {
        // Money that is to go back is never refused here: that is a person's case, and ends nothing by itself.
        boolean mayRefuse = call.kind() == Kind.AUTHORIZE || call.kind() == Kind.CAPTURE;
        boolean refused = !well && mayRefuse && world.happens(DECLINED_PERCENT);
        return books.computeIfAbsent(call.key(), _ -> new Entry(call.order(), call.kind(), call.amount(), !refused));
    }

    /** What became of this key. */
    Outcome find(TransactionId key) {
        Entry entry = books.get(key);
        return entry == null ? new Outcome.NotFound() : outcome(key, entry);
    }

    private static Outcome outcome(TransactionId key, Entry entry) {
        return entry.succeeded()
                ? new Outcome.Succeeded("sim_" + key.value(), null)
                : new Outcome.Declined("INSUFFICIENT_FUNDS");
    }

    /** The sum of what it did of one kind for an order, in minor units. */
    long sum(OrderId order, Kind kind) {
        return books.values().stream()
                .filter(entry -> entry.order().equals(order) && entry.kind() == kind && entry.succeeded())
                .mapToLong(entry -> entry.amount().minor())
                .sum();
    }

    /** Its books. */
    Map<TransactionId, Entry> books() {
        return books;
    }
}
