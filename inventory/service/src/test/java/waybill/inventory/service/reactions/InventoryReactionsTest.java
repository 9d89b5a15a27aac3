package waybill.inventory.service.reactions;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import waybill.contracts.Announcement;
import waybill.contracts.order.OrderAnnouncement;
import waybill.contracts.order.OrderAnnouncement.LineItem;
import waybill.engine.core.commands.Directed;
import waybill.engine.core.feeds.Envelope;
import waybill.engine.core.log.Meta;
import waybill.inventory.domain.InventoryCommand;
import waybill.inventory.domain.PaymentOrder;
import waybill.inventory.domain.Quantity;
import waybill.inventory.service.InventorySettings;
import waybill.inventory.service.store.InventoryEvents;
import waybill.kernel.EventId;
import waybill.kernel.OrderId;
import waybill.kernel.ProductId;
import waybill.kernel.ReservationId;
import waybill.kernel.ShipmentId;

/** What inventory is told to do when an order announces something after it was placed. */
class InventoryReactionsTest {
    private static final Instant NOW = Instant.parse("2026-01-31T09:30:00Z");
    private static final UUID NEXT = new UUID(0, 7);
    private static final OrderId ORDER = new OrderId("ord_01kantm5x9f3sb2q7h6m0r4d8e");
    private static final String SHIPMENT = "shp_01kantm5xdf3sb2q7h6m0r4d8j";
    private static final List<LineItem> ITEMS = List.of(new LineItem(1, "TSHIRT-M", 2), new LineItem(2, "MUG", 1));
    private static final List<Quantity> LINES =
            List.of(new Quantity(new ProductId("TSHIRT-M"), 2), new Quantity(new ProductId("MUG"), 1));

    private final InventoryReactions reactions =
            new InventoryReactions(() -> NOW, () -> NEXT, new InventorySettings(Duration.ofMinutes(20)));

    @Test
    void what_was_shipped_is_consumed() {
        InventoryCommand consume = new InventoryCommand.Consume(ORDER, 2, new ShipmentId(SHIPMENT), LINES, NOW);
        assertThat(when(new OrderAnnouncement.OrderPartiallyShipped(
                        ORDER.value(), 2, SHIPMENT, ITEMS, "EUR", "29.48", null, null)))
                .isEqualTo(consume);
        assertThat(when(new OrderAnnouncement.OrderShipped(
                        ORDER.value(), 2, SHIPMENT, ITEMS, "EUR", "29.48", "DHL", "123")))
                .isEqualTo(consume);
    }

    @Test
    void an_order_that_wants_to_be_cancelled_is_closed() {
        assertThat(when(new OrderAnnouncement.OrderCancelRequested(ORDER.value(), 2, "SAGA_TIMEOUT", "order")))
                .isEqualTo(new InventoryCommand.Close(ORDER, 2, "SAGA_TIMEOUT", NOW));
    }

    @Test
    void what_will_not_be_shipped_is_released() {
        InventoryCommand release = new InventoryCommand.Release(ORDER, 2, "CUSTOMER_REQUEST", NOW);
        assertThat(when(new OrderAnnouncement.OrderLinesCancelled(ORDER.value(), 2, ITEMS, "CUSTOMER_REQUEST")))
                .isEqualTo(release);
        assertThat(when(new OrderAnnouncement.OrderCancelled(ORDER.value(), 2, "CUSTOMER_REQUEST", "customer")))
                .isEqualTo(release);
    }

    @Test
    void an_order_that_asks_inventory_is_answered_and_one_that_asks_payment_is_not() {
        InventoryCommand.HoldForOrder hold = new InventoryCommand.HoldForOrder(
                ORDER,
                2,
                ReservationId.of(NEXT),
                LINES,
                NOW.plus(Duration.ofMinutes(20)),
                new PaymentOrder("29.48", "EUR", "card", "tok_ok"),
                NOW);
        assertThat(when(wanted("inventory"))).isEqualTo(new InventoryCommand.AnswerAgain(hold));
        assertThat(when(wanted("payment"))).isNull();
    }

    @Test
    void what_does_not_concern_stock_is_left_alone() {
        assertThat(when(new OrderAnnouncement.OrderConfirmed(ORDER.value()))).isNull();
        assertThat(when(new OrderAnnouncement.OrderDelivered(ORDER.value()))).isNull();
        assertThat(when(new OrderAnnouncement.OrderAddressChanged(ORDER.value())))
                .isNull();
    }

    private static OrderAnnouncement.OrderAnswerWanted wanted(String from) {
        return new OrderAnnouncement.OrderAnswerWanted(
                ORDER.value(),
                2,
                from,
                "EUR",
                "29.48",
                List.of(
                        new OrderAnnouncement.Item("TSHIRT-M", "T-shirt", 2, "10.99"),
                        new OrderAnnouncement.Item("MUG", null, 1, "7.50")),
                new OrderAnnouncement.Payment("card", "tok_ok"),
                NOW);
    }

    private @Nullable InventoryCommand when(OrderAnnouncement said) {
        Meta meta = new Meta(EventId.of(NEXT), "correlation", null, "test", null);
        Directed<InventoryCommand> directed = reactions.when(
                said, new Envelope<Announcement>("order", 0, 1, 1, ORDER.value(), said.type(), NOW, meta, said, null));
        if (directed == null) {
            return null;
        }
        assertThat(directed.stream()).isEqualTo(InventoryEvents.reservations(ORDER));
        return directed.command();
    }
}
