package waybill.payment.service.gateway.stripe;

import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.model.PaymentIntent;
import com.stripe.model.Refund;
import com.stripe.model.StripeCollection;
import com.stripe.net.RequestOptions;
import com.stripe.param.PaymentIntentCancelParams;
import com.stripe.param.PaymentIntentCaptureParams;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.PaymentIntentCreateParams.AutomaticPaymentMethods;
import com.stripe.param.PaymentIntentCreateParams.PaymentMethodOptions;
import com.stripe.param.PaymentIntentListParams;
import com.stripe.param.PaymentIntentRetrieveParams;
import com.stripe.param.RefundCreateParams;
import com.stripe.param.RefundListParams;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import waybill.kernel.TransactionId;
import waybill.payment.service.gateway.GatewayRequest;

/**
 * The calls to Stripe that we make, through its official library: each once, under our key, and within the caller's
 * patience. Whatever is written carries the names of our order and our transaction.
 */
final class StripeApi implements AutoCloseable {
    /** Under this name every object at Stripe carries our order. */
    static final String ORDER = "waybill_order";

    /** Under this name an intent or a refund carries the transaction that made it. */
    static final String KEY = "waybill_key";

    private static final String CHARGE = "latest_charge";
    private static final long PAGE = 100;

    private final StripeTransport transport = new StripeTransport();
    private final StripeClient client;

    StripeApi(StripeSettings settings) {
        String base = settings.apiBase().toString();
        this.client = StripeClient.builder()
                .setApiKey(settings.apiKey())
                .setApiBase(base.endsWith("/") ? base.substring(0, base.length() - 1) : base)
                .setMaxNetworkRetries(0)
                .setHttpClient(transport)
                .build();
    }

    PaymentIntent authorize(GatewayRequest.Authorization request, long amount, Patience patience)
            throws StripeException {
        PaymentIntentCreateParams params = PaymentIntentCreateParams.builder()
                .setAmount(amount)
                .setCurrency(StripeAmounts.code(request.amount().currency()))
                .setPaymentMethod(request.token())
                .setConfirm(true)
                .setCaptureMethod(PaymentIntentCreateParams.CaptureMethod.MANUAL)
                // Nobody is there who could be sent to a bank's page: such methods are not even tried.
                .setAutomaticPaymentMethods(AutomaticPaymentMethods.builder()
                        .setEnabled(true)
                        .setAllowRedirects(AutomaticPaymentMethods.AllowRedirects.NEVER)
                        .build())
                .setPaymentMethodOptions(PaymentMethodOptions.builder()
                        .setCard(PaymentMethodOptions.Card.builder()
                                .setRequestMulticapture(PaymentMethodOptions.Card.RequestMulticapture.IF_AVAILABLE)
                                .build())
                        .build())
                .setDescription("Order " + request.order().value())
                .putMetadata(ORDER, request.order().value())
                .putMetadata(KEY, request.key().value())
                .addExpand(CHARGE)
                .build();
        return client.v1().paymentIntents().create(params, write(request.key(), patience));
    }

    /** An intent keeps in its metadata what was captured from it, transaction by transaction. */
    PaymentIntent capture(GatewayRequest.Capture request, long amount, Patience patience) throws StripeException {
        PaymentIntentCaptureParams params = PaymentIntentCaptureParams.builder()
                .setAmountToCapture(amount)
                .setFinalCapture(request.isFinal())
                .putMetadata(request.key().value(), String.valueOf(amount))
                .build();
        return client.v1().paymentIntents().capture(request.authorization(), params, write(request.key(), patience));
    }

    /** Sets the rest of a partly captured intent free. */
    PaymentIntent release(GatewayRequest.Reversal request, Patience patience) throws StripeException {
        PaymentIntentCaptureParams params = PaymentIntentCaptureParams.builder()
                .setAmountToCapture(0L)
                .setFinalCapture(true)
                .build();
        return client.v1().paymentIntents().capture(request.authorization(), params, write(request.key(), patience));
    }

    /** Sets all of an intent free from which nothing was captured. */
    PaymentIntent cancel(GatewayRequest.Reversal request, Patience patience) throws StripeException {
        return cancel(request.authorization(), request.key().value(), patience);
    }

    /** Ends an intent that waits for something that will not come, under a key derived from the one that began it. */
    PaymentIntent abandon(PaymentIntent intent, TransactionId begunBy, Patience patience) throws StripeException {
        return cancel(intent.getId(), begunBy.value() + "-abandon", patience);
    }

    private PaymentIntent cancel(String intent, String key, Patience patience) throws StripeException {
        return client.v1()
                .paymentIntents()
                .cancel(intent, PaymentIntentCancelParams.builder().build(), write(key, patience));
    }

    PaymentIntent retrieve(String intent, Patience patience) throws StripeException {
        return client.v1()
                .paymentIntents()
                .retrieve(intent, PaymentIntentRetrieveParams.builder().build(), read(patience));
    }

    Refund refund(GatewayRequest.Refund request, long amount, Patience patience) throws StripeException {
        RefundCreateParams params = RefundCreateParams.builder()
                .setPaymentIntent(request.authorization())
                .setAmount(amount)
                .putMetadata(ORDER, request.order().value())
                .putMetadata(KEY, request.key().value())
                .build();
        return client.v1().refunds().create(params, write(request.key(), patience));
    }

    /** Intents made between these instants, both included, the newest first; those after one, or from the first. */
    StripeCollection<PaymentIntent> intents(Span span, @Nullable String after, Patience patience)
            throws StripeException {
        PaymentIntentListParams.Builder params = PaymentIntentListParams.builder()
                .setCreated(PaymentIntentListParams.Created.builder()
                        .setGte(span.from().getEpochSecond())
                        .setLte(span.to().getEpochSecond())
                        .build())
                .setLimit(PAGE)
                .addExpand("data." + CHARGE);
        if (after != null) {
            params.setStartingAfter(after);
        }
        return client.v1().paymentIntents().list(params.build(), read(patience));
    }

    /** A span of time, both ends included. */
    record Span(Instant from, Instant to) {}

    /** Refunds of an intent, the newest first; those after one, or from the first. */
    StripeCollection<Refund> refunds(String intent, @Nullable String after, Patience patience) throws StripeException {
        RefundListParams.Builder params =
                RefundListParams.builder().setPaymentIntent(intent).setLimit(PAGE);
        if (after != null) {
            params.setStartingAfter(after);
        }
        return client.v1().refunds().list(params.build(), read(patience));
    }

    private static RequestOptions write(TransactionId key, Patience patience) {
        return write(key.value(), patience);
    }

    private static RequestOptions write(String key, Patience patience) {
        return within(patience).setIdempotencyKey(key).build();
    }

    private static RequestOptions read(Patience patience) {
        return within(patience).build();
    }

    private static RequestOptions.RequestOptionsBuilder within(Patience patience) {
        return new RequestOptions.RequestOptionsBuilder()
                .setConnectTimeout(patience.millis())
                .setReadTimeout(patience.millis())
                .setMaxNetworkRetries(0);
    }

    @Override
    public void close() {
        transport.close();
    }
}
