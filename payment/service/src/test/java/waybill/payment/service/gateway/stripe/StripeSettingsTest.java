package waybill.payment.service.gateway.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StripeSettingsTest {
    @ParameterizedTest
    @CsvSource({
        "pk_live_1, whsec_1, https://api.stripe.com, publishable",
        "'', whsec_1, https://api.stripe.com, the API key must",
        "'sk_live 1', whsec_1, https://api.stripe.com, the API key must",
        "sk_live_1, '', https://api.stripe.com, the webhook secret must",
        "sk_live_1, whsec_1, stripe, not the address",
        "sk_live_1, whsec_1, http://127.0.0.1:1, over https only"
    })
    void what_cannot_work_is_refused_without_repeating_a_secret(String key, String webhook, URI base, String because) {
        assertThatThrownBy(() -> new StripeSettings(key, webhook, base))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(because)
                .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain("sk_live"));
    }

    @Test
    void a_test_key_may_go_to_a_stand_in() {
        assertThat(new StripeSettings("sk_test_1", null, URI.create("http://127.0.0.1:1")).signingSecret())
                .isEmpty();
    }
}
