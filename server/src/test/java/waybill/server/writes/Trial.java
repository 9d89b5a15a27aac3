package waybill.server.writes;

import java.util.function.IntFunction;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A situation in which a request can be tried.
 *
 * @param ask will be obeyed
 * @param other the n-th other request to the same resource, which would be obeyed too; null if it has but one
 * @param effects how often anything was done here so far, counted in the database
 */
record Trial(Ask ask, @Nullable IntFunction<Ask> other, LongSupplier effects) {
    /** One whose other requests have other bodies; {@code %d} stands for the number. */
    static Trial saying(String method, String target, String template, LongSupplier effects) {
        return new Trial(
                new Ask(method, target, template.formatted(0)),
                n -> new Ask(method, target, template.formatted(n)),
                effects);
    }
}
