package waybill.bench.wire;

import org.jspecify.annotations.Nullable;

/** One complete HTTP answer, valid until the next request of its connection is sent. */
public interface Response {
    /** The status code, 100 to 599. */
    int status();

    /** Whether the first member of this name in the JSON body is this string; reads bytes, makes no garbage. */
    boolean says(byte[] member, byte[] value);

    /** The header's value, or null; its name without regard to case. Not for the hot path. */
    @Nullable
    String header(String name);

    /** The body as text. Not for the hot path. */
    String body();
}
