package waybill.payment.service.gateway;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import waybill.kernel.Money;
import waybill.kernel.TransactionId;
import waybill.payment.domain.Kind;

/**
 * One line of the sandbox gateway's books: what it did under a key.
 *
 * @param reference the sandbox's own name for it
 * @param declinedBecause null if it did it
 * @param at in microseconds
 */
public record SandboxEntry(
        TransactionId key,
        Kind kind,
        Money amount,
        String reference,
        @Nullable String declinedBecause,
        Instant at) {

    /** Whether the money was moved. */
    public boolean succeeded() {
        return declinedBecause == null;
    }
}
