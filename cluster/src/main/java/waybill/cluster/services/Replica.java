package waybill.cluster.services;

/**
 * One of the processes of a service.
 *
 * @param number from 1
 * @param port where it listens, on loopback
 */
public record Replica(Service service, int number, int port) {
    /** What it is called: {@code order-1}. */
    public String name() {
        return service.word() + "-" + number;
    }
}
