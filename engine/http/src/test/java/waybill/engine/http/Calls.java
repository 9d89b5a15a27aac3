package waybill.engine.http;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import waybill.engine.http.Incoming.RawBody;
import waybill.engine.http.access.Access;
import waybill.engine.http.headers.Trace;

/** Calls made by hand, without a wire. */
public final class Calls {
    private Calls() {}

    /** A POST with this body. */
    public static Call post(String path, String body) {
        return call("POST", path, Map.of(), body, Map.of());
    }

    /** Any call of any route. */
    public static Call call(
            String method, String path, Map<String, String> query, String body, Map<String, String> headers) {
        Route route = new Route(
                method, "/any", "any", Set.of(), Route.Door.API, Access.everybody(), call -> Answer.empty(204));
        RawBody raw = new RawBody(body.getBytes(StandardCharsets.UTF_8));
        return new Call(new Incoming(
                route, path, Map.of("id", "7"), query, headers::get, raw, "127.0.0.1", Trace.of(null, "r-1")));
    }
}
