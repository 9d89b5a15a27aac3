package waybill.payment.service.gateway;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import waybill.engine.core.chaos.Chaos;
import waybill.engine.core.chaos.Dice;
import waybill.engine.core.log.Recorded;
import waybill.payment.domain.PaymentEvent;

/**
 * A gateway whose calls fail on purpose as those of a real one do: the connection is refused, so that provably nothing
 * was sent; or it breaks after the gateway has done what it was asked, so that the answer is lost. Its books are always
 * right.
 */
public final class ChaosGateway implements Gateway {
    /** A question moves nothing: nobody can ask for it to fail, or what is unknown would stay so. */
    private static final String NO_CAUSE = "";

    private final Gateway inside;
    private final Chaos chaos;
    private final Dice unsent;
    private final Dice answerLost;

    /** The gateway inside, behind a bad line. */
    public ChaosGateway(Gateway inside, Chaos chaos) {
        this.inside = inside;
        this.chaos = chaos;
        this.unsent = chaos.dice(Chaos.Point.GATEWAY_UNSENT);
        this.answerLost = chaos.dice(Chaos.Point.GATEWAY_ANSWER_LOST);
    }

    /** What a request asked to strike strikes the calls that follow from it. To be told before they are made. */
    public void committed(List<Recorded<PaymentEvent>> events) {
        for (Recorded<PaymentEvent> recorded : events) {
            if (recorded.event() instanceof PaymentEvent.OfTransaction event) {
                chaos.passOn(
                        recorded.meta().correlationId(), event.transaction().value());
            }
        }
    }

    @Override
    public GatewayAnswer authorize(GatewayRequest.Authorization request, Duration patience)
            throws IOException, InterruptedException {
        return struck(request.key().value(), () -> inside.authorize(request, patience));
    }

    @Override
    public GatewayAnswer capture(GatewayRequest.Capture request, Duration patience)
            throws IOException, InterruptedException {
        return struck(request.key().value(), () -> inside.capture(request, patience));
    }

    @Override
    public GatewayAnswer reverse(GatewayRequest.Reversal request, Duration patience)
            throws IOException, InterruptedException {
        return struck(request.key().value(), () -> inside.reverse(request, patience));
    }

    @Override
    public GatewayAnswer refund(GatewayRequest.Refund request, Duration patience)
            throws IOException, InterruptedException {
        return struck(request.key().value(), () -> inside.refund(request, patience));
    }

    @Override
    public Optional<GatewayAnswer> find(GatewayQuestion question, Duration patience)
            throws IOException, InterruptedException {
        return struck(NO_CAUSE, () -> inside.find(question, patience));
    }

    /** One call of the gateway. */
    @FunctionalInterface
    private interface CallInside<T> {
        T call() throws IOException, InterruptedException;
    }

    private <T> T struck(String cause, CallInside<T> inside) throws IOException, InterruptedException {
        if (unsent.strike(cause)) {
            throw new ConnectException("refused on purpose");
        }
        T answer = inside.call();
        if (answerLost.strike(cause)) {
            throw new SocketException("broken on purpose before the answer came");
        }
        return answer;
    }
}
