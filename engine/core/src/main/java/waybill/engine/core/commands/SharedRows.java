package waybill.engine.core.commands;

import java.util.Map;
import java.util.Set;

/**
 * Rows that many streams share, such as stock levels: locked for one batch in key order, lent to each decision, and
 * written once.
 *
 * @param <S> the state that decisions see
 * @param <C> commands
 * @param <B> a shared row
 */
public interface SharedRows<S, C, B> {
    /** The keys of the rows this command may touch in this state. */
    Set<String> needed(S state, C command);

    /** The state with these rows in it; a missing key means that the row does not exist. */
    S lend(S state, Map<String, B> rows);

    /** The rows in the state, as decided events left them. */
    Map<String, B> returned(S state);

    /** The state without the rows, as a cold fold gives it. */
    S without(S state);

    /** No shared rows at all. */
    static <S, C, B> SharedRows<S, C, B> none() {
        return new SharedRows<>() {
            @Override
            public Set<String> needed(S state, C command) {
                return Set.of();
            }

            @Override
            public S lend(S state, Map<String, B> rows) {
                return state;
            }

            @Override
            public Map<String, B> returned(S state) {
                return Map.of();
            }

            @Override
            public S without(S state) {
                return state;
            }
        };
    }
}
