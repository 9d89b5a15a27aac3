package waybill.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** One process reads the books of all three services, and nobody but who watches reaches it. */
class AuditorTest {
    private static final Manifests USUAL = Chart.of(ValueSet.USUAL);
    private static final JsonNode DEPLOYMENT = USUAL.the("Deployment", "waybill-auditor");
    private static final JsonNode CONTAINER = Manifests.container(DEPLOYMENT.at("/spec/template"));

    @Test
    void there_is_one_which_knows_the_databases_of_all_and_no_key_to_personal_data() {
        assertThat(DEPLOYMENT.at("/spec/replicas").asInt()).isOne();
        assertThat(Manifests.items(CONTAINER.path("args")))
                .extracting(JsonNode::asText)
                .containsExactly("server", "--roles=auditor", "--host=0.0.0.0", "--port=8080");
        List<String> told = Manifests.items(CONTAINER.path("env")).stream()
                .map(one -> one.path("name").asText())
                .toList();
        for (String service : Manifests.SERVICES) {
            assertThat(told).contains("WAYBILL_DATABASE_" + service.toUpperCase(Locale.ROOT) + "_URL");
        }
        assertThat(told).noneMatch(name -> name.contains("MASTER_KEY") || name.contains("KAFKA"));
    }

    @Test
    void its_metrics_are_read_as_those_of_the_job_that_the_rules_know() {
        JsonNode service = USUAL.the("Service", "waybill-auditor");
        assertThat(service.at("/spec/selector")).isEqualTo(DEPLOYMENT.at("/spec/selector/matchLabels"));
    }

    @Test
    void only_who_watches_reaches_it() {
        JsonNode ingress = USUAL.the("NetworkPolicy", "waybill-auditor").at("/spec/ingress");
        assertThat(ingress).hasSize(1);
        assertThat(ingress.at("/0/from").toString()).contains("monitoring").doesNotContain("gateway");
    }

    @Test
    void it_can_be_left_out() {
        Manifests without = Chart.with("auditor: {enabled: false}");
        assertThat(without.of("Deployment")).hasSize(Manifests.SERVICES.size());
        assertThat(without.of("NetworkPolicy")).noneMatch(one -> one.toString().contains("auditor"));
    }
}
