package waybill.payment.service.gateway;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import waybill.kernel.TransactionId;

/**
 * A provider of payments. Calls block, on virtual threads. The request's key makes a call safe to repeat: the same key
 * moves money at most once, and is answered as the first time.
 *
 * <p>An adapter that cannot tell whether its request was read answers {@link GatewayAnswer.Unknown} or throws; only
 * when provably nothing was sent may it answer {@link GatewayAnswer.NotSent}. An interrupt means that nobody listens
 * any more.
 */
public interface Gateway {
    /**
     * Sets money aside.
     *
     * @param patience how long the caller listens; nothing should be sent after it
     */
    GatewayAnswer authorize(GatewayRequest.Authorization request, Duration patience)
            throws IOException, InterruptedException;

    /**
     * Gives money back that is set aside.
     *
     * @param patience how long the caller listens; nothing should be sent after it
     */
    GatewayAnswer reverse(GatewayRequest.Reversal request, Duration patience) throws IOException, InterruptedException;

    /**
     * What became of the request with this key; empty if the gateway has never seen it.
     *
     * @param patience how long the caller listens
     */
    Optional<GatewayAnswer> find(TransactionId key, Duration patience) throws IOException, InterruptedException;
}
