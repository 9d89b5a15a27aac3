package waybill.payment.service.gateway.stripe;

import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How Stripe is reached.
 *
 * @param apiKey the secret or restricted key of the account, never the publishable one
 * @param webhookSecret signs what Stripe sends to us ({@code whsec_…}); null if it sends nothing
 * @param apiBase where the API is; {@link #API} unless a stand-in is used
 */
public record StripeSettings(String apiKey, @Nullable String webhookSecret, URI apiBase) {
    /** Stripe itself. */
    public static final URI API = URI.create("https://api.stripe.com");

    public StripeSettings {
        requireSecret("the API key", apiKey);
        if (apiKey.startsWith("pk_")) {
            throw new IllegalArgumentException("the API key is a publishable one; it takes a secret or restricted key");
        }
        if (webhookSecret != null) {
            requireSecret("the webhook secret", webhookSecret);
        }
        if (apiBase.getHost() == null || apiBase.getRawQuery() != null) {
            throw new IllegalArgumentException("not the address of an API: " + apiBase);
        }
        if (!"https".equals(apiBase.getScheme()) && !isForTests(apiKey)) {
            throw new IllegalArgumentException("a live key is sent over https only, not to " + apiBase);
        }
    }

    /** What signs Stripe's notices, if it sends any. */
    public Optional<String> signingSecret() {
        return Optional.ofNullable(webhookSecret);
    }

    private static boolean isForTests(String key) {
        return key.startsWith("sk_test_") || key.startsWith("rk_test_");
    }

    private static void requireSecret(String what, String secret) {
        if (secret.isEmpty() || !secret.chars().allMatch(c -> c > ' ' && c <= '~')) {
            throw new IllegalArgumentException(what + " must be visible ASCII characters, and at least one");
        }
    }

    /** Everything but the secrets. */
    @Override
    public String toString() {
        return "StripeSettings[%s key, %s webhook secret, %s]"
                .formatted(isForTests(apiKey) ? "test" : "live", webhookSecret == null ? "no" : "a", apiBase);
    }
}
