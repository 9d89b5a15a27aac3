package waybill.simulation.planted;

import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import waybill.kernel.Decider;
import waybill.kernel.Decision;

/** Deciders of which a part is exchanged: what they hear, what they decide, or what they make of it. */
final class OtherDecider {
    private OtherDecider() {}

    static <S, C, E, R> Decider<S, C, E, R> told(Decider<S, C, E, R> real, UnaryOperator<C> heard) {
        return new Other<>(real, (state, command) -> real.decide(state, heard.apply(command)), real::evolve);
    }

    static <S, C, E, R> Decider<S, C, E, R> deciding(
            Decider<S, C, E, R> real, BiFunction<S, C, Optional<Decision<E, R>>> instead) {
        return new Other<>(
                real,
                (state, command) -> instead.apply(state, command).orElseGet(() -> real.decide(state, command)),
                real::evolve);
    }

    static <S, C, E, R> Decider<S, C, E, R> evolving(Decider<S, C, E, R> real, BiFunction<S, E, S> evolve) {
        return new Other<>(real, real::decide, evolve);
    }

    /** A decider of which a part is exchanged. */
    private record Other<S, C, E, R>(
            Decider<S, C, E, R> real, BiFunction<S, C, Decision<E, R>> deciding, BiFunction<S, E, S> evolving)
            implements Decider<S, C, E, R> {
        @Override
        public S initial() {
            return real.initial();
        }

        @Override
        public Decision<E, R> decide(S state, C command) {
            return deciding.apply(state, command);
        }

        @Override
        public S evolve(S state, E event) {
            return evolving.apply(state, event);
        }
    }
}
