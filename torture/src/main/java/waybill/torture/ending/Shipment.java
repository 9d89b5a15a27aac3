package waybill.torture.ending;

/**
 * A shipment of an order.
 *
 * @param mark what the client wrote on it: the key of its request
 * @param amount in minor units
 */
public record Shipment(String id, String status, String mark, long amount) {
    /** Whether it has left. */
    public boolean isShipped() {
        return status.equals("SHIPPED");
    }

    /** Whether it has been given up. */
    public boolean isAbandoned() {
        return status.equals("ABANDONED");
    }

    /** Whether it may still leave, or not. */
    public boolean isOpen() {
        return status.equals("PENDING");
    }
}
