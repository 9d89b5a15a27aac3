package waybill.engine.http.headers;

import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import waybill.engine.core.tracing.Span;
import waybill.engine.core.tracing.Traceparent;

/**
 * Where a request belongs in a trace (W3C Trace Context), and its own id.
 *
 * @param traceId 32 hexadecimal digits
 * @param spanId this request's own span, 16 hexadecimal digits
 * @param flags 2 hexadecimal digits, as they came
 * @param requestId echoed in {@code X-Request-Id}
 * @param parent what the caller sent, if it was well-formed
 */
public record Trace(
        String traceId,
        String spanId,
        String flags,
        String requestId,
        @Nullable String parent) {
    private static final int REQUEST_ID_MAX = 128;
    private static final int TRACEPARENT_LENGTH = 55;
    private static final char[] HEX = "0123456789abcdef".toCharArray();

    /** Continues the caller's trace and keeps its request id, if they are well-formed; makes new ones otherwise. */
    public static Trace of(@Nullable String traceparent, @Nullable String requestId) {
        String parent = traceparent != null && isValid(traceparent) ? traceparent : null;
        String traceId = parent == null ? hex(32) : idIn(parent);
        String flags = parent == null ? "00" : parent.substring(53, 55);
        String id = requestId != null && isSane(requestId) ? requestId : traceId;
        return new Trace(traceId, hex(16), flags, id, parent);
    }

    /** The same request, whose span this is; as it is, if nobody records that. */
    public Trace recordedAs(Span span) {
        String own = span.traceparentOr(null);
        if (own == null) {
            return this;
        }
        String id = Traceparent.traceId(own);
        String spoken = requestId.equals(traceId) ? id : requestId;
        return new Trace(id, Traceparent.spanId(own), own.substring(53), spoken, parent);
    }

    /** The trace id that a well-formed {@code traceparent} names. */
    public static String idIn(String traceparent) {
        return Traceparent.traceId(traceparent);
    }

    /** The header for whatever this request causes. */
    public String traceparent() {
        return "00-" + traceId + "-" + spanId + "-" + flags;
    }

    private static boolean isValid(String traceparent) {
        return traceparent.length() >= TRACEPARENT_LENGTH
                && isHex(traceparent, 0, 2)
                && traceparent.charAt(2) == '-'
                && isHex(traceparent, 3, 35)
                && traceparent.charAt(35) == '-'
                && isHex(traceparent, 36, 52)
                && traceparent.charAt(52) == '-'
                && isHex(traceparent, 53, 55)
                && isKnownVersion(traceparent)
                && !isZero(traceparent, 3, 35)
                && !isZero(traceparent, 36, 52);
    }

    /** Version 00 ends here; later versions may go on after a hyphen; ff does not exist. */
    private static boolean isKnownVersion(String traceparent) {
        if (traceparent.startsWith("ff")) {
            return false;
        }
        return traceparent.length() == TRACEPARENT_LENGTH
                || (!traceparent.startsWith("00") && traceparent.charAt(TRACEPARENT_LENGTH) == '-');
    }

    private static boolean isHex(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return true;
    }

    private static boolean isZero(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) != '0') {
                return false;
            }
        }
        return true;
    }

    private static boolean isSane(String id) {
        if (id.isEmpty() || id.length() > REQUEST_ID_MAX) {
            return false;
        }
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            boolean letterOrDigit = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
            if (!letterOrDigit && "-_.:/+=@".indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    /** Random digits; the first is never zero, so the whole is never zero. */
    private static String hex(int digits) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        char[] text = new char[digits];
        for (int i = 0; i < digits; ) {
            long bits = random.nextLong();
            for (int end = i + 16; i < end; i++) {
                text[i] = HEX[(int) (bits & 15)];
                bits >>>= 4;
            }
        }
        if (text[0] == '0') {
            text[0] = '1';
        }
        return new String(text);
    }
}
