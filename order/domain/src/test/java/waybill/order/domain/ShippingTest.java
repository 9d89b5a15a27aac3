package waybill.order.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static waybill.order.domain.FulfilmentExamples.IN_VAIN;
import static waybill.order.domain.FulfilmentExamples.SHIPMENT;
import static waybill.order.domain.FulfilmentExamples.SHIPMENT_2;
import static waybill.order.domain.FulfilmentExamples.abandoned;
import static waybill.order.domain.FulfilmentExamples.allShippedThen;
import static waybill.order.domain.FulfilmentExamples.begin;
import static waybill.order.domain.FulfilmentExamples.begun;
import static waybill.order.domain.FulfilmentExamples.committedThen;
import static waybill.order.domain.FulfilmentExamples.consumed;
import static waybill.order.domain.FulfilmentExamples.delivered;
import static waybill.order.domain.FulfilmentExamples.inVain;
import static waybill.order.domain.FulfilmentExamples.mug;
import static waybill.order.domain.FulfilmentExamples.noteConsumed;
import static waybill.order.domain.FulfilmentExamples.notePaid;
import static waybill.order.domain.FulfilmentExamples.noteUnpaid;
import static waybill.order.domain.FulfilmentExamples.oneShirtShippedThen;
import static waybill.order.domain.FulfilmentExamples.partly;
import static waybill.order.domain.FulfilmentExamples.refundFailed;
import static waybill.order.domain.FulfilmentExamples.shipped;
import static waybill.order.domain.FulfilmentExamples.shirts;
import static waybill.order.domain.OrderExamples.ADA;
import static waybill.order.domain.OrderExamples.CANCEL_BY;
import static waybill.order.domain.OrderExamples.ID;
import static waybill.order.domain.OrderExamples.LATER;
import static waybill.order.domain.OrderExamples.NOON;
import static waybill.order.domain.OrderExamples.PAYMENT;
import static waybill.order.domain.OrderExamples.SHIRT;
import static waybill.order.domain.OrderExamples.TOTAL;
import static waybill.order.domain.OrderExamples.added;
import static waybill.order.domain.OrderExamples.authorized;
import static waybill.order.domain.OrderExamples.confirmed;
import static waybill.order.domain.OrderExamples.created;
import static waybill.order.domain.OrderExamples.eur;
import static waybill.order.domain.OrderExamples.held;
import static waybill.order.domain.OrderExamples.noteReleased;
import static waybill.order.domain.OrderExamples.placed;
import static waybill.order.domain.OrderExamples.released;
import static waybill.order.domain.OrderStory.given;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import waybill.kernel.Money;
import waybill.kernel.ProductId;
import waybill.kernel.RefundId;
import waybill.order.domain.FulfilmentCommand.ChaseRefund;
import waybill.order.domain.FulfilmentCommand.ChaseShipment;
import waybill.order.domain.FulfilmentCommand.Deliver;
import waybill.order.domain.FulfilmentCommand.NoteRefundFailed;
import waybill.order.domain.FulfilmentEvent.Goods;
import waybill.order.domain.FulfilmentEvent.OpenLinesCancelled;
import waybill.order.domain.FulfilmentEvent.RefundBegun;
import waybill.order.domain.FulfilmentEvent.RefundChased;
import waybill.order.domain.FulfilmentEvent.ShipmentChased;
import waybill.order.domain.Hold.Kind;
import waybill.order.domain.Order.CancelReason;
import waybill.order.domain.OrderEvent.CancelRequested;
import waybill.order.domain.OrderRefusal.Excess;
import waybill.order.domain.OrderRefusal.IllegalTransition;
import waybill.order.domain.OrderRefusal.OrderOnHold;
import waybill.order.domain.OrderRefusal.ShipmentPending;
import waybill.order.domain.OrderRefusal.StockNotCommitted;
import waybill.order.domain.OrderRefusal.TooManyPieces;
import waybill.order.domain.OrderRefusal.UnknownShipment;
import waybill.order.domain.fulfilment.Portion;
import waybill.order.domain.fulfilment.Shipment;

/**
 * How an order ships, story by story: the money of what ships first. And what becomes of the order when money is
 * captured for what does not ship, because it can never be captured again.
 */
final class ShippingTest {
    @Test
    void all_that_is_open_ships_once_its_money_is_captured() {
        Order.Known order = given(committedThen())
                .when(begin(SHIPMENT))
                .then(begun(SHIPMENT, TOTAL, shirts(2), mug()))
                .known();
        assertThat(OrderStatus.of(order)).isEqualTo(OrderStatus.CONFIRMED);
        assertThat(Order.deadlines(order)).isEqualTo(Map.of("shipment", CANCEL_BY));
        Order.Known then = given(committedThen(begun(SHIPMENT, TOTAL, shirts(2), mug())))
                .when(notePaid(SHIPMENT, TOTAL))
                .then(shipped(SHIPMENT, TOTAL, shirts(2), mug()))
                .known();
        assertThat(OrderStatus.of(then)).isEqualTo(OrderStatus.SHIPPED);
        assertThat(OrderStatus.OfPayment.of(then)).isEqualTo(OrderStatus.OfPayment.CAPTURED);
        assertThat(OrderStatus.OfGoods.of(then)).isEqualTo(OrderStatus.OfGoods.FULFILLED);
    }

    @Test
    void a_part_ships_and_exactly_its_money_is_taken() {
        Order.Known order = given(committedThen())
                .when(begin(SHIPMENT, new Portion.Asked(1, 1)))
                .then(begun(SHIPMENT, eur(1099), shirts(1)))
                .when(notePaid(SHIPMENT, eur(1099)))
                .then(partly(SHIPMENT, eur(1099), shirts(1)))
                .known();
        assertThat(OrderStatus.of(order)).isEqualTo(OrderStatus.PARTIALLY_SHIPPED);
        assertThat(OrderStatus.OfPayment.of(order)).isEqualTo(OrderStatus.OfPayment.PARTIALLY_CAPTURED);
        given(oneShirtShippedThen())
                .when(begin(SHIPMENT_2))
                .then(begun(SHIPMENT_2, eur(1599), shirts(1), mug()))
                .when(notePaid(SHIPMENT_2, eur(1599)))
                .then(shipped(SHIPMENT_2, eur(1599), shirts(1), mug()));
    }

    @Test
    void a_shipment_told_twice_begins_once_and_ships_once() {
        given(committedThen(begun(SHIPMENT, TOTAL, shirts(2), mug())))
                .when(begin(SHIPMENT))
                .thenNothing("this shipment has begun before");
        given(allShippedThen()).when(begin(SHIPMENT)).thenNothing("this shipment has begun before");
        given(allShippedThen()).when(notePaid(SHIPMENT, TOTAL)).thenNothing("this shipment has shipped");
        given(allShippedThen())
                .when(noteUnpaid(SHIPMENT, "DECLINED", false))
                .thenNothing("what has shipped has shipped");
    }

    @Test
    void one_shipment_at_a_time() {
        given(committedThen(begun(SHIPMENT, eur(1099), shirts(1))))
                .when(begin(SHIPMENT_2, new Portion.Asked(2, 1)))
                .thenRefused(new ShipmentPending(ID, SHIPMENT));
    }

    @Test
    void nothing_ships_before_inventory_has_committed_it() {
        given(created(), held(), authorized(), placed(), confirmed())
                .when(begin(SHIPMENT))
                .thenRefused(new StockNotCommitted(ID));
    }

    @Test
    void an_operators_hold_stops_shipping() {
        given(committedThen(added(Kind.OPERATOR)))
                .when(begin(SHIPMENT))
                .thenRefused(new OrderOnHold(ID, List.of(Kind.OPERATOR)));
    }

    @Test
    void no_more_ships_than_is_open() {
        given(oneShirtShippedThen())
                .when(begin(SHIPMENT_2, new Portion.Asked(1, 2), new Portion.Asked(9, 1)))
                .thenRefused(new TooManyPieces(ID, List.of(new Excess(1, 2, 1), new Excess(9, 1, 0))));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> begin(SHIPMENT, new Portion.Asked(1, 1), new Portion.Asked(1, 1)));
    }

    @Test
    void only_a_confirmed_order_ships() {
        given(created(), held())
                .when(begin(SHIPMENT))
                .thenRefused(new IllegalTransition(
                        ID,
                        OrderStatus.PENDING,
                        List.of(OrderAction.CANCEL, OrderAction.UPDATE_ADDRESS, OrderAction.HOLD)));
    }

    @Test
    void money_that_cannot_be_taken_leaves_everything_open() {
        Order.Known order = given(committedThen(begun(SHIPMENT, TOTAL, shirts(2), mug())))
                .when(noteUnpaid(SHIPMENT, "PAYMENT_UNAVAILABLE", true))
                .then(abandoned(SHIPMENT, "PAYMENT_UNAVAILABLE", true))
                .known();
        assertThat(OrderAction.of(order)).contains(OrderAction.FULFILL, OrderAction.CANCEL);
        assertThat(Order.deadlines(order)).isEmpty();
    }

    @Test
    void what_costs_nothing_ships_at_once() {
        given(FulfilmentExamples.freeCommitted())
                .when(begin(SHIPMENT))
                .then(begun(SHIPMENT, eur(0), shirts(1)), shipped(SHIPMENT, eur(0), shirts(1)));
    }

    @Test
    void a_capture_that_nobody_answers_is_asked_for_again() {
        ChaseShipment due = new ChaseShipment(ID, LATER, CANCEL_BY);
        given(committedThen(begun(SHIPMENT, TOTAL, shirts(2), mug())))
                .when(due)
                .then(new ShipmentChased(ID, 1, SHIPMENT, PAYMENT, TOTAL, LATER, CANCEL_BY))
                .when(due)
                .thenNothing("payment has time until " + LATER);
        given(committedThen()).when(due).thenNothing("no shipment is under way");
    }

    @Test
    void a_shipment_that_nobody_began_is_unknown() {
        given(committedThen()).when(notePaid(SHIPMENT, TOTAL)).thenRefused(new UnknownShipment(ID, SHIPMENT));
        given(created()).when(notePaid(SHIPMENT, TOTAL)).thenRefused(new UnknownShipment(ID, SHIPMENT));
    }

    @Test
    void inventory_consumes_what_has_shipped_once() {
        Goods[] all = {new Goods(SHIRT, 2), new Goods(new ProductId("MUG"), 1)};
        Order.Known order = given(allShippedThen())
                .when(noteConsumed(all))
                .then(consumed(all))
                .known();
        assertThat(order.facts().fulfilment().shipment(SHIPMENT).orElseThrow().state())
                .isEqualTo(new Shipment.Shipped(TOTAL, Shipment.Consumed.EXACTLY, NOON));
        given(allShippedThen(consumed(all))).when(noteConsumed(all)).thenNothing("the goods are known to be consumed");
    }

    @Test
    void inventory_consuming_something_else_is_recorded_as_such() {
        Goods less = new Goods(SHIRT, 1);
        Order.Known order = given(allShippedThen())
                .when(noteConsumed(less))
                .then(consumed(less))
                .known();
        assertThat(order.facts().fulfilment().shipment(SHIPMENT).orElseThrow().state())
                .isEqualTo(new Shipment.Shipped(TOTAL, Shipment.Consumed.DIFFERENTLY, NOON));
    }

    @Test
    void a_shipped_order_is_delivered_once() {
        given(allShippedThen()).when(new Deliver(ID, NOON)).then(delivered());
        given(allShippedThen(delivered())).when(new Deliver(ID, NOON)).thenNothing("the order is delivered already");
        given(oneShirtShippedThen())
                .when(new Deliver(ID, NOON))
                .thenRefused(new IllegalTransition(
                        ID,
                        OrderStatus.PARTIALLY_SHIPPED,
                        List.of(OrderAction.FULFILL, OrderAction.REFUND, OrderAction.CANCEL, OrderAction.HOLD)));
    }

    /** An order of which nothing has left ends, and payment gives back all it took. */
    @Test
    void an_order_whose_money_was_taken_for_nothing_ends() {
        Order.Known order = given(committedThen(
                        begun(SHIPMENT, TOTAL, shirts(2), mug()), abandoned(SHIPMENT, "PAYMENT_UNAVAILABLE", true)))
                .when(notePaid(SHIPMENT, TOTAL))
                .then(inVain(SHIPMENT, TOTAL), ending(CancelReason.PAYMENT_FAILED, "payment"))
                .known();
        assertThat(OrderStatus.of(order)).isEqualTo(OrderStatus.CANCEL_PENDING);
        assertThat(Order.deadlines(order)).isEqualTo(Map.of("cancel", NOON));
        given(committedThen(
                        begun(SHIPMENT, TOTAL, shirts(2), mug()),
                        abandoned(SHIPMENT, "PAYMENT_UNAVAILABLE", true),
                        inVain(SHIPMENT, TOTAL),
                        ending(CancelReason.PAYMENT_FAILED, "payment")))
                .when(notePaid(SHIPMENT, TOTAL))
                .thenNothing("payment is closing the order, and gives back what it took");
    }

    @Test
    void what_has_shipped_stays_and_what_can_no_longer_be_paid_is_cancelled() {
        Order.Known order = given(oneShirtShippedThen(
                        begun(SHIPMENT_2, eur(1099), shirts(1)), abandoned(SHIPMENT_2, "PAYMENT_UNAVAILABLE", true)))
                .when(notePaid(SHIPMENT_2, eur(1099)))
                .then(
                        inVain(SHIPMENT_2, eur(1099)),
                        back(Shipment.refundInVain(SHIPMENT_2), eur(1099)),
                        cancelled(CancelReason.PAYMENT_FAILED, "payment", shirts(1), mug()))
                .known();
        assertThat(OrderStatus.of(order)).isEqualTo(OrderStatus.SHIPPED);
        assertThat(OrderStatus.OfPayment.of(order)).isEqualTo(OrderStatus.OfPayment.CAPTURED);
    }

    /** The next shipment is not disturbed; whatever becomes of it, nothing follows it. */
    @Test
    void a_shipment_that_is_under_way_is_waited_for() {
        OrderEvent[] past = committedThen(
                begun(SHIPMENT, eur(1099), shirts(1)),
                abandoned(SHIPMENT, "PAYMENT_UNAVAILABLE", true),
                begun(SHIPMENT_2, eur(500), mug()));
        given(past).when(notePaid(SHIPMENT, eur(1099))).then(inVain(SHIPMENT, eur(1099)), back(IN_VAIN, eur(1099)));
        OrderEvent[] then = committedThen(
                begun(SHIPMENT, eur(1099), shirts(1)),
                abandoned(SHIPMENT, "PAYMENT_UNAVAILABLE", true),
                begun(SHIPMENT_2, eur(500), mug()),
                inVain(SHIPMENT, eur(1099)),
                back(IN_VAIN, eur(1099)));
        given(then)
                .when(notePaid(SHIPMENT_2, eur(500)))
                .then(
                        partly(SHIPMENT_2, eur(500), mug()),
                        cancelled(CancelReason.PAYMENT_FAILED, "payment", shirts(2)));
        given(then)
                .when(noteUnpaid(SHIPMENT_2, "OVER_CAPTURE", false))
                .then(abandoned(SHIPMENT_2, "OVER_CAPTURE", false), ending(CancelReason.PAYMENT_FAILED, "payment"));
    }

    @Test
    void goods_let_go_while_payment_is_asked_do_not_ship() {
        given(committedThen(begun(SHIPMENT, TOTAL, shirts(2), mug()), released()))
                .when(notePaid(SHIPMENT, TOTAL))
                .then(
                        abandoned(SHIPMENT, "STOCK_RELEASED", false),
                        inVain(SHIPMENT, TOTAL),
                        ending(CancelReason.OUT_OF_STOCK, "inventory"));
        given(oneShirtShippedThen(begun(SHIPMENT_2, eur(500), mug()), released()))
                .when(notePaid(SHIPMENT_2, eur(500)))
                .then(
                        abandoned(SHIPMENT_2, "STOCK_RELEASED", false),
                        inVain(SHIPMENT_2, eur(500)),
                        back(Shipment.refundInVain(SHIPMENT_2), eur(500)),
                        cancelled(CancelReason.OUT_OF_STOCK, "inventory", shirts(1), mug()));
    }

    @Test
    void goods_let_go_of_a_partly_shipped_order_are_no_longer_to_ship() {
        given(oneShirtShippedThen())
                .when(noteReleased(1))
                .then(
                        released(),
                        new OpenLinesCancelled(
                                ID, 1, List.of(shirts(1), mug()), ADA.id(), "OUT_OF_STOCK", null, "inventory", NOON));
        given(oneShirtShippedThen(begun(SHIPMENT_2, eur(500), mug()), released()))
                .when(noteUnpaid(SHIPMENT_2, "DECLINED", false))
                .then(
                        abandoned(SHIPMENT_2, "DECLINED", false),
                        cancelled(CancelReason.OUT_OF_STOCK, "inventory", shirts(1), mug()));
    }

    @Test
    void what_was_taken_beside_a_shipment_is_asked_back_until_it_is_back() {
        OrderEvent[] past = committedThen(
                begun(SHIPMENT, eur(1099), shirts(1)),
                abandoned(SHIPMENT, "PAYMENT_UNAVAILABLE", true),
                begun(SHIPMENT_2, eur(500), mug()),
                inVain(SHIPMENT, eur(1099)),
                back(IN_VAIN, eur(1099)));
        given(past).when(notePaid(SHIPMENT, eur(1099))).thenNothing("the money of this shipment goes back already");
        given(past)
                .when(new NoteRefundFailed(ID, IN_VAIN, "PAYMENT_UNAVAILABLE", true, NOON))
                .thenNothing("this money must go back, and is asked for again");
        given(past)
                .when(new ChaseRefund(ID, IN_VAIN, LATER, NOON))
                .then(new RefundChased(ID, 1, IN_VAIN, PAYMENT, eur(1099), LATER, NOON))
                .when(new NoteRefundFailed(ID, IN_VAIN, "DECLINED", false, NOON))
                .then(refundFailed(IN_VAIN));
    }

    private static RefundBegun back(RefundId refund, Money amount) {
        return new RefundBegun(ID, 1, refund, PAYMENT, amount, List.of(), ADA.id(), null, "order", NOON, NOON);
    }

    private static CancelRequested ending(CancelReason reason, String by) {
        return new CancelRequested(ID, 1, reason.name(), null, ADA.id(), by, 1, NOON, NOON);
    }

    private static OpenLinesCancelled cancelled(CancelReason reason, String by, Portion... lines) {
        return new OpenLinesCancelled(ID, 1, List.of(lines), ADA.id(), reason.name(), null, by, NOON);
    }
}
