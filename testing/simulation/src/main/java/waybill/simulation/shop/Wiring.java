package waybill.simulation.shop;

import java.time.Duration;
import java.time.InstantSource;
import java.util.function.UnaryOperator;
import waybill.contracts.Announcement;
import waybill.engine.core.feeds.Reaction;
import waybill.engine.core.time.IdSource;
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
import waybill.payment.domain.PaymentEvent;
import waybill.payment.domain.PaymentRefusal;
import waybill.payment.domain.Payments;
import waybill.payment.service.DecidedNow;
import waybill.payment.service.reactions.PaymentReactions;

/**
 * What a shop is made of. A test that breaks a rule on purpose exchanges one part; everything else stays real.
 *
 * @param rules around the deciders
 * @param hearing around the reactions
 * @param machinery in the machine room
 */
public record Wiring(Rules rules, Hearing hearing, Machinery machinery) {
    /** Goods are held shorter than the saga lasts, so that ruling 5 has work. */
    static final InventorySettings STOCK = new InventorySettings(Duration.ofSeconds(40));

    /** What is put around each service's decider. */
    public record Rules(
            UnaryOperator<Decider<Order, OrderCommand, OrderEvent, OrderRefusal>> order,
            UnaryOperator<Decider<Warehouse, InventoryCommand, InventoryEvent, InventoryRefusal>> stock,
            UnaryOperator<Decider<Payments, PaymentCommand, PaymentEvent, PaymentRefusal>> money) {}

    /** What is put around each service's reactions. */
    public record Hearing(
            UnaryOperator<Reaction<Announcement, OrderCommand>> order,
            UnaryOperator<Reaction<Announcement, InventoryCommand>> stock,
            UnaryOperator<Reaction<Announcement, PaymentCommand>> money) {}

    /** Everything as it is shipped. */
    public static Wiring real() {
        return new Wiring(
                new Rules(UnaryOperator.identity(), UnaryOperator.identity(), UnaryOperator.identity()),
                new Hearing(UnaryOperator.identity(), UnaryOperator.identity(), UnaryOperator.identity()),
                Machinery.REAL);
    }

    /** With another order service. */
    public Wiring order(UnaryOperator<Decider<Order, OrderCommand, OrderEvent, OrderRefusal>> rule) {
        return new Wiring(new Rules(rule, rules.stock, rules.money), hearing, machinery);
    }

    /** With another inventory. */
    public Wiring stock(UnaryOperator<Decider<Warehouse, InventoryCommand, InventoryEvent, InventoryRefusal>> rule) {
        return new Wiring(new Rules(rules.order, rule, rules.money), hearing, machinery);
    }

    /** With another payment service. */
    public Wiring money(UnaryOperator<Decider<Payments, PaymentCommand, PaymentEvent, PaymentRefusal>> rule) {
        return new Wiring(new Rules(rules.order, rules.stock, rule), hearing, machinery);
    }

    /** With a payment service that hears something else. */
    public Wiring moneyHears(UnaryOperator<Reaction<Announcement, PaymentCommand>> hears) {
        return new Wiring(rules, new Hearing(hearing.order, hearing.stock, hears), machinery);
    }

    /** With another machine room. */
    public Wiring machinery(Machinery other) {
        return new Wiring(rules, hearing, other);
    }

    Decider<Order, OrderCommand, OrderEvent, OrderRefusal> orderDecider() {
        return rules.order.apply(new OrderDecider());
    }

    Decider<Warehouse, InventoryCommand, InventoryEvent, InventoryRefusal> stockDecider() {
        return rules.stock.apply(new InventoryDecider());
    }

    Decider<Payments, PaymentCommand, PaymentEvent, PaymentRefusal> moneyDecider(InstantSource clock) {
        return rules.money.apply(new DecidedNow(clock));
    }

    Reaction<Announcement, OrderCommand> orderReaction(InstantSource clock) {
        return hearing.order.apply(new OrderReactions(clock, OrderSettings.usual()));
    }

    Reaction<Announcement, InventoryCommand> stockReaction(InstantSource clock, IdSource ids) {
        return hearing.stock.apply(new InventoryReactions(clock, ids, STOCK));
    }

    Reaction<Announcement, PaymentCommand> moneyReaction(InstantSource clock, IdSource ids) {
        return hearing.money.apply(new PaymentReactions(clock, ids));
    }
}
