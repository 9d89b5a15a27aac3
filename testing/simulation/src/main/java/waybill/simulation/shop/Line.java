package waybill.simulation.shop;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import waybill.payment.service.gateway.Gateway;
import waybill.payment.service.gateway.GatewayAnswer;
import waybill.payment.service.gateway.GatewayQuestion;
import waybill.payment.service.gateway.GatewayRequest;
import waybill.simulation.world.World;

/** One process's line to the gateway: the process may end when the gateway has done what it was asked to. */
final class Line implements Gateway {
    private final Gateway gateway;
    private final Life life;
    private final World world;
    private final Risks risks;

    Line(Gateway gateway, Life life, World world, Risks risks) {
        this.gateway = gateway;
        this.life = life;
        this.world = world;
        this.risks = risks;
    }

    @Override
    public GatewayAnswer authorize(GatewayRequest.Authorization request, Duration patience)
            throws IOException, InterruptedException {
        return heard(gateway.authorize(request, patience));
    }

    @Override
    public GatewayAnswer capture(GatewayRequest.Capture request, Duration patience)
            throws IOException, InterruptedException {
        return heard(gateway.capture(request, patience));
    }

    @Override
    public GatewayAnswer reverse(GatewayRequest.Reversal request, Duration patience)
            throws IOException, InterruptedException {
        return heard(gateway.reverse(request, patience));
    }

    @Override
    public GatewayAnswer refund(GatewayRequest.Refund request, Duration patience)
            throws IOException, InterruptedException {
        return heard(gateway.refund(request, patience));
    }

    private GatewayAnswer heard(GatewayAnswer answer) throws InterruptedException {
        if (world.goesWrong(risks.commit())) {
            life.end("between the gateway's effect and the commit");
        }
        if (!life.isAlive()) {
            throw new InterruptedException("the process has ended");
        }
        return answer;
    }

    @Override
    public Optional<GatewayAnswer> find(GatewayQuestion question, Duration patience)
            throws IOException, InterruptedException {
        return gateway.find(question, patience);
    }
}
