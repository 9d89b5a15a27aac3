package waybill.payment.service.gateway.stripe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.stripe.exception.SignatureVerificationException;
import com.stripe.net.Webhook;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import waybill.kernel.OrderId;

/** Reads what Stripe sends to us, after making sure that it was Stripe and that it was lately. */
public final class StripeNotices {
    /** How old a signature may be; what was overheard cannot be sent again later. */
    public static final Duration TOLERANCE = Duration.ofMinutes(5);

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> ABOUT_MONEY = List.of("payment_intent.", "charge.", "refund.");

    private final String secret;
    private final Clock clock;

    /**
     * Reads notices that are signed with this secret.
     *
     * @param clock says how old a signature is
     */
    public StripeNotices(String secret, InstantSource clock) {
        this.secret = secret;
        this.clock = clock.withZone(ZoneOffset.UTC);
    }

    /** Not from Stripe, or not as Stripe sent it, or too long ago. */
    public static final class NotFromStripe extends Exception {
        private NotFromStripe(String why, @Nullable Throwable cause) {
            super(why, cause);
        }
    }

    /**
     * The notice; empty if it is about nothing that is ours.
     *
     * @param body exactly as it arrived: the signature is over its bytes
     * @param signature the header {@code Stripe-Signature}; null if there is none
     * @throws NotFromStripe if it is not to be believed
     */
    public Optional<StripeNotice> read(byte[] body, @Nullable String signature) throws NotFromStripe {
        String text = new String(body, StandardCharsets.UTF_8);
        verify(text, signature);
        JsonNode event = parsed(text);
        String type = event.path("type").asText();
        if (ABOUT_MONEY.stream().noneMatch(type::startsWith)) {
            return Optional.empty();
        }
        JsonNode order = event.path("data").path("object").path("metadata").path(StripeApi.ORDER);
        return OrderId.parse(order.asText()).map(ours -> new StripeNotice(type, ours));
    }

    private void verify(String text, @Nullable String signature) throws NotFromStripe {
        if (signature == null) {
            throw new NotFromStripe("there is no signature", null);
        }
        try {
            if (!Webhook.Signature.verifyHeader(text, signature, secret, TOLERANCE.toSeconds(), clock)) {
                throw new NotFromStripe("the signature is of something else", null);
            }
        } catch (SignatureVerificationException | NumberFormatException forged) {
            // The library reads the header's time without checking that it is a number.
            throw new NotFromStripe("the signature is not Stripe's, or too old", forged);
        }
    }

    private static JsonNode parsed(String text) throws NotFromStripe {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException malformed) {
            throw new NotFromStripe("the body is not JSON", malformed);
        }
    }
}
