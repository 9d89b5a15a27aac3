package waybill.server.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import waybill.engine.core.resilience.Policy;
import waybill.engine.core.resilience.Retries;

class ResilienceSettingsTest {
    private static ResilienceSettings read(String... environment) {
        Map<String, String> variables = Arrays.stream(environment)
                .map(one -> one.split("=", 2))
                .collect(Collectors.toMap(one -> "WAYBILL_" + one[0], one -> one[1]));
        return Settings.read(null, variables).resilience();
    }

    @Test
    void the_defaults_are_those_of_the_architecture() {
        assertThat(read()).isEqualTo(new ResilienceSettings(Policy.inventory(), Policy.payment(), Policy.gateway()));
    }

    @Test
    void each_value_can_be_set_for_each_dependency() {
        Policy inventory = read(
                        "RESILIENCE_INVENTORY_TIMEOUT=PT1S",
                        "RESILIENCE_INVENTORY_DEADLINE=PT4S",
                        "RESILIENCE_INVENTORY_CALLS_MAX=7",
                        "RESILIENCE_INVENTORY_MINIMUM_CALLS=1",
                        "RESILIENCE_INVENTORY_WINDOW=PT20S",
                        "RESILIENCE_INVENTORY_OPEN_FOR=PT2S",
                        "RETRY_SCHEDULE=PT0.5S, PT1S")
                .inventory();
        assertThat(inventory)
                .isEqualTo(new Policy(
                        "inventory",
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(4),
                        7,
                        Retries.schedule(List.of(Duration.ofMillis(500), Duration.ofSeconds(1))),
                        new Policy.BreakerRules(1, Duration.ofSeconds(20), Duration.ofSeconds(2))));
    }

    @Test
    void retries_can_be_none_or_spread() {
        assertThat(read("RETRY_SCHEDULE=none").gateway().retries()).isEqualTo(Retries.none());
        assertThat(read("RETRY_MODE=exponential").payment().retries()).isEqualTo(Retries.exponential());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RETRY_SCHEDULE=1,2,3",
                "RETRY_SCHEDULE=PT1S,",
                "RETRY_SCHEDULE=PT0S",
                "RETRY_MODE=forever",
                "RESILIENCE_PAYMENT_MINIMUM_CALLS=0",
                "RESILIENCE_PAYMENT_CALLS_MAX=-1",
                "RESILIENCE_PAYMENT_TIMEOUT=5",
                "RESILIENCE_PAYMENT_WINDOW=PT0.5S",
                "RESILIENCE_GATEWAY_DEADLINE=PT11S"
            })
    void what_makes_no_sense_is_refused_in_one_sentence(String setting) {
        assertThatThrownBy(() -> read(setting)).isInstanceOf(BadSettings.class).hasMessageContaining(" must be ");
    }
}
