package waybill.torture.system;

import org.jspecify.annotations.Nullable;

/** The system could not be started, so nothing can be said about it; the message is one sentence. */
public final class CannotStart extends RuntimeException {
    /** For this reason. */
    public CannotStart(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }
}
