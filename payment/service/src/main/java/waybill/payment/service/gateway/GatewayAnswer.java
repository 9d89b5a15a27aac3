package waybill.payment.service.gateway;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import waybill.engine.core.resilience.Heard.Verdict;
import waybill.payment.domain.Outcome;

/** What a call to the gateway came to. Reasons are in upper snake case. */
public sealed interface GatewayAnswer {
    /** Why a capture is declined whose authorization has run out. */
    String EXPIRED = "AUTHORIZATION_EXPIRED";

    /**
     * It happened.
     *
     * @param reference the gateway's own name for it
     * @param authorizedUntil until when an authorization can be captured; null if the gateway does not say
     */
    record Succeeded(String reference, @Nullable Instant authorizedUntil) implements GatewayAnswer {}

    /** The gateway, or the bank behind it, said no. */
    record Declined(String reason) implements GatewayAnswer {}

    /**
     * Provably nothing happened: the request never left, or the gateway says that it did nothing with it.
     *
     * @param verdict what that says about the gateway: that it works, and will never do this; or that it may do it soon
     */
    record NotSent(String reason, Verdict verdict) implements GatewayAnswer {
        /** The gateway works, and asking again would change nothing. */
        public NotSent(String reason) {
            this(reason, Verdict.WORKS);
        }

        /** The gateway is in trouble; soon it may do it. */
        public static NotSent forNow(String reason) {
            return new NotSent(reason, Verdict.FAILS);
        }

        /** The gateway has too much to do; soon it may do it. */
        public static NotSent busy(String reason) {
            return new NotSent(reason, Verdict.BUSY);
        }
    }

    /**
     * It may have happened. Never sent again; asked about.
     *
     * @param verdict what that says about the gateway
     */
    record Unknown(String reason, Verdict verdict) implements GatewayAnswer {
        /** The gateway works. */
        public Unknown(String reason) {
            this(reason, Verdict.WORKS);
        }

        /** The gateway is in trouble. */
        public static Unknown failing(String reason) {
            return new Unknown(reason, Verdict.FAILS_FOR_GOOD);
        }
    }

    /** What it says about the gateway. */
    default Verdict verdict() {
        return switch (this) {
            case Succeeded _, Declined _ -> Verdict.WORKS;
            case NotSent unsent -> unsent.verdict;
            case Unknown unknown -> unknown.verdict;
        };
    }

    /** The same in the words of the domain. */
    default Outcome outcome() {
        return switch (this) {
            case Succeeded(var reference, var until) -> new Outcome.Succeeded(reference, until);
            case Declined(var reason) -> new Outcome.Declined(reason);
            case NotSent(var reason, var _) -> new Outcome.Errored(reason);
            case Unknown(var reason, var _) -> new Outcome.Unknown(reason);
        };
    }

    /**
     * What a question by key, asked at this time, came to, in the words of the domain: an answer, or that the gateway
     * knows of nothing.
     */
    static Outcome outcome(Optional<GatewayAnswer> found, Instant asked) {
        return found.map(GatewayAnswer::outcome).orElseGet(() -> new Outcome.NotFound(asked));
    }
}
