package waybill.engine.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import waybill.engine.http.access.Access;

/**
 * One operation of the API.
 *
 * @param method the HTTP method
 * @param template the path with its parameters in braces: {@code /orders/{id}}; also the label of its metrics
 * @param operation its name in the contract: {@code getOrder}
 * @param parameters the query parameters it knows; any other is answered with 400
 * @param door whether it may be turned away, and what it may answer with
 * @param access who may ask for it
 * @param handler answers it
 * @param service whose operation it is; {@code waybill} if it is nobody's
 * @param room whether there is room for one more now; asked before the body is read, and if not the answer is 503
 */
public record Route(
        String method,
        String template,
        String operation,
        Set<String> parameters,
        Door door,
        Access access,
        Handler handler,
        String service,
        BooleanSupplier room) {
    private static final String NOBODYS = "waybill";

    /** How a route is guarded. */
    public enum Door {
        /** Answers JSON, and is turned away when the server is too busy. */
        API,
        /** The same, and answers server-sent events to who asks for them. */
        LIVE,
        /** Answers any type it likes and is never turned away: health, metrics, pages. */
        ALWAYS_OPEN
    }

    /** There is always room. */
    public Route(
            String method,
            String template,
            String operation,
            Set<String> parameters,
            Door door,
            Access access,
            Handler handler) {
        this(method, template, operation, parameters, door, access, handler, NOBODYS, () -> true);
    }

    public Route {
        parameters = Set.copyOf(parameters);
        if (!template.startsWith("/") || (template.length() > 1 && template.endsWith("/"))) {
            throw new IllegalArgumentException("not a path template: " + template);
        }
    }

    /** The names of the parameters in its path, in their order. */
    public List<String> pathParameters() {
        List<String> names = new ArrayList<>();
        for (String segment : template.split("/", -1)) {
            if (segment.startsWith("{")) {
                names.add(segment.substring(1, segment.length() - 1));
            }
        }
        return names;
    }

    /** The same route while there is room. */
    public Route whileThereIs(BooleanSupplier enough) {
        return new Route(method, template, operation, parameters, door, access, handler, service, enough);
    }

    /** The same route with another handler around this one. */
    public Route answeredBy(Handler other) {
        return new Route(method, template, operation, parameters, door, access, other, service, room);
    }

    /** The same route as one of this service. */
    public Route of(String owner) {
        return new Route(method, template, operation, parameters, door, access, handler, owner, room);
    }
}
