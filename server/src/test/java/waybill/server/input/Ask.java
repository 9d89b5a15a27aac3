package waybill.server.input;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A request of a table, well-framed unless it is made otherwise. {@code @NAME@} stands for what the shop has under that
 * name, {@code @LENGTH@} for the length of the body when that is done.
 *
 * @param line the request line
 * @param headers the header lines
 * @param body one character a byte
 */
public record Ask(String line, List<String> headers, String body) {
    /** The host, and what every write has. */
    private static final List<String> WRITE = List.of(
            "Host: shop", "Content-Type: application/json", "Idempotency-Key: @KEY@", "Content-Length: @LENGTH@");

    public Ask {
        headers = List.copyOf(headers);
    }

    /** GET. */
    public static Ask get(String target) {
        return new Ask("GET " + target + " HTTP/1.1", List.of("Host: shop"), "");
    }

    /** POST with a key of its own and this JSON. */
    public static Ask post(String path, String json) {
        return write("POST", path, json);
    }

    /** PUT with a key of its own and this JSON. */
    public static Ask put(String path, String json) {
        return write("PUT", path, json);
    }

    /** DELETE with a key of its own. */
    public static Ask delete(String target) {
        return new Ask("DELETE " + target + " HTTP/1.1", List.of("Host: shop", "Idempotency-Key: @KEY@"), "");
    }

    private static Ask write(String method, String path, String json) {
        return new Ask(method + " " + path + " HTTP/1.1", WRITE, bytes(json));
    }

    /** The same with another header line; it replaces what has the same name before the colon. */
    public Ask with(String header) {
        Ask without = without(header.substring(0, header.indexOf(':')));
        return without.and(header);
    }

    /** The same with one more header line, whatever it is. */
    public Ask and(String header) {
        List<String> all = new ArrayList<>(headers);
        all.add(header);
        return new Ask(line, all, body);
    }

    /** The same without this header. */
    public Ask without(String name) {
        return new Ask(
                line,
                headers.stream()
                        .filter(header -> !header.startsWith(name + ":"))
                        .toList(),
                body);
    }

    /** The same with these bytes as its body. */
    public Ask saying(String bytes) {
        return new Ask(line, headers, bytes);
    }

    /** The request as it is sent, but for what stands for something else. */
    public String wire() {
        return line + "\r\n" + String.join("\r\n", headers) + "\r\n\r\n" + body;
    }

    /** The UTF-8 of a text, one character a byte. */
    public static String bytes(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
