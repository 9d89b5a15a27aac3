package waybill.simulation.planted;

import static waybill.simulation.planted.OtherDecider.evolving;
import static waybill.simulation.planted.OtherDecider.told;
import static waybill.simulation.planted.OtherWiring.money;
import static waybill.simulation.planted.OtherWiring.order;
import static waybill.simulation.planted.OtherWiring.stock;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
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
import waybill.simulation.shop.Wiring;

/** Rules of the services, broken on purpose: a decider decides otherwise, or somebody hears something else. */
final class BrokenRules {
    static final Planted TIMEOUT_TAKEN_AS_A_DECLINE = Planted.rule(
            "timeout taken as a decline",
            "I3",
            real -> real.money(decider -> told(
                    decider,
                    command -> command instanceof PaymentCommand.NoteOutcome note
                                    && note.outcome() instanceof Outcome.Unknown
                            ? new PaymentCommand.NoteOutcome(
                                    note.order(),
                                    note.transaction(),
                                    new Outcome.Declined("TIMEOUT"),
                                    note.next(),
                                    note.at())
                            : command)));

    static final Planted CLOSED_BEFORE_THE_MONEY_IS_BACK = Planted.rule(
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

    static final Planted LATE_AUTHORIZATION_DROPPED = Planted.rule(
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

    static final Planted GOODS_KEPT_WHEN_AN_ORDER_ENDS = Planted.rule(
            "goods kept when an order ends",
            "I",
            real -> stock(
                    real,
                    (warehouse, command) -> command instanceof InventoryCommand.Close close
                            ? Optional.of(Decision.accept(new InventoryEvent.OrderClosed(
                                    close.order(), close.attempt(), close.reason(), close.at())))
                            : Optional.empty()));

    static final Planted CANCEL_WINS_OVER_A_SHIPMENT = Planted.rule(
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

    static final Planted EXPIRED_HOLD_TAKEN_FOR_GOODS = Planted.rule(
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

    static final Planted SHIPMENT_CONSUMED_AT_EVERY_HEARING =
            Planted.rule("shipment consumed at every hearing", "I6", real -> {
                AtomicInteger heard = new AtomicInteger();
                return real.stock(decider -> told(
                        decider,
                        command -> command instanceof InventoryCommand.Consume consume
                                ? new InventoryCommand.Consume(
                                        consume.order(),
                                        consume.attempt(),
                                        waybill.kernel.ShipmentId.of(id(heard)),
                                        consume.lines(),
                                        consume.at())
                                : command));
            });

    static final Planted CHARGED_BEFORE_THE_GOODS_ARE_HELD =
            Planted.rule("charged before the goods are held", "R1", real -> real.moneyHears(BrokenRules::charging));

    static final Planted AUTHORIZED_AT_EVERY_HEARING = Planted.rule(
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

    static final Planted CAPTURED_AT_EVERY_ASKING = Planted.rule(
            "captured at every asking",
            "I",
            real -> real.money(decider -> told(
                    decider,
                    command -> command instanceof PaymentCommand.Capture capture
                            ? new PaymentCommand.Capture(
                                    capture.order(),
                                    capture.payment(),
                                    capture.transaction(),
                                    capture.amount(),
                                    capture.transaction().value(),
                                    capture.at())
                            : command)));

    static final Planted HOLD_NOT_COUNTED = Planted.rule(
            "hold not counted",
            "I",
            real -> real.stock(decider -> evolving(
                    decider,
                    (before, event) -> event instanceof InventoryEvent.StockReserved
                            ? decider.evolve(before, event).withShelf(before.shelf())
                            : decider.evolve(before, event))));

    static final Planted UNPAID_ORDERS_WAIT_FOR_EVER = Planted.rule(
            "unpaid orders wait for ever",
            "I7",
            real -> order(
                    real,
                    (_, command) -> command instanceof OrderCommand.CloseRetryWindow
                            ? Optional.of(Decision.alreadySo("never mind"))
                            : Optional.empty()));

    static final Planted STATE_BESIDE_THE_HISTORY = Planted.rule("state beside the history", "I9", real -> {
        AtomicInteger folded = new AtomicInteger();
        return real.order(decider -> evolving(
                decider,
                (before, event) -> event instanceof OrderEvent.HoldAdded && folded.incrementAndGet() % 2 == 0
                        ? before
                        : decider.evolve(before, event)));
    });

    static final Planted CHANGED_ON_ITS_WAY_IN = Planted.rule(
            "changed on its way in",
            "I11",
            real -> real.order(decider -> told(
                    decider, command -> command instanceof OrderCommand.PlaceOrder place ? poorer(place) : command)));

    /** Prices added up in floating point, and an order that does not compare what was authorized with its total. */
    static final Planted A_CENT_IS_LOST_ON_THE_WAY =
            Planted.rule("a cent is lost on the way", "I5", real -> order(poorer(real), BrokenRules::trusting));

    static final List<Planted> ALL = List.of(
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

    private BrokenRules() {}

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
        return real.money(decider -> told(
                decider,
                command -> command instanceof PaymentCommand.Authorize it
                        ? new PaymentCommand.Authorize(
                                it.order(),
                                it.attempt(),
                                it.payment(),
                                it.transaction(),
                                it.amount().minus(new Money(1, it.amount().currency())),
                                it.token(),
                                it.at())
                        : command));
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
