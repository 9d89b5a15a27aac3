package waybill.payment.service.gateway;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import waybill.kernel.Money;
import waybill.kernel.TransactionId;
import waybill.payment.domain.Kind;

/**
 * One line of the sandbox gateway's books: what it did under a key.
 *
 * @param authorization the key of the authorization that it is about; null for an authorization
 * @param reference the sandbox's own name for it
 * @param declinedBecause null if it did it
 * @param script the token of an authorization, if it says how later calls about it behave; else null
 * @param at in microseconds
 */
public record SandboxEntry(
        TransactionId key,
        Kind kind,
        Money amount,
        @Nullable TransactionId authorization,
        String reference,
        @Nullable String declinedBecause,
        @Nullable String script,
        Instant at) {
    /** Why whatever may still come under a key is declined: the books were asked about it when it was too late. */
    static final String NEVER_CAME = "NEVER_CAME";

    /** Whether the money was moved. */
    public boolean succeeded() {
        return declinedBecause == null;
    }

    /** Whether it only says that nothing was done under this key, and never will be. */
    public boolean isClosed() {
        return NEVER_CAME.equals(declinedBecause);
    }
}
