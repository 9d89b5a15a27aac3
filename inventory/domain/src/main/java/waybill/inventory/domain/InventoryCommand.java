package waybill.inventory.domain;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import waybill.kernel.OrderId;
import waybill.kernel.ProductId;
import waybill.kernel.ReservationId;
import waybill.kernel.ShipmentId;

/** What inventory can be told to do. Commands that could never be obeyed cannot be constructed. */
public sealed interface InventoryCommand {
    /** The attempt of a {@link Release} that means the latest one. */
    int LATEST = 0;

    /** When the command was given. */
    Instant at();

    /** A command about the reservations of one order. */
    sealed interface OfOrder extends InventoryCommand {
        /** The order whose reservations this is about. */
        OrderId order();
    }

    /** A command about the stock of one product. */
    sealed interface OfProduct extends InventoryCommand {
        /** The product whose stock this is about. */
        ProductId product();
    }

    /**
     * The saga's: hold all lines for this attempt, or record that it cannot be done.
     *
     * @param lines one line per product after construction, quantities summed
     */
    record HoldForOrder(
            OrderId order,
            int attempt,
            ReservationId reservation,
            List<Quantity> lines,
            Instant expiresAt,
            PaymentOrder payment,
            Instant at)
            implements OfOrder {
        public HoldForOrder {
            requireAttempt(attempt);
            lines = requireLines(lines);
        }
    }

    /**
     * A person's, over REST: hold all lines for the latest attempt (or the first), or refuse.
     *
     * @param lines one line per product after construction, quantities summed
     */
    record Reserve(OrderId order, ReservationId reservation, List<Quantity> lines, Instant expiresAt, Instant at)
            implements OfOrder {
        public Reserve {
            lines = requireLines(lines);
        }
    }

    /**
     * The saga's: the order needs to know, perhaps once more, whether these goods are held for this attempt. Holds them
     * if that was never tried or has expired; otherwise says again how it stands.
     *
     * @param hold what to hold if it comes to that
     */
    record AnswerAgain(HoldForOrder hold) implements OfOrder {
        @Override
        public OrderId order() {
            return hold.order();
        }

        @Override
        public Instant at() {
            return hold.at();
        }
    }

    /** The order is placed: what is held for this attempt no longer expires. */
    record Commit(OrderId order, int attempt, Instant at) implements OfOrder {
        public Commit {
            requireAttempt(attempt);
        }
    }

    /**
     * Give back what the attempt holds or has committed and not shipped; before its reserve arrived, refuse that
     * reserve in advance.
     *
     * @param attempt from 1, or {@link #LATEST}
     */
    record Release(OrderId order, int attempt, String reason, Instant at) implements OfOrder {
        public Release {
            if (attempt != LATEST) {
                requireAttempt(attempt);
            }
        }
    }

    /**
     * These goods of the attempt have left the warehouse with this shipment.
     *
     * @param shipment the order's id of the shipment, heard once
     * @param lines one line per product after construction, quantities summed
     */
    record Consume(OrderId order, int attempt, ShipmentId shipment, List<Quantity> lines, Instant at)
            implements OfOrder {
        public Consume {
            requireAttempt(attempt);
            lines = requireLines(lines);
        }
    }

    /**
     * The order is being cancelled: give back whatever is promised to it, by any attempt, and promise nothing again.
     *
     * @param attempt the order's latest, which the answer names
     */
    record Close(OrderId order, int attempt, String reason, Instant at) implements OfOrder {
        public Close {
            requireAttempt(attempt);
        }
    }

    /** The time of a hold may be over; it is given back if it really is. */
    record Expire(OrderId order, int attempt, Instant at) implements OfOrder {
        public Expire {
            requireAttempt(attempt);
        }
    }

    /** An operator did something, once; it belongs into the history. */
    record RecordOperatorAct(OrderId order, String action, String reason, String by, Instant at)
            implements InventoryCommand {}

    /**
     * Goods have arrived.
     *
     * @param quantity units, 1 or more
     * @param name what the product is called from now on, if said
     */
    record Receive(
            ProductId product,
            long quantity,
            @Nullable String name,
            @Nullable String reference,
            Instant at) implements OfProduct {
        public Receive {
            if (quantity < 1) {
                throw new IllegalArgumentException("a receipt is of 1 or more: " + quantity);
            }
        }
    }

    /**
     * A count found more or less than was known.
     *
     * @param delta units found (above 0) or missing (below 0); not 0
     */
    record Adjust(ProductId product, long delta, @Nullable String reference, Instant at) implements OfProduct {
        public Adjust {
            if (delta == 0) {
                throw new IllegalArgumentException("an adjustment by nothing");
            }
        }
    }

    private static void requireAttempt(int attempt) {
        if (attempt < 1) {
            throw new IllegalArgumentException("attempts count from 1: " + attempt);
        }
    }

    private static List<Quantity> requireLines(List<Quantity> lines) {
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("a reservation has lines");
        }
        return Quantity.perProduct(lines);
    }
}
