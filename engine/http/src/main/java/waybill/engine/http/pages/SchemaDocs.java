package waybill.engine.http.pages;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Says in words and tables what a schema admits. */
final class SchemaDocs {
    private static final int DEPTH_MAX = 6;

    private final Contract contract;

    SchemaDocs(Contract contract) {
        this.contract = contract;
    }

    /** The type in a few words, with links to named schemas. */
    void type(Html html, JsonNode schema) {
        String name = Contract.nameOf(schema);
        if (!name.isEmpty()) {
            html.raw("<a href=\"#schema-" + Html.escaped(name) + "\">")
                    .text(name)
                    .raw("</a>");
        } else if (schema.has("items")) {
            html.raw("array of ");
            type(html, schema.get("items"));
        } else if (schema.has("oneOf") || schema.has("anyOf")) {
            alternatives(html, schema.has("oneOf") ? schema.get("oneOf") : schema.get("anyOf"));
        } else if (schema.has("allOf") && !schema.has("type")) {
            type(html, schema.get("allOf").path(0));
        } else {
            html.text(words(schema));
        }
        limits(html, schema);
    }

    private void alternatives(Html html, JsonNode schemas) {
        for (int i = 0; i < schemas.size(); i++) {
            html.raw(i == 0 ? "" : " or ");
            type(html, schemas.get(i));
        }
    }

    private static String words(JsonNode schema) {
        JsonNode type = schema.path("type");
        List<String> words = new ArrayList<>();
        if (type.isArray()) {
            type.forEach(one -> words.add(one.asText()));
        } else if (type.isTextual()) {
            words.add(type.asText());
        } else if (schema.has("const")) {
            words.add(schema.get("const").asText());
        } else {
            words.add(schema.has("properties") ? "object" : "any value");
        }
        String format = schema.path("format").asText("");
        return String.join(" or ", words) + (format.isEmpty() ? "" : " (" + format + ")");
    }

    private static void limits(Html html, JsonNode schema) {
        List<String> limits = new ArrayList<>();
        range(limits, schema.path("minimum"), schema.path("maximum"), "");
        range(limits, schema.path("minLength"), schema.path("maxLength"), " characters");
        range(limits, schema.path("minItems"), schema.path("maxItems"), " elements");
        if (schema.has("default")) {
            limits.add("default " + schema.get("default").asText());
        }
        if (!limits.isEmpty()) {
            html.element("span", "limits", String.join(", ", limits));
        }
        if (schema.has("pattern")) {
            html.element("code", "pattern", schema.get("pattern").asText());
        }
        if (schema.has("enum")) {
            html.raw("<span class=\"enum\">");
            schema.get("enum").forEach(value -> html.element("code", value.asText()));
            html.raw("</span>");
        }
    }

    private static void range(List<String> limits, JsonNode min, JsonNode max, String of) {
        if (!min.isMissingNode() && !max.isMissingNode()) {
            limits.add(min.asText() + " to " + max.asText() + of);
        } else if (!min.isMissingNode()) {
            limits.add("≥ " + min.asText() + of);
        } else if (!max.isMissingNode()) {
            limits.add("≤ " + max.asText() + of);
        }
    }

    /** The members of an object, nested ones indented below; named schemas are only linked. */
    void members(Html html, JsonNode schema) {
        html.raw("<table class=\"members\"><tbody>");
        rows(html, schema, "", 0);
        html.raw("</tbody></table>");
    }

    private void rows(Html html, JsonNode schema, String prefix, int depth) {
        if (depth > DEPTH_MAX) {
            return;
        }
        schema.path("allOf").forEach(part -> rows(html, contract.resolved(part), prefix, depth + 1));
        Set<String> required = new HashSet<>();
        schema.path("required").forEach(name -> required.add(name.asText()));
        schema.path("properties").properties().forEach(property -> {
            String name = prefix + property.getKey();
            row(html, name, property.getValue(), required.contains(property.getKey()));
            JsonNode inner =
                    property.getValue().has("items") ? property.getValue().get("items") : property.getValue();
            if (!inner.has("$ref") && inner.has("properties")) {
                rows(html, inner, name + (property.getValue().has("items") ? "[]." : "."), depth + 1);
            }
        });
    }

    private void row(Html html, String name, JsonNode schema, boolean required) {
        html.raw("<tr><th scope=\"row\"><code>").text(name).raw("</code>");
        html.raw(required ? "<span class=\"required\">required</span>" : "").raw("</th><td><div class=\"type\">");
        type(html, schema);
        html.raw("</div>");
        Prose.append(html, schema.path("description").asText(""));
        html.raw("</td></tr>");
    }
}
