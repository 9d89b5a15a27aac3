package waybill.torture.ending;

/**
 * A refund of an order.
 *
 * @param mark what the client gave as its reason: the key of its request
 * @param amount in minor units
 */
public record Refund(String id, String status, String mark, long amount) {
    /** Whether the money has gone back. */
    public boolean isDone() {
        return status.equals("SUCCEEDED");
    }

    /** Whether it may still go back, or not. */
    public boolean isOpen() {
        return status.equals("PENDING");
    }
}
