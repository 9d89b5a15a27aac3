package waybill.bench.wire;

import org.jspecify.annotations.Nullable;

/** One complete HTTP answer, valid until the next request of its connection is sent. */
public interface Response {
    /** The status code, 100 to 599. */
    int status();

    /** Whether the first member of this name in the JSON body is this string; reads bytes, makes no garbage. */
    boolean says(byte[] member, byte[] value);

    /** Where these bytes begin in the body, at this place or after it; -1 if they do not. */
    int indexOf(byte[] text, int from);

    /** Whether these bytes stand at this place of the body. */
    boolean startsWith(byte[] text, int at);

    /**
     * The string that the first member of this name says, of those at this place of the body or after it; null if there
     * is none, or if it is no string. Escapes are left as they are.
     */
    @Nullable
    String text(byte[] member, int from);

    /** The header's value, or null; its name without regard to case. Not for the hot path. */
    @Nullable
    String header(String name);

    /** The body as text. Not for the hot path. */
    String body();
}
