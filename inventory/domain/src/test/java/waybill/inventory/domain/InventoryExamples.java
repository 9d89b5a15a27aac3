package waybill.inventory.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import waybill.inventory.domain.InventoryCommand.AnswerAgain;
import waybill.inventory.domain.InventoryCommand.Close;
import waybill.inventory.domain.InventoryCommand.Commit;
import waybill.inventory.domain.InventoryCommand.Consume;
import waybill.inventory.domain.InventoryCommand.Expire;
import waybill.inventory.domain.InventoryCommand.HoldForOrder;
import waybill.inventory.domain.InventoryCommand.Release;
import waybill.inventory.domain.InventoryCommand.Reserve;
import waybill.inventory.domain.InventoryEvent.OrderClosed;
import waybill.inventory.domain.InventoryEvent.StockCommitted;
import waybill.inventory.domain.InventoryEvent.StockConsumed;
import waybill.inventory.domain.InventoryEvent.StockExpired;
import waybill.inventory.domain.InventoryEvent.StockReceived;
import waybill.inventory.domain.InventoryEvent.StockRejected;
import waybill.inventory.domain.InventoryEvent.StockReleased;
import waybill.inventory.domain.InventoryEvent.StockReserved;
import waybill.inventory.domain.InventoryEvent.StockTaken;
import waybill.kernel.OrderId;
import waybill.kernel.ProductId;
import waybill.kernel.ReservationId;
import waybill.kernel.ShipmentId;

/** One ordinary warehouse: an order of two shirts and a mug. */
final class InventoryExamples {
    static final Instant AT = Instant.parse("2026-03-01T10:00:00Z");
    static final Instant LATER = AT.plusSeconds(60);
    static final Instant EXPIRES = AT.plus(Duration.ofMinutes(20));
    static final Instant EXPIRES_AGAIN = LATER.plus(Duration.ofMinutes(20));

    static final OrderId ORDER = OrderId.of(new UUID(0, 1));
    static final ReservationId FIRST = ReservationId.of(new UUID(0, 1));
    static final ReservationId SECOND = ReservationId.of(new UUID(0, 2));
    static final PaymentOrder PAYMENT = new PaymentOrder("29.48", "EUR", "card", "tok_ok");

    static final ProductId SHIRT = new ProductId("TSHIRT-M");
    static final ProductId MUG = new ProductId("MUG");
    static final List<Quantity> LINES = List.of(of(SHIRT, 2), of(MUG, 1));
    static final String DECLINED = "PAYMENT_DECLINED";
    static final String CANCELLED = "CUSTOMER_REQUEST";
    static final ShipmentId PARCEL = ShipmentId.of(new UUID(0, 1));
    static final ShipmentId NEXT_PARCEL = ShipmentId.of(new UUID(0, 2));

    private InventoryExamples() {}

    static Quantity of(ProductId product, int quantity) {
        return new Quantity(product, quantity);
    }

    static StockLevel level(ProductId product, long onHand, long held, long committed) {
        return new StockLevel(product, null, onHand, held, committed);
    }

    static StockReceived received(ProductId product, long quantity) {
        return new StockReceived(product, quantity, null, null, AT);
    }

    static HoldForOrder hold() {
        return new HoldForOrder(ORDER, 1, FIRST, LINES, EXPIRES, PAYMENT, AT);
    }

    static HoldForOrder holdAgain() {
        return new HoldForOrder(ORDER, 2, SECOND, LINES, EXPIRES_AGAIN, PAYMENT, LATER);
    }

    static Reserve reserve(Quantity... lines) {
        return new Reserve(ORDER, FIRST, List.of(lines), EXPIRES, AT);
    }

    static Commit commit(int attempt) {
        return new Commit(ORDER, attempt, LATER);
    }

    static Release release(int attempt) {
        return new Release(ORDER, attempt, DECLINED, LATER);
    }

    static Expire expire(int attempt, Instant at) {
        return new Expire(ORDER, attempt, at);
    }

    static AnswerAgain answer(HoldForOrder hold) {
        return new AnswerAgain(hold);
    }

    static Consume consume(ShipmentId shipment, Quantity... lines) {
        return new Consume(ORDER, 1, shipment, List.of(lines), LATER);
    }

    static Close close() {
        return new Close(ORDER, 1, CANCELLED, LATER);
    }

    static StockConsumed consumed(ShipmentId shipment, Quantity... lines) {
        return new StockConsumed(ORDER, 1, FIRST, shipment, List.of(lines), LATER);
    }

    static StockTaken taken(ShipmentId shipment, Quantity... lines) {
        return new StockTaken(ORDER, 1, FIRST, shipment, List.of(lines), LATER);
    }

    static OrderClosed closed() {
        return new OrderClosed(ORDER, 1, CANCELLED, LATER);
    }

    static StockReserved reserved() {
        return new StockReserved(ORDER, 1, FIRST, LINES, EXPIRES, PAYMENT, AT);
    }

    static StockReserved reservedAgain() {
        return new StockReserved(ORDER, 2, SECOND, LINES, EXPIRES_AGAIN, PAYMENT, LATER);
    }

    static StockReserved reservedByPerson(Quantity... lines) {
        return new StockReserved(ORDER, 1, FIRST, List.of(lines), EXPIRES, null, AT);
    }

    static StockRejected rejected(int attempt, Shortage... shortages) {
        return new StockRejected(ORDER, attempt, List.of(shortages), AT);
    }

    static StockCommitted committed() {
        return new StockCommitted(ORDER, 1, FIRST, LINES, LATER);
    }

    static StockReleased released() {
        return new StockReleased(ORDER, 1, FIRST, LINES, false, DECLINED, LATER);
    }

    static StockReleased releasedAfterCommit() {
        return new StockReleased(ORDER, 1, FIRST, LINES, true, DECLINED, LATER);
    }

    static StockReleased superseded() {
        return new StockReleased(ORDER, 1, FIRST, LINES, false, "SUPERSEDED", LATER);
    }

    static StockReleased tombstone(int attempt) {
        return new StockReleased(ORDER, attempt, null, List.of(), false, DECLINED, LATER);
    }

    static StockExpired expired() {
        return new StockExpired(ORDER, 1, FIRST, LINES, EXPIRES);
    }
}
