package waybill.torture.ending;

import java.util.List;
import java.util.Set;

/**
 * An order, as the shop tells it in the end.
 *
 * @param mark what the client wrote on it: the key of its request, and whether it was the impostor's
 * @param total in minor units
 * @param cancelReason why it was cancelled; empty if it was not
 */
public record Order(
        String id,
        String status,
        String customer,
        String mark,
        long total,
        long version,
        String cancelReason,
        List<Line> lines,
        List<Shipment> shipments,
        List<Refund> refunds) {
    private static final Set<String> RESTING =
            Set.of("CONFIRMED", "PARTIALLY_SHIPPED", "SHIPPED", "DELIVERED", "CANCELLED");

    public Order {
        lines = List.copyOf(lines);
        shipments = List.copyOf(shipments);
        refunds = List.copyOf(refunds);
    }

    /** Whether nothing more will happen to it by itself. */
    public boolean isResting() {
        return RESTING.contains(status)
                && shipments.stream().noneMatch(Shipment::isOpen)
                && refunds.stream().noneMatch(Refund::isOpen);
    }

    /** Whether it has no deadline of its own, and only the gateway keeps it from resting. */
    public boolean waitsForMoney() {
        return !isResting() && (RESTING.contains(status) || status.equals("CANCEL_PENDING"));
    }

    /** Whether it was cancelled as a whole. */
    public boolean isCancelled() {
        return status.equals("CANCELLED");
    }

    /** What its shipped pieces cost, in minor units. */
    public long priceOfShipped() {
        return lines.stream().mapToLong(line -> line.price() * line.shipped()).sum();
    }
}
