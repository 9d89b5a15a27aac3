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
import java.util.Set;
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

    /** The same for a body in an encoding it does not have, or in one it was told not to have. */
    private static final Set<String> ENCODED =
            Set.of("Unsupported content encoding", "Content-Encoding header present when content encoding is disabled");

    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);
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
        if (status.code() == NOT_FOUND) {
            // Every request has our routing to answer it: the protocol itself has no business with this.
            LOG.error("the protocol found nobody to answer");
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
        if (message != null && ENCODED.contains(message)) {
            return Problem.of("unsupported-media-type", "Send the body as application/json in UTF-8, not compressed.");
        }
        return switch (status) {
            case URI_TOO_LONG -> Problem.of("uri-too-long", "Path and query together may have up to 8 KiB.");
            case HTTP_VERSION -> Problem.of("http-version-not-supported", "Only HTTP/1.1 is spoken here.");
            // Also when the protocol stumbles over bytes it did not expect, which it calls its own error. It is not:
            // the
            // edge keeps defects of ours to itself. And it is nothing to log, or any scanner of ports would wake
            // somebody.
            default -> Problem.invalid("", "MALFORMED_REQUEST", "it is not well-formed HTTP.");
        };
    }
}
