package waybill.engine.http.server;

import java.util.List;
import java.util.Set;
import waybill.engine.http.Handler;
import waybill.engine.http.Route;

/** One route with everything about it that need not be worked out again for each call. */
final class Endpoint {
    private final Route route;
    private final List<String> pathParameters;
    private final boolean alwaysOpen;
    private final RequestTimers timers;

    Endpoint(Route route, RequestTimers timers) {
        this.route = route;
        this.pathParameters = route.pathParameters();
        this.alwaysOpen = route.door() == Route.Door.ALWAYS_OPEN;
        this.timers = timers;
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
