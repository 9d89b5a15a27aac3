package waybill.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** More pods when there is more to do, spread over machines, and never all away at once. */
class ScalingTest {
    @Test
    void each_service_is_scaled_by_its_cpu() {
        Manifests usual = Chart.of(ValueSet.USUAL);
        for (String service : Manifests.SERVICES) {
            JsonNode spec =
                    usual.the("HorizontalPodAutoscaler", "waybill-" + service).path("spec");
            assertThat(spec.at("/scaleTargetRef/name").asText()).isEqualTo("waybill-" + service);
            assertThat(spec.at("/metrics/0/resource/name").asText()).isEqualTo("cpu");
            assertThat(spec.path("maxReplicas").asInt())
                    .isGreaterThan(spec.path("minReplicas").asInt());
        }
    }

    @Test
    void keda_scales_by_what_is_not_heard_yet_and_is_then_the_only_one_to_scale() {
        Manifests keda = Chart.of(ValueSet.KEDA);
        assertThat(keda.of("HorizontalPodAutoscaler")).isEmpty();
        assertThat(keda.names("ScaledObject"))
                .containsExactlyInAnyOrder("waybill-order", "waybill-inventory", "waybill-payment");
        JsonNode spec = keda.the("ScaledObject", "waybill-inventory").path("spec");
        assertThat(spec.path("minReplicaCount").asInt()).isEqualTo(3);
        assertThat(spec.at("/triggers/0/type").asText()).isEqualTo("cpu");
        assertThat(spec.at("/triggers/1/metadata/query").asText())
                .isEqualTo("sum(feed_lag_events{namespace=\"waybill\",service=\"waybill-inventory\"})");
        keda.services()
                .forEach(one -> assertThat(one.path("spec").has("replicas")).isFalse());
    }

    @Test
    void at_most_one_of_three_is_away_while_nodes_are_drained() {
        Manifests usual = Chart.of(ValueSet.USUAL);
        for (String service : Manifests.SERVICES) {
            JsonNode budget =
                    usual.the("PodDisruptionBudget", "waybill-" + service).path("spec");
            assertThat(budget.path("maxUnavailable").asInt()).isEqualTo(1);
            assertThat(budget.at("/selector/matchLabels"))
                    .isEqualTo(usual.the("Deployment", "waybill-" + service).at("/spec/selector/matchLabels"));
        }
    }

    @Test
    void pods_of_a_service_are_spread_over_machines_and_zones() {
        for (JsonNode deployment : Chart.of(ValueSet.USUAL).services()) {
            List<JsonNode> spread = Manifests.items(deployment.at("/spec/template/spec/topologySpreadConstraints"));
            assertThat(spread)
                    .extracting(one -> one.path("topologyKey").asText())
                    .containsExactly("kubernetes.io/hostname", "topology.kubernetes.io/zone");
            assertThat(spread)
                    .allMatch(one -> one.path("maxSkew").asInt() == 1)
                    .allMatch(one ->
                            one.at("/labelSelector/matchLabels").equals(deployment.at("/spec/selector/matchLabels")));
        }
    }
}
