package waybill.engine.postgres;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import waybill.engine.core.log.Meta;
import waybill.kernel.EventId;

/** Meta as the bytes that are kept. */
final class MetaJson {
    private static final JsonFactory JSON = new JsonFactory();
    private static final JsonStringEncoder QUOTES = JsonStringEncoder.getInstance();

    private MetaJson() {}

    /** By hand: a generator for each of these few texts costs several times as much as writing them. */
    static byte[] write(Meta meta) {
        StringBuilder json = new StringBuilder(256).append('{');
        member(json, "id", meta.id().value());
        member(json, "correlation", meta.correlationId());
        member(json, "causation", meta.causationId());
        member(json, "actor", meta.actor());
        member(json, "traceparent", meta.traceparent());
        return json.append('}').toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void member(StringBuilder json, String name, @Nullable String value) {
        if (value == null) {
            return;
        }
        if (json.length() > 1) {
            json.append(',');
        }
        json.append('"').append(name).append("\":\"");
        if (isPlain(value)) {
            json.append(value);
        } else {
            QUOTES.quoteAsString(value, json);
        }
        json.append('"');
    }

    /** Ids are, and nearly every actor is: nothing in it needs to be escaped. */
    private static boolean isPlain(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < ' ' || c == '"' || c == '\\' || c > '~') {
                return false;
            }
        }
        return true;
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
