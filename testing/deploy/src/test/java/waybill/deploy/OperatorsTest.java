package waybill.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Databases by CloudNativePG and a broker by Strimzi: what they make is what the services are told. */
class OperatorsTest {
    private static final Manifests MADE = Chart.of(ValueSet.OPERATORS);

    @Test
    void each_service_has_a_database_on_three_machines_that_outlives_the_release() {
        for (String service : Manifests.SERVICES) {
            JsonNode cluster = MADE.the("Cluster", "waybill-" + service + "-db");
            assertThat(cluster.at("/spec/instances").asInt()).isEqualTo(3);
            assertThat(cluster.at("/spec/postgresql/synchronous/dataDurability").asText())
                    .isEqualTo("required");
            assertThat(cluster.at("/spec/bootstrap/initdb/database").asText()).isEqualTo("waybill_" + service);
            assertThat(cluster.at("/metadata/annotations/helm.sh~1resource-policy")
                            .asText())
                    .isEqualTo("keep");
        }
    }

    @Test
    void each_service_logs_in_with_what_the_operator_has_made() {
        for (String service : Manifests.SERVICES) {
            JsonNode container = Manifests.container(
                    MADE.the("Deployment", "waybill-" + service).at("/spec/template"));
            String prefix = "WAYBILL_DATABASE_" + service.toUpperCase(Locale.ROOT);
            assertThat(Manifests.environment(container, prefix + "_URL")
                            .path("value")
                            .asText())
                    .isEqualTo("jdbc:postgresql://waybill-" + service + "-db-rw:5432/waybill_" + service
                            + "?sslmode=require");
            assertThat(Manifests.environment(container, prefix + "_USER").at("/valueFrom/secretKeyRef"))
                    .hasToString("{\"name\":\"waybill-" + service + "-db-app\",\"key\":\"username\"}");
        }
    }

    @Test
    void the_broker_keeps_every_event_twice_before_it_says_so() {
        JsonNode kafka = MADE.the("Kafka", "waybill-kafka").at("/spec/kafka");
        assertThat(kafka.at("/config/min.insync.replicas").asInt()).isEqualTo(2);
        assertThat(kafka.at("/config/default.replication.factor").asInt()).isEqualTo(3);
        assertThat(kafka.at("/config/auto.create.topics.enable").asBoolean(true))
                .isFalse();
        for (String service : Manifests.SERVICES) {
            JsonNode topic = MADE.the("KafkaTopic", "waybill." + service + ".events.v1");
            assertThat(topic.at("/spec/partitions").asInt()).isEqualTo(6);
            assertThat(topic.at("/spec/replicas").asInt()).isEqualTo(3);
            assertThat(topic.at("/spec/config/retention.ms").asInt()).isEqualTo(-1);
        }
    }

    @Test
    void a_service_writes_its_own_topic_and_no_other() {
        for (String service : Manifests.SERVICES) {
            List<String> written =
                    Manifests.items(MADE.the("KafkaUser", "waybill-" + service).at("/spec/authorization/acls")).stream()
                            .filter(acl -> acl.at("/resource/type").asText().equals("topic"))
                            .filter(acl -> acl.path("operations").toString().contains("Write"))
                            .map(acl -> acl.at("/resource/patternType").asText() + " "
                                    + acl.at("/resource/name").asText())
                            .toList();
            assertThat(written).containsExactly("literal waybill." + service + ".events.v1");
            assertThat(MADE.the("KafkaUser", "waybill-" + service).toString())
                    .contains("{\"type\":\"group\",\"name\":\"waybill." + service
                            + ".from.\",\"patternType\":\"prefix\"}");
        }
    }

    @Test
    void the_password_of_the_broker_stays_in_a_file_of_its_own() {
        String properties = MADE.the("ConfigMap", "waybill-kafka-client")
                .at("/data/client.properties")
                .asText();
        assertThat(properties)
                .contains("security.protocol=SASL_SSL")
                .contains("sasl.jaas.config=${user:/run/secrets/kafka-user:sasl.jaas.config}");
    }
}
