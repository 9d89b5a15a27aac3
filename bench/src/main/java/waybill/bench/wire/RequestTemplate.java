package waybill.bench.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;

/** The bytes of a request, written once; only the digits of its slots change from one request to the next. */
public final class RequestTemplate {
    private final byte[] bytes;
    private final int[] offsets;
    private final int[] widths;

    private RequestTemplate(byte[] bytes, int[] offsets, int[] widths) {
        this.bytes = bytes;
        this.offsets = offsets;
        this.widths = widths;
    }

    /**
     * A POST of JSON. Each run of {@code #} in the headers or the body is a slot of that many digits, numbered from 0.
     * Header lines end in {@code \r\n}.
     */
    public static RequestTemplate post(String host, String path, String headers, String body) {
        String text = "POST " + path + " HTTP/1.1\r\nHost: " + host + "\r\nContent-Type: application/json\r\n" + headers
                + "Content-Length: " + body.getBytes(US_ASCII).length + "\r\n\r\n" + body;
        return of(text);
    }

    /** A GET without slots. */
    public static RequestTemplate get(String host, String path) {
        return of("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
    }

    private static RequestTemplate of(String text) {
        var runs = java.util.regex.Pattern.compile("#+").matcher(text).results().toList();
        return new RequestTemplate(
                text.getBytes(US_ASCII),
                runs.stream().mapToInt(java.util.regex.MatchResult::start).toArray(),
                runs.stream().mapToInt(run -> run.end() - run.start()).toArray());
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

    /** Copies the request as it now is into the buffer. */
    public void writeTo(ByteBuffer request) {
        request.put(bytes);
    }
}
