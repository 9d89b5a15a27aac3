package waybill.payment.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static waybill.payment.domain.PaymentExamples.*;
import static waybill.payment.domain.PaymentStory.given;

import java.util.Map;
import org.junit.jupiter.api.Test;
import waybill.payment.domain.PaymentCommand.GoOn;
import waybill.payment.domain.PaymentCommand.NoteExpiry;
import waybill.payment.domain.PaymentCommand.ReleaseRest;
import waybill.payment.domain.PaymentCommand.ReturnPayment;
import waybill.payment.domain.PaymentEvent.VoidFailed;
import waybill.payment.domain.PaymentEvent.VoidUnknown;
import waybill.payment.domain.PaymentRefusal.OrderClosed;

/** Money that nobody wants goes back, and an order that ended is told so when nothing is left: one by one. */
class ClosingTest {
    @Test
    void an_order_that_nobody_paid_is_closed_at_once_and_never_paid() {
        PaymentStory closed = given().when(close(NEXT)).then(closing(), closed());
        closed.when(authorize(1)).thenRefused(new OrderClosed(ORDER));
        closed.when(authorize(0)).thenRefused(new OrderClosed(ORDER));
        closed.when(new PaymentCommand.WantAnswer(authorize(1))).thenRefused(new OrderClosed(ORDER));
    }

    @Test
    void whoever_asks_again_is_told_again() {
        given(closing(), closed()).when(close(SECOND_NEXT)).then(closed());
        given(initiated(), closing())
                .when(close(SECOND_NEXT))
                .thenNothing("the order is closed as soon as all its money is back");
    }

    @Test
    void what_is_set_aside_is_voided_and_then_the_order_is_closed() {
        given(initiated(), authorized())
                .when(close(NEXT))
                .then(closing(), voiding(NEXT, AMOUNT, ENDED))
                .when(note(NEXT, ok()))
                .then(voided(NEXT, AMOUNT, ENDED), closed());
    }

    @Test
    void what_was_taken_is_refunded_and_the_rest_is_voided_one_after_the_other() {
        given(initiated(), authorized(), taking(TAKE, euros(1000), false), taken(TAKE, euros(1000)))
                .when(close(NEXT))
                .then(closing(), voiding(NEXT, euros(1198), ENDED))
                .when(new PaymentCommand.NoteOutcome(ORDER, NEXT, ok(), SECOND_NEXT, AT))
                .then(voided(NEXT, euros(1198), ENDED), repaying(SECOND_NEXT, euros(1000), ENDED))
                .when(note(SECOND_NEXT, ok()))
                .then(repaid(SECOND_NEXT, euros(1000)), closed());
    }

    @Test
    void money_that_arrives_after_the_end_is_voided_in_the_same_moment() {
        given(initiated())
                .when(close(SECOND_NEXT))
                .then(closing())
                .when(note(CHARGE, ok()))
                .then(authorized(), voiding(NEXT, AMOUNT, ENDED));
        given(initiated(), closing()).when(note(CHARGE, no())).then(declined(), closed());
        given(initiated(), closing()).when(note(CHARGE, unsent())).then(failed(), closed());
        given(initiated(), declined(), closing(), closed())
                .when(note(CHARGE, ok()))
                .then(authorized(), voiding(NEXT, AMOUNT, ENDED))
                .when(note(NEXT, ok()))
                .then(voided(NEXT, AMOUNT, ENDED));
    }

    @Test
    void an_unknown_authorization_keeps_the_order_open_until_it_is_known() {
        given(initiated(), unknown())
                .when(close(SECOND_NEXT))
                .then(closing())
                .when(note(CHARGE, ok()))
                .then(
                        resolved(CHARGE, Kind.AUTHORIZE, TransactionStatus.SUCCEEDED, AMOUNT),
                        authorized(),
                        voiding(NEXT, AMOUNT, ENDED));
    }

    @Test
    void a_capture_on_its_way_is_awaited_and_then_refunded() {
        PaymentStory taking = given(initiated(), authorized(), taking(TAKE, AMOUNT, true))
                .when(close(SECOND_NEXT))
                .then(closing());
        taking.when(note(TAKE, ok())).then(taken(TAKE, AMOUNT), repaying(NEXT, AMOUNT, ENDED));
        taking.when(note(TAKE, no())).then(notTaken(TAKE, AMOUNT), voiding(NEXT, AMOUNT, ENDED));
        taking.when(take(SECOND_TAKE, null, "shp_2")).thenRefused(new PaymentRefusal.Unresolved(TAKE));
        given(initiated(), authorized(), closing()).when(take(TAKE, null, null)).thenRefused(new OrderClosed(ORDER));
    }

    @Test
    void what_did_not_reach_the_gateway_is_sent_again_when_its_time_has_come_or_somebody_asks() {
        PaymentStory unsent = given(initiated(), authorized(), closing(), voiding(NEXT, AMOUNT, ENDED))
                .when(note(NEXT, unsent()))
                .then(new VoidFailed(ORDER, 1, PAYMENT, NEXT, "CONNECT_REFUSED", FIRST_CHECK, AT));
        assertThat(unsent.deadlines())
                .isEqualTo(Map.of("void-" + PAYMENT, FIRST_CHECK, "expiry-" + PAYMENT, VALID_UNTIL));
        unsent.when(new GoOn(ORDER, SECOND_NEXT, true, FIRST_CHECK.minusMillis(1)))
                .thenNothing("nothing can be given back now");
        unsent.when(new GoOn(ORDER, SECOND_NEXT, false, AT))
                .then(new PaymentEvent.VoidInitiated(ORDER, 1, PAYMENT, SECOND_NEXT, AMOUNT, ENDED, AT));
        unsent.when(new GoOn(ORDER, SECOND_NEXT, true, FIRST_CHECK))
                .then(new PaymentEvent.VoidInitiated(ORDER, 1, PAYMENT, SECOND_NEXT, AMOUNT, ENDED, FIRST_CHECK));
        PaymentStory refund = given(
                        initiated(), authorized(), taking(TAKE, AMOUNT, true), taken(TAKE, AMOUNT), closing())
                .when(close(NEXT))
                .then(repaying(NEXT, AMOUNT, ENDED))
                .when(note(NEXT, unsent()))
                .then(repayFailed(NEXT, AMOUNT, FIRST_CHECK));
        assertThat(refund.deadlines()).isEqualTo(Map.of("refund-" + PAYMENT, FIRST_CHECK));
        refund.when(new GoOn(ORDER, SECOND_NEXT, true, FIRST_CHECK))
                .then(new RefundEvent.RefundInitiated(
                        ORDER, 1, PAYMENT, SECOND_NEXT, AMOUNT, null, REFERENCE, ENDED, FIRST_CHECK));
    }

    @Test
    void a_void_that_is_refused_keeps_the_order_open_until_its_authorization_has_run_out() {
        PaymentStory stuck = given(initiated(), authorized(), closing(), voiding(NEXT, AMOUNT, ENDED))
                .when(note(NEXT, no()))
                .then(review(NEXT, "INSUFFICIENT_FUNDS", AT));
        stuck.when(close(SECOND_NEXT)).thenNothing("the order is closed as soon as all its money is back");
        stuck.when(new NoteExpiry(ORDER, PAYMENT, SECOND_NEXT, VALID_UNTIL))
                .then(expired(AMOUNT), new PaymentEvent.PaymentsClosed(ORDER, 1, ENDED, VALID_UNTIL));
    }

    @Test
    void a_refund_that_is_refused_waits_until_somebody_asks_again() {
        PaymentStory refused = given(
                        initiated(), authorized(), taking(TAKE, AMOUNT, true), taken(TAKE, AMOUNT), closing())
                .when(close(NEXT))
                .then(repaying(NEXT, AMOUNT, ENDED))
                .when(note(NEXT, no()))
                .then(notRepaid(NEXT, AMOUNT));
        refused.when(new GoOn(ORDER, SECOND_NEXT, true, AT)).thenNothing("nothing can be given back now");
        refused.when(new GoOn(ORDER, SECOND_NEXT, false, AT)).then(repaying(SECOND_NEXT, AMOUNT, ENDED));
        refused.when(close(SECOND_NEXT)).then(repaying(SECOND_NEXT, AMOUNT, ENDED));
    }

    @Test
    void a_payment_that_the_order_does_not_want_goes_back_whole_now_or_later() {
        ReturnPayment back = new ReturnPayment(ORDER, PAYMENT, NEXT, LATE, AT);
        given(initiated(), authorized()).when(back).then(unwanted(true), voiding(NEXT));
        given(initiated(), authorized(), taking(TAKE, AMOUNT, true), taken(TAKE, AMOUNT))
                .when(back)
                .then(unwanted(true), repaying(NEXT, AMOUNT, LATE));
        given(initiated(), unknown())
                .when(back)
                .then(unwanted(true))
                .when(note(CHARGE, ok()))
                .then(
                        resolved(CHARGE, Kind.AUTHORIZE, TransactionStatus.SUCCEEDED, AMOUNT),
                        authorized(),
                        voiding(NEXT));
        given(initiated(), authorized(), unwanted(true), voiding(NEXT))
                .when(new ReturnPayment(ORDER, PAYMENT, SECOND_NEXT, LATE, AT))
                .thenNothing("payment " + PAYMENT + " is known to be unwanted");
    }

    @Test
    void the_rest_of_a_payment_is_set_free_and_what_was_taken_stays() {
        ReleaseRest rest = new ReleaseRest(ORDER, NEXT, LATE, AT);
        PaymentStory released = given(
                        initiated(), authorized(), taking(TAKE, euros(1000), false), taken(TAKE, euros(1000)))
                .when(rest)
                .then(unwanted(false), voiding(NEXT, euros(1198), LATE))
                .when(note(NEXT, ok()))
                .then(voided(NEXT, euros(1198), LATE));
        assertThat(released.deadlines()).isEmpty();
        given(initiated(), authorized(), taking(TAKE, euros(1000), false))
                .when(rest)
                .then(unwanted(false))
                .when(note(TAKE, ok()))
                .then(taken(TAKE, euros(1000)), voiding(NEXT, euros(1198), LATE));
        given().when(rest).thenNothing("no money is set aside");
    }

    @Test
    void a_void_that_nobody_knows_of_keeps_the_order_open() {
        given(initiated(), authorized(), closing(), voiding(NEXT, AMOUNT, ENDED))
                .when(note(NEXT, silence()))
                .then(new VoidUnknown(ORDER, 1, PAYMENT, NEXT, "TIMEOUT", FIRST_CHECK, AT))
                .when(new PaymentCommand.NoteOutcome(ORDER, NEXT, ok(), SECOND_NEXT, AT))
                .then(
                        resolved(NEXT, Kind.VOID, TransactionStatus.SUCCEEDED, AMOUNT),
                        voided(NEXT, AMOUNT, ENDED),
                        closed());
    }
}
