package waybill.engine.http.server;

import java.util.List;
import waybill.engine.http.Faults;
import waybill.engine.http.Routes;

/**
 * What a server is started with.
 *
 * @param host the address to listen on
 * @param port the port, or 0 for any free one
 * @param limits what it takes before it says no
 * @param faults turns known failures of the engine into problems; whatever it does not know is our bug
 * @param routes everything it answers
 */
public record HttpSettings(String host, int port, HttpLimits limits, Faults faults, List<Routes> routes) {
    public HttpSettings {
        routes = List.copyOf(routes);
    }

    /** The limits of the contract, and no faults but our own. */
    public static HttpSettings of(String host, int port, List<Routes> routes) {
        return new HttpSettings(host, port, HttpLimits.standard(), Faults.NONE, routes);
    }

    /** The same with other limits. */
    public HttpSettings withLimits(HttpLimits other) {
        return new HttpSettings(host, port, other, faults, routes);
    }

    /** The same with other faults. */
    public HttpSettings withFaults(Faults other) {
        return new HttpSettings(host, port, limits, other, routes);
    }
}
