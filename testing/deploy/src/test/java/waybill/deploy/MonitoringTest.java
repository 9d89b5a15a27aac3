package waybill.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What is measured is read, and what a person must know is told to one, with a cause and something to do. That the
 * rules fire and the dashboards show something is for deploy/monitoring/check, which has a Prometheus.
 */
class MonitoringTest {
    private static final Pattern SERIES = Pattern.compile("([a-z_]+)\\{");
    private static final String DOCUMENTS = "https://waybill.example/";

    private static List<JsonNode> rules() {
        return Manifests.items(
                Chart.of(ValueSet.PLAIN).the("PrometheusRule", "waybill").at("/spec/groups/0/rules"));
    }

    private static List<JsonNode> alerts() {
        return rules().stream().filter(rule -> rule.has("alert")).toList();
    }

    private static List<Path> dashboards() throws IOException {
        try (Stream<Path> files = Files.list(Repository.at("deploy/grafana/dashboards"))) {
            return files.sorted().toList();
        }
    }

    @Test
    void the_metrics_of_every_service_are_read() {
        Manifests plain = Chart.of(ValueSet.PLAIN);
        JsonNode spec = plain.the("ServiceMonitor", "waybill").path("spec");
        assertThat(spec.at("/endpoints/0/path").asText()).isEqualTo("/metrics");
        // So the job of a series is the name of its Service, which the rules rely on.
        assertThat(spec.has("jobLabel")).isFalse();
        for (JsonNode service : plain.of("Service")) {
            spec.at("/selector/matchLabels")
                    .properties()
                    .forEach(label -> assertThat(service.at("/metadata/labels").path(label.getKey()))
                            .isEqualTo(label.getValue()));
            assertThat(service.at("/spec/ports/0/name")).isEqualTo(spec.at("/endpoints/0/port"));
        }
    }

    @Test
    void an_alert_has_a_severity_two_sentences_and_waits_before_it_wakes_anybody() {
        assertThat(alerts()).hasSizeGreaterThan(15).allSatisfy(rule -> {
            assertThat(rule.at("/labels/severity").asText()).isIn("page", "ticket");
            assertThat(rule.at("/annotations/summary").asText()).endsWith(".");
            assertThat(rule.at("/annotations/description").asText())
                    .endsWith(".")
                    .contains("{{ $value");
            assertThat(rule.path("for").asText()).isNotEmpty();
        });
    }

    @Test
    void every_rule_asks_for_this_release_only() {
        for (JsonNode rule : rules()) {
            String expression = rule.path("expr").asText();
            assertThat(expression).doesNotContain("waybill|");
            for (Matcher series = SERIES.matcher(expression); series.find(); ) {
                assertThat(expression.substring(series.end()))
                        .startsWith("namespace=\"waybill\",job=~\"waybill-(")
                        .doesNotContain("waybill-()");
            }
        }
    }

    @Test
    void every_alert_leads_to_a_page_of_its_own() throws IOException {
        Set<String> pages = new TreeSet<>();
        for (JsonNode rule : alerts()) {
            String url = rule.at("/annotations/runbook_url").asText();
            assertThat(url).startsWith(DOCUMENTS + "docs/operate/alerts/");
            String page = url.substring(DOCUMENTS.length());
            assertThat(Repository.text(page))
                    .startsWith("# " + rule.path("alert").asText() + "\n")
                    .contains("**For customers", "**Look**", "**Do", "**Over**");
            assertThat(Repository.text("docs/operate/monitoring.md"))
                    .contains("alerts/" + page.substring(page.lastIndexOf('/') + 1));
            pages.add(page);
        }
        try (Stream<Path> files = Files.list(Repository.at("docs/operate/alerts"))) {
            assertThat(files.map(file -> "docs/operate/alerts/" + file.getFileName()))
                    .containsExactlyInAnyOrderElementsOf(pages);
        }
    }

    @Test
    void every_rule_asks_for_something_that_is_measured() {
        String page = Repository.text("docs/reference/metrics.md");
        Set<String> series = new TreeSet<>();
        for (JsonNode rule : rules()) {
            for (Matcher found = SERIES.matcher(rule.path("expr").asText()); found.find(); ) {
                series.add(found.group(1).replaceFirst("_(count|bucket)$", ""));
            }
        }
        series.removeIf(name -> name.matches("up|hikaricp_.*"));
        assertThat(series)
                .hasSizeGreaterThan(10)
                .allSatisfy(name -> assertThat(page).contains("`" + name));
    }

    @Test
    void the_chart_has_the_rules_and_the_dashboards_of_everybody() throws IOException {
        assertThat(Chart.HOME.resolve("alerts.yaml"))
                .hasSameBinaryContentAs(Repository.at("deploy/alerts/waybill.yml"));
        assertThat(dashboards()).hasSize(4);
        Manifests shop = Chart.of(ValueSet.GATEWAY);
        for (Path dashboard : dashboards()) {
            String file = dashboard.getFileName().toString();
            JsonNode map = shop.the("ConfigMap", "waybill-dashboard-" + file.replace(".json", ""));
            assertThat(map.at("/metadata/labels/grafana_dashboard").asText()).isEqualTo("1");
            ObjectMapper json = new ObjectMapper();
            assertThat(json.readTree(map.path("data").path("waybill-" + file).asText()))
                    .isEqualTo(json.readTree(
                            Files.readString(dashboard).replace(DOCUMENTS, "https://wiki.shop.example/waybill/")));
        }
        assertThat(shop.the("PrometheusRule", "waybill").toString())
                .contains("https://wiki.shop.example/waybill/docs/operate/alerts/")
                .doesNotContain(DOCUMENTS);
    }
}
