package waybill.engine.http.server;

import io.helidon.http.Status;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import waybill.engine.http.Answer;

/** An answer as the bytes of HTTP/1.1: one array, written at once. */
final class ResponseBytes {
    /** Every status line with the headers that every answer has. */
    private static final String[] HEADS = new String[600];

    private static final int HEAD_LENGTH = 512;
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private static volatile DateLine date = DateLine.at(0);

    static {
        for (int status = 200; status < HEADS.length; status++) {
            String reason = Status.create(status).reasonPhrase();
            HEADS[status] = "HTTP/1.1 " + status + " " + (reason.isEmpty() ? "Status " + status : reason)
                    + "\r\nX-Content-Type-Options: nosniff\r\nCache-Control: no-store\r\n";
        }
    }

    private ResponseBytes() {}

    /**
     * The bytes.
     *
     * @param withBody false for HEAD: everything but the body itself
     * @param closing whether the connection ends with this answer
     */
    static byte[] of(Answer answer, String requestId, boolean withBody, boolean closing) {
        byte[] body = answer.body();
        StringBuilder head =
                new StringBuilder(HEAD_LENGTH).append(HEADS[answer.status()]).append(dateLine());
        head.append("X-Request-Id: ").append(requestId).append("\r\n");
        if (!answer.contentType().isEmpty()) {
            head.append("Content-Type: ").append(answer.contentType()).append("\r\n");
        }
        if (answer.live() != null) {
            head.append("Transfer-Encoding: chunked\r\n");
        } else if (answer.status() != NO_CONTENT && answer.status() != NOT_MODIFIED) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        for (Map.Entry<String, String> header : answer.headers().entrySet()) {
            head.append(header.getKey()).append(": ").append(header.getValue()).append("\r\n");
        }
        head.append(closing ? "Connection: close\r\n\r\n" : "\r\n");
        return joined(head.toString().getBytes(StandardCharsets.ISO_8859_1), withBody ? body : new byte[0]);
    }

    private static byte[] joined(byte[] head, byte[] body) {
        if (body.length == 0) {
            return head;
        }
        byte[] all = new byte[head.length + body.length];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(body, 0, all, head.length, body.length);
        return all;
    }

    private static String dateLine() {
        long second = System.currentTimeMillis() / 1000;
        DateLine line = date;
        if (line.second != second) {
            line = DateLine.at(second);
            date = line;
        }
        return line.text;
    }

    private record DateLine(long second, String text) {
        static DateLine at(long second) {
            return new DateLine(second, "Date: " + DATE.format(Instant.ofEpochSecond(second)) + "\r\n");
        }
    }
}
