package waybill.engine.http.pages;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The OpenAPI document, as its documentation wants to read it. */
final class Contract {
    private static final List<String> METHODS = List.of("get", "post", "put", "patch", "delete");
    private static final int REFERENCES_MAX = 16;

    private final JsonNode tree;

    Contract(JsonNode tree) {
        this.tree = tree;
    }

    /**
     * One operation.
     *
     * @param shared what its path says for all of its methods
     */
    record Operation(String method, String path, JsonNode node, JsonNode shared) {
        String id() {
            return "op-" + node.path("operationId").asText(method + path).replaceAll("[^A-Za-z0-9]+", "-");
        }

        String summary() {
            return node.path("summary").asText("");
        }
    }

    JsonNode info() {
        return tree.path("info");
    }

    /** The address for examples. */
    String server() {
        return tree.path("servers").path(0).path("url").asText("http://127.0.0.1:8080");
    }

    /** The operations by their first tag; tags in the order they are declared. */
    Map<String, List<Operation>> operationsByTag() {
        Map<String, List<Operation>> byTag = new LinkedHashMap<>();
        tree.path("tags").forEach(tag -> byTag.put(tag.path("name").asText(), new ArrayList<>()));
        tree.path("paths").properties().forEach(path -> {
            for (String method : METHODS) {
                JsonNode node = path.getValue().get(method);
                if (node != null) {
                    String tag = node.path("tags").path(0).asText("Other");
                    byTag.computeIfAbsent(tag, _ -> new ArrayList<>())
                            .add(new Operation(method, path.getKey(), node, path.getValue()));
                }
            }
        });
        byTag.values().removeIf(List::isEmpty);
        return byTag;
    }

    String tagDescription(String name) {
        for (JsonNode tag : tree.path("tags")) {
            if (tag.path("name").asText().equals(name)) {
                return tag.path("description").asText("");
            }
        }
        return "";
    }

    List<JsonNode> parameters(Operation operation) {
        List<JsonNode> all = new ArrayList<>();
        operation.shared().path("parameters").forEach(parameter -> all.add(resolved(parameter)));
        operation.node().path("parameters").forEach(parameter -> all.add(resolved(parameter)));
        return all;
    }

    Map<String, JsonNode> schemas() {
        Map<String, JsonNode> schemas = new LinkedHashMap<>();
        tree.at("/components/schemas").properties().forEach(entry -> schemas.put(entry.getKey(), entry.getValue()));
        return schemas;
    }

    /** What a reference stands for; the node itself if it is none. */
    JsonNode resolved(JsonNode node) {
        JsonNode target = node;
        for (int i = 0; i < REFERENCES_MAX && target.has("$ref"); i++) {
            String reference = target.get("$ref").asText();
            target = reference.startsWith("#/") ? tree.at(reference.substring(1)) : tree.path("");
        }
        return target;
    }

    /** The last part of a reference to a schema; empty if the node is none. */
    static String nameOf(JsonNode node) {
        String reference = node.path("$ref").asText("");
        return reference.substring(reference.lastIndexOf('/') + 1);
    }
}
