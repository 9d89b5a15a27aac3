package waybill.order.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far the saga of an order has come: computed from what it has heard, never stored beside it.
 *
 * @param step where it is, or where it stopped
 * @param deadline when the current run must be through; absent once it is
 * @param steps all four, in their order, of the current attempt
 * @param compensations what was undone, in all attempts
 */
public record OrderSaga(
        State state, Step.Name step, @Nullable Instant deadline, List<Step> steps, List<Compensation> compensations) {
    /** The name of the saga's deadline among {@link Order#deadlines}. */
    public static final String DEADLINE = "saga";

    /** The name of the deadline for paying again among {@link Order#deadlines}. */
    public static final String PAYMENT_RETRY = "payment-retry";

    public OrderSaga {
        steps = List.copyOf(steps);
        compensations = List.copyOf(compensations);
    }

    /** Whether the saga goes on, and which way. */
    public enum State {
        /** It waits for somebody's answer. */
        RUNNING,
        /** The order is confirmed. */
        COMPLETED,
        /** It failed, and what it had done is being undone. */
        COMPENSATING,
        /** It failed, and nothing is left to undo. */
        FAILED
    }

    /**
     * One step of it.
     *
     * @param at when it was done or failed; absent before
     */
    public record Step(
            Name name, Progress progress, @Nullable Instant at) {
        /** The steps, in their order. */
        public enum Name {
            CREATE_ORDER,
            RESERVE_INVENTORY,
            AUTHORIZE_PAYMENT,
            CONFIRM_ORDER
        }
    }

    /** How far a step or a compensation has come. */
    public enum Progress {
        PENDING,
        RUNNING,
        DONE,
        FAILED
    }

    /**
     * Something done that had to be undone.
     *
     * @param at when it was done, or asked for; absent while it is only awaited
     */
    public record Compensation(
            What what,
            int attempt,
            Progress progress,
            @Nullable Instant at) {
        /** What can be undone. */
        public enum What {
            RELEASE_INVENTORY,
            RETURN_PAYMENT
        }
    }

    /** What the saga hears and does. */
    public enum Mark {
        CREATED,
        STOCK_HELD,
        STOCK_SHORT,
        STOCK_COMMITTED,
        STOCK_RELEASED,
        PAYMENT_UNKNOWN,
        PAYMENT_AUTHORIZED,
        PAYMENT_REFUSED,
        CONFIRMED,
        RETURN_REQUESTED
    }

    /** One line of the log: this was heard or done, in this attempt, at this time. */
    public record Entry(Mark mark, int attempt, Instant at) {}

    /** What the saga has heard and done, in the order of the events. */
    public record Log(List<Entry> entries) {
        static final Log EMPTY = new Log(List.of());

        public Log {
            entries = List.copyOf(entries);
        }

        Log plus(Mark mark, int attempt, Instant at) {
            List<Entry> longer = new ArrayList<>(entries);
            longer.add(new Entry(mark, attempt, at));
            return new Log(longer);
        }

        boolean has(Mark mark, int attempt) {
            return find(mark, attempt).isPresent();
        }

        Optional<Instant> find(Mark mark, int attempt) {
            return entries.stream()
                    .filter(entry -> entry.mark() == mark && entry.attempt() == attempt)
                    .map(Entry::at)
                    .findFirst();
        }
    }

    /** The saga of this order. */
    public static OrderSaga of(Order.Known order) {
        List<Step> steps = SagaSteps.of(order);
        return new OrderSaga(
                SagaSteps.state(order),
                SagaSteps.current(steps),
                Order.deadlines(order).get(DEADLINE),
                steps,
                SagaSteps.compensations(order));
    }
}
