package waybill.order.domain.fulfilment;

/**
 * What became of the pieces of one line so far.
 *
 * @param ordered as the customer ordered
 * @param shipped what has left the warehouse
 * @param pending what a shipment under way takes, once its money is captured
 * @param cancelled what will never be shipped
 * @param refunded what was shipped and paid back by line, refunds under way included
 */
public record Quantities(int ordered, int shipped, int pending, int cancelled, int refunded) {
    /** What may still be shipped or cancelled. */
    public int open() {
        return ordered - shipped - pending - cancelled;
    }

    /** What may still be refunded by line. */
    public int refundable() {
        return Math.max(0, shipped - refunded);
    }
}
