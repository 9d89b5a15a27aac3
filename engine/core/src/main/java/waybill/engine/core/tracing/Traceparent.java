package waybill.engine.core.tracing;

import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** What a well-formed {@code traceparent} says (W3C Trace Context, version 00), without taking it apart. */
public final class Traceparent {
    private static final int LENGTH = 55;
    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private Traceparent() {}

    /** The 32 digits of its trace. */
    public static String traceId(String traceparent) {
        return traceparent.substring(3, 35);
    }

    /** The 16 digits of its span. */
    public static String spanId(String traceparent) {
        return traceparent.substring(36, 52);
    }

    /** Whether whoever began the trace wants it recorded; never, if there is none. */
    public static boolean isSampled(@Nullable String traceparent) {
        return traceparent != null && traceparent.length() >= LENGTH && (traceparent.charAt(54) & 1) == 1;
    }

    /** A trace that begins with what nobody asked for, such as a deadline; it is not recorded. */
    public static String fresh() {
        char[] text = "00-00000000000000000000000000000000-0000000000000000-00".toCharArray();
        fill(text, 3, 35);
        fill(text, 36, 52);
        return new String(text);
    }

    /** Random digits; the first is never zero, so the whole is never zero. */
    private static void fill(char[] text, int from, int to) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        for (int i = from; i < to; i++) {
            text[i] = HEX[random.nextInt(i == from ? 1 : 0, 16)];
        }
    }
}
