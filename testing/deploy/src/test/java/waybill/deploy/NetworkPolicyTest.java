package waybill.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who may speak to whom, sentence by sentence; everything else is closed. */
class NetworkPolicyTest {
    private static final String DNS = "ns:kube-system/k8s-app=kube-dns UDP 53, TCP 53";

    /** One sentence for each peer: where it is, and by which ports. */
    private static List<String> sentences(JsonNode policy, String direction, String peers) {
        List<String> sentences = new ArrayList<>();
        for (JsonNode rule : Manifests.items(policy.at("/spec/" + direction))) {
            assertThat(rule.path(peers)).as("open to everybody: %s", rule).isNotEmpty();
            assertThat(rule.path("ports")).as("open on every port: %s", rule).isNotEmpty();
            List<String> ports = Manifests.items(rule.path("ports")).stream()
                    .map(port -> port.path("protocol").asText() + " "
                            + port.path("port").asText())
                    .toList();
            Manifests.items(rule.path(peers))
                    .forEach(peer -> sentences.add(place(peer) + " " + String.join(", ", ports)));
        }
        return sentences;
    }

    private static String place(JsonNode peer) {
        if (peer.has("ipBlock")) {
            return peer.at("/ipBlock/cidr").asText();
        }
        String namespace = peer.at("/namespaceSelector/matchLabels/kubernetes.io~1metadata.name")
                .asText();
        JsonNode pods = peer.at("/podSelector/matchLabels");
        String component = pods.path("app.kubernetes.io/component").asText();
        if (!component.isEmpty()) {
            assertThat(pods.path("app.kubernetes.io/instance").asText()).isEqualTo("waybill");
            return component;
        }
        List<String> labels = new ArrayList<>();
        pods.properties()
                .forEach(one -> labels.add(one.getKey() + "=" + one.getValue().asText()));
        return (namespace.isEmpty() ? "" : "ns:" + namespace + (labels.isEmpty() ? "" : "/"))
                + String.join(",", labels);
    }

    private static List<String> in(Manifests manifests, String component) {
        return sentences(manifests.the("NetworkPolicy", "waybill-" + component), "ingress", "from");
    }

    private static List<String> out(Manifests manifests, String component) {
        return sentences(manifests.the("NetworkPolicy", "waybill-" + component), "egress", "to");
    }

    @Test
    void whoever_belongs_to_the_release_is_closed_to_begin_with() {
        JsonNode closed =
                Chart.of(ValueSet.USUAL).the("NetworkPolicy", "waybill-closed").path("spec");
        assertThat(closed.path("policyTypes")).hasToString("[\"Ingress\",\"Egress\"]");
        assertThat(closed.has("ingress") || closed.has("egress")).isFalse();
        for (JsonNode pod : Chart.of(ValueSet.GATEWAY).pods()) {
            closed.at("/podSelector/matchLabels")
                    .properties()
                    .forEach(label -> assertThat(pod.at("/metadata/labels").path(label.getKey()))
                            .isEqualTo(label.getValue()));
        }
    }

    @Test
    void the_gateway_and_the_monitoring_come_in_and_order_asks_the_others() {
        Manifests usual = Chart.of(ValueSet.USUAL);
        assertThat(in(usual, "order")).containsExactly("ns:gateway-system TCP http", "ns:monitoring TCP http");
        for (String asked : List.of("inventory", "payment")) {
            assertThat(in(usual, asked))
                    .containsExactly("ns:gateway-system TCP http", "ns:monitoring TCP http", "order TCP http");
        }
        assertThat(in(usual, "migrate")).isEmpty();
    }

    @Test
    void each_service_goes_out_to_what_it_needs() {
        Manifests usual = Chart.of(ValueSet.USUAL);
        assertThat(out(usual, "order"))
                .containsExactly(
                        DNS, "0.0.0.0/0 TCP 5432", "0.0.0.0/0 TCP 9093", "inventory TCP http", "payment TCP http");
        assertThat(out(usual, "inventory")).containsExactly(DNS, "0.0.0.0/0 TCP 5432", "0.0.0.0/0 TCP 9093");
        assertThat(out(usual, "payment")).containsExactly(DNS, "0.0.0.0/0 TCP 5432", "0.0.0.0/0 TCP 9093");
        assertThat(out(usual, "migrate")).containsExactly(DNS, "0.0.0.0/0 TCP 5432");
    }

    @Test
    void the_provider_and_the_issuer_are_reached_over_https_and_never_inside_the_house() {
        Manifests gateway = Chart.of(ValueSet.GATEWAY);
        assertThat(out(gateway, "payment"))
                .containsExactly(DNS, "10.20.0.0/24 TCP 5432", "10.20.1.0/24 TCP 9093", "0.0.0.0/0 TCP 443");
        JsonNode https = gateway.the("NetworkPolicy", "waybill-payment").at("/spec/egress/3/to/0/ipBlock/except");
        assertThat(https.toString()).contains("10.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16");
        Manifests stripeOnly = Chart.with("paymentGateway: {kind: stripe}");
        assertThat(out(stripeOnly, "payment")).contains("0.0.0.0/0 TCP 443");
        assertThat(out(stripeOnly, "inventory")).doesNotContain("0.0.0.0/0 TCP 443");
    }

    @Test
    void where_operators_make_them_only_a_services_own_database_and_broker_are_reached() {
        Manifests operators = Chart.of(ValueSet.OPERATORS);
        assertThat(out(operators, "inventory"))
                .containsExactly(
                        DNS,
                        "cnpg.io/cluster=waybill-inventory-db TCP 5432",
                        "strimzi.io/cluster=waybill-kafka TCP 9093");
    }

    @Test
    void something_else_is_reached_when_it_is_named() {
        Manifests more = Chart.with("networkPolicy: {more: [{to: [{ipBlock: {cidr: 10.9.0.0/16}}],"
                + " ports: [{protocol: TCP, port: 6379}]}]}");
        assertThat(out(more, "order")).contains("10.9.0.0/16 TCP 6379");
        assertThat(out(more, "migrate")).doesNotContain("10.9.0.0/16 TCP 6379");
        assertThat(more.all()).flatMap(StrictSchemas::mistakes).isEmpty();
    }

    @Test
    void an_empty_list_lets_nobody_through() {
        Manifests closed =
                Chart.with("networkPolicy: {gateway: [], monitoring: [], database: [], broker: [], dns: []}");
        assertThat(in(closed, "order")).isEmpty();
        assertThat(out(closed, "inventory")).isEmpty();
    }
}
