package waybill.order.service.announcements;

import java.util.List;
import org.jspecify.annotations.Nullable;
import waybill.contracts.Announcement;
import waybill.contracts.order.OrderAnnouncement;
import waybill.order.domain.FulfilmentEvent;
import waybill.order.domain.fulfilment.Portion;

/** Says to the other services what has left the warehouse, and what never will. */
final class Shipments {
    private Shipments() {}

    static @Nullable Announcement announce(FulfilmentEvent event) {
        return switch (event) {
            case FulfilmentEvent.OrderPartiallyShipped e ->
                new OrderAnnouncement.OrderPartiallyShipped(
                        e.order().value(),
                        e.attempt(),
                        e.shipment().value(),
                        items(e.lines()),
                        e.amount().currency().getCurrencyCode(),
                        e.amount().decimal(),
                        e.carrier(),
                        e.trackingNumber());
            case FulfilmentEvent.OrderShipped e ->
                new OrderAnnouncement.OrderShipped(
                        e.order().value(),
                        e.attempt(),
                        e.shipment().value(),
                        items(e.lines()),
                        e.amount().currency().getCurrencyCode(),
                        e.amount().decimal(),
                        e.carrier(),
                        e.trackingNumber());
            case FulfilmentEvent.OpenLinesCancelled e ->
                new OrderAnnouncement.OrderLinesCancelled(e.order().value(), e.attempt(), items(e.lines()), e.reason());
            case FulfilmentEvent.OrderDelivered e ->
                new OrderAnnouncement.OrderDelivered(e.order().value());
            // Money is moved by asking payment, not by announcing.
            case FulfilmentEvent.ShipmentBegun _,
                    FulfilmentEvent.ShipmentChased _,
                    FulfilmentEvent.ShipmentAbandoned _,
                    FulfilmentEvent.ShipmentPaidInVain _,
                    FulfilmentEvent.StockConsumed _,
                    FulfilmentEvent.RefundBegun _,
                    FulfilmentEvent.RefundChased _,
                    FulfilmentEvent.RefundSettled _,
                    FulfilmentEvent.RefundFailed _ -> null;
        };
    }

    private static List<OrderAnnouncement.LineItem> items(List<Portion> portions) {
        return portions.stream()
                .map(it ->
                        new OrderAnnouncement.LineItem(it.line(), it.product().value(), it.quantity()))
                .toList();
    }
}
