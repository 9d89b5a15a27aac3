package waybill.torture.system;

/**
 * A process of the system.
 *
 * @param name such as {@code order-1}
 * @param kind order, inventory, payment, gateway, kafka, postgresql, or waybill for the one that is everything
 */
public record Member(String name, String kind, long pid) {
    /** Whether it is one of the three services, or all of them. */
    public boolean isService() {
        return switch (kind) {
            case "order", "inventory", "payment", "waybill" -> true;
            default -> false;
        };
    }
}
