package waybill.engine.postgres;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import waybill.engine.core.log.Meta;
import waybill.kernel.EventId;

/** Meta as the bytes that are kept. */
final class MetaJson {
    private static final JsonFactory JSON = new JsonFactory();

    private MetaJson() {}

    static byte[] write(Meta meta) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("id", meta.id().value());
            json.writeStringField("correlation", meta.correlationId());
            optional(json, "causation", meta.causationId());
            json.writeStringField("actor", meta.actor());
            optional(json, "traceparent", meta.traceparent());
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static void optional(JsonGenerator json, String name, @Nullable String value) throws IOException {
        if (value != null) {
            json.writeStringField(name, value);
        }
    }

    static Meta read(byte[] bytes) {
        Map<String, String> members = new HashMap<>();
        try (JsonParser json = JSON.createParser(bytes)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                members.put(name, json.nextTextValue());
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return new Meta(
                new EventId(required(members, "id")),
                required(members, "correlation"),
                members.get("causation"),
                required(members, "actor"),
                members.get("traceparent"));
    }

    private static String required(Map<String, String> members, String name) {
        String value = members.get(name);
        if (value == null) {
            throw new IllegalStateException("meta of an event lacks " + name);
        }
        return value;
    }
}
