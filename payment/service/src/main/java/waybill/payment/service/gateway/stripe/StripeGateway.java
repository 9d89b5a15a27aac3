package waybill.payment.service.gateway.stripe;

import com.stripe.exception.StripeException;
import com.stripe.model.PaymentIntent;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import waybill.payment.service.gateway.Gateway;
import waybill.payment.service.gateway.GatewayAnswer;
import waybill.payment.service.gateway.GatewayAnswer.Declined;
import waybill.payment.service.gateway.GatewayAnswer.NotSent;
import waybill.payment.service.gateway.GatewayAnswer.Unknown;
import waybill.payment.service.gateway.GatewayQuestion;
import waybill.payment.service.gateway.GatewayRequest;

/**
 * Stripe: an authorization is a payment intent with manual capture, confirmed as it is made. What is mapped to what,
 * and why, is in {@code docs/operate/payment-gateways.md}.
 */
public final class StripeGateway implements Gateway, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StripeGateway.class);
    private static final Declined NO_SUCH_AMOUNT = new Declined("AMOUNT_NOT_REPRESENTABLE");

    private final StripeApi api;
    private final StripeSearch search;

    /** Sends nothing yet. */
    public StripeGateway(StripeSettings settings) {
        this.api = new StripeApi(settings);
        this.search = new StripeSearch(api);
    }

    @Override
    public GatewayAnswer authorize(GatewayRequest.Authorization request, Duration howLong)
            throws IOException, InterruptedException {
        Patience patience = Patience.of(howLong);
        return moving(request, amount -> {
            PaymentIntent intent = api.authorize(request, amount, patience);
            if ("requires_action".equals(intent.getStatus())) {
                abandon(intent, request, patience);
            }
            return StripeReadings.authorization(intent);
        });
    }

    /** Nobody can go on with the intent, so this only keeps the shop's list at Stripe tidy. */
    private void abandon(PaymentIntent intent, GatewayRequest.Authorization request, Patience patience)
            throws InterruptedException {
        try {
            api.abandon(intent, request.key(), patience);
        } catch (StripeException left) {
            LOG.atWarn()
                    .addKeyValue("event", "gateway-intent-left")
                    .addKeyValue("order_id", request.order().value())
                    .log("{} stays unauthenticated at Stripe: {}", request.key(), reason(left));
        }
    }

    private static String reason(StripeException failed) throws InterruptedException {
        try {
            return StripeFailures.unasked(failed).reason();
        } catch (IOException lost) {
            return lost.toString();
        }
    }

    @Override
    public GatewayAnswer capture(GatewayRequest.Capture request, Duration howLong)
            throws IOException, InterruptedException {
        Patience patience = Patience.of(howLong);
        return moving(
                request,
                amount -> StripeReadings.capture(api.capture(request, amount, patience), request.key())
                        .orElseGet(() -> new Unknown("UNREADABLE")));
    }

    @Override
    public GatewayAnswer refund(GatewayRequest.Refund request, Duration howLong)
            throws IOException, InterruptedException {
        Patience patience = Patience.of(howLong);
        return moving(request, amount -> StripeReadings.refund(api.refund(request, amount, patience)));
    }

    /**
     * Looks first, because an untouched intent is cancelled, but the rest of a partly captured one is set free by a
     * final capture of nothing.
     */
    @Override
    public GatewayAnswer reverse(GatewayRequest.Reversal request, Duration howLong)
            throws IOException, InterruptedException {
        Patience patience = Patience.of(howLong);
        PaymentIntent intent;
        try {
            intent = api.retrieve(request.authorization(), patience);
        } catch (StripeException failed) {
            return unlooked(failed);
        }
        Optional<GatewayAnswer> already = StripeReadings.reversal(intent);
        if (already.isPresent()) {
            return already.get();
        }
        if (patience.isOver()) {
            return new NotSent("TOO_LATE");
        }
        return free(request, intent, patience);
    }

    /** Without a look nothing is done, whatever became of the look. */
    private static GatewayAnswer unlooked(StripeException failed) throws InterruptedException {
        try {
            NotSent unasked = StripeFailures.unasked(failed);
            return unasked.reason().equals(StripeFailures.UNKNOWN_AUTHORIZATION)
                    ? new Declined(unasked.reason())
                    : unasked;
        } catch (IOException lost) {
            return NotSent.forNow("UNREACHABLE");
        }
    }

    private GatewayAnswer free(GatewayRequest.Reversal request, PaymentIntent intent, Patience patience)
            throws IOException, InterruptedException {
        try {
            PaymentIntent freed = StripeReadings.isPartlyCaptured(intent)
                    ? api.release(request, patience)
                    : api.cancel(request, patience);
            return StripeReadings.reversal(freed).orElseGet(() -> new Unknown("STILL_SET_ASIDE"));
        } catch (StripeException failed) {
            return StripeFailures.of(request, failed);
        }
    }

    @Override
    public Optional<GatewayAnswer> find(GatewayQuestion question, Duration howLong)
            throws IOException, InterruptedException {
        try {
            return search.find(question, Patience.of(howLong));
        } catch (StripeException failed) {
            NotSent unasked = StripeFailures.unasked(failed);
            return Optional.of(new Unknown(unasked.reason(), unasked.verdict()));
        }
    }

    /** One call that moves so much, as Stripe counts it. */
    private interface Move {
        GatewayAnswer of(long amount) throws StripeException, InterruptedException;
    }

    private static GatewayAnswer moving(GatewayRequest request, Move move) throws IOException, InterruptedException {
        OptionalLong amount = StripeAmounts.of(request.amount());
        if (amount.isEmpty()) {
            return NO_SUCH_AMOUNT;
        }
        try {
            return move.of(amount.getAsLong());
        } catch (StripeException failed) {
            return StripeFailures.of(request, failed);
        }
    }

    @Override
    public void close() {
        api.close();
    }
}
