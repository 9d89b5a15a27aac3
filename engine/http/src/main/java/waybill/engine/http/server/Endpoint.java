package waybill.engine.http.server;

import java.util.List;
import java.util.Set;
import waybill.engine.core.tracing.Span;
import waybill.engine.core.tracing.Tracer;
import waybill.engine.http.Handler;
import waybill.engine.http.Route;
import waybill.engine.http.headers.Trace;

/** One route with everything about it that need not be worked out again for each call. */
final class Endpoint {
    private final Route route;
    private final List<String> pathParameters;
    private final boolean alwaysOpen;
    private final RequestTimers timers;
    private final Tracer tracer;
    private final String name;

    Endpoint(Route route, RequestTimers timers, Tracer tracer) {
        this.route = route;
        this.pathParameters = route.pathParameters();
        this.alwaysOpen = route.door() == Route.Door.ALWAYS_OPEN;
        this.timers = timers;
        this.tracer = tracer;
        this.name = route.method() + " " + route.template();
    }

    /** Begins to record a call, if its caller does, or if it begins a trace that is to be; pages are not recorded. */
    Span begin(Trace trace) {
        if (alwaysOpen) {
            return Span.NONE;
        }
        String parent = trace.parent();
        Span span = parent == null && tracer.begins()
                ? tracer.begin(Tracer.Kind.SERVER, name, null)
                : tracer.follow(Tracer.Kind.SERVER, name, parent);
        return span.with("http.request.method", route.method()).with("http.route", route.template());
    }

    Route route() {
        return route;
    }

    Handler handler() {
        return route.handler();
    }

    List<String> pathParameters() {
        return pathParameters;
    }

    Set<String> queryParameters() {
        return route.parameters();
    }

    /** Never turned away, and free to answer any media type. */
    boolean isAlwaysOpen() {
        return alwaysOpen;
    }

    /** Whether one more call may be answered now. */
    boolean hasRoom() {
        return route.room().getAsBoolean();
    }

    /** Answers events to who asks for them. */
    boolean isLive() {
        return route.door() == Route.Door.LIVE;
    }

    RequestTimers timers() {
        return timers;
    }
}
