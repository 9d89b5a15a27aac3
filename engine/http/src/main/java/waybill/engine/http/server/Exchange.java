package waybill.engine.http.server;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerRequestHeaders;
import io.helidon.webserver.http.RoutingRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import waybill.engine.core.tracing.Span;
import waybill.engine.http.Answer;
import waybill.engine.http.Problem;
import waybill.engine.http.headers.Trace;
import waybill.engine.http.server.RouteTable.Match;

/** One request on its way through the edge, and what has been found out about it so far. */
final class Exchange {
    final Connection connection;
    final RoutingRequest request;
    final ServerRequestHeaders headers;
    final Target target;
    Trace trace;

    @Nullable
    Endpoint endpoint;

    Map<String, String> pathValues = Map.of();

    /** The length of a body that is answered before it is read; 0 if there is none. */
    long bodyAhead;

    private Span span = Span.NONE;
    private String allow = "";

    Exchange(Connection connection, RoutingRequest request, ServerRequestHeaders headers, Trace trace, Target target) {
        this.connection = connection;
        this.request = request;
        this.headers = headers;
        this.trace = trace;
        this.target = target;
    }

    String method() {
        return request.prologue().method().text();
    }

    boolean isHead() {
        return method().equals("HEAD");
    }

    void matched(Match match) {
        endpoint = match.endpoint();
        pathValues = match.values();
        allow = match.allow();
    }

    Endpoint endpoint() {
        if (endpoint == null) {
            throw new IllegalStateException("nobody answers " + target.path());
        }
        return endpoint;
    }

    /** From now on it is recorded, if it is to be. */
    void begin() {
        span = endpoint().begin(trace);
        trace = trace.recordedAs(span);
    }

    boolean isRecorded() {
        return span.isRecorded();
    }

    /** It was answered so. */
    void end(int status) {
        if (span.isRecorded()) {
            span.with("http.response.status_code", status);
            (status >= 500 ? span.failed() : span).end();
        }
    }

    /** What failed, without anything the client sent. */
    String operation() {
        return endpoint == null ? "a request" : endpoint.route().operation();
    }

    @Nullable
    String header(HeaderName name) {
        return Framing.first(headers, name);
    }

    @Nullable
    String header(String name) {
        return Framing.first(headers, HeaderNames.create(name));
    }

    /** The objection as an answer; 405 says what would be allowed. */
    Answer refused(Problem objection) {
        Answer answer = Answer.problem(objection);
        return objection.slug().equals("method-not-allowed") ? answer.withHeader("Allow", allow) : answer;
    }
}
