package waybill.kernel;

/**
 * What may happen to one aggregate, as two pure functions. Time, ids and prices are fields of the command: the same
 * state and the same command give the same decision.
 *
 * @param <S> the state, folded from events
 * @param <C> the commands
 * @param <E> the events
 * @param <R> the refusals
 */
public interface Decider<S, C, E, R> {
    /** The state before the first event. */
    S initial();

    /** Says what happens if this command is given in this state. Never throws for what customers do. */
    Decision<E, R> decide(S state, C command);

    /** The state after the event. The past is folded, not judged; an impossible past throws {@link CorruptHistory}. */
    S evolve(S state, E event);

    /** The state after all the events, from the beginning. */
    default S fold(Iterable<? extends E> events) {
        S state = initial();
        for (E event : events) {
            state = evolve(state, event);
        }
        return state;
    }
}
