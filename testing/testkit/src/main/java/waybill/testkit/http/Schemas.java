package waybill.testkit.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The schemas of one contract, ready to judge values (JSON Schema 2020-12, formats included). */
final class Schemas {
    private static final int REFERENCES_MAX = 16;

    /** JSON Schema 2020-12, and the words OpenAPI puts beside it. */
    private static final Dialect DIALECT = Dialect.builder(Dialects.getDraft202012())
            .keywords(Stream.of("components", "example", "discriminator", "externalDocs", "xml")
                    .map(NonValidationKeyword::new)
                    .toList())
            .build();

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private final JsonNode contract;
    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(
            DIALECT,
            builder -> builder.schemaRegistryConfig(
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));
    private final Map<JsonNode, Schema> compiled = new ConcurrentHashMap<>();

    Schemas(JsonNode contract) {
        this.contract = contract;
    }

    /** Adds what is wrong with a value, after these words. */
    void check(JsonNode schema, JsonNode value, String where, List<String> faults) {
        for (Error error : compiled.computeIfAbsent(schema, this::compile).validate(value)) {
            faults.add(where + error.getInstanceLocation() + ": " + error.getMessage());
        }
    }

    /**
     * Adds what is wrong with a text that a header, a path or a query carries, read as the schema's type wants it; a
     * list has commas.
     */
    void checkText(JsonNode schema, String text, String where, List<String> faults) {
        JsonNode node = resolved(schema);
        String type = node.path("type").asText("");
        if (type.equals("array")) {
            ArrayNode parts = JsonNodeFactory.instance.arrayNode();
            Stream.of(text.split(",", -1)).forEach(parts::add);
            check(schema, parts, where, faults);
            return;
        }
        JsonNode value =
                type.equals("integer") || type.equals("boolean") || type.equals("number") ? parsed(text) : null;
        check(schema, value == null ? JsonNodeFactory.instance.textNode(text) : value, where, faults);
    }

    /** What a reference stands for; the node itself if it is none. */
    JsonNode resolved(JsonNode node) {
        JsonNode target = node;
        for (int i = 0; i < REFERENCES_MAX && target.has("$ref"); i++) {
            target = contract.at(target.get("$ref").asText().substring(1));
        }
        return target;
    }

    /** The JSON in this text; null if it is none. */
    static @Nullable JsonNode parsed(String text) {
        try {
            return text.isBlank() ? null : JSON.readTree(text);
        } catch (JsonProcessingException malformed) {
            return null;
        }
    }

    /** Each schema is compiled as a document of its own that carries the components its references mean. */
    private Schema compile(JsonNode schema) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.set("components", contract.path("components"));
        schema.properties().forEach(keyword -> document.set(keyword.getKey(), keyword.getValue()));
        return registry.getSchema(document);
    }
}
