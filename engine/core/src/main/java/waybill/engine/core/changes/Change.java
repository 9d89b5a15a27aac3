package waybill.engine.core.changes;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * What the log is told about an event that changes a status: ids, never what is personal.
 *
 * @param level INFO, or ERROR if a person must act
 * @param message what is now what: {@code order CONFIRMED}
 * @param order the order it is about
 * @param step the step of the saga that this ends, if it ends one
 * @param payment the payment it is about, if it is about one
 * @param customer whose order it is, if the event says so
 * @param begun when that began which ends here; null if nothing does
 * @param at when it happened
 */
public record Change(
        Level level,
        String message,
        String order,
        @Nullable String step,
        @Nullable String payment,
        @Nullable String customer,
        @Nullable Instant begun,
        Instant at) {
    /** One that is as it should be. */
    public static Change of(String message, String order, Instant at) {
        return new Change(Level.INFO, message, order, null, null, null, null, at);
    }

    /** The same, as the end of this step of the saga. */
    public Change step(String name) {
        return new Change(level, message, order, name, payment, customer, begun, at);
    }

    /** The same about this payment. */
    public Change payment(String id) {
        return new Change(level, message, order, step, id, customer, begun, at);
    }

    /** The same about the order of this customer, if that is known. */
    public Change customer(@Nullable String id) {
        return new Change(level, message, order, step, payment, id, begun, at);
    }

    /** The same, as the end of what began then. */
    public Change since(Instant beginning) {
        return new Change(level, message, order, step, payment, customer, beginning, at);
    }

    /** The same, for a person to act upon. */
    public Change forAPerson() {
        return new Change(Level.ERROR, message, order, step, payment, customer, begun, at);
    }
}
