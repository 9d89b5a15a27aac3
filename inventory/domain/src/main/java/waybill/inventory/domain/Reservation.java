package waybill.inventory.domain;

import java.time.Instant;
import java.util.List;
import waybill.kernel.ReservationId;
import waybill.kernel.ShipmentId;

/** The reservation of one attempt of an order, all its lines, in one of the states it can be in. */
public sealed interface Reservation {
    /** The attempt it belongs to, from 1. */
    int attempt();

    /** A reservation that held goods, whatever became of them. */
    sealed interface Made extends Reservation {
        /** Its id. */
        ReservationId id();

        /** What was held, one line per product. */
        List<Quantity> lines();
    }

    /** What has left the warehouse at once. */
    record Shipment(ShipmentId id, List<Quantity> lines) {
        public Shipment {
            lines = List.copyOf(lines);
        }
    }

    /** Promised until it expires. */
    record Held(int attempt, ReservationId id, List<Quantity> lines, Instant expiresAt) implements Made {}

    /**
     * Promised for good: the order is placed.
     *
     * @param shipments what has left so far, never all of it
     */
    record Committed(int attempt, ReservationId id, List<Quantity> lines, List<Shipment> shipments) implements Made {
        public Committed {
            shipments = List.copyOf(shipments);
        }

        /** What has not left yet, one line per product. */
        List<Quantity> open() {
            return Quantity.unshipped(lines, shipments);
        }
    }

    /** All that was shipped has left; what the shipments do not have was given back. */
    record Consumed(int attempt, ReservationId id, List<Quantity> lines, List<Shipment> shipments) implements Made {
        public Consumed {
            shipments = List.copyOf(shipments);
        }

        private List<Quantity> unshipped() {
            return Quantity.unshipped(lines, shipments);
        }
    }

    /** Given back on request. */
    record Released(int attempt, ReservationId id, List<Quantity> lines, String reason) implements Made {}

    /** Released before it was reserved: the reserve that is late is refused. */
    record Tombstone(int attempt, String reason) implements Reservation {}

    /** Given back because its time was over. */
    record Expired(int attempt, ReservationId id, List<Quantity> lines) implements Made {}

    /** Not held: there was too little. */
    record Rejected(int attempt, List<Shortage> shortages) implements Reservation {}

    /** Where it stands, as the API names it. */
    default ReservationStatus status() {
        return switch (this) {
            case Held _ -> ReservationStatus.HELD;
            case Committed _ -> ReservationStatus.COMMITTED;
            case Consumed _ -> ReservationStatus.CONSUMED;
            case Released _, Tombstone _ -> ReservationStatus.RELEASED;
            case Expired _ -> ReservationStatus.EXPIRED;
            case Rejected _ -> ReservationStatus.REJECTED;
        };
    }

    /** What stock it promises now: what has not left yet while it is live, otherwise nothing. */
    default List<Quantity> promised() {
        return switch (this) {
            case Held held -> held.lines;
            case Committed committed -> committed.open();
            case Consumed _, Released _, Tombstone _, Expired _, Rejected _ -> List.of();
        };
    }

    /** What a release has given back of it, and no shipment has taken all the same. */
    default List<Quantity> givenBack() {
        return switch (this) {
            case Released released -> released.lines;
            case Consumed consumed -> consumed.unshipped();
            case Held _, Committed _, Tombstone _, Expired _, Rejected _ -> List.of();
        };
    }

    /** What it promised once and promises no more, and has not left: a shipment that is heard of late may have it. */
    default List<Quantity> letGo() {
        return this instanceof Expired expired ? expired.lines : givenBack();
    }

    /** What has left the warehouse, oldest first. */
    default List<Shipment> shipments() {
        return switch (this) {
            case Committed committed -> committed.shipments;
            case Consumed consumed -> consumed.shipments;
            case Held _, Released _, Tombstone _, Expired _, Rejected _ -> List.of();
        };
    }

    /** Whether this shipment has left. */
    default boolean hasShipped(ShipmentId shipment) {
        for (Shipment known : shipments()) {
            if (known.id.equals(shipment)) {
                return true;
            }
        }
        return false;
    }
}
