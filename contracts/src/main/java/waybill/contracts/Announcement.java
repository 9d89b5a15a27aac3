package waybill.contracts;

/**
 * What one service tells the others: a public event of version 1. Each service's announcements are one sealed
 * interface. Ids and decimals are text. Members may be added if they are optional; anything else is a new version.
 */
public interface Announcement {
    /** The name on the wire, with its version: {@code order.created.v1}. */
    String type();

    /** What it is about, and the key it is ordered by: the order id, or the product id when it is about stock alone. */
    String subject();
}
