package waybill.inventory.service.store;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import waybill.engine.core.log.Recorded;
import waybill.inventory.domain.InventoryEvent;
import waybill.inventory.domain.InventoryEvent.OperatorActed;
import waybill.inventory.domain.InventoryEvent.OrderClosed;
import waybill.inventory.domain.InventoryEvent.Restated;
import waybill.inventory.domain.InventoryEvent.StockAdjusted;
import waybill.inventory.domain.InventoryEvent.StockCommitted;
import waybill.inventory.domain.InventoryEvent.StockConsumed;
import waybill.inventory.domain.InventoryEvent.StockExpired;
import waybill.inventory.domain.InventoryEvent.StockReceived;
import waybill.inventory.domain.InventoryEvent.StockRejected;
import waybill.inventory.domain.InventoryEvent.StockReleased;
import waybill.inventory.domain.InventoryEvent.StockReserved;
import waybill.inventory.domain.InventoryEvent.StockTaken;
import waybill.inventory.domain.Quantity;

/**
 * How one event moved the stock of one product. The sum of all movements of a product is its stock (invariant I1).
 *
 * @param id of the event; one event moves a product once
 * @param position of the event in its shard: all receipts of one product are in one
 * @param quantity units that moved, always above 0
 * @param name the product's name, if the event says one
 */
public record Movement(
        String id,
        long position,
        String product,
        Instant at,
        Kind kind,
        long quantity,
        Change change,
        @Nullable String orderId,
        @Nullable String reference,
        @Nullable String name) {

    /** What happened to the units. */
    public enum Kind {
        RECEIVED,
        ADJUSTED,
        HELD,
        COMMITTED,
        RELEASED,
        EXPIRED,
        CONSUMED
    }

    /** What was added to each term of {@code onHand = available + held + committed}; taken away if below 0. */
    public record Change(long onHand, long held, long committed) {}

    /** The movements of this event, one for each product that it moved. */
    static List<Movement> of(Recorded<InventoryEvent> recorded) {
        return switch (recorded.event()) {
            case StockReserved e -> lines(recorded, Kind.HELD, e.lines(), units -> new Change(0, units, 0));
            case StockCommitted e -> lines(recorded, Kind.COMMITTED, e.lines(), units -> new Change(0, -units, units));
            case StockReleased e
            when e.wasCommitted() -> lines(recorded, Kind.RELEASED, e.lines(), units -> new Change(0, 0, -units));
            case StockReleased e -> lines(recorded, Kind.RELEASED, e.lines(), units -> new Change(0, -units, 0));
            case StockExpired e -> lines(recorded, Kind.EXPIRED, e.lines(), units -> new Change(0, -units, 0));
            case StockReceived e -> List.of(received(recorded, e));
            case StockAdjusted e -> adjusted(recorded, e);
            case StockConsumed e -> lines(recorded, Kind.CONSUMED, e.lines(), units -> new Change(-units, 0, -units));
            case StockTaken e -> lines(recorded, Kind.CONSUMED, e.lines(), units -> new Change(-units, 0, 0));
            case StockRejected _, OrderClosed _, Restated _, OperatorActed _ -> List.of();
        };
    }

    /** How so many units change a level. */
    private interface Moving {
        Change by(long units);
    }

    private static List<Movement> lines(
            Recorded<InventoryEvent> recorded, Kind kind, List<Quantity> lines, Moving moving) {
        return lines.stream()
                .map(line -> new Movement(
                        recorded.meta().id().value(),
                        recorded.position(),
                        line.product().value(),
                        recorded.event().at(),
                        kind,
                        line.quantity(),
                        moving.by(line.quantity()),
                        recorded.stream().key(),
                        null,
                        null))
                .toList();
    }

    private static Movement received(Recorded<InventoryEvent> recorded, StockReceived event) {
        return new Movement(
                recorded.meta().id().value(),
                recorded.position(),
                event.product().value(),
                event.at(),
                Kind.RECEIVED,
                event.quantity(),
                new Change(event.quantity(), 0, 0),
                null,
                event.reference(),
                event.name());
    }

    private static List<Movement> adjusted(Recorded<InventoryEvent> recorded, StockAdjusted event) {
        return List.of(new Movement(
                recorded.meta().id().value(),
                recorded.position(),
                event.product().value(),
                event.at(),
                Kind.ADJUSTED,
                Math.abs(event.delta()),
                new Change(event.delta(), 0, 0),
                null,
                event.reference(),
                null));
    }
}
