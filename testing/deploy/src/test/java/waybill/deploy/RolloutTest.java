package waybill.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** There are three of each service, and a new version takes the place of the old one without a gap. */
class RolloutTest {
    /** Fifteen seconds for requests, five for the provider, and what is left to be written: docs/operate/running.md. */
    private static final int AFTER_THE_GRACE = 30;

    @Test
    void each_service_has_a_deployment_and_a_service_of_its_own() {
        Manifests usual = Chart.of(ValueSet.USUAL);
        for (String service : Manifests.SERVICES) {
            JsonNode deployment = usual.the("Deployment", "waybill-" + service);
            JsonNode selector = usual.the("Service", "waybill-" + service).at("/spec/selector");
            assertThat(selector).isEqualTo(deployment.at("/spec/selector/matchLabels"));
            assertThat(selector.path("app.kubernetes.io/component").asText()).isEqualTo(service);
            assertThat(Manifests.items(
                            Manifests.container(deployment.at("/spec/template")).path("args")))
                    .extracting(JsonNode::asText)
                    .containsExactly("server", "--roles=" + service, "--host=0.0.0.0", "--port=8080");
        }
    }

    @Test
    void there_are_three_of_each_and_an_autoscaler_never_goes_below() {
        Manifests usual = Chart.of(ValueSet.USUAL);
        Manifests still = Chart.with("common: {autoscaling: {enabled: false}}");
        for (String service : Manifests.SERVICES) {
            // A number in the Deployment would undo what the autoscaler has done, at each upgrade.
            assertThat(usual.the("Deployment", "waybill-" + service).at("/spec").has("replicas"))
                    .isFalse();
            assertThat(usual.the("HorizontalPodAutoscaler", "waybill-" + service)
                            .at("/spec/minReplicas"))
                    .hasToString("3");
            assertThat(still.the("Deployment", "waybill-" + service).at("/spec/replicas"))
                    .hasToString("3");
        }
        assertThat(still.of("HorizontalPodAutoscaler")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void no_pod_goes_before_its_successor_is_ready(ValueSet set) {
        for (JsonNode deployment : Chart.of(set).services()) {
            assertThat(deployment.at("/spec/strategy"))
                    .hasToString(
                            "{\"type\":\"RollingUpdate\",\"rollingUpdate\":{\"maxUnavailable\":0,\"maxSurge\":1}}");
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_pod_serves_on_until_nobody_sends_it_requests_and_is_given_the_time_to_end(ValueSet set) {
        for (JsonNode deployment : Chart.of(set).services()) {
            JsonNode pod = deployment.at("/spec/template");
            Duration grace = Duration.parse(Manifests.environment(Manifests.container(pod), "WAYBILL_STOP_GRACE")
                    .path("value")
                    .asText());
            assertThat(grace).isGreaterThanOrEqualTo(Duration.ofSeconds(5));
            assertThat(pod.at("/spec/terminationGracePeriodSeconds").asLong())
                    .isGreaterThan(grace.toSeconds() + AFTER_THE_GRACE);
        }
    }

    @Test
    void a_pod_is_taken_for_ready_only_when_it_says_so() {
        for (JsonNode deployment : Chart.of(ValueSet.USUAL).services()) {
            JsonNode container = Manifests.container(deployment.at("/spec/template"));
            assertThat(probes(container))
                    .containsExactly("/health/ready http", "/health/ready http", "/health/live http");
            assertThat(container.at("/startupProbe/periodSeconds").asInt()
                            * container.at("/startupProbe/failureThreshold").asInt())
                    .isGreaterThanOrEqualTo(60);
            assertThat(container.at("/ports/0"))
                    .hasToString("{\"name\":\"http\",\"containerPort\":8080,\"protocol\":\"TCP\"}");
        }
    }

    private static List<String> probes(JsonNode container) {
        return List.of("startupProbe", "readinessProbe", "livenessProbe").stream()
                .map(name -> container.path(name).path("httpGet"))
                .map(get -> get.path("path").asText() + " " + get.path("port").asText())
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void every_container_has_requests_and_limits(ValueSet set) {
        for (JsonNode pod : Chart.of(set).pods()) {
            for (JsonNode container : Manifests.items(pod.at("/spec/containers"))) {
                for (String amount : List.of("requests", "limits")) {
                    assertThat(container.at("/resources/" + amount + "/cpu").asText())
                            .isNotEmpty();
                    assertThat(container.at("/resources/" + amount + "/memory").asText())
                            .isNotEmpty();
                }
            }
        }
    }

    @Test
    void one_service_can_be_run_otherwise_than_the_others() {
        Manifests gateway = Chart.of(ValueSet.GATEWAY);
        assertThat(gateway.the("HorizontalPodAutoscaler", "waybill-order").at("/spec/minReplicas"))
                .hasToString("4");
        assertThat(gateway.the("HorizontalPodAutoscaler", "waybill-payment").at("/spec/minReplicas"))
                .hasToString("3");
        List<String> deadlines = gateway.services().stream()
                .map(one -> Manifests.container(one.at("/spec/template")))
                .map(one -> Manifests.environment(one, "WAYBILL_ORDER_SAGA_DEADLINE")
                        .path("value")
                        .asText())
                .toList();
        assertThat(deadlines).containsExactly("PT12M", "PT10M", "PT10M");
    }

    private static JsonNode auditor() {
        return Chart.of(ValueSet.USUAL).the("Deployment", "waybill-auditor");
    }

    @Test
    void there_is_one_auditor_which_knows_the_databases_of_all_and_no_key_to_personal_data() {
        assertThat(auditor().at("/spec/replicas").asInt()).isOne();
        assertThat(Manifests.items(
                        Manifests.container(auditor().at("/spec/template")).path("args")))
                .extracting(JsonNode::asText)
                .containsExactly("server", "--roles=auditor", "--host=0.0.0.0", "--port=8080");
        List<String> told = Manifests.items(
                        Manifests.container(auditor().at("/spec/template")).path("env"))
                .stream()
                .map(one -> one.path("name").asText())
                .toList();
        for (String service : Manifests.SERVICES) {
            assertThat(told).contains("WAYBILL_DATABASE_" + service.toUpperCase(Locale.ROOT) + "_URL");
        }
        assertThat(told).noneMatch(name -> name.contains("MASTER_KEY") || name.contains("KAFKA"));
    }

    @Test
    void the_metrics_of_the_auditor_are_read_as_those_of_the_job_that_the_rules_know() {
        JsonNode service = Chart.of(ValueSet.USUAL).the("Service", "waybill-auditor");
        assertThat(service.at("/spec/selector")).isEqualTo(auditor().at("/spec/selector/matchLabels"));
    }

    @Test
    void only_who_watches_reaches_the_auditor() {
        JsonNode ingress =
                Chart.of(ValueSet.USUAL).the("NetworkPolicy", "waybill-auditor").at("/spec/ingress");
        assertThat(ingress).hasSize(1);
        assertThat(ingress.at("/0/from").toString()).contains("monitoring").doesNotContain("gateway");
    }

    @Test
    void the_auditor_can_be_left_out() {
        Manifests without = Chart.with("auditor: {enabled: false}");
        assertThat(without.of("Deployment")).hasSize(Manifests.SERVICES.size());
        assertThat(without.of("NetworkPolicy")).noneMatch(one -> one.toString().contains("auditor"));
    }
}
