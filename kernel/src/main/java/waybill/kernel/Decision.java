package waybill.kernel;

import java.util.List;

/**
 * What a decider answers: the events that now have happened, a reason why nothing has to happen, or a refusal.
 *
 * @param <E> the events of the aggregate
 * @param <R> the refusals of the aggregate
 */
public sealed interface Decision<E, R> {
    /** The command is obeyed: these events, in this order, at least one. */
    record Accepted<E, R>(List<E> events) implements Decision<E, R> {
        public Accepted {
            events = List.copyOf(events);
            if (events.isEmpty()) {
                throw new IllegalArgumentException("an accepted command has events; use alreadySo");
            }
        }
    }

    /** Nothing changes, and that is right: a repeat, or news older than the state. */
    record AlreadySo<E, R>(String reason) implements Decision<E, R> {}

    /** The business says no. */
    record Refused<E, R>(R reason) implements Decision<E, R> {}

    /** Accepts with one event. */
    static <E, R> Decision<E, R> accept(E only) {
        return new Accepted<>(List.of(only));
    }

    /** Accepts with two events, in this order. */
    static <E, R> Decision<E, R> accept(E first, E second) {
        return new Accepted<>(List.of(first, second));
    }

    /** Accepts with three events, in this order. */
    static <E, R> Decision<E, R> accept(E first, E second, E third) {
        return new Accepted<>(List.of(first, second, third));
    }

    /** Accepts with a list of events, at least one. */
    static <E, R> Decision<E, R> acceptAll(List<E> events) {
        return new Accepted<>(events);
    }

    /** Nothing to do; the reason is recorded where the command came from another service. */
    static <E, R> Decision<E, R> alreadySo(String reason) {
        return new AlreadySo<>(reason);
    }

    /** Says no. */
    static <E, R> Decision<E, R> refuse(R reason) {
        return new Refused<>(reason);
    }
}
