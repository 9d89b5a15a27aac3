package waybill.engine.core.resilience;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An answer, and what it says about the other side.
 *
 * @param retryAfter how long the other side asks to be left alone; null if it does not say
 */
public record Heard<T>(T answer, Verdict verdict, @Nullable Duration retryAfter) {
    /** What an answer says about the health of who gave it. */
    public enum Verdict {
        /** It works, whatever it says: success, a refusal, a decline. */
        WORKS,
        /** It has too much to do. No failure and no success; worth another try. */
        BUSY,
        /** It fails; worth another try. */
        FAILS,
        /** It fails, and would again; or nobody may ask a second time. */
        FAILS_FOR_GOOD
    }

    /** An answer of one that works. */
    public static <T> Heard<T> works(T answer) {
        return new Heard<>(answer, Verdict.WORKS, null);
    }

    /** An answer with this HTTP status. */
    public static <T> Heard<T> status(int status, T answer, @Nullable Duration retryAfter) {
        Verdict verdict = switch (status) {
            case 429 -> Verdict.BUSY;
            case 501, 505 -> Verdict.FAILS_FOR_GOOD;
            default -> status >= 500 ? Verdict.FAILS : Verdict.WORKS;
        };
        return new Heard<>(answer, verdict, retryAfter);
    }
}
