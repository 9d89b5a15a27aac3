package waybill.engine.core.resilience;

import java.io.IOException;

/** Provably nothing was sent, or nobody took it. */
public final class NotReached extends IOException {
    /** Says why. */
    public NotReached(String message, Throwable cause) {
        super(message, cause);
    }
}
