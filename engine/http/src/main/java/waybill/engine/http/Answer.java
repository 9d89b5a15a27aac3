package waybill.engine.http;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import waybill.engine.http.json.Json;
import waybill.engine.http.live.LiveEvents;

/** What a handler answers: a status, a body in bytes, and the headers that are special to it. Immutable. */
public final class Answer {
    /** The media type of every successful answer of the API. */
    public static final String JSON = "application/json";

    /** The media type of every problem document. */
    public static final String PROBLEM = "application/problem+json";

    /** The media type of events that are told one after another. */
    public static final String EVENTS = "text/event-stream";

    private static final byte[] NOTHING = new byte[0];

    private final int status;
    private final Map<String, String> headers;
    private final byte[] body;
    private final String contentType;
    private final Unwritten unwritten;

    /** The body, where it is not there yet: a problem that the edge writes, or events that are still to happen. */
    private record Unwritten(
            @Nullable Problem problem, @Nullable LiveEvents live) {
        private static final Unwritten NOTHING = new Unwritten(null, null);
    }

    /**
     * An answer from its parts, as for one that was stored.
     *
     * @param body the bytes as they will be sent; not copied, never to be changed
     * @param contentType empty if there is no body
     */
    public Answer(int status, Map<String, String> headers, byte[] body, String contentType) {
        this(status, checked(headers), body, contentType, Unwritten.NOTHING);
    }

    private Answer(int status, Map<String, String> headers, byte[] body, String contentType, Unwritten unwritten) {
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException("not a final status: " + status);
        }
        this.status = status;
        this.headers = headers;
        this.body = body;
        this.contentType = contentType;
        this.unwritten = unwritten;
    }

    /** An answer with this value as JSON: a record, a map, a list or a tree of Jackson. */
    public static Answer json(int status, Object value) {
        return new Answer(status, Map.of(), Json.bytes(value), JSON);
    }

    /** An answer with JSON that was written before. */
    public static Answer jsonBytes(int status, byte[] body) {
        return new Answer(status, Map.of(), body, JSON);
    }

    /** A problem document; the edge fills in instance and trace id, and writes it. */
    public static Answer problem(Problem problem) {
        return new Answer(problem.status(), Map.of(), NOTHING, PROBLEM, new Unwritten(problem, null));
    }

    /** Text of any type. */
    public static Answer text(int status, String contentType, String text) {
        return new Answer(status, Map.of(), text.getBytes(StandardCharsets.UTF_8), contentType);
    }

    /** Events, told one after another until the client leaves or the server stops; then they are closed. */
    public static Answer events(LiveEvents events) {
        return new Answer(200, Map.of(), NOTHING, EVENTS, new Unwritten(null, events));
    }

    /** No body at all: 204, 304. */
    public static Answer empty(int status) {
        return new Answer(status, Map.of(), NOTHING, "");
    }

    /**
     * The same answer with one more header, or with another value of it.
     *
     * @throws IllegalArgumentException if the value is not printable ASCII: it would break the protocol
     */
    public Answer withHeader(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Answer(status, checked(more), body, contentType, unwritten);
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The headers special to this answer; the edge adds its own. */
    public Map<String, String> headers() {
        return headers;
    }

    /**
     * The body as it will be sent; not a copy.
     *
     * @throws IllegalStateException if this is a problem that the edge has yet to write: {@link Call#answer} writes it
     *     now
     */
    public byte[] body() {
        Problem problem = unwritten.problem();
        if (problem != null) {
            throw new IllegalStateException("the problem is not written yet: " + problem.slug());
        }
        return body;
    }

    /** The media type of the body, or empty. */
    public String contentType() {
        return contentType;
    }

    /** The problem this answer tells, if it is one that the edge has yet to write. */
    public @Nullable Problem problem() {
        return unwritten.problem();
    }

    /** The events that are this answer's body, if it goes on. */
    public @Nullable LiveEvents live() {
        return unwritten.live();
    }

    private static Map<String, String> checked(Map<String, String> headers) {
        headers.forEach((name, value) -> {
            if (!isPrintable(name) || name.isEmpty() || name.indexOf(':') >= 0 || !isPrintable(value)) {
                throw new IllegalArgumentException("not a header: " + name);
            }
        });
        return Collections.unmodifiableMap(headers);
    }

    private static boolean isPrintable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~') {
                return false;
            }
        }
        return true;
    }
}
