package waybill.engine.http.pages;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import waybill.engine.http.pages.Contract.Operation;

/** The section about one operation. */
final class OperationDocs {
    private final Contract contract;
    private final SchemaDocs schemas;

    OperationDocs(Contract contract, SchemaDocs schemas) {
        this.contract = contract;
        this.schemas = schemas;
    }

    void append(Html html, Operation operation) {
        html.raw("<section class=\"operation\" id=\"" + operation.id() + "\"><h3>");
        method(html, operation);
        html.element("code", "path", operation.path()).raw("</h3>");
        html.element("p", "summary", operation.summary());
        Prose.append(html, operation.node().path("description").asText(""));
        scopes(html, operation);
        parameters(html, contract.parameters(operation));
        JsonNode request = contract.resolved(operation.node().path("requestBody"));
        if (!request.path("content").isEmpty()) {
            html.raw("<h4>Request body</h4>");
            content(html, request.path("content"));
        }
        example(html, operation, request);
        responses(html, operation.node().path("responses"));
        html.raw("</section>");
    }

    static void method(Html html, Operation operation) {
        html.element("span", "method " + operation.method(), operation.method().toUpperCase(Locale.ROOT));
    }

    private static void scopes(Html html, Operation operation) {
        Set<String> scopes = new LinkedHashSet<>();
        operation
                .node()
                .path("security")
                .forEach(way -> way.forEach(needed -> needed.forEach(scope -> scopes.add(scope.asText()))));
        if (!scopes.isEmpty()) {
            Prose.append(
                    html,
                    "Needs the scope `" + String.join("` or `", scopes) + "`."
                            + (operation.node().path("x-customers").asBoolean()
                                    ? " Customers may do it with what is theirs."
                                    : ""));
        }
    }

    private void parameters(Html html, List<JsonNode> parameters) {
        if (parameters.isEmpty()) {
            return;
        }
        html.raw("<h4>Parameters</h4><table class=\"members\"><tbody>");
        for (JsonNode parameter : parameters) {
            html.raw("<tr><th scope=\"row\"><code>")
                    .text(parameter.path("name").asText())
                    .raw("</code>");
            html.element("span", "in", parameter.path("in").asText());
            html.raw(parameter.path("required").asBoolean() ? "<span class=\"required\">required</span>" : "");
            html.raw("</th><td><div class=\"type\">");
            schemas.type(html, parameter.path("schema"));
            html.raw("</div>");
            Prose.append(html, parameter.path("description").asText(""));
            html.raw("</td></tr>");
        }
        html.raw("</tbody></table>");
    }

    private void responses(Html html, JsonNode responses) {
        html.raw("<h4>Answers</h4>");
        for (Map.Entry<String, JsonNode> entry : responses.properties()) {
            JsonNode response = contract.resolved(entry.getValue());
            html.raw("<details class=\"answer\"><summary><span class=\"status s"
                    + Html.escaped(entry.getKey().substring(0, 1)) + "\">");
            html.text(entry.getKey()).raw("</span> ");
            Prose.appendLine(html, response.path("description").asText());
            html.raw("</summary>");
            headers(html, response.path("headers"));
            content(html, response.path("content"));
            html.raw("</details>");
        }
    }

    private void headers(Html html, JsonNode headers) {
        for (Map.Entry<String, JsonNode> header : headers.properties()) {
            String description =
                    contract.resolved(header.getValue()).path("description").asText("");
            html.raw("<p class=\"header\"><code>").text(header.getKey()).raw("</code> ");
            Prose.appendLine(html, description);
            html.raw("</p>");
        }
    }

    private void content(Html html, JsonNode content) {
        for (Map.Entry<String, JsonNode> entry : content.properties()) {
            JsonNode schema = entry.getValue().path("schema");
            html.raw("<p class=\"media\"><code>").text(entry.getKey()).raw("</code> ");
            if (!schema.isMissingNode()) {
                schemas.type(html, schema);
            }
            html.raw("</p>");
            if (!schema.has("$ref") && schema.has("properties")) {
                schemas.members(html, schema);
            }
            JsonNode example = exampleOf(entry.getValue());
            if (!example.isMissingNode()) {
                html.element("pre", example.toPrettyString());
            }
        }
    }

    private JsonNode exampleOf(JsonNode media) {
        if (media.has("example")) {
            return media.get("example");
        }
        for (JsonNode named : media.path("examples")) {
            return contract.resolved(named).path("value");
        }
        return contract.resolved(media.path("schema")).path("example");
    }

    private void example(Html html, Operation operation, JsonNode request) {
        StringBuilder curl = new StringBuilder("curl -i");
        if (!operation.method().equals("get")) {
            curl.append(" -X ").append(operation.method().toUpperCase(Locale.ROOT));
        }
        List<JsonNode> parameters = contract.parameters(operation);
        curl.append(" '")
                .append(contract.server())
                .append(examplePath(operation, parameters))
                .append('\'');
        if (parameters.stream()
                .anyMatch(parameter -> parameter.path("name").asText().equals("Idempotency-Key"))) {
            curl.append(" \\\n  -H 'Idempotency-Key: a-key-of-yours'");
        }
        JsonNode body = exampleOf(request.path("content").path("application/json"));
        if (!body.isMissingNode()) {
            curl.append(" \\\n  -H 'Content-Type: application/json' \\\n  -d '")
                    .append(body)
                    .append('\'');
        }
        html.raw("<h4>Try it</h4>").element("pre", "curl", curl.toString());
    }

    /** The path with the contract's examples in the places of its parameters. */
    private static String examplePath(Operation operation, List<JsonNode> parameters) {
        String path = operation.path();
        for (JsonNode parameter : parameters) {
            JsonNode example = parameter.has("example")
                    ? parameter.get("example")
                    : parameter.path("schema").path("example");
            if (parameter.path("in").asText().equals("path") && example.isTextual()) {
                path = path.replace("{" + parameter.path("name").asText() + "}", example.asText());
            }
        }
        return path;
    }
}
