package waybill.inventory.service.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import waybill.inventory.domain.Quantity;
import waybill.inventory.domain.Reservation;
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

    record Reserved(
            @Nullable String reservationId,
            String orderId,
            int attempt,
            String status,
            @Nullable Instant expiresAt,
            List<Item> items) {

        static Reserved of(OrderId order, Reservation reservation) {
            String id = switch (reservation) {
                case Reservation.Held r -> r.id().value();
                case Reservation.Committed r -> r.id().value();
                case Reservation.Released r -> r.id().value();
                case Reservation.Expired r -> r.id().value();
                case Reservation.Tombstone _, Reservation.Rejected _ -> null;
            };
            Instant expiresAt = reservation instanceof Reservation.Held held ? held.expiresAt() : null;
            String status = reservation.status().name();
            return new Reserved(id, order.value(), reservation.attempt(), status, expiresAt, items(reservation));
        }

        static List<Item> items(Reservation reservation) {
            return switch (reservation) {
                case Reservation.Held r -> Item.of(r.lines());
                case Reservation.Committed r -> Item.of(r.lines());
                case Reservation.Released r -> Item.of(r.lines());
                case Reservation.Expired r -> Item.of(r.lines());
                case Reservation.Tombstone _, Reservation.Rejected _ -> List.of();
            };
        }
    }

    record Release(
            String orderId,
            String status,
            boolean released,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Boolean tombstone,

            List<Item> items) {}
}
