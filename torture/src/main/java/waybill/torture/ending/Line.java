package waybill.torture.ending;

/**
 * A line of an order.
 *
 * @param price of one piece, in minor units
 */
public record Line(String product, int quantity, long price, int shipped, int cancelled) {
    /** Pieces that are promised and have not left. */
    public int open() {
        return quantity - shipped - cancelled;
    }
}
