package waybill.server.input.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import waybill.contracts.ContractFiles;

/**
 * One operation of the contract, by its examples.
 *
 * @param method in capitals
 * @param parameters of the path, the query and the headers
 * @param bodies examples of good ones; empty if it has none
 */
record Operation(String method, String template, List<Parameter> parameters, List<JsonNode> bodies) {
    /** One parameter, with a value that is good. */
    record Parameter(String in, String name, String example) {}

    private static final List<String> METHODS = List.of("get", "post", "put", "delete");

    /** All of them. */
    static List<Operation> all() {
        JsonNode contract = contract();
        List<Operation> all = new ArrayList<>();
        contract.get("paths")
                .properties()
                .forEach(path -> METHODS.stream()
                        .filter(path.getValue()::has)
                        .forEach(method -> all.add(of(
                                contract, method, path.getKey(), path.getValue().get(method)))));
        return List.copyOf(all);
    }

    private static Operation of(JsonNode contract, String method, String template, JsonNode node) {
        List<Parameter> parameters = stream(node.path("parameters"))
                .map(parameter -> resolved(contract, parameter))
                .map(it -> new Parameter(it.get("in").asText(), it.get("name").asText(), example(it)))
                .toList();
        JsonNode media = node.at("/requestBody/content/application~1json");
        List<JsonNode> bodies = media.has("example")
                ? List.of(media.get("example"))
                : stream(media.path("examples"))
                        .map(example -> example.get("value"))
                        .toList();
        return new Operation(method.toUpperCase(Locale.ROOT), template, parameters, bodies);
    }

    private static String example(JsonNode parameter) {
        JsonNode example = parameter.path("example");
        if (example.isArray()) {
            return String.join(",", stream(example).map(JsonNode::asText).toList());
        }
        return example.asText();
    }

    private static JsonNode resolved(JsonNode contract, JsonNode node) {
        return node.has("$ref") ? contract.at(node.get("$ref").asText().substring(1)) : node;
    }

    private static Stream<JsonNode> stream(JsonNode nodes) {
        List<JsonNode> all = new ArrayList<>();
        nodes.forEach(all::add);
        return all.stream();
    }

    private static JsonNode contract() {
        try {
            return new YAMLMapper().readTree(ContractFiles.openApi());
        } catch (IOException malformed) {
            throw new UncheckedIOException(malformed);
        }
    }
}
