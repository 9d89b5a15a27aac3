package waybill.order.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static waybill.order.domain.FulfilmentExamples.IN_VAIN;
import static waybill.order.domain.FulfilmentExamples.SHIPMENT;
import static waybill.order.domain.FulfilmentExamples.SHIPMENT_2;
import static waybill.order.domain.FulfilmentExamples.abandoned;
import static waybill.order.domain.FulfilmentExamples.begun;
import static waybill.order.domain.FulfilmentExamples.committedThen;
import static waybill.order.domain.FulfilmentExamples.inVain;
import static waybill.order.domain.FulfilmentExamples.mug;
import static waybill.order.domain.FulfilmentExamples.notePaid;
import static waybill.order.domain.FulfilmentExamples.noteUnpaid;
import static waybill.order.domain.FulfilmentExamples.oneShirtShippedThen;
import static waybill.order.domain.FulfilmentExamples.partly;
import static waybill.order.domain.FulfilmentExamples.refundFailed;
import static waybill.order.domain.FulfilmentExamples.shirts;
import static waybill.order.domain.OrderExamples.ADA;
import static waybill.order.domain.OrderExamples.ID;
import static waybill.order.domain.OrderExamples.LATER;
import static waybill.order.domain.OrderExamples.NOON;
import static waybill.order.domain.OrderExamples.PAYMENT;
import static waybill.order.domain.OrderExamples.TOTAL;
import static waybill.order.domain.OrderExamples.eur;
import static waybill.order.domain.OrderExamples.noteReleased;
import static waybill.order.domain.OrderExamples.released;
import static waybill.order.domain.OrderStory.given;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import waybill.kernel.Money;
import waybill.kernel.RefundId;
import waybill.order.domain.FulfilmentCommand.ChaseRefund;
import waybill.order.domain.FulfilmentCommand.NoteRefundFailed;
import waybill.order.domain.FulfilmentEvent.OpenLinesCancelled;
import waybill.order.domain.FulfilmentEvent.RefundBegun;
import waybill.order.domain.FulfilmentEvent.RefundChased;
import waybill.order.domain.Order.CancelReason;
import waybill.order.domain.OrderEvent.CancelRequested;
import waybill.order.domain.fulfilment.Portion;
import waybill.order.domain.fulfilment.Shipment;

/** Money that is captured for what does not ship, and what becomes of the order: it can never be captured again. */
final class PaidInVainTest {
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
