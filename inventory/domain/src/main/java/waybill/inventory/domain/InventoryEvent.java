package waybill.inventory.domain;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import waybill.kernel.OrderId;
import waybill.kernel.ProductId;
import waybill.kernel.ReservationId;
import waybill.kernel.ShipmentId;

/** What has happened to stock and reservations. Each says alone how it moved the stock of its products. */
public sealed interface InventoryEvent {
    /** The attempt of a {@link StockReleased} that refuses every attempt of an order nobody had heard of. */
    int EVERY_ATTEMPT = 0;

    /** When it happened. */
    Instant at();

    /** Something happened to a reservation of one order. */
    sealed interface OfOrder extends InventoryEvent {
        /** The order whose reservation it is. */
        OrderId order();

        /** The attempt whose reservation it is, from 1. */
        int attempt();
    }

    /** Something happened to the stock of one product. */
    sealed interface OfProduct extends InventoryEvent {
        /** The product whose stock it is. */
        ProductId product();
    }

    /**
     * All lines are held.
     *
     * @param lines one per product
     * @param payment what payment needs to go on; none if a person reserved over REST
     */
    record StockReserved(
            OrderId order,
            int attempt,
            ReservationId reservation,
            List<Quantity> lines,
            Instant expiresAt,
            @Nullable PaymentOrder payment,
            Instant at)
            implements OfOrder {
        public StockReserved {
            lines = List.copyOf(lines);
        }
    }

    /** Nothing is held: of each product listed there is too little. */
    record StockRejected(OrderId order, int attempt, List<Shortage> shortages, Instant at) implements OfOrder {
        public StockRejected {
            shortages = List.copyOf(shortages);
        }
    }

    /** What was held is committed, and no longer expires. */
    record StockCommitted(OrderId order, int attempt, ReservationId reservation, List<Quantity> lines, Instant at)
            implements OfOrder {
        public StockCommitted {
            lines = List.copyOf(lines);
        }
    }

    /**
     * What was held or committed is available again. Without a reservation and lines it is a tombstone: the release
     * came first, and the reserve that is late will be refused.
     *
     * @param lines one per product; of a reservation that was partly shipped, what had not left
     * @param attempt from 1; a tombstone of a whole order has {@link #EVERY_ATTEMPT}
     * @param wasCommitted whether the units were committed until now, or only held
     */
    record StockReleased(
            OrderId order,
            int attempt,
            @Nullable ReservationId reservation,
            List<Quantity> lines,
            boolean wasCommitted,
            String reason,
            Instant at)
            implements OfOrder {
        public StockReleased {
            lines = List.copyOf(lines);
        }

        /** The release that came before its reserve. */
        static StockReleased tombstone(OrderId order, int attempt, String reason, Instant at) {
            return new StockReleased(order, attempt, null, List.of(), false, reason, at);
        }
    }

    /** The time of a hold was over; what was held is available again. */
    record StockExpired(OrderId order, int attempt, ReservationId reservation, List<Quantity> lines, Instant at)
            implements OfOrder {
        public StockExpired {
            lines = List.copyOf(lines);
        }
    }

    /**
     * These goods of a committed reservation have left the warehouse.
     *
     * @param shipment the order's id of the shipment
     * @param lines one per product
     */
    record StockConsumed(
            OrderId order,
            int attempt,
            ReservationId reservation,
            ShipmentId shipment,
            List<Quantity> lines,
            Instant at)
            implements OfOrder {
        public StockConsumed {
            lines = List.copyOf(lines);
        }
    }

    /**
     * These goods have left the warehouse, although they had been given back: they are taken from what is available.
     * What has shipped wins over a release that was heard first.
     *
     * @param shipment the order's id of the shipment
     * @param lines one per product
     */
    record StockTaken(
            OrderId order,
            int attempt,
            ReservationId reservation,
            ShipmentId shipment,
            List<Quantity> lines,
            Instant at)
            implements OfOrder {
        public StockTaken {
            lines = List.copyOf(lines);
        }
    }

    /**
     * Nothing of this order is promised any more, and nothing ever will be. Recorded each time somebody asks for it,
     * because each time the answer is due.
     *
     * @param attempt the order's latest when it asked
     */
    record OrderClosed(OrderId order, int attempt, String reason, Instant at) implements OfOrder {}

    /** The order asked how its attempt stands and was told again; nothing has changed. */
    sealed interface Restated extends OfOrder {}

    /** The goods are held, as was said before; the fields are those of {@link StockReserved}. */
    record HoldRestated(
            OrderId order,
            int attempt,
            ReservationId reservation,
            List<Quantity> lines,
            Instant expiresAt,
            PaymentOrder payment,
            Instant at)
            implements Restated {
        public HoldRestated {
            lines = List.copyOf(lines);
        }
    }

    /** There was too little, as was said before. */
    record RejectionRestated(OrderId order, int attempt, List<Shortage> shortages, Instant at) implements Restated {
        public RejectionRestated {
            shortages = List.copyOf(shortages);
        }
    }

    /** The goods are committed, as was said before; some or all of them may have left. */
    record CommitRestated(OrderId order, int attempt, ReservationId reservation, List<Quantity> lines, Instant at)
            implements Restated {
        public CommitRestated {
            lines = List.copyOf(lines);
        }
    }

    /** The goods are released, as was said before; without a reservation it repeats a tombstone. */
    record ReleaseRestated(
            OrderId order,
            int attempt,
            @Nullable ReservationId reservation,
            List<Quantity> lines,
            String reason,
            Instant at)
            implements Restated {
        public ReleaseRestated {
            lines = List.copyOf(lines);
        }

        /** The release that came before its reserve, once more. */
        static ReleaseRestated tombstone(OrderId order, int attempt, String reason, Instant at) {
            return new ReleaseRestated(order, attempt, null, List.of(), reason, at);
        }
    }

    /** An operator did something about what inventory was told of an order; nothing else changes by it. */
    record OperatorActed(OrderId order, String action, String reason, String by, Instant at)
            implements InventoryEvent {}

    /** Goods have arrived. */
    record StockReceived(
            ProductId product,
            long quantity,
            @Nullable String name,
            @Nullable String reference,
            Instant at) implements OfProduct {}

    /** A count found more (above 0) or less (below 0) than was known. */
    record StockAdjusted(
            ProductId product, long delta, @Nullable String reference, Instant at) implements OfProduct {}
}
