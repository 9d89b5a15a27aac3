package waybill.engine.http.writes;

import org.jspecify.annotations.Nullable;
import waybill.engine.core.commands.Keyed;
import waybill.engine.core.commands.Overloaded;
import waybill.engine.core.commands.Request;
import waybill.engine.core.log.StoreFault;
import waybill.engine.http.Problem;

/** What a caller is told whose command could not be decided or written. */
final class WriteFaults {
    private WriteFaults() {}

    /** What the failure of a command means to its caller; what is our mistake stays one. */
    static RuntimeException of(@Nullable Throwable cause) {
        return switch (cause) {
            case Request.VersionMismatch other -> otherVersion(other.version()).asException();
            case Keyed.InUse _ -> keyInUse().asException();
            case Overloaded _ -> overloaded().asException();
            case StoreFault _ -> outOfReach().asException();
            case RuntimeException defect -> defect;
            case null, default -> new IllegalStateException("the command runner failed", cause);
        };
    }

    private static Problem otherVersion(long version) {
        return Problem.of("version-mismatch", "The resource has another version than If-Match names; nothing was done.")
                .with("currentVersion", version);
    }

    private static Problem keyInUse() {
        return Problem.of(
                        Writes.KEY_IN_USE,
                        "The first request with this Idempotency-Key is still being worked on; ask again.")
                .retryAfter(1);
    }

    private static Problem overloaded() {
        return Problem.of("overloaded", "There is more to do than can be done now; nothing was changed, try again.")
                .retryAfter(1);
    }

    /** The storage did not answer in time. */
    static Problem outOfReach() {
        return Problem.of(
                        "overloaded",
                        "The storage did not answer in time; repeat the request with the same Idempotency-Key.")
                .retryAfter(2);
    }
}
