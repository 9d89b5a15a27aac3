package waybill.server;

import org.jspecify.annotations.Nullable;

/** Waybill cannot start, for a reason that its user can mend; the message is one sentence that says it. */
public final class CannotStart extends RuntimeException {
    /** For this reason. */
    public CannotStart(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }
}
