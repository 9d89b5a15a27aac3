package waybill.payment.service.gateway;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a token has the sandbox gateway do (API.md §4). */
sealed interface SandboxToken {
    /** Yes, after a while. The money moves at once, only the answer is slow. */
    record Charge(Duration answeredAfter) implements SandboxToken {}

    /** No. */
    record Decline(String reason) implements SandboxToken {}

    /** No answer, ever. */
    record Silence(boolean charged) implements SandboxToken {}

    /** Fails the first call of an order before doing anything, and obeys every later one. */
    record ErrorOnce() implements SandboxToken {}

    /** Cannot be reached. */
    record Unavailable() implements SandboxToken {}

    /** The slowest answer there is. */
    Duration SLOWEST = Duration.ofSeconds(60);

    /** An answer after so many milliseconds. */
    Pattern SLOW = Pattern.compile("tok_slow_([0-9]{1,9})");

    /** Says what the token means; a token it does not know is declined. */
    static SandboxToken read(String token) {
        return switch (token) {
            case "tok_ok" -> new Charge(Duration.ZERO);
            case "tok_declined" -> new Decline("DECLINED");
            case "tok_insufficient_funds" -> new Decline("INSUFFICIENT_FUNDS");
            case "tok_expired_card" -> new Decline("EXPIRED_CARD");
            case "tok_timeout" -> new Silence(true);
            case "tok_timeout_not_charged" -> new Silence(false);
            case "tok_error_once" -> new ErrorOnce();
            case "tok_unavailable" -> new Unavailable();
            default -> slow(token);
        };
    }

    private static SandboxToken slow(String token) {
        Matcher slow = SLOW.matcher(token);
        if (!slow.matches()) {
            return new Decline("UNKNOWN_TOKEN");
        }
        Duration asked = Duration.ofMillis(Long.parseLong(slow.group(1)));
        return new Charge(asked.compareTo(SLOWEST) < 0 ? asked : SLOWEST);
    }
}
