package waybill.payment.service.gateway.stripe;

import com.stripe.exception.ApiConnectionException;
import com.stripe.exception.IdempotencyException;
import com.stripe.exception.StripeException;
import com.stripe.model.PaymentIntent;
import com.stripe.model.StripeError;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import waybill.engine.core.resilience.Heard.Verdict;
import waybill.payment.service.gateway.GatewayAnswer;
import waybill.payment.service.gateway.GatewayAnswer.Declined;
import waybill.payment.service.gateway.GatewayAnswer.NotSent;
import waybill.payment.service.gateway.GatewayAnswer.Unknown;
import waybill.payment.service.gateway.GatewayRequest;

/**
 * What a call that Stripe did not carry out comes to. Stripe's sentences are not logged: they may quote what was sent.
 */
final class StripeFailures {
    private static final Logger LOG = LoggerFactory.getLogger(StripeFailures.class);

    /** Stripe knows of no such intent. */
    static final String UNKNOWN_AUTHORIZATION = "UNKNOWN_AUTHORIZATION";

    private StripeFailures() {}

    /**
     * The answer to a request.
     *
     * @throws IOException if no answer arrived
     * @throws InterruptedException if nobody waits any more
     */
    static GatewayAnswer of(GatewayRequest request, StripeException failed) throws IOException, InterruptedException {
        lost(failed);
        if (failed instanceof IdempotencyException) {
            throw new IllegalStateException("the key " + request.key() + " was used for something else before");
        }
        return switch (status(failed)) {
            case 400, 404 -> refused(request, failed);
            case 401, 403 -> refusedUs(failed);
            case 402 -> new Declined(StripeDeclines.reason(failed.getStripeError()));
            // With our key in use, an earlier call of it may still succeed; another lock means that nothing was done.
            case 409 -> isCode(failed, "lock_timeout") ? NotSent.busy("GATEWAY_BUSY") : new Unknown("IN_PROGRESS");
            case 429 -> NotSent.busy(isCode(failed, "lock_timeout") ? "GATEWAY_BUSY" : "RATE_LIMITED");
            default -> undecided(failed);
        };
    }

    /**
     * What becomes of a question, or of a look before anything is done: nothing is known then, but nothing was done.
     *
     * @throws IOException if no answer arrived
     * @throws InterruptedException if nobody waits any more
     */
    static NotSent unasked(StripeException failed) throws IOException, InterruptedException {
        lost(failed);
        return switch (status(failed)) {
            case 404 -> new NotSent(UNKNOWN_AUTHORIZATION);
            case 401, 403 -> refusedUs(failed);
            case 429 -> NotSent.busy("RATE_LIMITED");
            default -> undone(undecided(failed));
        };
    }

    private static void lost(StripeException failed) throws IOException, InterruptedException {
        if (failed instanceof ApiConnectionException) {
            Throwable cause = failed.getCause();
            if (cause instanceof InterruptedException) {
                // Said again by the exception, as everywhere.
                boolean said = Thread.interrupted();
                throw new InterruptedException(said ? "nobody waits any more" : "was interrupted");
            }
            throw cause instanceof IOException io ? io : new IOException("no answer from Stripe", failed);
        }
    }

    private static GatewayAnswer refused(GatewayRequest request, StripeException failed) {
        StripeError error = failed.getStripeError();
        if (error == null) {
            return undecided(failed);
        }
        if (isCode(failed, "payment_intent_unexpected_state")) {
            return unexpected(request, error.getPaymentIntent());
        }
        Optional<String> reason = StripeRefusals.reason(request.kind(), error);
        if (reason.isPresent()) {
            return new Declined(reason.get());
        }
        LOG.atError()
                .addKeyValue("event", "gateway-refused-request")
                .log(
                        "Stripe does not accept our {} {}: status {}, code {}, parameter {}, request {}",
                        request.kind(),
                        request.key(),
                        failed.getStatusCode(),
                        error.getCode(),
                        error.getParam(),
                        failed.getRequestId());
        return new NotSent("GATEWAY_REFUSED_REQUEST");
    }

    /** The intent was in another state than we thought; it comes with the refusal. */
    private static GatewayAnswer unexpected(GatewayRequest request, @Nullable PaymentIntent intent) {
        Unknown unexpected = new Unknown("UNEXPECTED_STATE");
        if (intent == null) {
            return unexpected;
        }
        return switch (request.kind()) {
            case CAPTURE ->
                StripeReadings.capture(intent, request.key()).orElseGet(() -> StripeReadings.captureRefused(intent));
            case VOID -> StripeReadings.reversal(intent).orElse(unexpected);
            case AUTHORIZE -> StripeReadings.authorization(intent);
            case REFUND -> new Declined("NOTHING_CAPTURED");
        };
    }

    private static NotSent refusedUs(StripeException failed) {
        LOG.atError()
                .addKeyValue("event", "gateway-refused-us")
                .log(
                        "Stripe does not accept our key: status {}, code {}, request {}",
                        failed.getStatusCode(),
                        failed.getCode(),
                        failed.getRequestId());
        return new NotSent("GATEWAY_REFUSED_US");
    }

    private static Unknown undecided(StripeException failed) {
        int status = status(failed);
        LOG.atWarn()
                .addKeyValue("event", "gateway-answer-unclear")
                .log(
                        "Stripe answered with status {}, code {}, request {}",
                        status,
                        failed.getCode(),
                        failed.getRequestId());
        return status >= 500 ? Unknown.failing("GATEWAY_ERROR") : new Unknown("UNREADABLE");
    }

    /** The same about a call that does nothing. */
    private static NotSent undone(Unknown unclear) {
        return unclear.verdict() == Verdict.FAILS_FOR_GOOD
                ? NotSent.forNow(unclear.reason())
                : new NotSent(unclear.reason());
    }

    private static int status(StripeException failed) {
        Integer status = failed.getStatusCode();
        return status == null ? 0 : status;
    }

    private static boolean isCode(StripeException failed, String code) {
        return code.equals(failed.getCode());
    }
}
