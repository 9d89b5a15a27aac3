package waybill.bench.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The bytes of a request, written once; only its slots change from one request to the next. Each run of {@code #} is a
 * slot for that many digits, each run of {@code @} one for a text of that length; they are numbered from 0. Header
 * lines end in {@code \r\n}.
 */
public final class RequestTemplate {
    private static final Pattern SLOTS = Pattern.compile("#+|@+");

    private final byte[] bytes;
    private final int[] offsets;
    private final int[] widths;

    private RequestTemplate(String text) {
        List<MatchResult> slots = SLOTS.matcher(text).results().toList();
        this.bytes = text.getBytes(US_ASCII);
        this.offsets = slots.stream().mapToInt(MatchResult::start).toArray();
        this.widths = slots.stream().mapToInt(slot -> slot.end() - slot.start()).toArray();
    }

    /** A POST of JSON. */
    public static RequestTemplate post(String host, String path, String headers, String body) {
        return new RequestTemplate("POST " + path + " HTTP/1.1\r\nHost: " + host
                + "\r\nContent-Type: application/json\r\n" + headers + "Content-Length: "
                + body.getBytes(US_ASCII).length + "\r\n\r\n" + body);
    }

    /** A GET. */
    public static RequestTemplate get(String host, String path) {
        return new RequestTemplate("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
    }

    /** A DELETE. */
    public static RequestTemplate delete(String host, String path, String headers) {
        return new RequestTemplate("DELETE " + path + " HTTP/1.1\r\nHost: " + host + "\r\n" + headers + "\r\n");
    }

    /** How many slots there are. */
    public int slots() {
        return offsets.length;
    }

    /** Writes the number into the slot, with leading zeros; digits that do not fit are cut off on the left. */
    public void put(int slot, long number) {
        long rest = number;
        for (int i = offsets[slot] + widths[slot] - 1; i >= offsets[slot]; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    /** Writes the text, which must be as long as the slot and ASCII, into it. */
    public void put(int slot, String text) {
        if (text.length() != widths[slot]) {
            throw new IllegalArgumentException(text + " does not fit into a slot of " + widths[slot]);
        }
        for (int i = 0; i < text.length(); i++) {
            bytes[offsets[slot] + i] = (byte) text.charAt(i);
        }
    }

    /** Copies the request as it now is into the buffer. */
    public void writeTo(ByteBuffer request) {
        request.put(bytes);
    }
}
