package waybill.cluster.services;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SurroundingsTest {
    @Test
    void services_get_what_is_meant_for_them_and_what_the_cluster_decides() {
        Map<String, String> given = Map.of(
                "PATH", "/bin",
                "WAYBILL_PORT", "8080",
                "WAYBILL_AOT", "off",
                "WAYBILL_GATEWAY_REQUESTS", "7",
                "WAYBILL_ORDER_SAGA_DEADLINE", "PT1H",
                "WAYBILL_STOP_GRACE", "PT0S");

        assertThat(Surroundings.of(given, Map.of("WAYBILL_STOP_GRACE", "PT3S")))
                .isEqualTo(Map.of("PATH", "/bin", "WAYBILL_ORDER_SAGA_DEADLINE", "PT1H", "WAYBILL_STOP_GRACE", "PT3S"));
    }

    @Test
    void what_only_the_cluster_can_decide_is_a_contradiction_if_it_is_set() {
        assertThat(Surroundings.contradictions(Map.of(
                        "WAYBILL_DATABASE_ORDER_URL", "jdbc:postgresql://elsewhere/orders",
                        "WAYBILL_KAFKA_SERVERS", "elsewhere:9092",
                        "WAYBILL_TLS_KEY", "",
                        "WAYBILL_STOP_GRACE", "PT1S")))
                .containsExactly("WAYBILL_DATABASE_ORDER_URL", "WAYBILL_KAFKA_SERVERS");
    }

    @Test
    void services_need_a_key_where_keys_are_asked_for_and_none_is_given(@TempDir Path directory) throws Exception {
        Map<String, String> locked = Map.of("WAYBILL_ACCESS_API_KEYS", "true");
        Path file = Files.writeString(directory.resolve("some.properties"), "waybill.access.api-keys = true\n");

        assertThat(ServicesKey.isNeeded(Map.of(), Optional.empty())).isFalse();
        assertThat(ServicesKey.isNeeded(locked, Optional.empty())).isTrue();
        assertThat(ServicesKey.isNeeded(Map.of(), Optional.of(file))).isTrue();
        assertThat(ServicesKey.isNeeded(
                        Map.of("WAYBILL_ACCESS_API_KEYS", "true", "WAYBILL_SERVICES_TOKEN", "wbk_mine"),
                        Optional.empty()))
                .isFalse();
    }
}
