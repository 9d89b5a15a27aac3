package waybill.server.canaries;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Request bodies made from the contract, with a canary wherever the contract takes one. */
final class Bodies {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** Where the contract takes no word: something that it does take. */
    private static final Map<String, String> EXAMPLES = Map.of(
            "^[A-Z]{3}$", "EUR",
            "^[A-Z]{2}$", "DE",
            "^[0-9]+([.][0-9]+)?$", "10.99",
            "^ord_[0-7][0-9a-hjkmnp-tv-z]{25}$", "ord_01kantm5x9f3sb2q7h6m0r4d8e",
            "^pay_[0-7][0-9a-hjkmnp-tv-z]{25}$", "pay_01kantm5x9f3sb2q7h6m0r4d8e",
            "duration", "PT5M",
            "date-time", "2026-01-02T03:04:05Z");

    private final JsonNode contract;
    private final Canaries canaries;
    private final boolean everything;

    /** All members, or only those that must be there. */
    Bodies(JsonNode contract, Canaries canaries, boolean everything) {
        this.contract = contract;
        this.canaries = canaries;
        this.everything = everything;
    }

    /** A value of this schema. */
    JsonNode of(JsonNode reference, String place) {
        JsonNode schema = resolved(reference);
        for (String choice : new String[] {"allOf", "oneOf", "anyOf"}) {
            if (schema.has(choice) && !schema.has("properties")) {
                return of(schema.path(choice).path(0), place);
            }
        }
        String type = schema.path("type").isArray()
                ? schema.path("type").path(0).asText()
                : schema.path("type").asText(schema.has("properties") ? "object" : "");
        return switch (type) {
            case "object" -> object(schema, place);
            case "array" -> JSON.arrayNode().add(of(schema.path("items"), place));
            case "string" -> string(schema, place);
            case "integer" -> JSON.numberNode(1);
            case "boolean" -> JSON.booleanNode(true);
            default -> throw new AssertionError("what goes into " + place + "? " + schema);
        };
    }

    private JsonNode object(JsonNode schema, String place) {
        ObjectNode object = JSON.objectNode();
        Set<String> needed = new HashSet<>();
        schema.path("required").forEach(name -> needed.add(name.asText()));
        schema.path("properties").properties().forEach(member -> {
            if (everything || needed.contains(member.getKey())) {
                object.set(member.getKey(), of(member.getValue(), place + "/" + member.getKey()));
            }
        });
        if (everything && schema.path("additionalProperties").isObject()) {
            object.set(canaries.at(place + " (name)"), of(schema.path("additionalProperties"), place + "/*"));
        }
        return object;
    }

    private JsonNode string(JsonNode schema, String place) {
        if (schema.has("enum")) {
            return schema.path("enum").path(0);
        }
        String canary = canaries.at(place);
        String pattern = schema.path("pattern").asText(schema.path("format").asText());
        if (pattern.isEmpty() || canary.matches(pattern)) {
            return new TextNode(canary);
        }
        String example = EXAMPLES.get(pattern);
        if (example == null) {
            throw new AssertionError("no canary fits into " + place + " (" + pattern + "): what does?");
        }
        return new TextNode(example);
    }

    private JsonNode resolved(JsonNode schema) {
        JsonNode at = schema;
        while (at.has("$ref")) {
            at = contract.at(at.path("$ref").asText().substring(1));
        }
        return at;
    }
}
