package waybill.engine.http.access;

import java.util.Map;

/** Who may ask for an operation, where authentication is on. */
public sealed interface Access {
    /**
     * Whoever has a scope.
     *
     * @param customers whether that includes customers; the handler then shows and changes only what is theirs
     */
    record Scoped(Scope scope, boolean customers) implements Access {
        /** Customers, too: the handler keeps what is not theirs from them. */
        public Scoped andCustomers() {
            return new Scoped(scope, true);
        }
    }

    /**
     * Whoever has the scope that goes with what is asked for; no customers.
     *
     * @param parameter the parameter of the query that says what
     * @param scopes by its value
     * @param otherwise the scope if it is absent, or says something that the handler will refuse
     */
    record ByQuery(String parameter, Map<String, Scope> scopes, Scope otherwise) implements Access {
        public ByQuery {
            scopes = Map.copyOf(scopes);
        }
    }

    /** Whoever has signed the body, which the handler checks; neither tokens nor keys are looked at. */
    record Signed() implements Access {}

    /** Everybody: it tells nothing that is not for all to see. */
    record Everybody() implements Access {}

    /** Whoever has this scope, but no customers. */
    static Scoped to(Scope scope) {
        return new Scoped(scope, false);
    }

    /** Whoever has signed the body. */
    static Access signed() {
        return new Signed();
    }

    /** Everybody. */
    static Access everybody() {
        return new Everybody();
    }
}
