package waybill.engine.http.server;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerRequestHeaders;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.Routing;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.HttpSecurity;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import waybill.engine.http.Answer;
import waybill.engine.http.Call;
import waybill.engine.http.Faults;
import waybill.engine.http.Incoming;
import waybill.engine.http.Incoming.RawBody;
import waybill.engine.http.Problem;
import waybill.engine.http.ProblemDocument;
import waybill.engine.http.ProblemException;
import waybill.engine.http.headers.MediaTypes;
import waybill.engine.http.headers.Trace;
import waybill.engine.http.live.LiveEvents;
import waybill.engine.http.server.RouteTable.Match;

/**
 * The way of every request: is it well-framed, whom does it ask for, is there room, what is the answer, send it. The
 * first objection is the answer; the body is taken off the wire whatever the answer is, so that the connection can go
 * on.
 */
final class Edge implements HttpRouting {
    private static final Logger LOG = LoggerFactory.getLogger(Edge.class);
    private static final HeaderName TRACEPARENT = HeaderNames.create("traceparent");
    private static final HeaderName REQUEST_ID = HeaderNames.create("X-Request-Id");

    private static final Problem NO_ROOM = Problem.of("overloaded", "The server is too busy. Nothing was done.")
            .retryAfter(1);

    private final RouteTable table;
    private final HttpLimits limits;
    private final Faults faults;
    private final BodyReader bodies;
    private final Admission admission;
    private final RequestTimers noRoute;
    private final EventStreams streams;
    private final HttpSecurity security = HttpSecurity.create();
    private volatile boolean stopping;

    Edge(RouteTable table, HttpLimits limits, Faults faults, Admission admission, RequestTimers noRoute) {
        this.table = table;
        this.limits = limits;
        this.faults = faults;
        this.bodies = new BodyReader(limits.bodyBytesMax());
        this.admission = admission;
        this.noRoute = noRoute;
        this.streams = new EventStreams(limits, faults);
    }

    /** From now on every answer is the last one of its connection, so that its client goes elsewhere. */
    void sayGoodbye() {
        stopping = true;
    }

    /** Ends what goes on and on. */
    void stop() {
        sayGoodbye();
        streams.stop();
    }

    /** The clients who are being told events. */
    EventStreams streams() {
        return streams;
    }

    @Override
    public Class<? extends Routing> routingType() {
        return HttpRouting.class;
    }

    @Override
    public HttpSecurity security() {
        return security;
    }

    @Override
    public void route(ConnectionContext context, RoutingRequest request, RoutingResponse unused) {
        try {
            exchange((Connection) context, request);
        } catch (CloseConnectionException closing) {
            throw closing;
        } catch (RuntimeException defect) {
            LOG.error("the edge failed", defect);
            throw new CloseConnectionException("the edge failed", defect);
        }
    }

    private void exchange(Connection connection, RoutingRequest request) {
        long started = System.nanoTime();
        ServerRequestHeaders headers = request.headers();
        Trace trace = Trace.of(Framing.first(headers, TRACEPARENT), Framing.first(headers, REQUEST_ID));
        Exchange exchange = new Exchange(connection, request, headers, trace, Target.of(request.prologue()));
        Answer answer = completed(answered(exchange), exchange);
        LiveEvents events = answer.live();
        if (stopping && events == null) {
            // Its client may have sent the next request already: closing at once could cost it this answer.
            connection.leave();
        }
        boolean closing = events != null || connection.isLeaving() || Framing.isClosing(headers);
        byte[] bytes = ResponseBytes.of(answer, exchange.trace.requestId(), !exchange.isHead(), closing);
        if (events == null) {
            connection.send(bytes);
            counted(exchange, answer.status(), System.nanoTime() - started);
        } else {
            counted(exchange, answer.status(), System.nanoTime() - started);
            streams.tell(connection, bytes, events, !exchange.isHead());
        }
        if (closing) {
            if (exchange.bodyAhead != 0) {
                connection.leave();
            }
            throw new CloseConnectionException("this was the last answer");
        }
        bodies.skip(exchange);
    }

    private void counted(Exchange exchange, int status, long nanos) {
        RequestTimers timers = exchange.endpoint == null ? noRoute : exchange.endpoint.timers();
        timers.record(exchange, status, nanos);
        exchange.end(status);
    }

    private Answer answered(Exchange exchange) {
        try {
            long length = Framing.length(exchange.headers);
            Problem objection = objection(exchange, length);
            if (objection == null && !exchange.endpoint().hasRoom()) {
                return bodies.unread(exchange, length, Answer.problem(NO_ROOM));
            }
            RawBody body = bodies.arrived(exchange, length, objection != null);
            exchange.connection.received();
            return objection != null ? exchange.refused(objection) : admitted(exchange, body);
        } catch (ProblemException answer) {
            return Answer.problem(answer.problem());
        } catch (CloseConnectionException gone) {
            throw gone;
        } catch (Throwable defect) {
            return broken(exchange, defect);
        }
    }

    /** What can be said against the request before its body is there; null if nothing. */
    private @Nullable Problem objection(Exchange exchange, long length) {
        if (length == Framing.DOUBTFUL) {
            exchange.connection.leave();
            return Problem.invalid("", "MALFORMED_REQUEST", "the length of its body is in doubt.");
        }
        if (exchange.target.length() > limits.uriBytesMax()) {
            return Problem.of("uri-too-long", "Path and query together may have up to 8 KiB.");
        }
        Match match = table.match(exchange.method(), exchange.target.path());
        exchange.matched(match);
        if (match.endpoint() == null) {
            return match.allow().isEmpty()
                    ? Problem.of("not-found", "There is nothing at this path.")
                    : Problem.of("method-not-allowed", "This path has only the methods " + match.allow() + ".");
        }
        return match.endpoint().isAlwaysOpen() ? null : mediaObjection(exchange, match.endpoint(), length);
    }

    private static @Nullable Problem mediaObjection(Exchange exchange, Endpoint endpoint, long length) {
        boolean encoded = exchange.headers.contains(HeaderNames.CONTENT_ENCODING);
        // No GET says anything in a body: whatever is in one is read and thrown away.
        boolean isSaid = length != 0 && !endpoint.route().method().equals("GET");
        if (isSaid && (encoded || !MediaTypes.isJson(exchange.header(HeaderNames.CONTENT_TYPE)))) {
            return Problem.of("unsupported-media-type", "Send the body as application/json in UTF-8, not compressed.");
        }
        String accept = exchange.header(HeaderNames.ACCEPT);
        if (!MediaTypes.acceptJson(accept) && !(endpoint.isLive() && MediaTypes.preferEvents(accept))) {
            return Problem.of("not-acceptable", "The answer is application/json, which Accept excludes.");
        }
        return null;
    }

    private Answer admitted(Exchange exchange, RawBody body) throws Exception {
        Endpoint endpoint = exchange.endpoint();
        if (endpoint.isAlwaysOpen()) {
            return handled(exchange, endpoint, body);
        }
        if (!admission.enter()) {
            return Answer.problem(NO_ROOM);
        }
        try {
            return streams.admitted(handled(exchange, endpoint, body));
        } finally {
            admission.leave();
        }
    }

    private Answer handled(Exchange exchange, Endpoint endpoint, RawBody body) throws Exception {
        exchange.begin();
        Target target = exchange.target;
        Map<String, String> query = target.parameters(endpoint.queryParameters());
        Incoming incoming = new Incoming(
                endpoint.route(),
                target.path(),
                exchange.pathValues,
                query,
                exchange::header,
                body,
                exchange.connection.peer(),
                exchange.trace);
        MDC.put("trace_id", exchange.trace.traceId());
        MDC.put("span_id", exchange.trace.spanId());
        try {
            return endpoint.handler().answer(new Call(incoming));
        } catch (ProblemException answer) {
            throw answer;
        } catch (Exception fault) {
            Problem known = faults.problemOf(fault);
            if (known == null) {
                throw fault;
            }
            return Answer.problem(known);
        } finally {
            MDC.remove("trace_id");
            MDC.remove("span_id");
        }
    }

    private static Answer broken(Exchange exchange, Throwable defect) {
        if (defect instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        MDC.put("trace_id", exchange.trace.traceId());
        LOG.error("{} failed", exchange.operation(), defect);
        MDC.remove("trace_id");
        return Answer.problem(Problem.of(
                "internal-error",
                "Something is broken on our side; it is logged under " + exchange.trace.traceId() + "."));
    }

    private static Answer completed(Answer answer, Exchange exchange) {
        Problem problem = answer.problem();
        if (problem == null) {
            return answer;
        }
        Answer document = ProblemDocument.of(problem, exchange.target.path(), exchange.trace.traceId());
        for (Map.Entry<String, String> header : answer.headers().entrySet()) {
            document = document.withHeader(header.getKey(), header.getValue());
        }
        return document;
    }
}
