package waybill.payment.service;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import waybill.payment.service.gateway.stripe.StripeSettings;

/** Who moves the money. */
public sealed interface GatewayChoice {
    /** The built-in gateway, which moves none. */
    record Sandbox() implements GatewayChoice {}

    /** Stripe. */
    record Stripe(StripeSettings settings) implements GatewayChoice {}

    /**
     * Stripe, reached with this key.
     *
     * @param webhookSecret signs what Stripe sends to us; null if it sends nothing
     * @throws IllegalArgumentException if it cannot work like this; the message repeats no secret
     */
    static GatewayChoice stripe(String apiKey, @Nullable String webhookSecret, URI apiBase) {
        return new Stripe(new StripeSettings(apiKey, webhookSecret, apiBase));
    }
}
