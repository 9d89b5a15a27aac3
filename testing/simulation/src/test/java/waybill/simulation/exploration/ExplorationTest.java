package waybill.simulation.exploration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import waybill.inventory.domain.InventoryCommand;
import waybill.inventory.domain.InventoryDecider;
import waybill.inventory.domain.InventoryEvent;
import waybill.inventory.domain.InventoryRefusal;
import waybill.inventory.domain.StockLevel;
import waybill.inventory.domain.Warehouse;
import waybill.kernel.Decider;
import waybill.kernel.Decision;
import waybill.kernel.OrderId;
import waybill.order.domain.OrderDecider;
import waybill.payment.domain.PaymentDecider;
import waybill.simulation.exploration.Moment.Life;

/** The real deciders, whatever happens in whatever order, the nearest first. Numbers of steps as far as seconds go. */
final class ExplorationTest {
    private static final long VERSION_7 = 0x0190_0000_0000_7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    @Test
    void one_order_is_well_whatever_the_gateway_does() {
        Exploration exploration = new Exploration(new Steps(SmallShop.real(), false, 1));
        assertThat(exploration.upTo(shop(1, 0), 15)).isEmpty();
        assertThat(exploration.moments()).isGreaterThan(10_000);
        assertThat(exploration.rests()).isPositive();
    }

    @Test
    void one_order_is_well_when_it_is_heard_of_twice() {
        Exploration exploration = new Exploration(new Steps(SmallShop.real(), true, 2));
        assertThat(exploration.upTo(shop(1, 1), 12)).isEmpty();
    }

    @Test
    void two_orders_that_want_the_last_piece_are_well() {
        Exploration exploration = new Exploration(new Steps(SmallShop.real(), true, 1));
        assertThat(exploration.upTo(shop(2, 0), 10)).isEmpty();
        assertThat(exploration.rests()).isPositive();
    }

    @Test
    void a_broken_rule_is_found_and_its_story_told() {
        SmallShop broken = new SmallShop(new OrderDecider(), new KeepsGoods(), new PaymentDecider());
        assertThat(new Exploration(new Steps(broken, true, 1)).upTo(shop(1, 0), 14))
                .startsWith("[I4: cancelled, and charged 0, promised 1]")
                .contains("STOCK_TO_ORDER of order 1: InventoryClosed");
    }

    /** Inventory says that an order is closed, and keeps what it promised. */
    private static final class KeepsGoods
            implements Decider<Warehouse, InventoryCommand, InventoryEvent, InventoryRefusal> {
        private final InventoryDecider real = new InventoryDecider();

        @Override
        public Warehouse initial() {
            return real.initial();
        }

        @Override
        public Decision<InventoryEvent, InventoryRefusal> decide(Warehouse warehouse, InventoryCommand command) {
            return command instanceof InventoryCommand.Close close
                    ? Decision.accept(
                            new InventoryEvent.OrderClosed(close.order(), close.attempt(), close.reason(), close.at()))
                    : real.decide(warehouse, command);
        }

        @Override
        public Warehouse evolve(Warehouse warehouse, InventoryEvent event) {
            return event instanceof InventoryEvent.OrderClosed ? warehouse : real.evolve(warehouse, event);
        }
    }

    private static Moment shop(int orders, int repeats) {
        List<Life> lives = IntStream.rangeClosed(1, orders)
                .mapToObj(i -> Life.unborn(OrderId.of(new UUID(VERSION_7, VARIANT + i))))
                .toList();
        return new Moment(lives, new StockLevel(SmallShop.PRODUCT, null, 1, 0, 0), Steps.BEGIN, repeats);
    }
}
