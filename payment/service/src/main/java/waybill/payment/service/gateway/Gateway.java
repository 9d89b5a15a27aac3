package waybill.payment.service.gateway;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * A provider of payments. Calls block, on virtual threads. The request's key makes a call safe to repeat: the same key
 * moves money at most once, and is answered as the first time.
 *
 * <p>An adapter that cannot tell whether its request was read answers {@link GatewayAnswer.Unknown} or throws; only
 * when provably nothing was done may it answer {@link GatewayAnswer.NotSent}. An interrupt means that nobody listens
 * any more. Nothing should be sent after the given patience, which is how long the caller listens.
 *
 * <p>Never asked for at once: two calls of one kind for the same authorization while the first is unknown, a capture
 * beside a reversal, more than is left.
 */
public interface Gateway {
    /** Sets money aside. */
    GatewayAnswer authorize(GatewayRequest.Authorization request, Duration patience)
            throws IOException, InterruptedException;

    /**
     * Takes a part of what an authorization set aside, or all of it; this can happen several times until the final one.
     * An authorization that has run out is {@link GatewayAnswer#EXPIRED declined}.
     */
    GatewayAnswer capture(GatewayRequest.Capture request, Duration patience) throws IOException, InterruptedException;

    /**
     * Sets free what an authorization set aside and no capture has taken; what was captured stays captured. Succeeds
     * too if the authorization has run out, or if the gateway has set the rest free by itself.
     */
    GatewayAnswer reverse(GatewayRequest.Reversal request, Duration patience) throws IOException, InterruptedException;

    /** Gives back a part of what was captured from an authorization, or all of it, in one refund. */
    GatewayAnswer refund(GatewayRequest.Refund request, Duration patience) throws IOException, InterruptedException;

    /**
     * What became of the request with this key; empty if the gateway has never seen it. Must not do what was requested.
     */
    Optional<GatewayAnswer> find(GatewayQuestion question, Duration patience) throws IOException, InterruptedException;
}
