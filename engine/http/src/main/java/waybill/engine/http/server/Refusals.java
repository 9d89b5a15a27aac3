package waybill.engine.http.server;

import io.helidon.http.DirectHandler;
import io.helidon.http.DirectHandler.EventType;
import io.helidon.http.DirectHandler.TransportRequest;
import io.helidon.http.DirectHandler.TransportResponse;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.http.DirectHandlers;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import waybill.engine.http.Answer;
import waybill.engine.http.Problem;
import waybill.engine.http.ProblemDocument;
import waybill.engine.http.headers.Trace;

/** What the protocol refuses before a request is one: answered as problem documents too. */
final class Refusals implements DirectHandler {
    /** The protocol's own words for a head that is too long; it has no status for it. */
    private static final String HEADERS_TOO_LARGE = "Header size exceeded";

    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);
    private static final int INTERNAL_ERROR = 500;
    private static final int NOT_FOUND = 404;
    private static final int URI_TOO_LONG = 414;
    private static final int HTTP_VERSION = 505;

    private final RequestTimers timers;

    Refusals(RequestTimers timers) {
        this.timers = timers;
    }

    /** These refusals for everything the protocol may refuse. */
    DirectHandlers forAllEvents() {
        DirectHandlers.Builder all = DirectHandlers.builder();
        for (EventType event : EventType.values()) {
            all.addHandler(event, this);
        }
        return all.build();
    }

    @Override
    public TransportResponse handle(
            TransportRequest request,
            EventType event,
            Status status,
            ServerResponseHeaders headers,
            @Nullable String message) {
        Trace trace = Trace.of(null, null);
        if (status.code() >= INTERNAL_ERROR || status.code() == NOT_FOUND) {
            // Every request has our routing to answer it: the protocol itself has no business with these.
            LOG.error("the protocol answered {} by itself: {}", status, message);
        }
        Answer answer = ProblemDocument.of(problem(status.code(), message), "", trace.traceId());
        timers.record(request.method(), answer.status(), 0);
        return TransportResponse.builder()
                .status(Status.create(answer.status()))
                .header(HeaderValues.create(HeaderNames.CONTENT_TYPE, answer.contentType()))
                .header(HeaderValues.X_CONTENT_TYPE_OPTIONS_NOSNIFF)
                .header(HeaderValues.create(HeaderNames.CACHE_CONTROL, "no-store"))
                .header(HeaderValues.create("X-Request-Id", trace.requestId()))
                .keepAlive(false)
                .entity(answer.body())
                .build();
    }

    private static Problem problem(int status, @Nullable String message) {
        if (HEADERS_TOO_LARGE.equals(message)) {
            return Problem.of("headers-too-large", "All headers together may have up to 16 KiB.");
        }
        return switch (status) {
            case URI_TOO_LONG -> Problem.of("uri-too-long", "Path and query together may have up to 8 KiB.");
            case HTTP_VERSION -> Problem.of("http-version-not-supported", "Only HTTP/1.1 is spoken here.");
            // Also when the protocol stumbles over bytes it did not expect: the edge keeps defects of ours to itself.
            default -> Problem.invalid("", "MALFORMED_REQUEST", "it is not well-formed HTTP.");
        };
    }
}
