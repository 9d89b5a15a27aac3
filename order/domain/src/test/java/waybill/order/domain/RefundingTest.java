package waybill.order.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static waybill.order.domain.FulfilmentExamples.REFUND;
import static waybill.order.domain.FulfilmentExamples.REFUND_2;
import static waybill.order.domain.FulfilmentExamples.SAID;
import static waybill.order.domain.FulfilmentExamples.allShippedThen;
import static waybill.order.domain.FulfilmentExamples.beginRefund;
import static waybill.order.domain.FulfilmentExamples.committedThen;
import static waybill.order.domain.FulfilmentExamples.mug;
import static waybill.order.domain.FulfilmentExamples.oneShirtShippedThen;
import static waybill.order.domain.FulfilmentExamples.refundBegun;
import static waybill.order.domain.FulfilmentExamples.refundFailed;
import static waybill.order.domain.FulfilmentExamples.refundSettled;
import static waybill.order.domain.FulfilmentExamples.shirts;
import static waybill.order.domain.OrderExamples.ADA;
import static waybill.order.domain.OrderExamples.CANCEL_BY;
import static waybill.order.domain.OrderExamples.ID;
import static waybill.order.domain.OrderExamples.LATER;
import static waybill.order.domain.OrderExamples.NOON;
import static waybill.order.domain.OrderExamples.PAYMENT;
import static waybill.order.domain.OrderExamples.TOTAL;
import static waybill.order.domain.OrderExamples.eur;
import static waybill.order.domain.OrderStory.given;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import waybill.order.domain.FulfilmentCommand.ChaseRefund;
import waybill.order.domain.FulfilmentCommand.NoteRefundFailed;
import waybill.order.domain.FulfilmentCommand.NoteRefunded;
import waybill.order.domain.FulfilmentEvent.RefundBegun;
import waybill.order.domain.FulfilmentEvent.RefundChased;
import waybill.order.domain.FulfilmentEvent.RefundFailed;
import waybill.order.domain.OrderRefusal.Excess;
import waybill.order.domain.OrderRefusal.IllegalTransition;
import waybill.order.domain.OrderRefusal.OverRefund;
import waybill.order.domain.OrderRefusal.TooManyPieces;
import waybill.order.domain.OrderRefusal.UnknownRefund;
import waybill.order.domain.fulfilment.Portion;

/** How captured money goes back, story by story. */
final class RefundingTest {
    private static final NoteRefunded REFUNDED = new NoteRefunded(ID, REFUND, NOON);
    private static final NoteRefundFailed FAILED = new NoteRefundFailed(ID, REFUND, "DECLINED", false, NOON);
    private static final RefundFailed NOT_ASKED =
            new RefundFailed(ID, 1, REFUND, PAYMENT, "PAYMENT_UNAVAILABLE", true, NOON);
    private static final RefundBegun AGAIN = new RefundBegun(
            ID, 1, REFUND, PAYMENT, TOTAL, List.of(), ADA.id(), SAID, "olga", NOON.plusSeconds(30), NOON);

    @Test
    void an_amount_goes_back() {
        Order.Known order = given(allShippedThen())
                .when(beginRefund(REFUND, eur(500)))
                .then(refundBegun(REFUND, eur(500)))
                .known();
        assertThat(Order.deadlines(order)).isEqualTo(Map.of("refund-" + REFUND, CANCEL_BY));
        Order.Known then = given(allShippedThen(refundBegun(REFUND, eur(500))))
                .when(REFUNDED)
                .then(refundSettled(REFUND, eur(500)))
                .known();
        assertThat(OrderStatus.OfPayment.of(then)).isEqualTo(OrderStatus.OfPayment.PARTIALLY_REFUNDED);
        assertThat(Order.deadlines(then)).isEmpty();
    }

    @Test
    void pieces_go_back_at_their_price() {
        given(allShippedThen())
                .when(beginRefund(REFUND, null, new Portion.Asked(1, 1), new Portion.Asked(2, 1)))
                .then(refundBegun(REFUND, eur(1599), shirts(1), mug()));
    }

    @Test
    void pieces_may_go_back_for_less_than_their_price_never_for_more() {
        given(allShippedThen())
                .when(beginRefund(REFUND, eur(1000), new Portion.Asked(1, 1)))
                .then(refundBegun(REFUND, eur(1000), shirts(1)));
        given(allShippedThen())
                .when(beginRefund(REFUND, eur(1100), new Portion.Asked(1, 1)))
                .thenRefused(new OverRefund(ID, eur(1100), eur(1099)));
    }

    @Test
    void everything_that_is_left_goes_back_if_nothing_else_is_said() {
        given(allShippedThen(refundBegun(REFUND, eur(500)), refundSettled(REFUND, eur(500))))
                .when(beginRefund(REFUND_2, null))
                .then(refundBegun(REFUND_2, eur(2198)));
        Order.Known order = given(allShippedThen(refundBegun(REFUND, TOTAL)))
                .when(REFUNDED)
                .then(refundSettled(REFUND, TOTAL))
                .known();
        assertThat(OrderStatus.OfPayment.of(order)).isEqualTo(OrderStatus.OfPayment.REFUNDED);
    }

    @Test
    void no_more_goes_back_than_was_captured_what_is_under_way_counted() {
        given(oneShirtShippedThen())
                .when(beginRefund(REFUND, eur(1100)))
                .thenRefused(new OverRefund(ID, eur(1100), eur(1099)));
        given(allShippedThen(refundBegun(REFUND, eur(2000))))
                .when(beginRefund(REFUND_2, eur(699)))
                .thenRefused(new OverRefund(ID, eur(699), eur(698)));
        given(allShippedThen(refundBegun(REFUND, TOTAL), refundSettled(REFUND, TOTAL)))
                .when(beginRefund(REFUND_2, null))
                .thenRefused(new OverRefund(ID, eur(0), eur(0)));
    }

    @Test
    void no_piece_goes_back_that_has_not_shipped_or_went_back_before() {
        given(oneShirtShippedThen())
                .when(beginRefund(REFUND, null, new Portion.Asked(1, 2), new Portion.Asked(2, 1)))
                .thenRefused(new TooManyPieces(ID, List.of(new Excess(1, 2, 1), new Excess(2, 1, 0))));
        given(allShippedThen(refundBegun(REFUND, eur(500), mug())))
                .when(beginRefund(REFUND_2, null, new Portion.Asked(2, 1)))
                .thenRefused(new TooManyPieces(ID, List.of(new Excess(2, 1, 0))));
    }

    @Test
    void a_refund_told_twice_happens_once() {
        given(allShippedThen(refundBegun(REFUND, eur(500))))
                .when(beginRefund(REFUND, eur(500)))
                .thenNothing("this refund has begun before");
        given(allShippedThen(refundBegun(REFUND, eur(500)), refundSettled(REFUND, eur(500))))
                .when(REFUNDED)
                .thenNothing("this money is known to be back");
    }

    @Test
    void a_refund_that_failed_may_be_tried_again() {
        given(allShippedThen(refundBegun(REFUND, TOTAL)))
                .when(FAILED)
                .then(refundFailed(REFUND))
                .when(beginRefund(REFUND_2, TOTAL))
                .then(refundBegun(REFUND_2, TOTAL));
    }

    /** Payment does nothing twice under one name, so what has been done after all is not done again. */
    @Test
    void what_nobody_could_be_asked_for_begins_again_under_its_own_name_and_with_its_own_amount() {
        Order.Known order = given(allShippedThen(refundBegun(REFUND, TOTAL), NOT_ASKED))
                .when(beginRefund(REFUND, null))
                .then(AGAIN)
                .known();
        assertThat(order.facts().fulfilment().refunds()).hasSize(1);
        assertThat(Order.deadlines(order)).isEqualTo(Map.of("refund-" + REFUND, NOON.plusSeconds(30)));
        given(allShippedThen(refundBegun(REFUND, TOTAL), NOT_ASKED, AGAIN))
                .when(REFUNDED)
                .then(refundSettled(REFUND, TOTAL));
        given(allShippedThen(refundBegun(REFUND, TOTAL), NOT_ASKED, AGAIN))
                .when(new NoteRefundFailed(ID, REFUND, "PAYMENT_UNAVAILABLE", true, NOON))
                .thenNothing("this money must go back, and is asked for again");
        given(allShippedThen(refundBegun(REFUND, TOTAL), NOT_ASKED, AGAIN))
                .when(FAILED)
                .then(refundFailed(REFUND));
        given(allShippedThen(
                        refundBegun(REFUND, TOTAL),
                        NOT_ASKED,
                        refundBegun(REFUND_2, eur(500)),
                        refundSettled(REFUND_2, eur(500))))
                .when(beginRefund(REFUND, null))
                .thenRefused(new OverRefund(ID, TOTAL, eur(2198)));
        given(allShippedThen(refundBegun(REFUND, TOTAL), NOT_ASKED, refundSettled(REFUND, TOTAL)))
                .when(beginRefund(REFUND, null))
                .thenNothing("this refund has begun before");
        given(allShippedThen(refundBegun(REFUND, TOTAL), refundFailed(REFUND)))
                .when(beginRefund(REFUND, null))
                .thenNothing("this refund has begun before");
    }

    @Test
    void money_that_went_back_after_a_no_is_recorded_unless_it_cannot_be_true() {
        given(allShippedThen(refundBegun(REFUND, TOTAL), refundFailed(REFUND)))
                .when(REFUNDED)
                .then(refundSettled(REFUND, TOTAL));
        given(allShippedThen(
                        refundBegun(REFUND, TOTAL),
                        refundFailed(REFUND),
                        refundBegun(REFUND_2, TOTAL),
                        refundSettled(REFUND_2, TOTAL)))
                .when(REFUNDED)
                .thenNothing("more than was captured cannot have gone back");
    }

    /** The order knew nothing of money that had gone back, because another refund had begun meanwhile. */
    @Test
    void money_that_went_back_after_a_no_is_recorded_although_another_refund_is_under_way_for_it() {
        Order.Known order = given(
                        allShippedThen(refundBegun(REFUND, TOTAL), refundFailed(REFUND), refundBegun(REFUND_2, TOTAL)))
                .when(REFUNDED)
                .then(refundSettled(REFUND, TOTAL))
                .known();
        assertThat(order.facts().fulfilment().refundable(TOTAL.currency())).isEqualTo(eur(0));
        given(allShippedThen(
                        refundBegun(REFUND, TOTAL),
                        refundFailed(REFUND),
                        refundBegun(REFUND_2, TOTAL),
                        refundSettled(REFUND, TOTAL)))
                .when(new NoteRefunded(ID, REFUND_2, NOON))
                .thenNothing("more than was captured cannot have gone back");
    }

    @Test
    void a_refund_that_nobody_answers_is_asked_for_again() {
        ChaseRefund due = new ChaseRefund(ID, REFUND, LATER, CANCEL_BY);
        given(allShippedThen(refundBegun(REFUND, eur(500))))
                .when(due)
                .then(new RefundChased(ID, 1, REFUND, PAYMENT, eur(500), LATER, CANCEL_BY))
                .when(due)
                .thenNothing("payment has time until " + LATER);
    }

    @Test
    void what_was_never_captured_is_not_refunded() {
        given(committedThen())
                .when(beginRefund(REFUND, eur(1)))
                .thenRefused(new IllegalTransition(
                        ID,
                        OrderStatus.CONFIRMED,
                        List.of(
                                OrderAction.FULFILL,
                                OrderAction.CANCEL,
                                OrderAction.UPDATE_ADDRESS,
                                OrderAction.HOLD)));
        given(allShippedThen()).when(REFUNDED).thenRefused(new UnknownRefund(ID, REFUND));
    }
}
