package waybill.engine.http;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import waybill.engine.http.headers.Trace;

/**
 * What went wrong, for a person and for a program (RFC 9457).
 *
 * @param status the HTTP status
 * @param slug the last part of {@code type}, one of {@link ProblemTypes}
 * @param detail one plain sentence about this occurrence; also {@code error}, unless the members say otherwise
 * @param members further members of the document; {@code retryAfter} (seconds) is sent as {@code Retry-After} too
 */
public record Problem(int status, String slug, String detail, Map<String, Object> members) {
    /** The member that also becomes the {@code Retry-After} header. */
    public static final String RETRY_AFTER = "retryAfter";

    public Problem {
        members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }

    public Problem(int status, String slug, String detail) {
        this(status, slug, detail, Map.of());
    }

    /** A problem of this type, with the status of the table. */
    public static Problem of(String slug, String detail) {
        return new Problem(ProblemTypes.of(slug).status(), slug, detail);
    }

    /** A request that cannot be understood, for one reason, at one place. */
    public static Problem invalid(String pointer, String code, String message) {
        return of("validation-failed", "The request is not valid: " + message)
                .with("errors", List.of(new FieldError(pointer, code, message)));
    }

    /** The same problem with one more member. */
    public Problem with(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(members);
        more.put(name, value);
        return new Problem(status, slug, detail, more);
    }

    /** The same problem, and when to try again. */
    public Problem retryAfter(int seconds) {
        return with(RETRY_AFTER, seconds);
    }

    /**
     * The same problem under the trace of the request that began what it is about, so that a repeat gets the same
     * document.
     *
     * @param traceparent well-formed, as it is kept with events; null if that request had none
     */
    public Problem tracedTo(@Nullable String traceparent) {
        return traceparent == null ? this : with("traceId", Trace.idIn(traceparent));
    }

    /** The slug as programs compare it: {@code INSUFFICIENT_STOCK}. */
    public String code() {
        return slug.replace('-', '_').toUpperCase(Locale.ROOT);
    }

    /** This problem as something to throw. */
    public ProblemException asException() {
        return new ProblemException(this);
    }
}
