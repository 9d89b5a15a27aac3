package waybill.payment.service.gateway;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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

    /** Provably nothing happened: the request never left, or the gateway says that it did nothing with it. */
    record NotSent(String reason) implements GatewayAnswer {}

    /** It may have happened. */
    record Unknown(String reason) implements GatewayAnswer {}

    /** The same in the words of the domain. */
    default Outcome outcome() {
        return switch (this) {
            case Succeeded(var reference, var until) -> new Outcome.Succeeded(reference, until);
            case Declined(var reason) -> new Outcome.Declined(reason);
            case NotSent(var reason) -> new Outcome.Errored(reason);
            case Unknown(var reason) -> new Outcome.Unknown(reason);
        };
    }

    /** What a question by key came to, in the words of the domain: an answer, or that the gateway knows of nothing. */
    static Outcome outcome(Optional<GatewayAnswer> found) {
        return found.map(GatewayAnswer::outcome).orElseGet(Outcome.NotFound::new);
    }
}
