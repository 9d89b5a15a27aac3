package waybill.cluster.gateway;

/**
 * Where the gateway listens.
 *
 * @param host the address of its public door
 * @param port of its public door
 * @param internal the port, on loopback, where services reach each other's replicas
 * @param operations the port, on loopback, of its own health and metrics
 */
public record Doors(String host, int port, int internal, int operations) {
    /** Where clients come. */
    public String address() {
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    /** Where services find each other. */
    public String internalAddress() {
        return "http://127.0.0.1:" + internal;
    }
}
