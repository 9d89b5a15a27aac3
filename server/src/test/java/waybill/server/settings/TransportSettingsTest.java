package waybill.server.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import waybill.engine.kafka.KafkaSettings;

class TransportSettingsTest {
    private static KafkaSettings kafka(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(Map.of("WAYBILL_TRANSPORT", "kafka"));
        all.putAll(more);
        return Settings.read(null, all).transport().kafka().orElseThrow();
    }

    @Test
    void in_one_process_nothing_is_needed() {
        assertThat(Settings.usual().transport().kafka()).isEmpty();
    }

    @Test
    void brokers_are_named_by_host_and_port() {
        KafkaSettings kafka = kafka(Map.of("WAYBILL_KAFKA_SERVERS", "kafka-1:9092, [::1]:9093"));

        assertThat(kafka).isEqualTo(new KafkaSettings("kafka-1:9092,[::1]:9093", OptionalInt.empty(), Map.of()));
    }

    @Test
    void without_brokers_there_is_no_kafka() {
        assertThatThrownBy(() -> kafka(Map.of()))
                .isInstanceOf(BadSettings.class)
                .hasMessage("waybill.kafka.servers must be set: the transport is kafka.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"kafka", "kafka:", "http://kafka:9092", "kafka:9092,", "kafka:9092;other:9092"})
    void what_is_no_list_of_brokers_is_refused(String servers) {
        assertThatThrownBy(() -> kafka(Map.of("WAYBILL_KAFKA_SERVERS", servers)))
                .isInstanceOf(BadSettings.class)
                .hasMessageContaining("must be brokers as host:port, separated by commas");
    }

    @Test
    void the_number_of_copies_is_from_one_to_nine() {
        Map<String, String> servers = Map.of("WAYBILL_KAFKA_SERVERS", "kafka:9092");
        Map<String, String> three = new HashMap<>(servers);
        three.put("WAYBILL_KAFKA_REPLICATION", "3");
        assertThat(kafka(three).replication()).hasValue(3);
        Map<String, String> ten = new HashMap<>(servers);
        ten.put("WAYBILL_KAFKA_REPLICATION", "10");
        assertThatThrownBy(() -> kafka(ten)).hasMessageContaining("must be a number from 1 to 9, not 10");
    }

    @Test
    void more_settings_come_from_a_file_and_are_never_shown(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(
                folder.resolve("kafka.properties"), "security.protocol=SASL_SSL\nsasl.jaas.config=very_secret\n");
        KafkaSettings kafka =
                kafka(Map.of("WAYBILL_KAFKA_SERVERS", "kafka:9092", "WAYBILL_KAFKA_CONFIG_FILE", file.toString()));

        assertThat(kafka.more()).isEqualTo(Map.of("security.protocol", "SASL_SSL", "sasl.jaas.config", "very_secret"));
        assertThat(kafka.toString()).contains("sasl.jaas.config").doesNotContain("very_secret");
    }

    @Test
    void a_file_that_cannot_be_read_is_named() {
        assertThatThrownBy(() -> kafka(
                        Map.of("WAYBILL_KAFKA_SERVERS", "kafka:9092", "WAYBILL_KAFKA_CONFIG_FILE", "/nowhere/at.all")))
                .hasMessage(
                        "The file /nowhere/at.all that waybill.kafka.config-file names cannot be read as a properties"
                                + " file.");
    }
}
