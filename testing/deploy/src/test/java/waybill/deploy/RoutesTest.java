package waybill.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every operation of the contract leads to the service it belongs to, or is not for outside. */
class RoutesTest {
    private static final Map<String, String> SERVICE_OF_TAG = Map.of(
            "Orders", "waybill-order",
            "Customers", "waybill-order",
            "Inventory", "waybill-inventory",
            "Payments", "waybill-payment",
            "Webhooks", "waybill-payment",
            "Events", "waybill-order");
    private static final Set<String> PAGES = Set.of("/openapi.yaml", "/docs", "/problems/{slug}");
    /** What services ask of each other, and operators from inside. */
    private static final Set<String> INSIDE = Set.of(
            "post /inventory/reserve",
            "post /inventory/release",
            "post /payments/authorize",
            "post /payments/capture",
            "post /payments/void",
            "post /payments/refund",
            "post /payments/{id}/reconcile");

    private static final String NOBODY = "nobody";

    private record Match(String path, boolean exact, String method, String service, String backend) {
        boolean fits(String asked, String by, String of) {
            boolean there = exact ? asked.equals(path) : asked.equals(path) || asked.startsWith(path + "/");
            return there && (method.isEmpty() || method.equals(by)) && (service.isEmpty() || service.equals(of));
        }
    }

    private static List<Match> matches() {
        List<Match> matches = new ArrayList<>();
        JsonNode route = Chart.of(ValueSet.PLAIN).the("HTTPRoute", "waybill");
        for (JsonNode rule : Manifests.items(route.at("/spec/rules"))) {
            for (JsonNode match : Manifests.items(rule.path("matches"))) {
                matches.add(new Match(
                        match.at("/path/value").asText(),
                        match.at("/path/type").asText().equals("Exact"),
                        match.path("method").asText(),
                        match.at("/queryParams/0/value").asText(),
                        rule.at("/backendRefs/0/name").asText()));
            }
        }
        return matches;
    }

    /** As the Gateway API decides: an exact path before a prefix, then the longest, then who says most. */
    private static String backend(String path, String method, String service) {
        return matches().stream()
                .filter(one -> one.fits(path, method, service))
                .max(Comparator.comparing(Match::exact)
                        .thenComparingInt(one -> one.path().length())
                        .thenComparing(one -> !one.method().isEmpty())
                        .thenComparing(one -> !one.service().isEmpty()))
                .map(Match::backend)
                .orElse(NOBODY);
    }

    private static String expected(String path, String method, JsonNode operation) {
        if (PAGES.contains(path)) {
            return "waybill-order";
        }
        return INSIDE.contains(method + " " + path)
                ? NOBODY
                : SERVICE_OF_TAG.getOrDefault(operation.at("/tags/0").asText(), NOBODY);
    }

    @Test
    void every_operation_of_the_contract_leads_to_its_service_or_is_closed() {
        JsonNode paths = Chart.documents(Repository.text("contracts/src/main/resources/waybill/contracts/openapi.yaml"))
                .getFirst()
                .path("paths");
        assertThat(paths.size()).isGreaterThan(30);
        paths.properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(operation -> assertThat(backend(
                                        path.getKey(), operation.getKey().toUpperCase(Locale.ROOT), ""))
                                .as("%s %s", operation.getKey(), path.getKey())
                                .isEqualTo(expected(path.getKey(), operation.getKey(), operation.getValue()))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/metrics",
                "/health",
                "/health/live",
                "/health/ready",
                "/clock",
                "/loggers",
                "/parked-events",
                "/sandbox/transactions",
                "/inventory",
                "/",
                "/ordersx"
            })
    void what_is_for_inside_is_reached_by_nobody(String path) {
        assertThat(backend(path, "GET", "")).isEqualTo(NOBODY);
    }

    @ParameterizedTest
    @CsvSource({"'',order", "order,order", "inventory,inventory", "payment,payment"})
    void a_feed_is_read_where_the_question_says(String asked, String service) {
        assertThat(backend("/events", "GET", asked)).isEqualTo("waybill-" + service);
    }

    @Test
    void the_route_hangs_where_it_is_told_to_and_may_be_without_a_timeout() {
        JsonNode spec = Chart.of(ValueSet.GATEWAY).the("HTTPRoute", "waybill").path("spec");
        assertThat(spec.path("parentRefs"))
                .hasToString("[{\"name\":\"shop\",\"namespace\":\"edge\",\"sectionName\":\"https\"}]");
        assertThat(spec.path("hostnames")).hasToString("[\"orders.shop.example\"]");
        assertThat(Manifests.items(spec.path("rules")))
                .allMatch(rule -> rule.at("/timeouts/request").asText().equals("0s"));
    }

    @Test
    void an_ingress_opens_the_same_paths() {
        JsonNode ingress = Chart.of(ValueSet.SMALL).the("Ingress", "waybill");
        List<String> paths = Manifests.items(ingress.at("/spec/rules/0/http/paths")).stream()
                .map(path ->
                        path.path("pathType").asText() + " " + path.path("path").asText() + " "
                                + path.at("/backend/service/name").asText())
                .toList();
        List<String> prefixes = matches().stream()
                .filter(one -> !one.exact())
                .map(one -> (one.method().isEmpty() ? "Prefix " : "Exact ") + one.path() + " " + one.backend())
                .toList();
        assertThat(paths).isEqualTo(prefixes);
        assertThat(ingress.at("/spec/tls/0/secretName").asText()).isEqualTo("waybill-test");
    }

    @Test
    void nothing_is_open_to_the_outside_unless_it_is_asked_for() {
        Manifests usual = Chart.of(ValueSet.USUAL);
        assertThat(usual.of("HTTPRoute")).isEmpty();
        assertThat(usual.of("Ingress")).isEmpty();
        assertThat(usual.of("Service"))
                .allMatch(one -> one.at("/spec/type").asText().equals("ClusterIP"));
    }
}
