package waybill.cluster.processes;

import org.jspecify.annotations.Nullable;

/** A process could not be started; the message is one sentence that says why. */
public final class NotStarted extends Exception {
    /** For this reason. */
    public NotStarted(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }

    /** The sentence. */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
