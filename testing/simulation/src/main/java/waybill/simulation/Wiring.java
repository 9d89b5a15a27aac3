package waybill.simulation;

import java.time.Duration;
import java.util.function.UnaryOperator;
import waybill.contracts.Announcement;
import waybill.engine.core.feeds.Reaction;
import waybill.inventory.domain.InventoryCommand;
import waybill.inventory.domain.InventoryDecider;
import waybill.inventory.domain.InventoryEvent;
import waybill.inventory.domain.InventoryRefusal;
import waybill.inventory.domain.Warehouse;
import waybill.inventory.service.InventorySettings;
import waybill.inventory.service.reactions.InventoryReactions;
import waybill.kernel.Decider;
import waybill.order.domain.Order;
import waybill.order.domain.OrderCommand;
import waybill.order.domain.OrderDecider;
import waybill.order.domain.OrderEvent;
import waybill.order.domain.OrderRefusal;
import waybill.order.service.OrderSettings;
import waybill.order.service.reactions.OrderReactions;
import waybill.payment.domain.PaymentCommand;
import waybill.payment.domain.PaymentDecider;
import waybill.payment.domain.PaymentEvent;
import waybill.payment.domain.PaymentRefusal;
import waybill.payment.domain.Payments;
import waybill.payment.service.reactions.PaymentReactions;

/**
 * What a shop is made of. A test that breaks a rule on purpose exchanges one part; everything else stays real.
 *
 * @param orderRule around the order's decider
 * @param stockRule around inventory's
 * @param moneyRule around payment's
 * @param orderHears around the order's reactions
 * @param stockHears around inventory's
 * @param moneyHears around payment's
 */
public record Wiring(
        UnaryOperator<Decider<Order, OrderCommand, OrderEvent, OrderRefusal>> orderRule,
        UnaryOperator<Decider<Warehouse, InventoryCommand, InventoryEvent, InventoryRefusal>> stockRule,
        UnaryOperator<Decider<Payments, PaymentCommand, PaymentEvent, PaymentRefusal>> moneyRule,
        UnaryOperator<Reaction<Announcement, OrderCommand>> orderHears,
        UnaryOperator<Reaction<Announcement, InventoryCommand>> stockHears,
        UnaryOperator<Reaction<Announcement, PaymentCommand>> moneyHears) {
    /** Goods are held shorter than the saga lasts, so that ruling 5 has work. */
    static final InventorySettings STOCK = new InventorySettings(Duration.ofSeconds(40));

    /** Everything as it is shipped. */
    public static Wiring real() {
        return new Wiring(
                UnaryOperator.identity(),
                UnaryOperator.identity(),
                UnaryOperator.identity(),
                UnaryOperator.identity(),
                UnaryOperator.identity(),
                UnaryOperator.identity());
    }

    Decider<Order, OrderCommand, OrderEvent, OrderRefusal> orderDecider() {
        return orderRule.apply(new OrderDecider());
    }

    Decider<Warehouse, InventoryCommand, InventoryEvent, InventoryRefusal> stockDecider() {
        return stockRule.apply(new InventoryDecider());
    }

    Decider<Payments, PaymentCommand, PaymentEvent, PaymentRefusal> moneyDecider() {
        return moneyRule.apply(new PaymentDecider());
    }

    Reaction<Announcement, OrderCommand> orderReaction(World world) {
        return orderHears.apply(new OrderReactions(world, OrderSettings.usual()));
    }

    Reaction<Announcement, InventoryCommand> stockReaction(World world) {
        return stockHears.apply(new InventoryReactions(world, world, STOCK));
    }

    Reaction<Announcement, PaymentCommand> moneyReaction(World world) {
        return moneyHears.apply(new PaymentReactions(world, world));
    }
}
