package waybill.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

/** The tables are brought up to date before the first pod of a new version starts. */
class MigrationJobsTest {
    private static String hook(JsonNode job) {
        return job.at("/metadata/annotations/helm.sh~1hook").asText();
    }

    @Test
    void each_database_is_migrated_before_an_installation_and_before_an_upgrade() {
        Manifests usual = Chart.of(ValueSet.USUAL);
        for (String service : Manifests.SERVICES) {
            JsonNode job = usual.the("Job", "waybill-migrate-" + service);
            assertThat(hook(job)).isEqualTo("pre-install,pre-upgrade");
            assertThat(job.at("/metadata/annotations/helm.sh~1hook-delete-policy")
                            .asText())
                    .isEqualTo("before-hook-creation");
            JsonNode container = Manifests.container(job.at("/spec/template"));
            assertThat(container.path("args")).hasToString("[\"migrate\",\"--roles=" + service + "\"]");
            assertThat(Manifests.items(container.path("env")))
                    .extracting(one -> one.path("name").asText())
                    .allMatch(
                            name -> name.startsWith("WAYBILL_DATABASE_" + service.toUpperCase(java.util.Locale.ROOT)));
            assertThat(job.at("/spec/template/spec/restartPolicy").asText()).isEqualTo("Never");
            assertThat(job.at("/spec/activeDeadlineSeconds").asInt()).isEqualTo(600);
        }
    }

    /** An account of the release itself is not there yet when the first hook runs. */
    @Test
    void a_migration_needs_nothing_that_the_release_makes() {
        for (JsonNode job : Chart.of(ValueSet.USUAL).of("Job")) {
            assertThat(job.at("/spec/template/spec").has("serviceAccountName")).isFalse();
        }
    }

    @Test
    void databases_that_the_release_makes_itself_are_migrated_before_upgrades_only() {
        Manifests operators = Chart.of(ValueSet.OPERATORS);
        for (String service : Manifests.SERVICES) {
            assertThat(hook(operators.the("Job", "waybill-migrate-" + service))).isEqualTo("pre-upgrade");
        }
        assertThat(hook(operators.the("Job", "waybill-keys"))).isEqualTo("post-install,pre-upgrade");
    }

    @Test
    void the_keys_that_are_named_are_made_once_the_tables_are_there() {
        JsonNode job = Chart.of(ValueSet.GATEWAY).the("Job", "waybill-keys");
        assertThat(hook(job)).isEqualTo("pre-install,pre-upgrade");
        assertThat(job.at("/metadata/annotations/helm.sh~1hook-weight").asInt()).isPositive();
        JsonNode pod = job.at("/spec/template/spec");
        assertThat(pod.at("/containers/0/args"))
                .hasToString("[\"apikey\",\"create\",\"--name\",\"order-service\",\"--scopes\","
                        + "\"inventory:read,payments:write\",\"--key-file\",\"/run/secrets/key/token\"]");
        assertThat(pod.at("/initContainers/0/args"))
                .hasToString("[\"apikey\",\"create\",\"--name\",\"till\",\"--scopes\","
                        + "\"orders:read,orders:write\",\"--key-file\",\"/run/secrets/key/token\"]");
        assertThat(keyOf(pod, "containers")).isEqualTo("waybill-services-token");
        assertThat(keyOf(pod, "initContainers")).isEqualTo("waybill-key-till");
    }

    /** The Secret of the key that a container makes. */
    private static String keyOf(JsonNode pod, String containers) {
        String volume = Manifests.items(pod.at("/" + containers + "/0/volumeMounts")).stream()
                .filter(mount -> mount.path("mountPath").asText().equals("/run/secrets/key"))
                .map(mount -> mount.path("name").asText())
                .findFirst()
                .orElseThrow();
        return Manifests.items(pod.path("volumes")).stream()
                .filter(one -> one.path("name").asText().equals(volume))
                .map(one -> one.at("/secret/secretName").asText())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_command_can_be_run_on_all_databases_but_not_unless_it_is_asked_for() {
        assertThat(Chart.of(ValueSet.USUAL).names("Job")).doesNotContain("waybill-admin");
        JsonNode job = Chart.of(ValueSet.GATEWAY).the("Job", "waybill-admin");
        assertThat(job.at("/spec/template/spec/containers/0/args")).hasToString("[\"verify\",\"--chain\"]");
        assertThat(job.at("/spec/backoffLimit").asInt(1)).isZero();
    }
}
