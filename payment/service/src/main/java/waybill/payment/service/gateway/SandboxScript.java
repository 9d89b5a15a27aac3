package waybill.payment.service.gateway;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import waybill.payment.domain.Kind;

/**
 * What a token has the sandbox gateway do (API.md §4, {@code docs/reference/http.md}): one kind of call behaves in its
 * own way, all others succeed at once.
 *
 * @param kind the kind of call that behaves in its own way
 * @param lasts how long an authorization can be captured
 */
record SandboxScript(String token, Kind kind, Act act, Duration lasts) {
    /** How one call goes. */
    sealed interface Act {
        /** Yes, after a while. The money moves at once, only the answer is slow. */
        record Agree(Duration answeredAfter) implements Act {}

        /** No. */
        record Decline(String reason) implements Act {}

        /** No answer, ever. */
        record Silence(boolean done) implements Act {}

        /** Fails the first call of its kind of an order before doing anything, and obeys every later one. */
        record ErrorOnce() implements Act {}

        /** Cannot be reached. */
        record Unavailable() implements Act {}
    }

    /** The slowest answer there is. */
    static final Duration SLOWEST = Duration.ofSeconds(60);

    private static final Duration USUAL = SandboxGateway.AUTHORIZATION_LASTS;
    private static final Act AT_ONCE = new Act.Agree(Duration.ZERO);

    /** Tokens that are about the authorization itself. */
    private static final Map<String, Act> AUTHORIZING = Map.of(
            "tok_ok", AT_ONCE,
            "tok_declined", new Act.Decline("DECLINED"),
            "tok_insufficient_funds", new Act.Decline("INSUFFICIENT_FUNDS"),
            "tok_expired_card", new Act.Decline("EXPIRED_CARD"),
            "tok_timeout", new Act.Silence(true),
            "tok_timeout_not_charged", new Act.Silence(false),
            "tok_error_once", new Act.ErrorOnce(),
            "tok_unavailable", new Act.Unavailable());

    /** What can follow {@code tok_capture_}, {@code tok_refund_} and {@code tok_void_}. */
    private static final Map<String, Function<Kind, Act>> LATER = Map.of(
            "declined", kind -> new Act.Decline(kind.name() + "_DECLINED"),
            "timeout", _ -> new Act.Silence(true),
            "timeout_not_done", _ -> new Act.Silence(false),
            "error_once", _ -> new Act.ErrorOnce(),
            "unavailable", _ -> new Act.Unavailable());

    private static final Pattern ABOUT_LATER = Pattern.compile("tok_(capture|refund|void)_([a-z_]+)");
    private static final Pattern SLOW = Pattern.compile("tok_(?:(capture|refund|void)_)?slow_([0-9]{1,9})");
    private static final Pattern EXPIRES = Pattern.compile("tok_expires_([0-9]{1,6})");

    /** Says what the token means; a token it does not know is declined. */
    static SandboxScript read(String token) {
        Act authorizing = AUTHORIZING.get(token);
        if (authorizing != null) {
            return new SandboxScript(token, Kind.AUTHORIZE, authorizing, USUAL);
        }
        return later(token)
                .or(() -> slow(token))
                .or(() -> expiring(token))
                .orElseGet(() -> new SandboxScript(token, Kind.AUTHORIZE, new Act.Decline("UNKNOWN_TOKEN"), USUAL));
    }

    private static Optional<SandboxScript> later(String token) {
        Matcher said = ABOUT_LATER.matcher(token);
        Function<Kind, Act> act = said.matches() ? LATER.get(said.group(2)) : null;
        return Optional.ofNullable(act)
                .map(known -> new SandboxScript(token, kind(said.group(1)), known.apply(kind(said.group(1))), USUAL));
    }

    private static Optional<SandboxScript> slow(String token) {
        Matcher said = SLOW.matcher(token);
        if (!said.matches()) {
            return Optional.empty();
        }
        Duration asked = Duration.ofMillis(Long.parseLong(said.group(2)));
        Act slowly = new Act.Agree(asked.compareTo(SLOWEST) < 0 ? asked : SLOWEST);
        return Optional.of(new SandboxScript(token, kind(said.group(1)), slowly, USUAL));
    }

    /** An authorization that can be captured for so many seconds. */
    private static Optional<SandboxScript> expiring(String token) {
        Matcher said = EXPIRES.matcher(token);
        return said.matches()
                ? Optional.of(new SandboxScript(
                        token, Kind.AUTHORIZE, AT_ONCE, Duration.ofSeconds(Long.parseLong(said.group(1)))))
                : Optional.empty();
    }

    private static Kind kind(@org.jspecify.annotations.Nullable String name) {
        return name == null ? Kind.AUTHORIZE : Kind.valueOf(name.toUpperCase(Locale.ROOT));
    }

    /** How a call of this kind goes. */
    Act of(Kind asked) {
        return asked == kind ? act : AT_ONCE;
    }

    /** Whether it still matters when the authorization has been answered. */
    boolean mattersLater() {
        return kind != Kind.AUTHORIZE || !lasts.equals(USUAL);
    }
}
