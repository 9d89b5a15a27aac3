package waybill.server.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import waybill.engine.core.chaos.Chaos;
import waybill.engine.core.chaos.Chaos.Point;

class SettingsTest {
    private static final Path PAGE = Path.of("..", "docs", "operate", "configuration.md");

    @TempDir
    private Path folder = Path.of("");

    private Settings read(String file, String... environment) throws IOException {
        Path config = Files.writeString(folder.resolve("waybill.properties"), file);
        Map<String, String> variables =
                environment.length == 0 ? Map.of() : Map.of(environment[0], environment[1], "PATH", "/bin");
        return Settings.read(config, variables);
    }

    @Test
    void where_nothing_is_set_all_is_as_usual() throws IOException {
        Settings settings = read("# nothing\n");
        assertThat(settings).isEqualTo(Settings.usual());
        assertThat(settings.order().sagaDeadline()).isEqualTo(Duration.ofMinutes(15));
        assertThat(settings.order().paymentRetryWindow()).isEqualTo(Duration.ofHours(1));
        assertThat(settings.inventory().holdTime()).isEqualTo(Duration.ofMinutes(20));
        assertThat(settings.retention())
                .isEqualTo(new Settings.Retention(Duration.ofHours(24), Duration.ofDays(30), Duration.ofDays(30)));
        assertThat(settings.gateway()).isEqualTo(new Settings.Gateway.Sandbox());
        assertThat(settings.keysRequired()).isTrue();
        assertThat(settings.masterKey()).isEmpty();
        assertThat(settings.testMode()).isFalse();
        assertThat(settings.access().isOn()).isFalse();
    }

    @Test
    void a_file_is_read_and_the_environment_wins_over_it() throws IOException {
        String file = "waybill.order.payment-retry-window = PT2H\nwaybill.inventory.hold-time=PT45M\n";
        Settings settings = read(file, "WAYBILL_ORDER_PAYMENT_RETRY_WINDOW", "PT3H");
        assertThat(settings.order().paymentRetryWindow()).isEqualTo(Duration.ofHours(3));
        assertThat(settings.inventory().holdTime()).isEqualTo(Duration.ofMinutes(45));
    }

    @ParameterizedTest
    @EnumSource(Key.class)
    void every_key_can_be_set_in_both_places(Key key) {
        assertThat(Key.ofProperty(key.property())).hasValue(key);
        assertThat(Key.ofVariable(key.variable())).hasValue(key);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            waybill.order.saga-dedline=PT1M           | There is no setting waybill.order.saga-dedline (in FILE).
            saga-deadline=PT1M                        | There is no setting saga-deadline (in FILE).
            waybill.order.saga-deadline=15            | waybill.order.saga-deadline must be an ISO 8601 duration such as PT15M, not 15.
            waybill.order.saga-deadline=PT0S          | waybill.order.saga-deadline must be longer than nothing and at most ten years, not PT0S.
            waybill.order.saga-deadline=-PT1S         | waybill.order.saga-deadline must be longer than nothing and at most ten years, not -PT1S.
            waybill.inventory.hold-time=PT15M         | waybill.inventory.hold-time (PT15M) must be longer than waybill.order.saga-deadline (PT15M), or goods are given away while they are being paid.
            waybill.api.idempotency-key=maybe         | waybill.api.idempotency-key must be required or optional, not maybe.
            waybill.payment.gateway=paypal            | waybill.payment.gateway must be sandbox or stripe, not paypal.
            waybill.payment.gateway=stripe            | waybill.payment.stripe.secret-key must be set: the gateway is stripe.
            waybill.test-mode=yes                     | waybill.test-mode must be true or false, not yes.
            waybill.chaos.rate=5%                     | waybill.chaos.rate must be a share from 0 to 1 such as 0.05, not 5%.
            waybill.chaos.points=gateway              | waybill.chaos.points must be all, or some of before-handler, after-commit, gateway-unsent, gateway-answer-lost, delivery-delay, delivery-duplicate, delivery-reorder, not gateway.
            waybill.chaos.points=after-commit,        | waybill.chaos.points must be all, or some of before-handler, after-commit, gateway-unsent, gateway-answer-lost, delivery-delay, delivery-duplicate, delivery-reorder, not after-commit,.
            waybill.chaos.seed=x                      | waybill.chaos.seed must be a whole number, not x.
            waybill.log.level=LOUD                    | waybill.log.level must be ERROR, WARN, INFO, DEBUG or TRACE, not LOUD.
            waybill.log.levels=waybill                | waybill.log.levels must be loggers and levels such as waybill.payment=DEBUG, not waybill.
            waybill.log.levels=org.x=DEBUG            | waybill.log.levels must be INFO or less for loggers of libraries, not org.x=DEBUG.
            waybill.traces.endpoint=collector:4318    | waybill.traces.endpoint must be an http or https address, not collector:4318.
            waybill.traces.sample=5                   | waybill.traces.sample must be a share from 0 to 1 such as 0.05, not 5.
            waybill.test-mode=true\\nwaybill.test-mode=false | The setting waybill.test-mode is in the file twice.
            waybill.test-mode=\\u00zz                 | The configuration FILE cannot be read as a properties file.
            waybill.personal-data.master-key-file=/nowhere/key | The file /nowhere/key that waybill.personal-data.master-key-file names cannot be read.
            """)
    void what_cannot_be_used_is_said_in_one_sentence(String file, String sentence) {
        assertThatThrownBy(() -> read(file.replace("\\n", "\n")))
                .isInstanceOf(BadSettings.class)
                .hasMessage(sentence.replace(
                        "FILE", folder.resolve("waybill.properties").toString()));
    }

    @Test
    void chaos_is_on_only_where_it_is_asked_for() throws IOException {
        assertThat(Settings.usual().chaos()).isEmpty();
        assertThat(read("waybill.chaos.seed=7", "CHAOS_MODE", "true").chaos())
                .hasValue(Chaos.Settings.everywhere(Chaos.Settings.USUAL_RATE, 7));
        assertThat(read("waybill.chaos.rate=1\nwaybill.chaos.points=after-commit")
                        .chaos())
                .isEmpty();
    }

    @Test
    void chaos_strikes_only_where_it_is_set_to() throws IOException {
        String file = "waybill.chaos.seed=7\nwaybill.chaos.points=after-commit, gateway-unsent\n";
        assertThat(read(file, "CHAOS_MODE", "true").chaos())
                .hasValue(new Chaos.Settings(
                        Chaos.Settings.USUAL_RATE, 7, Set.of(Point.AFTER_COMMIT, Point.GATEWAY_UNSENT)));
    }

    @Test
    void a_file_that_is_not_there_is_said_in_one_sentence() {
        assertThatThrownBy(() -> Settings.read(folder.resolve("none"), Map.of()))
                .hasMessage("The configuration " + folder.resolve("none") + " cannot be read as a properties file.");
    }

    @Test
    void a_variable_is_called_by_its_own_name() {
        assertThatThrownBy(() -> read("", "WAYBILL_ORDER_SAGA_DEDLINE", "PT1M"))
                .hasMessage("There is no setting WAYBILL_ORDER_SAGA_DEDLINE (in the environment).");
        assertThatThrownBy(() -> read("", "WAYBILL_TEST_MODE", "1"))
                .hasMessage("WAYBILL_TEST_MODE must be true or false, not 1.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "WAYBILL_PORT",
                "WAYBILL_AOT",
                "WAYBILL_JAVA_OPTS",
                "WAYBILL_SERVICE_HOST",
                "WAYBILL_ORDER_SERVICE_PORT_HTTP",
                "WAYBILL_PORT_8080_TCP_ADDR"
            })
    void variables_of_the_launcher_and_of_kubernetes_are_not_settings(String variable) throws IOException {
        assertThat(read("", variable, "10.0.0.1")).isEqualTo(Settings.usual());
    }

    @Test
    void secrets_are_read_and_never_shown() throws IOException {
        Settings settings = read("""
                waybill.payment.gateway=stripe
                waybill.payment.stripe.secret-key=sk_test_very_secret
                waybill.payment.stripe.webhook-secret=whsec_very_secret
                waybill.payment.stripe.base-url=http://localhost:12111
                waybill.personal-data.master-key=very_secret_too
                """);
        Settings.Gateway.Stripe stripe = (Settings.Gateway.Stripe) settings.gateway();
        assertThat(stripe.secretKey().reveal()).isEqualTo("sk_test_very_secret");
        assertThat(stripe.webhookSecret().reveal()).isEqualTo("whsec_very_secret");
        assertThat(stripe.baseUrl()).isEqualTo(URI.create("http://localhost:12111"));
        assertThat(settings.masterKey().orElseThrow().reveal()).isEqualTo("very_secret_too");
        assertThat(settings.toString()).contains("(secret)").doesNotContain("very_secret");
    }

    @Test
    void the_master_key_can_lie_in_a_file_but_not_in_two_places() throws IOException {
        Path key = Files.writeString(folder.resolve("key"), "in_a_file\n");
        String file = "waybill.personal-data.master-key-file=" + key + "\n";
        assertThat(read(file).masterKey().orElseThrow().reveal()).isEqualTo("in_a_file");
        assertThatThrownBy(() -> read(file, "WAYBILL_PERSONAL_DATA_MASTER_KEY", "itself"))
                .hasMessage("Only one of waybill.personal-data.master-key and"
                        + " waybill.personal-data.master-key-file can be set.");
    }

    @ParameterizedTest
    @EnumSource(Key.class)
    void the_page_about_configuration_has_every_key_with_its_default(Key key) throws IOException {
        String usual = key.usual().isEmpty() ? "none" : "`" + key.usual() + "`";
        assertThat(Files.readAllLines(PAGE))
                .filteredOn(line -> line.startsWith("| `" + key.property() + "` | `" + key.variable() + "` | " + usual))
                .hasSize(1);
    }

    @Test
    void the_page_about_configuration_has_no_key_that_is_not_there() throws IOException {
        assertThat(Files.readAllLines(PAGE))
                .filteredOn(line -> line.startsWith("| `waybill."))
                .hasSize(Key.values().length);
    }
}
