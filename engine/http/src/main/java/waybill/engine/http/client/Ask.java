package waybill.engine.http.client;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import waybill.engine.core.resilience.Repeat;
import waybill.engine.http.json.Json;

/**
 * A request to another service. All its attempts carry the same headers, the idempotency key among them.
 *
 * @param path begins with a slash, encoded, with its query
 * @param body as it is written, or empty
 * @param within how long all attempts together may take, if that is less than usual; null if it is not
 */
public record Ask(
        String method,
        String path,
        String body,
        Map<String, String> headers,
        @Nullable Duration within) {
    private static final String KEY = "Idempotency-Key";
    private static final String TRACEPARENT = "traceparent";
    private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "PUT", "DELETE", "OPTIONS");

    public Ask {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    /** Reads. */
    public static Ask get(String path) {
        return new Ask("GET", path, "", Map.of(), null);
    }

    /** Has something done; asked again only with a key. */
    public static Ask post(String path, Object body) {
        return of("POST", path, body);
    }

    /** Any method, with a body that is written as JSON. */
    public static Ask of(String method, String path, Object body) {
        return new Ask(method, path, Json.text(body), Map.of("Content-Type", "application/json"), null);
    }

    /** The same under this idempotency key. */
    public Ask withKey(String key) {
        return withHeader(KEY, key);
    }

    /** The same as a part of this trace; as it is, if there is none. */
    public Ask tracedTo(@Nullable String traceparent) {
        return traceparent == null ? this : withHeader(TRACEPARENT, traceparent);
    }

    /** The trace it is a part of; null if there is none. */
    @Nullable
    String traceparent() {
        return headers.get(TRACEPARENT);
    }

    /** The same with one more header. */
    public Ask withHeader(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Ask(method, path, body, more, within);
    }

    /** The same, given up after this time. */
    public Ask within(Duration time) {
        return new Ask(method, path, body, headers, time);
    }

    /** Without its body and headers, which may hold what nobody should read. */
    @Override
    public String toString() {
        return method + " " + path;
    }

    /** Whether it may be asked again. */
    Repeat repeat() {
        return SAFE_METHODS.contains(method) || headers.containsKey(KEY) ? Repeat.SAFE : Repeat.NEVER;
    }
}
