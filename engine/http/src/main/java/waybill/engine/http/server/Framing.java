package waybill.engine.http.server;

import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How long a body is and whether the connection goes on, said in exactly one way. What two servers could read
 * differently is refused: a request hidden in another one's body begins with such a doubt.
 */
final class Framing {
    /** The length of a body that comes in chunks. */
    static final long CHUNKED = -1;

    /** The length of a body whose length is in doubt. */
    static final long DOUBTFUL = -2;

    private static final int LENGTH_DIGITS_MAX = 18;

    private Framing() {}

    /** The length of the body in bytes; {@link #CHUNKED}, or {@link #DOUBTFUL}. */
    static long length(Headers headers) {
        boolean chunked = headers.contains(HeaderNames.TRANSFER_ENCODING);
        if (!headers.contains(HeaderNames.CONTENT_LENGTH)) {
            return !chunked ? 0 : isExactlyChunked(headers) ? CHUNKED : DOUBTFUL;
        }
        Header length = headers.get(HeaderNames.CONTENT_LENGTH);
        return chunked || length.valueCount() != 1 ? DOUBTFUL : digits(length.get());
    }

    /** Whether the client wants the connection closed after the answer. */
    static boolean isClosing(Headers headers) {
        String connection = first(headers, HeaderNames.CONNECTION);
        return connection != null
                && connection.length() >= "close".length()
                && connection.toLowerCase(Locale.ROOT).contains("close");
    }

    /** Whether the client waits for a word before it sends the body. */
    static boolean expectsContinue(Headers headers) {
        return headers.contains(HeaderNames.EXPECT);
    }

    /** The header's value, several of them with commas between; null if it is absent. */
    static @Nullable String first(Headers headers, HeaderName name) {
        if (!headers.contains(name)) {
            return null;
        }
        Header header = headers.get(name);
        return header.valueCount() == 1 ? header.get() : String.join(", ", header.allValues());
    }

    private static boolean isExactlyChunked(Headers headers) {
        Header encoding = headers.get(HeaderNames.TRANSFER_ENCODING);
        return encoding.valueCount() == 1 && encoding.get().equals("chunked");
    }

    private static long digits(String text) {
        if (text.isEmpty() || text.length() > LENGTH_DIGITS_MAX) {
            return DOUBTFUL;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return DOUBTFUL;
            }
        }
        return Long.parseLong(text);
    }
}
