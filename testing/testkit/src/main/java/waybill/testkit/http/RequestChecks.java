package waybill.testkit.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether a request that was accepted is one the contract admits. */
final class RequestChecks {
    private final Schemas schemas;

    RequestChecks(JsonNode contract) {
        this.schemas = new Schemas(contract);
    }

    void check(ContractOperation operation, Exchange exchange, List<String> faults) {
        Map<String, String> query = query(exchange.query());
        for (JsonNode parameter : parameters(operation)) {
            String name = parameter.path("name").asText();
            String in = parameter.path("in").asText();
            String value = switch (in) {
                case "query" -> query.remove(name);
                case "header" -> exchange.requestHeaders().get(name);
                case "path" ->
                    decoded(OpenApiChecks.valueIn(operation, exchange.path(), name)
                            .replace("+", "%2B"));
                default -> null;
            };
            check(parameter, value, "the " + in + " parameter " + name, faults);
        }
        query.keySet()
                .forEach(name -> faults.add("the contract has no query parameter " + name + ", but it was accepted"));
        checkBody(schemas.resolved(operation.node().path("requestBody")), exchange, faults);
    }

    private void check(JsonNode parameter, @Nullable String value, String where, List<String> faults) {
        if (value != null) {
            schemas.checkText(parameter.path("schema"), value, where, faults);
        } else if (parameter.path("required").asBoolean()) {
            faults.add(where + " is required, but a request without it was accepted");
        }
    }

    private void checkBody(JsonNode body, Exchange exchange, List<String> faults) {
        JsonNode schema = body.path("content").path("application/json").path("schema");
        JsonNode sent = Schemas.parsed(exchange.requestBody());
        // Where no body is wanted, an object without members is as good as none.
        if (sent == null || (schema.isMissingNode() && sent.isObject() && sent.isEmpty())) {
            if (body.path("required").asBoolean()) {
                faults.add("the body is required, but a request without one was accepted");
            }
        } else if (schema.isMissingNode()) {
            faults.add("the contract has no body for this operation, but one was accepted");
        } else {
            schemas.check(schema, withoutNulls(sent), "the accepted body ", faults);
        }
    }

    /** A member that is null is as good as absent. */
    private static JsonNode withoutNulls(JsonNode value) {
        JsonNode copy = value.deepCopy();
        if (copy instanceof ObjectNode object) {
            object.properties().removeIf(member -> member.getValue().isNull());
            object.properties().forEach(member -> member.setValue(withoutNulls(member.getValue())));
        } else if (copy instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, withoutNulls(array.get(i)));
            }
        }
        return copy;
    }

    private List<JsonNode> parameters(ContractOperation operation) {
        List<JsonNode> all = new ArrayList<>();
        operation.shared().path("parameters").forEach(parameter -> all.add(schemas.resolved(parameter)));
        operation.node().path("parameters").forEach(parameter -> all.add(schemas.resolved(parameter)));
        return all;
    }

    private static Map<String, String> query(String query) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String pair : query.split("&", -1)) {
            if (!pair.isEmpty()) {
                String[] parts = pair.split("=", 2);
                values.put(decoded(parts[0]), parts.length == 1 ? "" : decoded(parts[1]));
            }
        }
        return values;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
