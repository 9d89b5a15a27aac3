package waybill.engine.http.access;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who calls: part of the scope of idempotency keys, the actor of events, and whose rate is limited.
 *
 * @param name {@code key:<id>} or {@code subject:<sub>}; {@code anybody} where authentication is off
 * @param scopes what the caller may do
 * @param customer the only customer whose orders the caller may see; null if there is no such limit
 */
public record Caller(
        String name, Set<Scope> scopes, @Nullable String customer) {
    /** The caller where authentication is off. */
    public static final Caller ANYBODY = new Caller("anybody", EnumSet.allOf(Scope.class), null);

    public Caller {
        scopes = Set.copyOf(scopes);
    }

    /** Whether this caller may do what takes this scope. */
    public boolean has(Scope scope) {
        return scopes.contains(scope);
    }
}
