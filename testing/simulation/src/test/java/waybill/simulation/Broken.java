package waybill.simulation;

import static waybill.simulation.OtherDecider.evolving;
import static waybill.simulation.OtherDecider.told;
import static waybill.simulation.OtherWiring.money;
import static waybill.simulation.OtherWiring.order;
import static waybill.simulation.OtherWiring.stock;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import waybill.contracts.Announcement;
import waybill.contracts.order.OrderAnnouncement;
import waybill.engine.core.commands.Directed;
import waybill.engine.core.feeds.Reaction;
import waybill.inventory.domain.InventoryCommand;
import waybill.inventory.domain.InventoryEvent;
import waybill.inventory.domain.Reservation;
import waybill.kernel.Decision;
import waybill.kernel.Money;
import waybill.kernel.OrderId;
import waybill.kernel.PaymentId;
import waybill.kernel.TransactionId;
import waybill.order.domain.NewOrder;
import waybill.order.domain.Order;
import waybill.order.domain.OrderCommand;
import waybill.order.domain.OrderDecider;
import waybill.order.domain.OrderEvent;
import waybill.payment.domain.Kind;
import waybill.payment.domain.Outcome;
import waybill.payment.domain.PaymentCommand;
import waybill.payment.domain.PaymentEvent;
import waybill.payment.service.store.PaymentEvents;

/**
 * A rule broken on purpose; whoever checks the rule must find it.
 *
 * @param found how a complaint about it begins
 * @param plant exchanges a part of a shop for a broken one
 */
record Broken(String name, String found, UnaryOperator<Wiring> plant) {
    static final Broken TIMEOUT_TAKEN_AS_A_DECLINE = new Broken(
            "timeout taken as a decline",
            "I3",
            real -> new Wiring(
                    real.orderRule(),
                    real.stockRule(),
                    decider -> told(
                            decider,
                            command -> command instanceof PaymentCommand.NoteOutcome note
                                            && note.outcome() instanceof Outcome.Unknown
                                    ? new PaymentCommand.NoteOutcome(
                                            note.order(),
                                            note.transaction(),
                                            new Outcome.Declined("TIMEOUT"),
                                            note.next(),
                                            note.at())
                                    : command),
                    real.orderHears(),
                    real.stockHears(),
                    real.moneyHears()));

    static final Broken CLOSED_BEFORE_THE_MONEY_IS_BACK = new Broken(
            "closed before the money is back",
            "I4",
            real -> money(
                    real,
                    (payments, command) ->
                            command instanceof PaymentCommand.ClosePayments close && payments.closing() == null
                                    ? Optional.of(Decision.accept(
                                            new PaymentEvent.ClosingBegun(
                                                    close.order(), close.attempt(), close.reason(), close.at()),
                                            new PaymentEvent.PaymentsClosed(
                                                    close.order(), close.attempt(), close.reason(), close.at())))
                                    : Optional.empty()));

    static final Broken LATE_AUTHORIZATION_DROPPED = new Broken(
            "late authorization dropped",
            "I",
            real -> money(
                    real,
                    (payments, command) -> command instanceof PaymentCommand.NoteOutcome note
                                    && note.outcome() instanceof Outcome.Succeeded
                                    && payments.closing() != null
                                    && payments.transaction(note.transaction())
                                            .filter(one -> one.kind() == Kind.AUTHORIZE)
                                            .isPresent()
                            ? Optional.of(Decision.alreadySo("the order is closed"))
                            : Optional.empty()));

    static final Broken GOODS_KEPT_WHEN_AN_ORDER_ENDS = new Broken(
            "goods kept when an order ends",
            "I",
            real -> stock(
                    real,
                    (warehouse, command) -> command instanceof InventoryCommand.Close close
                            ? Optional.of(Decision.accept(new InventoryEvent.OrderClosed(
                                    close.order(), close.attempt(), close.reason(), close.at())))
                            : Optional.empty()));

    static final Broken CANCEL_WINS_OVER_A_SHIPMENT = new Broken(
            "cancel wins over a shipment",
            "I",
            real -> order(
                    real,
                    (state, command) -> command instanceof OrderCommand.Cancel cancel
                                    && state instanceof Order.Confirmed was
                                    && was.facts()
                                            .fulfilment()
                                            .pendingShipment()
                                            .isPresent()
                            ? Optional.of(Decision.accept(new OrderEvent.CancelRequested(
                                    cancel.order(),
                                    was.facts().attempt(),
                                    cancel.reason().name(),
                                    null,
                                    was.facts().what().customer().id(),
                                    cancel.by(),
                                    1,
                                    cancel.deadline(),
                                    cancel.at())))
                            : Optional.empty()));

    static final Broken EXPIRED_HOLD_TAKEN_FOR_GOODS = new Broken(
            "expired hold taken for goods",
            "I5",
            real -> stock(
                    real,
                    (warehouse, command) -> command instanceof InventoryCommand.Commit commit
                                    && warehouse
                                            .reservations()
                                            .attempt(commit.attempt())
                                            .filter(Reservation.Expired.class::isInstance)
                                            .isPresent()
                            ? Optional.of(Decision.alreadySo("it is over"))
                            : Optional.empty()));

    static final Broken SHIPMENT_CONSUMED_AT_EVERY_HEARING =
            new Broken("shipment consumed at every hearing", "I6", real -> {
                AtomicInteger heard = new AtomicInteger();
                return new Wiring(
                        real.orderRule(),
                        decider -> told(
                                decider,
                                command -> command instanceof InventoryCommand.Consume consume
                                        ? new InventoryCommand.Consume(
                                                consume.order(),
                                                consume.attempt(),
                                                waybill.kernel.ShipmentId.of(id(heard)),
                                                consume.lines(),
                                                consume.at())
                                        : command),
                        real.moneyRule(),
                        real.orderHears(),
                        real.stockHears(),
                        real.moneyHears());
            });

    static final Broken CHARGED_BEFORE_THE_GOODS_ARE_HELD = new Broken(
            "charged before the goods are held",
            "R1",
            real -> new Wiring(
                    real.orderRule(),
                    real.stockRule(),
                    real.moneyRule(),
                    real.orderHears(),
                    real.stockHears(),
                    Broken::charging));

    static final Broken AUTHORIZED_AT_EVERY_HEARING = new Broken(
            "authorized at every hearing",
            "I8",
            real -> money(
                    real,
                    (payments, command) -> command instanceof PaymentCommand.Authorize wanted
                                    && payments.closing() == null
                                    && wanted.attempt() == payments.attempt()
                            ? Optional.of(Decision.accept(new PaymentEvent.PaymentInitiated(
                                    wanted.order(),
                                    wanted.attempt(),
                                    wanted.payment(),
                                    wanted.transaction(),
                                    wanted.amount(),
                                    wanted.token(),
                                    wanted.at())))
                            : Optional.empty()));

    static final Broken CAPTURED_AT_EVERY_ASKING = new Broken(
            "captured at every asking",
            "I",
            real -> new Wiring(
                    real.orderRule(),
                    real.stockRule(),
                    decider -> told(
                            decider,
                            command -> command instanceof PaymentCommand.Capture capture
                                    ? new PaymentCommand.Capture(
                                            capture.order(),
                                            capture.payment(),
                                            capture.transaction(),
                                            capture.amount(),
                                            capture.transaction().value(),
                                            capture.at())
                                    : command),
                    real.orderHears(),
                    real.stockHears(),
                    real.moneyHears()));

    static final Broken HOLD_NOT_COUNTED = new Broken(
            "hold not counted",
            "I",
            real -> new Wiring(
                    real.orderRule(),
                    decider -> evolving(
                            decider,
                            (before, event) -> event instanceof InventoryEvent.StockReserved
                                    ? decider.evolve(before, event).withShelf(before.shelf())
                                    : decider.evolve(before, event)),
                    real.moneyRule(),
                    real.orderHears(),
                    real.stockHears(),
                    real.moneyHears()));

    static final Broken UNPAID_ORDERS_WAIT_FOR_EVER = new Broken(
            "unpaid orders wait for ever",
            "I7",
            real -> order(
                    real,
                    (_, command) -> command instanceof OrderCommand.CloseRetryWindow
                            ? Optional.of(Decision.alreadySo("never mind"))
                            : Optional.empty()));

    static final Broken STATE_BESIDE_THE_HISTORY = new Broken("state beside the history", "I9", real -> {
        AtomicInteger folded = new AtomicInteger();
        return new Wiring(
                decider -> evolving(
                        decider,
                        (before, event) -> event instanceof OrderEvent.HoldAdded && folded.incrementAndGet() % 2 == 0
                                ? before
                                : decider.evolve(before, event)),
                real.stockRule(),
                real.moneyRule(),
                real.orderHears(),
                real.stockHears(),
                real.moneyHears());
    });

    static final Broken CHANGED_ON_ITS_WAY_IN = new Broken(
            "changed on its way in",
            "I11",
            real -> new Wiring(
                    decider -> told(
                            decider,
                            command -> command instanceof OrderCommand.PlaceOrder place ? poorer(place) : command),
                    real.stockRule(),
                    real.moneyRule(),
                    real.orderHears(),
                    real.stockHears(),
                    real.moneyHears()));

    /** Prices added up in floating point, and an order that does not compare what was authorized with its total. */
    static final Broken A_CENT_IS_LOST_ON_THE_WAY =
            new Broken("a cent is lost on the way", "I5", real -> order(poorer(real), Broken::trusting));

    static final List<Broken> ALL = List.of(
            TIMEOUT_TAKEN_AS_A_DECLINE,
            CLOSED_BEFORE_THE_MONEY_IS_BACK,
            LATE_AUTHORIZATION_DROPPED,
            GOODS_KEPT_WHEN_AN_ORDER_ENDS,
            CANCEL_WINS_OVER_A_SHIPMENT,
            EXPIRED_HOLD_TAKEN_FOR_GOODS,
            SHIPMENT_CONSUMED_AT_EVERY_HEARING,
            CHARGED_BEFORE_THE_GOODS_ARE_HELD,
            AUTHORIZED_AT_EVERY_HEARING,
            CAPTURED_AT_EVERY_ASKING,
            HOLD_NOT_COUNTED,
            UNPAID_ORDERS_WAIT_FOR_EVER,
            STATE_BESIDE_THE_HISTORY,
            CHANGED_ON_ITS_WAY_IN,
            A_CENT_IS_LOST_ON_THE_WAY);

    /** A shop with it. */
    Wiring wiring() {
        return plant.apply(Wiring.real());
    }

    @Override
    public String toString() {
        return name;
    }

    private static OrderCommand poorer(OrderCommand.PlaceOrder place) {
        NewOrder what = place.what();
        NewOrder without = new NewOrder(
                what.id(),
                what.customer(),
                what.currency(),
                what.lines(),
                what.shippingAddress(),
                what.payment(),
                what.confirmation(),
                java.util.Map.of());
        return new OrderCommand.PlaceOrder(
                without, place.expectedTotal(), place.stockUnverified(), place.deadline(), place.at());
    }

    private static Wiring poorer(Wiring real) {
        return new Wiring(
                real.orderRule(),
                real.stockRule(),
                decider -> told(
                        decider,
                        command -> command instanceof PaymentCommand.Authorize it
                                ? new PaymentCommand.Authorize(
                                        it.order(),
                                        it.attempt(),
                                        it.payment(),
                                        it.transaction(),
                                        it.amount()
                                                .minus(new Money(1, it.amount().currency())),
                                        it.token(),
                                        it.at())
                                : command),
                real.orderHears(),
                real.stockHears(),
                real.moneyHears());
    }

    private static Optional<Decision<OrderEvent, waybill.order.domain.OrderRefusal>> trusting(
            Order state, OrderCommand command) {
        return command instanceof OrderCommand.NotePaymentAuthorized it && state instanceof Order.Known order
                ? Optional.of(new OrderDecider()
                        .decide(
                                state,
                                new OrderCommand.NotePaymentAuthorized(
                                        it.order(),
                                        it.attempt(),
                                        it.payment(),
                                        order.facts().what().total(),
                                        it.at())))
                : Optional.empty();
    }

    private static Reaction<Announcement, PaymentCommand> charging(Reaction<Announcement, PaymentCommand> real) {
        AtomicInteger ids = new AtomicInteger();
        return (announcement, envelope) -> announcement instanceof OrderAnnouncement.OrderCreated created
                ? new Directed<>(
                        PaymentEvents.payments(new OrderId(created.orderId())),
                        new PaymentCommand.Authorize(
                                new OrderId(created.orderId()),
                                created.attempt(),
                                PaymentId.of(id(ids)),
                                TransactionId.of(id(ids)),
                                Money.of(
                                        new java.math.BigDecimal(created.total()),
                                        java.util.Currency.getInstance(created.currency())),
                                created.payment().token(),
                                envelope.time()))
                : real.when(announcement, envelope);
    }

    private static java.util.UUID id(AtomicInteger ids) {
        return new java.util.UUID(0x0190_0000_0000_7000L, 0x8000_0000_0000_0000L + ids.incrementAndGet());
    }
}
