package waybill.engine.http;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import waybill.engine.http.headers.Trace;

/**
 * A request as the wire hands it over: its framing, limits, path and media types are already checked.
 *
 * @param route the operation it asks for
 * @param path the path as sent
 * @param pathValues the decoded values of the path parameters, by name
 * @param query the decoded query parameters, all of them declared by the route
 * @param headers the value of a header by its name, or null
 * @param body the whole body; not copied; empty if there is none
 * @param peer the address of whoever is connected: the client, or the last proxy before this server
 * @param trace who this request belongs to, and its id
 */
public record Incoming(
        Route route,
        String path,
        Map<String, String> pathValues,
        Map<String, String> query,
        HeaderLookup headers,
        RawBody body,
        String peer,
        Trace trace) {
    /** Finds a header, whatever its case. */
    @FunctionalInterface
    public interface HeaderLookup {
        /** The header's value, without white space around it; several of them with commas between; null if absent. */
        @Nullable
        String first(String name);
    }

    /** The bytes of a body. */
    public static final class RawBody {
        /** No body. */
        public static final RawBody NONE = new RawBody(new byte[0]);

        private final byte[] bytes;

        public RawBody(byte[] bytes) {
            this.bytes = bytes;
        }

        /** The bytes; not a copy. */
        public byte[] bytes() {
            return bytes;
        }
    }
}
