package waybill.simulation.planted;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import waybill.payment.service.gateway.Gateway;
import waybill.payment.service.gateway.GatewayAnswer;
import waybill.payment.service.gateway.GatewayRequest;

/** Calls to the gateway by those who should not make them. */
final class Calls {
    private Calls() {}

    /** Calls, whatever comes of it; says what did, if anything. */
    static Optional<GatewayAnswer> unheard(Gateway gateway, GatewayRequest.Authorization request, Duration patience) {
        @Nullable GatewayAnswer answer = null;
        try {
            answer = gateway.authorize(request, patience);
        } catch (IOException lost) {
            answer = new GatewayAnswer.Unknown(lost.toString());
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
        return Optional.ofNullable(answer);
    }
}
