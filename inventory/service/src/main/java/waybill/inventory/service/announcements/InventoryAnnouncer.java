package waybill.inventory.service.announcements;

import java.util.List;
import org.jspecify.annotations.Nullable;
import waybill.contracts.Announcement;
import waybill.contracts.inventory.InventoryAnnouncement;
import waybill.contracts.inventory.InventoryAnnouncement.Item;
import waybill.contracts.inventory.InventoryAnnouncement.Payment;
import waybill.engine.core.feeds.Announcer;
import waybill.engine.core.log.Recorded;
import waybill.inventory.domain.InventoryEvent;
import waybill.inventory.domain.PaymentOrder;
import waybill.inventory.domain.Quantity;
import waybill.inventory.domain.Shortage;
import waybill.kernel.ReservationId;

/**
 * Says to the other services what happened to stock. All but operators' acts is announced; what is said again, as it
 * was said.
 */
public final class InventoryAnnouncer implements Announcer<InventoryEvent, Announcement> {
    @Override
    public @Nullable Announcement announce(Recorded<InventoryEvent> recorded) {
        return switch (recorded.event()) {
            case InventoryEvent.OfOrder e -> ofOrder(e);
            case InventoryEvent.OperatorActed _ -> null;
            case InventoryEvent.StockReceived e ->
                new InventoryAnnouncement.StockReceived(e.product().value(), e.quantity(), e.name(), e.reference());
            case InventoryEvent.StockAdjusted e ->
                new InventoryAnnouncement.StockAdjusted(e.product().value(), e.delta(), e.reference());
        };
    }

    /**
     * What is said again has the name of what was said; goods that have left are consumed, wherever they were taken.
     */
    @Override
    public String type(Recorded<InventoryEvent> recorded) {
        return switch (recorded.event()) {
            case InventoryEvent.Restated again -> again(again).type();
            case InventoryEvent.StockTaken _ -> InventoryAnnouncement.InventoryConsumed.TYPE;
            case InventoryEvent _ -> recorded.type();
        };
    }

    private static InventoryAnnouncement ofOrder(InventoryEvent.OfOrder event) {
        String order = event.order().value();
        int attempt = event.attempt();
        return switch (event) {
            case InventoryEvent.StockReserved e ->
                new InventoryAnnouncement.InventoryReserved(
                        order, attempt, e.reservation().value(), e.expiresAt(), items(e.lines()), payment(e.payment()));
            case InventoryEvent.StockRejected e ->
                new InventoryAnnouncement.InventoryRejected(order, attempt, shortages(e.shortages()));
            case InventoryEvent.StockCommitted e ->
                new InventoryAnnouncement.InventoryCommitted(
                        order, attempt, e.reservation().value(), items(e.lines()));
            case InventoryEvent.StockReleased e ->
                new InventoryAnnouncement.InventoryReleased(
                        order, attempt, text(e.reservation()), items(e.lines()), e.reason());
            case InventoryEvent.StockExpired e ->
                new InventoryAnnouncement.InventoryExpired(
                        order, attempt, e.reservation().value(), items(e.lines()));
            case InventoryEvent.StockConsumed e ->
                new InventoryAnnouncement.InventoryConsumed(
                        order, attempt, e.reservation().value(), e.shipment().value(), items(e.lines()));
            case InventoryEvent.StockTaken e ->
                new InventoryAnnouncement.InventoryConsumed(
                        order, attempt, e.reservation().value(), e.shipment().value(), items(e.lines()));
            case InventoryEvent.OrderClosed e -> new InventoryAnnouncement.InventoryClosed(order, attempt, e.reason());
            case InventoryEvent.Restated e -> again(e);
        };
    }

    private static InventoryAnnouncement again(InventoryEvent.Restated event) {
        String order = event.order().value();
        int attempt = event.attempt();
        return switch (event) {
            case InventoryEvent.HoldRestated e ->
                new InventoryAnnouncement.InventoryReserved(
                        order, attempt, e.reservation().value(), e.expiresAt(), items(e.lines()), payment(e.payment()));
            case InventoryEvent.RejectionRestated e ->
                new InventoryAnnouncement.InventoryRejected(order, attempt, shortages(e.shortages()));
            case InventoryEvent.CommitRestated e ->
                new InventoryAnnouncement.InventoryCommitted(
                        order, attempt, e.reservation().value(), items(e.lines()));
            case InventoryEvent.ReleaseRestated e ->
                new InventoryAnnouncement.InventoryReleased(
                        order, attempt, text(e.reservation()), items(e.lines()), e.reason());
        };
    }

    private static List<InventoryAnnouncement.Shortage> shortages(List<Shortage> shortages) {
        return shortages.stream()
                .map(s -> new InventoryAnnouncement.Shortage(s.product().value(), s.requested(), s.available()))
                .toList();
    }

    private static List<Item> items(List<Quantity> lines) {
        return lines.stream()
                .map(line -> new Item(line.product().value(), line.quantity()))
                .toList();
    }

    private static @Nullable String text(@Nullable ReservationId reservation) {
        return reservation == null ? null : reservation.value();
    }

    private static @Nullable Payment payment(@Nullable PaymentOrder payment) {
        return payment == null
                ? null
                : new Payment(payment.amount(), payment.currency(), payment.method(), payment.token());
    }
}
