package waybill.contracts;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/** One of the contract's files, YAML or JSON, whose references can be followed and whose schemas can judge values. */
final class Document {
    private static final String BASE = "https://contract.test/";
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final JsonMapper JSON = new JsonMapper();
    private static final Map<URI, Document> LOADED = new ConcurrentHashMap<>();
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDialect(
            Dialects.getDraft202012(),
            registry -> registry.schemaRegistryConfig(SchemaRegistryConfig.builder()
                            .formatAssertionsEnabled(true)
                            .build())
                    .schemas(address -> of(URI.create(address)).root.toString()));

    private final URI address;
    private final JsonNode root;

    private Document(URI address) {
        this.address = address;
        String name = address.getPath().substring(1);
        try (InputStream in = Objects.requireNonNull(Document.class.getResourceAsStream(name), name)) {
            this.root = name.endsWith(".yaml") ? YAML.readTree(in) : JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The file of this name beside the contract's classes: {@code openapi.yaml}, {@code schemas/x.json}. */
    static Document named(String name) {
        return of(URI.create(BASE + name));
    }

    private static Document of(URI address) {
        return LOADED.computeIfAbsent(address, Document::new);
    }

    /** All of it. */
    JsonNode root() {
        return root;
    }

    /** The part at this JSON pointer. */
    JsonNode at(String pointer) {
        return root.at(pointer);
    }

    /** Whether a {@code $ref} written in this file leads somewhere. */
    boolean leadsSomewhere(String reference) {
        URI target = address.resolve(reference);
        String pointer = Objects.requireNonNullElse(target.getFragment(), "");
        return !of(withoutFragment(target)).root.at(pointer).isMissingNode();
    }

    /** The pointer to the part meant at this pointer: itself, or what its {@code $ref} in this file names. */
    String followed(String pointer) {
        JsonNode reference = at(pointer).path("$ref");
        return reference.isTextual() ? followed(reference.asText().substring(1)) : pointer;
    }

    /** What the schema at this pointer has against the value; nothing if it is fine. */
    List<String> complaints(String schemaPointer, JsonNode value) {
        Schema schema = SCHEMAS.getSchema(SchemaLocation.of(address + "#" + schemaPointer));
        return schema.validate(value).stream().map(Error::toString).toList();
    }

    /** Every node with its pointer, the root first. */
    Map<String, JsonNode> everything() {
        Map<String, JsonNode> found = new TreeMap<>();
        walk(JsonPointer.empty(), root, found::put);
        return found;
    }

    private static void walk(JsonPointer here, JsonNode node, BiConsumer<String, JsonNode> visitor) {
        visitor.accept(here.toString(), node);
        node.properties().forEach(member -> walk(here.appendProperty(member.getKey()), member.getValue(), visitor));
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            walk(here.appendIndex(i), node.get(i), visitor);
        }
    }

    private static URI withoutFragment(URI target) {
        return URI.create(target.toString().replaceFirst("#.*", ""));
    }
}
