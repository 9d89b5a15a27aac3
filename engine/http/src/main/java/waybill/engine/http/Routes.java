package waybill.engine.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import waybill.engine.http.access.Access;

/** The operations that one service, or one set of pages, contributes to the server. */
public final class Routes {
    private final List<Route> routes = new ArrayList<>();

    /** Puts something around a handler: authentication, chaos, rate limits. */
    @FunctionalInterface
    public interface Wrapper {
        /** The handler to use instead of this route's own. */
        Handler around(Route route, Handler handler);
    }

    /** Answers GET, and HEAD without the body. Takes no query. */
    public Routes get(String template, String operation, Access access, Handler handler) {
        return add(new Route("GET", template, operation, Set.of(), Route.Door.API, access, handler));
    }

    /** Answers GET with these query parameters, and no others. */
    public Routes get(String template, String operation, Set<String> parameters, Access access, Handler handler) {
        return add(new Route("GET", template, operation, parameters, Route.Door.API, access, handler));
    }

    /** Answers GET with these query parameters: JSON, or events one after another if the client asks for them. */
    public Routes live(String template, String operation, Set<String> parameters, Access access, Handler handler) {
        return add(new Route("GET", template, operation, parameters, Route.Door.LIVE, access, handler));
    }

    /** Answers POST. */
    public Routes post(String template, String operation, Access access, Handler handler) {
        return add(new Route("POST", template, operation, Set.of(), Route.Door.API, access, handler));
    }

    /** Answers POST while there is room; asked before the body is read, and answered with 503 if there is none. */
    public Routes post(String template, String operation, Access access, BooleanSupplier room, Handler handler) {
        return add(
                new Route("POST", template, operation, Set.of(), Route.Door.API, access, handler).whileThereIs(room));
    }

    /** Answers PUT. */
    public Routes put(String template, String operation, Access access, Handler handler) {
        return add(new Route("PUT", template, operation, Set.of(), Route.Door.API, access, handler));
    }

    /** Answers DELETE. Takes no query. */
    public Routes delete(String template, String operation, Access access, Handler handler) {
        return add(new Route("DELETE", template, operation, Set.of(), Route.Door.API, access, handler));
    }

    /** Answers DELETE with these query parameters, and no others. */
    public Routes delete(String template, String operation, Set<String> parameters, Access access, Handler handler) {
        return add(new Route("DELETE", template, operation, parameters, Route.Door.API, access, handler));
    }

    /** Answers everybody's GET with any type of content, even when the server is too busy for anything else. */
    public Routes page(String template, String operation, Handler handler) {
        return add(
                new Route("GET", template, operation, Set.of(), Route.Door.ALWAYS_OPEN, Access.everybody(), handler));
    }

    /** The same routes, each with something around its handler. */
    public Routes wrapped(Wrapper wrapper) {
        Routes wrapped = new Routes();
        routes.forEach(route -> wrapped.routes.add(route.answeredBy(wrapper.around(route, route.handler()))));
        return wrapped;
    }

    /** The same routes, as those of this service. */
    public Routes of(String service) {
        Routes owned = new Routes();
        routes.forEach(route -> owned.routes.add(route.of(service)));
        return owned;
    }

    /** All of them, in the order they were added. */
    public List<Route> all() {
        return List.copyOf(routes);
    }

    private Routes add(Route route) {
        routes.add(route);
        return this;
    }
}
