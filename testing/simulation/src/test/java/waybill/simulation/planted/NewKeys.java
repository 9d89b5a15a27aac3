package waybill.simulation.planted;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import waybill.kernel.TransactionId;
import waybill.payment.service.gateway.Gateway;
import waybill.payment.service.gateway.GatewayAnswer;
import waybill.payment.service.gateway.GatewayQuestion;
import waybill.payment.service.gateway.GatewayRequest;
import waybill.simulation.world.World;

/** Asks again after no answer, under another key. */
final class NewKeys implements Gateway {
    private final Gateway real;
    private final World world;

    NewKeys(Gateway real, World world) {
        this.real = real;
        this.world = world;
    }

    @Override
    public GatewayAnswer authorize(GatewayRequest.Authorization request, Duration patience)
            throws IOException, InterruptedException {
        try {
            return real.authorize(request, patience);
        } catch (IOException noAnswer) {
            TransactionId again = TransactionId.of(world.next());
            return real.authorize(
                    new GatewayRequest.Authorization(
                            again, request.order(), request.amount(), request.token(), request.committedAt()),
                    patience);
        }
    }

    @Override
    public GatewayAnswer capture(GatewayRequest.Capture request, Duration patience)
            throws IOException, InterruptedException {
        return real.capture(request, patience);
    }

    @Override
    public GatewayAnswer reverse(GatewayRequest.Reversal request, Duration patience)
            throws IOException, InterruptedException {
        return real.reverse(request, patience);
    }

    @Override
    public GatewayAnswer refund(GatewayRequest.Refund request, Duration patience)
            throws IOException, InterruptedException {
        return real.refund(request, patience);
    }

    @Override
    public Optional<GatewayAnswer> find(GatewayQuestion question, Duration patience)
            throws IOException, InterruptedException {
        return real.find(question, patience);
    }
}
