package waybill.cluster;

import org.jspecify.annotations.Nullable;

/** The cluster cannot start, for a reason that its user can mend; the message is one sentence that says it. */
final class CannotStart extends RuntimeException {
    CannotStart(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }

    String sentence() {
        return String.valueOf(getMessage());
    }
}
