package waybill.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What is measured is read, and what a person must know is told to one, with a cause and something to do. */
class MonitoringTest {
    /** A series with a selector; {@code up} is Prometheus' own. */
    private static final Pattern SERIES = Pattern.compile("([a-z_]+)\\{");

    private static List<JsonNode> rules() {
        return Manifests.items(
                Chart.of(ValueSet.PLAIN).the("PrometheusRule", "waybill").at("/spec/groups/0/rules"));
    }

    @Test
    void the_metrics_of_every_service_are_read() {
        Manifests plain = Chart.of(ValueSet.PLAIN);
        JsonNode spec = plain.the("ServiceMonitor", "waybill").path("spec");
        assertThat(spec.at("/endpoints/0/path").asText()).isEqualTo("/metrics");
        for (JsonNode service : plain.of("Service")) {
            spec.at("/selector/matchLabels")
                    .properties()
                    .forEach(label -> assertThat(service.at("/metadata/labels").path(label.getKey()))
                            .isEqualTo(label.getValue()));
            assertThat(service.at("/spec/ports/0/name")).isEqualTo(spec.at("/endpoints/0/port"));
        }
    }

    @Test
    void an_alert_has_a_severity_and_a_sentence_and_waits_before_it_wakes_anybody() {
        assertThat(rules())
                .filteredOn(rule -> rule.has("alert"))
                .hasSizeGreaterThan(10)
                .allSatisfy(rule -> {
                    assertThat(rule.at("/labels/severity").asText()).isIn("page", "ticket");
                    assertThat(rule.at("/annotations/summary").asText()).endsWith(".");
                    assertThat(rule.path("for").asText()).isNotEmpty();
                });
    }

    @Test
    void every_alert_asks_for_this_release_only() {
        for (JsonNode rule : rules()) {
            String expression = rule.path("expr").asText();
            assertThat(expression).doesNotContain("OURS", "RELEASE");
            for (Matcher series = SERIES.matcher(expression); series.find(); ) {
                assertThat(expression.substring(series.end())).startsWith("namespace=\"waybill\",service=~\"waybill-(");
            }
        }
    }

    @Test
    void every_alert_is_explained_and_asks_for_something_that_is_measured() {
        String page = Repository.text("docs/operate/kubernetes.md");
        String documents = Repository.text("docs/operate/running.md")
                + Repository.text("docs/operate/resilience.md")
                + Repository.text("docs/operate/kafka.md")
                + Repository.text("docs/operate/chaos.md");
        Set<String> series = new TreeSet<>();
        for (JsonNode rule : rules()) {
            if (rule.has("alert")) {
                assertThat(page).contains("| `" + rule.path("alert").asText() + "` |");
            }
            for (Matcher found = SERIES.matcher(rule.path("expr").asText()); found.find(); ) {
                series.add(found.group(1).replaceFirst("_count$", ""));
            }
        }
        series.remove("up");
        assertThat(series)
                .hasSizeGreaterThan(6)
                .allSatisfy(name -> assertThat(documents).contains(name));
    }
}
