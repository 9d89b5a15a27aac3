package waybill.order.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Why an order does not go on by itself, since when.
 *
 * @param note what the person said who stopped it; absent if no person did
 */
public record Hold(Kind kind, String reason, @Nullable Remark note, Instant at) {
    /** The reasons there are. */
    public enum Kind {
        /** The stock check could not be asked; inventory itself has still to say (PRODUCT.md §3.1). */
        STOCK_UNVERIFIED,
        /** The gateway gave no readable answer; nobody knows yet whether the money is authorized. */
        PAYMENT_UNKNOWN,
        /** A person said stop. */
        OPERATOR
    }
}
