package waybill.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/** Objects for Kubernetes. */
record Manifests(List<JsonNode> all) {
    static final List<String> SERVICES = List.of("order", "inventory", "payment");

    static Manifests parse(String text) {
        return new Manifests(Chart.documents(text));
    }

    /** Those of one kind. */
    List<JsonNode> of(String kind) {
        return all.stream()
                .filter(one -> one.path("kind").asText().equals(kind))
                .toList();
    }

    /** The one of this kind and name. */
    JsonNode the(String kind, String name) {
        List<JsonNode> found =
                of(kind).stream().filter(one -> name(one).equals(name)).toList();
        assertThat(found).as(kind + " " + name).hasSize(1);
        return found.getFirst();
    }

    /** The Deployments of the three services, in their order. */
    List<JsonNode> services() {
        return SERVICES.stream()
                .map(service -> the("Deployment", "waybill-" + service))
                .toList();
    }

    /** Every pod that would run, whatever makes it. */
    List<JsonNode> pods() {
        List<JsonNode> pods = new ArrayList<>();
        for (JsonNode one : all) {
            if (one.at("/spec/template/spec/containers").isArray()) {
                pods.add(one.at("/spec/template"));
            }
        }
        return pods;
    }

    /** The names of all objects of a kind. */
    List<String> names(String kind) {
        return of(kind).stream().map(Manifests::name).toList();
    }

    static String name(JsonNode one) {
        return one.at("/metadata/name").asText();
    }

    static JsonNode container(JsonNode podTemplate) {
        return podTemplate.at("/spec/containers/0");
    }

    /** What a container is told by this name: its value, or where it is read. */
    static JsonNode environment(JsonNode container, String name) {
        return items(container.path("env")).stream()
                .filter(one -> one.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + name + " in " + container.path("env")));
    }

    static List<JsonNode> items(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }
}
