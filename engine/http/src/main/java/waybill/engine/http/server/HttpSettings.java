package waybill.engine.http.server;

import java.util.List;
import java.util.Optional;
import waybill.engine.core.tracing.Tracing;
import waybill.engine.http.Faults;
import waybill.engine.http.Routes;
import waybill.engine.http.tls.Certificates;

/**
 * What a server is started with.
 *
 * @param host the address to listen on
 * @param port the port, or 0 for any free one
 * @param limits what it takes before it says no
 * @param faults turns known failures of the engine into problems; whatever it does not know is our bug
 * @param routes everything it answers
 * @param tls who it is, if it speaks HTTPS
 * @param endWaits called when it stops: whoever waits for an outcome is to be answered with what there is
 * @param tracing where the calls are recorded
 */
public record HttpSettings(
        String host,
        int port,
        HttpLimits limits,
        Faults faults,
        List<Routes> routes,
        Optional<Certificates> tls,
        Runnable endWaits,
        Tracing tracing) {
    public HttpSettings {
        routes = List.copyOf(routes);
    }

    /** The limits of the contract, no faults but our own, no TLS, and nobody who waits. */
    public static HttpSettings of(String host, int port, List<Routes> routes) {
        return new HttpSettings(
                host, port, HttpLimits.standard(), Faults.NONE, routes, Optional.empty(), () -> {}, Tracing.NONE);
    }

    /** The same with other limits. */
    public HttpSettings withLimits(HttpLimits other) {
        return new HttpSettings(host, port, other, faults, routes, tls, endWaits, tracing);
    }

    /** The same with other faults. */
    public HttpSettings withFaults(Faults other) {
        return new HttpSettings(host, port, limits, other, routes, tls, endWaits, tracing);
    }

    /** The same with TLS, if there are certificates. */
    public HttpSettings withTls(Optional<Certificates> other) {
        return new HttpSettings(host, port, limits, faults, routes, other, endWaits, tracing);
    }

    /** The same with somebody who is told when waiting has to end. */
    public HttpSettings endingWaits(Runnable other) {
        return new HttpSettings(host, port, limits, faults, routes, tls, other, tracing);
    }

    /** The same with calls that are recorded here. */
    public HttpSettings tracedBy(Tracing other) {
        return new HttpSettings(host, port, limits, faults, routes, tls, endWaits, other);
    }
}
