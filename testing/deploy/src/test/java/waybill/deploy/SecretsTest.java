package waybill.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Databases, broker and keys are reached by references to secrets; no secret is in any manifest. */
class SecretsTest {
    private static final Pattern SECRET = Pattern.compile("PASSWORD|TOKEN|SECRET|MASTER_KEY|_USER$");

    private static List<JsonNode> environment(Manifests manifests) {
        List<JsonNode> all = new ArrayList<>();
        for (JsonNode pod : manifests.pods()) {
            all.addAll(Manifests.items(Manifests.container(pod).path("env")));
        }
        return all;
    }

    @ParameterizedTest
    @EnumSource
    void nothing_secret_stands_in_a_manifest(ValueSet set) {
        Manifests manifests = Chart.of(set);
        assertThat(manifests.of("Secret")).isEmpty();
        for (JsonNode variable : environment(manifests)) {
            String name = variable.path("name").asText();
            if (SECRET.matcher(name).find() && !name.endsWith("_FILE")) {
                assertThat(variable.has("value")).as(name).isFalse();
                assertThat(variable.at("/valueFrom/secretKeyRef/name").asText())
                        .as(name)
                        .isNotEmpty();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_file_that_is_named_is_mounted(ValueSet set) {
        for (JsonNode pod : Chart.of(set).pods()) {
            JsonNode container = Manifests.container(pod);
            for (JsonNode variable : Manifests.items(container.path("env"))) {
                String file = variable.path("value").asText();
                if (file.startsWith("/")) {
                    assertThat(files(pod)).contains(file);
                }
            }
        }
    }

    private static List<String> files(JsonNode pod) {
        List<String> files = new ArrayList<>();
        for (JsonNode mount : Manifests.items(Manifests.container(pod).path("volumeMounts"))) {
            for (JsonNode volume : Manifests.items(pod.at("/spec/volumes"))) {
                if (volume.path("name").equals(mount.path("name"))) {
                    String folder = mount.path("mountPath").asText() + "/";
                    Manifests.items(volume.at("/secret/items"))
                            .forEach(
                                    item -> files.add(folder + item.path("path").asText()));
                    if (volume.has("configMap")) {
                        files.add(folder + "client.properties");
                    }
                }
            }
        }
        return files;
    }

    @Test
    void each_service_is_given_its_own_database_and_no_other() {
        Manifests usual = Chart.of(ValueSet.USUAL);
        for (String service : Manifests.SERVICES) {
            JsonNode pod = usual.the("Deployment", "waybill-" + service).at("/spec/template");
            JsonNode url = Manifests.environment(
                    Manifests.container(pod),
                    "WAYBILL_DATABASE_" + service.toUpperCase(java.util.Locale.ROOT) + "_URL");
            assertThat(url.at("/valueFrom/secretKeyRef"))
                    .hasToString("{\"name\":\"waybill-" + service + "-database\",\"key\":\"url\"}");
            for (String other : Manifests.SERVICES) {
                assertThat(pod.toString().contains("waybill-" + other + "-database"))
                        .isEqualTo(other.equals(service));
            }
        }
    }

    @Test
    void the_broker_is_reached_by_a_secret() {
        for (JsonNode deployment : Chart.of(ValueSet.USUAL).services()) {
            JsonNode container = Manifests.container(deployment.at("/spec/template"));
            assertThat(Manifests.environment(container, "WAYBILL_TRANSPORT")
                            .path("value")
                            .asText())
                    .isEqualTo("kafka");
            assertThat(Manifests.environment(container, "WAYBILL_KAFKA_SERVERS").at("/valueFrom/secretKeyRef"))
                    .hasToString("{\"name\":\"waybill-kafka\",\"key\":\"servers\"}");
            assertThat(Manifests.environment(container, "WAYBILL_KAFKA_CONFIG_FILE")
                            .path("value")
                            .asText())
                    .isEqualTo("/run/secrets/kafka/client.properties");
        }
    }

    @Test
    void only_orders_hold_the_key_of_personal_data_and_only_payment_that_of_the_provider() {
        Map<String, List<String>> own = Map.of(
                "order", List.of("waybill-master-key", "waybill-services-token"), "payment", List.of("waybill-stripe"));
        Manifests gateway = Chart.of(ValueSet.GATEWAY);
        for (String service : Manifests.SERVICES) {
            String pod = gateway.the("Deployment", "waybill-" + service).toString();
            own.forEach((owner, secrets) -> secrets.forEach(
                    secret -> assertThat(pod.contains(secret)).as(secret).isEqualTo(owner.equals(service))));
        }
        assertThat(gateway.the("Job", "waybill-admin").toString())
                .doesNotContain("waybill-master-key", "waybill-stripe");
    }
}
