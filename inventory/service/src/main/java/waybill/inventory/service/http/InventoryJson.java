package waybill.inventory.service.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import waybill.inventory.domain.Quantity;
import waybill.inventory.domain.Reservation;
import waybill.inventory.domain.ReservationStatus;
import waybill.inventory.domain.Reservations;
import waybill.inventory.domain.Shortage;
import waybill.inventory.domain.StockLevel;
import waybill.kernel.OrderId;

/** Inventory's resources as openapi.yaml describes them. */
final class InventoryJson {
    private InventoryJson() {}

    record Item(String productId, int quantity) {
        static List<Item> of(List<Quantity> lines) {
            return lines.stream()
                    .map(line -> new Item(line.product().value(), line.quantity()))
                    .toList();
        }
    }

    record Lacking(String productId, int requested, long available) {
        static List<Lacking> of(List<Shortage> shortages) {
            return shortages.stream()
                    .map(s -> new Lacking(s.product().value(), s.requested(), s.available()))
                    .toList();
        }
    }

    record Stock(String productId, @Nullable String name, long onHand, long available, long held, long committed) {
        static Stock of(StockLevel level) {
            return new Stock(
                    level.product().value(),
                    level.name(),
                    level.onHand(),
                    level.available(),
                    level.held(),
                    level.committed());
        }
    }

    record Checked(String productId, int requested, long available, boolean ok) {}

    record Check(boolean available, String source, Instant asOf, List<Checked> items) {}

    /** @param remaining what of it is still promised to the order */
    record Line(String productId, int quantity, int remaining) {
        static List<Line> of(Reservation reservation) {
            return reservation instanceof Reservation.Made made
                    ? made.lines().stream()
                            .map(line -> new Line(
                                    line.product().value(),
                                    line.quantity(),
                                    Quantity.of(line.product(), made.promised())))
                            .toList()
                    : List.of();
        }
    }

    record Shipped(String shipmentId, List<Item> items) {
        static List<Shipped> of(Reservation reservation) {
            return reservation.shipments().stream()
                    .map(shipment -> new Shipped(shipment.id().value(), Item.of(shipment.lines())))
                    .toList();
        }
    }

    record Reserved(
            @Nullable String reservationId,
            String orderId,
            int attempt,
            String status,
            @Nullable Instant expiresAt,
            List<Line> items,
            List<Shipped> shipments) {

        static Reserved of(OrderId order, Reservation reservation) {
            return new Reserved(
                    reservation instanceof Reservation.Made made ? made.id().value() : null,
                    order.value(),
                    reservation.attempt(),
                    reservation.status().name(),
                    reservation instanceof Reservation.Held held ? held.expiresAt() : null,
                    Line.of(reservation),
                    Shipped.of(reservation));
        }
    }

    record Release(
            String orderId,
            String status,
            boolean released,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Boolean tombstone,

            List<Item> items) {

        static Release of(OrderId order, Reservations reservations) {
            Reservation latest = reservations.last().orElse(null);
            List<Item> items = latest == null ? List.of() : Item.of(latest.givenBack());
            boolean tombstone = latest == null || latest instanceof Reservation.Tombstone;
            String status = latest == null
                    ? ReservationStatus.RELEASED.name()
                    : latest.status().name();
            return new Release(order.value(), status, !items.isEmpty(), tombstone ? true : null, items);
        }
    }
}
