package waybill.contracts.inventory;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import waybill.contracts.Announcement;

/** What the inventory service announces: what happened to the goods of an order, and to stock alone. */
public sealed interface InventoryAnnouncement extends Announcement {
    /** What happened to the goods of one order. */
    sealed interface OfOrder extends InventoryAnnouncement {
        /** The order it is about. */
        String orderId();

        @Override
        default String subject() {
            return orderId();
        }
    }

    /** What happened to stock alone. */
    sealed interface OfProduct extends InventoryAnnouncement {
        /** The product it is about. */
        String productId();

        @Override
        default String subject() {
            return productId();
        }
    }

    /** So many units of a product. */
    record Item(String productId, int quantity) {}

    /** A product of which there is too little. */
    record Shortage(String productId, int requested, int available) {}

    /** What is to be authorized now that the goods are held; absent if the reservation was made by hand. */
    record Payment(String amount, String currency, String method, String token) {
        /** Without the token: what is printed ends in logs. */
        @Override
        public String toString() {
            return "Payment[" + amount + " " + currency + " by " + method + "]";
        }
    }

    /** All lines of the order are held until the given time. */
    record InventoryReserved(
            String orderId,
            int attempt,
            String reservationId,
            Instant expiresAt,
            List<Item> items,
            @Nullable Payment payment)
            implements OfOrder {
        /** The name on the wire. */
        public static final String TYPE = "inventory.reserved.v1";

        public InventoryReserved {
            items = List.copyOf(items);
        }

        @Override
        public String type() {
            return TYPE;
        }
    }

    /** There is too little: nothing is held. The items are the products that are short. */
    record InventoryRejected(String orderId, int attempt, List<Shortage> items) implements OfOrder {
        /** The name on the wire. */
        public static final String TYPE = "inventory.rejected.v1";

        public InventoryRejected {
            items = List.copyOf(items);
        }

        @Override
        public String type() {
            return TYPE;
        }
    }

    /** The hold no longer expires: the goods belong to the order. */
    record InventoryCommitted(String orderId, int attempt, String reservationId, List<Item> items) implements OfOrder {
        /** The name on the wire. */
        public static final String TYPE = "inventory.committed.v1";

        public InventoryCommitted {
            items = List.copyOf(items);
        }

        @Override
        public String type() {
            return TYPE;
        }
    }

    /**
     * The goods can be sold again. Without a reservation and items it says only that a later hold will be refused,
     * because the release came first.
     *
     * @param attempt from 1; 0 if the release came first and means every attempt
     */
    record InventoryReleased(
            String orderId, int attempt, @Nullable String reservationId, List<Item> items, String reason)
            implements OfOrder {
        /** The name on the wire. */
        public static final String TYPE = "inventory.released.v1";

        public InventoryReleased {
            items = List.copyOf(items);
        }

        @Override
        public String type() {
            return TYPE;
        }
    }

    /** The hold ran out; the goods can be sold again. */
    record InventoryExpired(String orderId, int attempt, String reservationId, List<Item> items) implements OfOrder {
        /** The name on the wire. */
        public static final String TYPE = "inventory.expired.v1";

        public InventoryExpired {
            items = List.copyOf(items);
        }

        @Override
        public String type() {
            return TYPE;
        }
    }

    /** Goods came in. */
    record StockReceived(
            String productId,
            long quantity,
            @Nullable String name,
            @Nullable String reference) implements OfProduct {
        /** The name on the wire. */
        public static final String TYPE = "stock.received.v1";

        @Override
        public String type() {
            return TYPE;
        }
    }

    /** A count was corrected by so many units, up or down. */
    record StockAdjusted(
            String productId, long delta, @Nullable String reference) implements OfProduct {
        /** The name on the wire. */
        public static final String TYPE = "stock.adjusted.v1";

        @Override
        public String type() {
            return TYPE;
        }
    }

    /** A shipment has taken these goods out of the warehouse. */
    record InventoryConsumed(String orderId, int attempt, String reservationId, String shipmentId, List<Item> items)
            implements OfOrder {
        /** The name on the wire. */
        public static final String TYPE = "inventory.consumed.v1";

        public InventoryConsumed {
            items = List.copyOf(items);
        }

        @Override
        public String type() {
            return TYPE;
        }
    }

    /** Nothing of this order is promised any more, and nothing ever will be. */
    record InventoryClosed(String orderId, int attempt, String reason) implements OfOrder {
        /** The name on the wire. */
        public static final String TYPE = "inventory.closed.v1";

        @Override
        public String type() {
            return TYPE;
        }
    }
}
