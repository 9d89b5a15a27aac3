package waybill.server;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import waybill.testkit.http.ApiClient.Reply;

/** JSON as tests compare and change it. */
public final class Plain {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private Plain() {}

    /** A body without what is new every time: the end of ids and traces, times, and versions. */
    public static JsonNode of(Reply reply) {
        return of(reply.body());
    }

    /** This JSON without what is new every time. */
    public static JsonNode of(String json) {
        return read(json.replaceAll("(ord|pay|res|txn|evt|sbx)_[0-7][0-9a-z]{25}", "$1_*")
                .replaceAll("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d[.]\\d{6}Z", "then")
                .replaceAll("\"traceId\":\"[0-9a-f]{32}\"", "\"traceId\":\"*\"")
                .replaceAll("\"version\":\\d+", "\"version\":0"));
    }

    /** What every problem of a type has in common. */
    public record Kind(int status, String slug, String title) {}

    /** The problem document as it has to be, its members after {@code traceId} as given. */
    public static JsonNode problem(Kind kind, String detail, String instance, String members) {
        return of("""
                {"type":"/problems/%2$s","title":"%3$s","status":%1$d,"detail":"%4$s","instance":"%5$s","code":"%6$s",\
                "traceId":"*","error":"%4$s"%7$s}""".formatted(
                        kind.status(),
                        kind.slug(),
                        kind.title(),
                        detail,
                        instance,
                        kind.slug().toUpperCase(java.util.Locale.ROOT).replace('-', '_'),
                        members.isEmpty() ? "" : "," + members));
    }

    public static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException(json, malformed);
        }
    }

    /** The document with this value at the pointer; without anything there if the value is empty. */
    public static String changed(String document, String pointer, String value) {
        JsonNode root = read(document);
        JsonPointer at = JsonPointer.compile(pointer);
        JsonNode holder = root.at(at.head());
        String name = at.last().getMatchingProperty();
        if (holder instanceof ArrayNode array) {
            array.set(Integer.parseInt(name), read(value));
        } else if (value.isEmpty()) {
            ((ObjectNode) holder).remove(name);
        } else {
            ((ObjectNode) holder).set(name, read(value));
        }
        return root.toString();
    }
}
