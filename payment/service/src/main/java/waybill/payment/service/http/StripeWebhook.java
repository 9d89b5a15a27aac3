package waybill.payment.service.http;

import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import waybill.engine.http.Answer;
import waybill.engine.http.Call;
import waybill.engine.http.Problem;
import waybill.engine.http.Routes;
import waybill.engine.http.access.Access;
import waybill.payment.service.gateway.stripe.StripeNotice;
import waybill.payment.service.gateway.stripe.StripeNotices;
import waybill.payment.service.gateway.stripe.StripeNotices.NotFromStripe;

/**
 * Where Stripe tells that something happened. What it tells is not believed: it only has the gateway asked now, about
 * what is still unknown of that order. So a notice that comes twice, late, or never, changes nothing.
 */
public final class StripeWebhook {
    private static final Logger LOG = LoggerFactory.getLogger(StripeWebhook.class);

    private final StripeNotices notices;
    private final Consumer<StripeNotice> askNow;

    /**
     * The endpoint.
     *
     * @param askNow begins to ask the gateway about the order's payments, and does not wait for it
     */
    public StripeWebhook(StripeNotices notices, Consumer<StripeNotice> askNow) {
        this.notices = notices;
        this.askNow = askNow;
    }

    /** The route. */
    public Routes routes() {
        return new Routes().post("/webhooks/stripe", "receiveStripeWebhook", Access.signed(), this::receive);
    }

    private record Received(boolean received) {}

    private Answer receive(Call call) {
        read(call).ifPresent(this::act);
        return Answer.json(200, new Received(true));
    }

    private Optional<StripeNotice> read(Call call) {
        try {
            return notices.read(call.bytes(), call.header("Stripe-Signature"));
        } catch (NotFromStripe unbelieved) {
            LOG.atWarn()
                    .addKeyValue("event", "webhook-refused")
                    .log("A webhook was refused: {}", unbelieved.getMessage());
            throw Problem.invalid(
                            "/headers/Stripe-Signature",
                            "INVALID",
                            "Stripe-Signature must be Stripe's signature of this body, at most five minutes old.")
                    .asException();
        }
    }

    private void act(StripeNotice notice) {
        if (notice.isFailedRefund()) {
            LOG.atError()
                    .addKeyValue("event", "refund-failed-late")
                    .addKeyValue("order_id", notice.order().value())
                    .log("Stripe could not give money back; if the refund stands as succeeded here, a person must");
        }
        askNow.accept(notice);
    }
}
