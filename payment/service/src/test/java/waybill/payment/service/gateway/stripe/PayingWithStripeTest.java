package waybill.payment.service.gateway.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static waybill.payment.service.gateway.stripe.StripeExamples.*;

import com.fasterxml.jackson.databind.JsonNode;
import com.stripe.net.Webhook;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import waybill.contracts.Announcement;
import waybill.engine.core.assembly.Environment;
import waybill.engine.core.commands.CommandRunner;
import waybill.engine.core.feeds.Checkpoints;
import waybill.engine.core.feeds.Envelope;
import waybill.engine.core.feeds.Receiver;
import waybill.engine.core.feeds.Transport;
import waybill.engine.core.resilience.Policy;
import waybill.engine.core.time.TimedIds;
import waybill.engine.http.server.HttpServer;
import waybill.engine.http.server.HttpSettings;
import waybill.engine.postgres.Database;
import waybill.engine.postgres.embedded.TemporaryPostgres;
import waybill.payment.service.GatewayChoice;
import waybill.payment.service.PaymentService;
import waybill.payment.service.gateway.stripe.StripeStub.Spoiling;
import waybill.testkit.engine.Eventually;
import waybill.testkit.http.ApiClient;
import waybill.testkit.http.ApiClient.Reply;

/**
 * The payment service with Stripe behind it, over HTTP. The clock stands still, so that only webhooks have Stripe
 * asked.
 */
class PayingWithStripeTest {
    private static final String SECRET = "whsec_of_the_shop";

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private StripeStub stripe;
    private Database database;
    private PaymentService service;
    private HttpServer http;
    private ApiClient api;

    @BeforeEach
    void opens() throws IOException {
        stripe = new StripeStub();
        database = new Database("payment", TemporaryPostgres.freshDatabase(), Database.Sizes.usual(), meters);
        InstantSource clock = InstantSource.fixed(StripeBooks.NOW);
        AtomicLong dice = new AtomicLong(1);
        service = new PaymentService(
                database,
                new Environment(
                        clock,
                        new TimedIds(clock, () -> dice.getAndAdd(0x9e37_79b9_7f4a_7c15L)),
                        meters,
                        CommandRunner.Sizes.usual()),
                GatewayChoice.stripe(StripeStub.API_KEY, SECRET, stripe.base()),
                Policy.gateway());
        service.listen(new SilentTransport(), Set.of("inventory", "order"));
        http = HttpServer.start(HttpSettings.of("127.0.0.1", 0, service.routes()), meters);
        api = ApiClient.at(http.port());
    }

    /** Nobody announces anything. */
    private record SilentTransport() implements Transport<Announcement>, Transport.Delivery {
        @Override
        public Delivery subscribe(
                String source, String subscriber, Checkpoints after, Receiver<Announcement> receiver) {
            return this;
        }

        @Override
        public @Nullable Envelope<Announcement> at(String source, int shard, long position) {
            return null;
        }

        @Override
        public long lag() {
            return 0;
        }

        @Override
        public boolean isBehind(int shard) {
            return false;
        }

        @Override
        public void close() {}
    }

    @AfterEach
    void closes() {
        api.close();
        http.close();
        service.close();
        database.close();
        stripe.close();
    }

    private Reply authorize(String token) {
        return api.post(
                "/payments/authorize",
                "{\"orderId\":\"%s\",\"amount\":\"21.98\",\"currency\":\"EUR\",\"token\":\"%s\"}"
                        .formatted(ORDER.value(), token),
                "Idempotency-Key",
                "key-1");
    }

    private JsonNode payment() {
        return api.get("/payments?orderId=" + ORDER.value()).json().at("/data/0");
    }

    private static String event(String type, String metadata) {
        return "{\"id\":\"evt_1\",\"type\":\"%s\",\"data\":{\"object\":{\"status\":\"canceled\",\"metadata\":{%s}}}}"
                .formatted(type, metadata);
    }

    private static String ofOurs(String type) {
        return event(type, "\"waybill_order\":\"" + ORDER.value() + "\"");
    }

    private Reply webhook(String body, String secret) throws GeneralSecurityException {
        String signature = Webhook.Signature.generateSignatureHeader(body, secret, StripeBooks.NOW.getEpochSecond());
        return api.post("/webhooks/stripe", body, "Stripe-Signature", signature);
    }

    @Test
    void money_is_set_aside_at_stripe() {
        Reply reply = authorize(VISA);
        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.json().at("/transactions/0/gatewayReference").asText()).isEqualTo("pi_1");
        assertThat(reply.json().get("authorizedUntil").asText()).isEqualTo("2026-03-08T12:00:00.000000Z");
        assertThat(stripe.books.intent(0).at("/metadata/waybill_key"))
                .isEqualTo(reply.json().at("/transactions/0/id"));
    }

    @Test
    void a_decline_is_told_with_its_reason() {
        Reply reply = authorize("pm_declined_insufficient_funds");
        assertThat(reply.status()).isEqualTo(402);
        assertThat(reply.json().get("reason").asText()).isEqualTo("INSUFFICIENT_FUNDS");
    }

    @Test
    void a_webhook_has_stripe_asked_at_once_and_what_it_says_itself_is_not_believed() throws Exception {
        stripe.spoil(new Spoiling.Cut(true));
        assertThat(authorize(VISA).status()).isEqualTo(202);
        assertThat(payment().at("/transactions/0/status").asText()).isEqualTo("UNKNOWN");

        Reply heard = webhook(ofOurs("payment_intent.canceled"), SECRET);

        assertThat(heard.status()).isEqualTo(200);
        assertThat(heard.body()).isEqualTo("{\"received\":true}");
        Eventually.holds(() -> assertThat(payment().get("status").asText()).isEqualTo("AUTHORIZED"));
    }

    @Test
    void a_webhook_that_comes_again_or_late_changes_nothing_and_asks_nothing() throws Exception {
        authorize(VISA);
        JsonNode before = payment();
        int asked = stripe.seen().size();
        for (String type : List.of("payment_intent.amount_capturable_updated", "charge.expired", "refund.failed")) {
            assertThat(webhook(ofOurs(type), SECRET).status()).isEqualTo(200);
        }
        assertThat(payment()).isEqualTo(before);
        assertThat(stripe.seen()).hasSize(asked);
    }

    @Test
    void a_webhook_about_something_else_is_heard_and_ignored() throws Exception {
        assertThat(webhook(ofOurs("customer.created"), SECRET).status()).isEqualTo(200);
        assertThat(webhook(event("charge.captured", ""), SECRET).status()).isEqualTo(200);
        assertThat(webhook(ofOurs("charge.captured"), SECRET).status())
                .as("of an order that payment has never heard of")
                .isEqualTo(200);
        assertThat(stripe.seen()).isEmpty();
    }

    @Test
    void a_forged_webhook_is_refused_and_changes_nothing() throws Exception {
        stripe.spoil(new Spoiling.Cut(true));
        authorize(VISA);
        int asked = stripe.seen().size();
        Reply forged = webhook(ofOurs("payment_intent.succeeded"), "whsec_guessed");
        assertThat(forged.status()).isEqualTo(400);
        assertThat(forged.json().at("/errors/0/pointer").asText()).isEqualTo("/headers/Stripe-Signature");
        assertThat(api.post("/webhooks/stripe", ofOurs("payment_intent.succeeded"))
                        .status())
                .isEqualTo(400);
        assertThat(stripe.seen()).hasSize(asked);
        assertThat(payment().at("/transactions/0/status").asText()).isEqualTo("UNKNOWN");
    }

    @Test
    void a_card_number_is_no_token_and_goes_nowhere() {
        assertThat(authorize("4242424242424242").status()).isEqualTo(400);
        assertThat(authorize("4242-4242-4242-4242").status()).isEqualTo(400);
        assertThat(stripe.seen()).isEmpty();
        assertThat(payment().isMissingNode()).isTrue();
    }

    @Test
    void the_sandbox_is_not_there() {
        assertThat(api.get("/sandbox/transactions").status()).isEqualTo(404);
    }
}
