package waybill.order.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import waybill.order.domain.rules.SagaSteps;

/**
 * How far the saga of an order has come: computed from what it has heard, never stored beside it.
 *
 * @param step where it is, or where it stopped
 * @param deadline when the current run must be through; absent once it is
 * @param steps all four, in their order, of the current attempt
 * @param compensations what was undone, in all attempts
 * @param awaits whose answers it waits for; empty if it waits for people, or for nobody
 */
public record OrderSaga(
        State state,
        Step.Name step,
        @Nullable Instant deadline,
        List<Step> steps,
        List<Compensation> compensations,
        List<OrderEvent.Party> awaits) {
    public OrderSaga {
        awaits = List.copyOf(awaits);
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
        /** This run of it has begun. */
        CREATED,
        STOCK_HELD,
        STOCK_SHORT,
        STOCK_COMMITTED,
        STOCK_RELEASED,
        STOCK_EXPIRED,
        STOCK_CLOSED,
        PAYMENT_UNKNOWN,
        PAYMENT_AUTHORIZED,
        PAYMENT_REFUSED,
        PAYMENT_EXPIRED,
        PAYMENT_CLOSED,
        CONFIRMED,
        ANSWER_WANTED,
        CANCEL_REQUESTED,
        OPERATOR_ACTED
    }

    /** One line of the log: this was heard or done, in this attempt, at this time. */
    public record Entry(Mark mark, int attempt, Instant at) {}

    /** What the saga has heard and done, in the order of the events. */
    public record Log(List<Entry> entries) {
        static final Log EMPTY = new Log(List.of());

        public Log {
            entries = List.copyOf(entries);
        }

        /** One line longer. */
        public Log plus(Mark mark, int attempt, Instant at) {
            List<Entry> longer = new ArrayList<>(entries.size() + 1);
            longer.addAll(entries);
            longer.add(new Entry(mark, attempt, at));
            return new Log(longer);
        }

        /** Whether this was heard or done in this attempt. */
        public boolean has(Mark mark, int attempt) {
            return find(mark, attempt).isPresent();
        }

        /** When this was heard or done first in this attempt. */
        public Optional<Instant> find(Mark mark, int attempt) {
            for (Entry entry : entries) {
                if (entry.mark() == mark && entry.attempt() == attempt) {
                    return Optional.of(entry.at());
                }
            }
            return Optional.empty();
        }

        /** The last line of this attempt that says one of these. */
        public Optional<Entry> last(int attempt, Set<Mark> marks) {
            for (int i = entries.size() - 1; i >= 0; i--) {
                Entry entry = entries.get(i);
                if (entry.attempt() == attempt && marks.contains(entry.mark())) {
                    return Optional.of(entry);
                }
            }
            return Optional.empty();
        }
    }

    /** The saga of this order. */
    public static OrderSaga of(Order.Known order) {
        List<Step> steps = SagaSteps.of(order);
        return new OrderSaga(
                SagaSteps.state(order),
                SagaSteps.current(steps),
                SagaSteps.deadline(order),
                steps,
                SagaSteps.compensations(order),
                SagaSteps.awaits(order));
    }
}
