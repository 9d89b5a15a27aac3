package waybill.testkit.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Makes a contract exact for answers: wherever an object is described and nothing is said about further members,
 * further members are a fault. What is only a part of another schema stays open, or the parts would exclude each other.
 */
final class ClosedSchemas {
    private static final List<String> SAYS_ITSELF = List.of("additionalProperties", "unevaluatedProperties");

    private final JsonNode document;

    private ClosedSchemas(JsonNode document) {
        this.document = document;
    }

    /** A copy of the document in which every described object is closed. */
    static JsonNode of(JsonNode document) {
        JsonNode copy = document.deepCopy();
        ClosedSchemas closing = new ClosedSchemas(copy);
        copy.at("/components/schemas").forEach(schema -> closing.close(schema, true));
        copy.at("/components/responses").forEach(closing::closeContent);
        copy.path("paths")
                .forEach(path ->
                        path.forEach(operation -> operation.path("responses").forEach(closing::closeContent)));
        return copy;
    }

    private void closeContent(JsonNode response) {
        response.path("content").forEach(media -> close(media.path("schema"), false));
    }

    /** Closes a schema, unless it is a part of one that is closed as a whole. */
    private void close(JsonNode node, boolean isPart) {
        if (!(node instanceof ObjectNode schema)) {
            return;
        }
        boolean isObject = isOpenObject(schema) || isOpenObject(target(schema));
        if (isObject && !isPart && SAYS_ITSELF.stream().noneMatch(schema::has)) {
            schema.put("unevaluatedProperties", false);
        }
        for (String members : List.of("properties", "patternProperties")) {
            schema.path(members).forEach(member -> close(member, false));
        }
        for (String inner : List.of("items", "additionalProperties", "contains")) {
            close(schema.path(inner), false);
        }
        for (String parts : List.of("allOf", "if", "then", "else")) {
            schema.path(parts).forEach(part -> close(part, true));
        }
        for (String choices : List.of("oneOf", "anyOf")) {
            schema.path(choices).forEach(choice -> close(choice, isPart || isObject));
        }
    }

    private static boolean isOpenObject(JsonNode schema) {
        boolean describes = schema.has("properties") || schema.has("allOf");
        return describes && SAYS_ITSELF.stream().noneMatch(schema::has);
    }

    private JsonNode target(JsonNode schema) {
        String reference = schema.path("$ref").asText("");
        return reference.startsWith("#/") ? document.at(reference.substring(1)) : schema;
    }
}
