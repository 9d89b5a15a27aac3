package waybill.payment.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static waybill.payment.domain.PaymentExamples.*;
import static waybill.payment.domain.PaymentStory.given;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import waybill.payment.domain.PaymentCommand.Capture;
import waybill.payment.domain.PaymentCommand.NoteExpiry;
import waybill.payment.domain.PaymentCommand.Refund;
import waybill.payment.domain.PaymentRefusal.AuthorizationRanOut;
import waybill.payment.domain.PaymentRefusal.NothingToCapture;
import waybill.payment.domain.PaymentRefusal.OverCapture;
import waybill.payment.domain.PaymentRefusal.OverRefund;
import waybill.payment.domain.PaymentRefusal.ReferenceReused;
import waybill.payment.domain.PaymentRefusal.UnknownPayment;
import waybill.payment.domain.PaymentRefusal.Unresolved;

/** Taking money that was set aside, and giving it back, told one by one. */
class CaptureTest {
    private static final PaymentStory AUTHORIZED = given(initiated(), authorized());
    private static final PaymentStory CAPTURED =
            given(initiated(), authorized(), taking(TAKE, AMOUNT, true), taken(TAKE, AMOUNT));

    @Test
    void money_is_taken_in_parts_until_the_final_one() {
        PaymentStory partly = AUTHORIZED
                .when(take(TAKE, euros(1000), SHIPMENT))
                .then(taking(TAKE, euros(1000), false))
                .when(note(TAKE, ok()))
                .then(taken(TAKE, euros(1000)));
        assertSays(PaymentStatus.PARTIALLY_CAPTURED, 1000, 0, partly);
        PaymentStory all = partly.when(new Capture(ORDER, PAYMENT, SECOND_TAKE, null, null, AT))
                .then(new CaptureEvent.CaptureInitiated(
                        ORDER, 1, PAYMENT, SECOND_TAKE, euros(1198), null, REFERENCE, true, AT))
                .when(note(SECOND_TAKE, ok()))
                .then(new CaptureEvent.PaymentCaptured(
                        ORDER, 1, PAYMENT, SECOND_TAKE, euros(1198), null, REFERENCE, AT));
        assertSays(PaymentStatus.CAPTURED, 2198, 0, all);
        assertThat(all.deadlines()).isEmpty();
    }

    @Test
    void no_more_is_taken_than_is_left() {
        AUTHORIZED.when(take(TAKE, euros(2199), null)).thenRefused(new OverCapture(PAYMENT, euros(2199), AMOUNT));
        CAPTURED.when(take(SECOND_TAKE, euros(1), null)).thenRefused(new OverCapture(PAYMENT, euros(1), euros(0)));
        CAPTURED.when(take(SECOND_TAKE, null, null)).thenRefused(new OverCapture(PAYMENT, euros(0), euros(0)));
        AUTHORIZED
                .when(take(TAKE, new waybill.kernel.Money(1, java.util.Currency.getInstance("USD")), null))
                .thenRefused(new OverCapture(
                        PAYMENT, new waybill.kernel.Money(1, java.util.Currency.getInstance("USD")), AMOUNT));
    }

    @Test
    void what_was_never_set_aside_or_is_free_again_is_not_taken() {
        given().when(take(TAKE, null, null)).thenRefused(new UnknownPayment(PAYMENT));
        given(initiated()).when(take(TAKE, null, null)).thenRefused(new Unresolved(CHARGE));
        given(initiated(), declined())
                .when(take(TAKE, null, null))
                .thenRefused(new NothingToCapture(PAYMENT, PaymentStatus.DECLINED));
        given(initiated(), authorized(), voiding(RETURN), voided(RETURN))
                .when(take(TAKE, null, null))
                .thenRefused(new NothingToCapture(PAYMENT, PaymentStatus.VOIDED));
        given(initiated(), authorized(), voiding(RETURN))
                .when(take(TAKE, null, null))
                .thenRefused(new Unresolved(RETURN));
    }

    @Test
    void while_it_is_not_known_whether_money_was_taken_no_more_is_taken_and_none_set_free() {
        PaymentStory unknown = given(initiated(), authorized(), taking(TAKE, euros(1000), false), takeUnknown(TAKE));
        unknown.when(take(SECOND_TAKE, euros(1), null)).thenRefused(new Unresolved(TAKE));
        unknown.when(giveBack(RETURN)).thenRefused(new Unresolved(TAKE));
        assertThat(unknown.deadlines())
                .isEqualTo(Map.of("gateway-" + TAKE, FIRST_CHECK, "expiry-" + PAYMENT, VALID_UNTIL));
        unknown.when(note(TAKE, ok()))
                .then(resolved(TAKE, Kind.CAPTURE, TransactionStatus.SUCCEEDED, euros(1000)), taken(TAKE, euros(1000)));
    }

    @Test
    void the_same_reference_is_taken_once() {
        given(initiated(), authorized(), taking(TAKE, euros(1000), false))
                .when(take(SECOND_TAKE, euros(1000), SHIPMENT))
                .thenNothing(SHIPMENT + " is transaction " + TAKE);
        given(initiated(), authorized(), taking(TAKE, euros(1000), false), taken(TAKE, euros(1000)))
                .when(take(SECOND_TAKE, euros(1000), SHIPMENT))
                .thenNothing(SHIPMENT + " is transaction " + TAKE);
        given(initiated(), authorized(), taking(TAKE, euros(1000), false))
                .when(take(SECOND_TAKE, euros(1001), SHIPMENT))
                .thenRefused(new ReferenceReused(SHIPMENT, TAKE));
    }

    @Test
    void a_reference_that_came_to_nothing_is_begun_again_under_a_new_key() {
        AUTHORIZED
                .when(take(TAKE, euros(1000), SHIPMENT))
                .then(taking(TAKE, euros(1000), false))
                .when(note(TAKE, unsent()))
                .then(takeFailed(TAKE, euros(1000)))
                .when(take(SECOND_TAKE, euros(1000), SHIPMENT))
                .then(taking(SECOND_TAKE, euros(1000), false))
                .when(note(SECOND_TAKE, no()))
                .then(notTaken(SECOND_TAKE, euros(1000)))
                .when(take(transaction(23), euros(1000), SHIPMENT))
                .then(taking(transaction(23), euros(1000), false));
    }

    @Test
    void what_ran_out_is_not_taken_but_voided_and_then_let_go() {
        Capture late = new Capture(ORDER, PAYMENT, TAKE, null, null, VALID_UNTIL);
        AUTHORIZED.when(late).thenRefused(new AuthorizationRanOut(PAYMENT, VALID_UNTIL));
        PaymentStory expired = AUTHORIZED
                .when(new NoteExpiry(ORDER, PAYMENT, NEXT, VALID_UNTIL))
                .then(expired(AMOUNT));
        assertSays(PaymentStatus.EXPIRED, 0, 0, expired);
        assertThat(expired.deadlines()).isEmpty();
        expired.when(take(TAKE, null, null)).thenRefused(new AuthorizationRanOut(PAYMENT, VALID_UNTIL));
        expired.when(giveBack(RETURN)).thenNothing("payment " + PAYMENT + " is EXPIRED");
        expired.when(new NoteExpiry(ORDER, PAYMENT, NEXT, VALID_UNTIL))
                .thenNothing("payment " + PAYMENT + " has nothing that runs out now");
        AUTHORIZED
                .when(new PaymentCommand.VoidPayment(ORDER, PAYMENT, RETURN, LATE, VALID_UNTIL))
                .then(new PaymentEvent.VoidInitiated(ORDER, 1, PAYMENT, RETURN, AMOUNT, LATE, VALID_UNTIL));
    }

    @Test
    void an_authorization_does_not_run_out_before_its_time_and_only_what_is_left_of_it_does() {
        Instant early = VALID_UNTIL.minusMillis(1);
        AUTHORIZED
                .when(new NoteExpiry(ORDER, PAYMENT, NEXT, early))
                .thenNothing("payment " + PAYMENT + " has nothing that runs out now");
        PaymentStory partly = given(
                        initiated(), authorized(), taking(TAKE, euros(1000), false), taken(TAKE, euros(1000)))
                .when(new NoteExpiry(ORDER, PAYMENT, NEXT, VALID_UNTIL))
                .then(expired(euros(1198)));
        assertSays(PaymentStatus.PARTIALLY_CAPTURED, 1000, 0, partly);
    }

    @Test
    void money_is_given_back_in_parts_and_never_more_than_was_taken() {
        AUTHORIZED.when(repay(REPAY, euros(1), null)).thenRefused(new OverRefund(PAYMENT, euros(1), euros(0)));
        given().when(repay(REPAY, euros(1), null)).thenRefused(new UnknownPayment(PAYMENT));
        PaymentStory partly = CAPTURED.when(repay(REPAY, euros(2000), null))
                .then(repaying(REPAY, euros(2000), WRONG_SIZE))
                .when(note(REPAY, ok()))
                .then(repaid(REPAY, euros(2000)));
        assertSays(PaymentStatus.PARTIALLY_REFUNDED, 2198, 2000, partly);
        partly.when(repay(SECOND_REPAY, euros(199), null)).thenRefused(new OverRefund(PAYMENT, euros(199), euros(198)));
        PaymentStory all = partly.when(repay(SECOND_REPAY, euros(198), null))
                .then(repaying(SECOND_REPAY, euros(198), WRONG_SIZE))
                .when(note(SECOND_REPAY, ok()))
                .then(repaid(SECOND_REPAY, euros(198)));
        assertSays(PaymentStatus.REFUNDED, 2198, 2198, all);
    }

    @Test
    void a_refund_on_its_way_counts_and_an_unknown_one_comes_first() {
        PaymentStory running =
                CAPTURED.when(repay(REPAY, euros(2000), null)).then(repaying(REPAY, euros(2000), WRONG_SIZE));
        running.when(repay(SECOND_REPAY, euros(199), null))
                .thenRefused(new OverRefund(PAYMENT, euros(199), euros(198)));
        running.when(repay(SECOND_REPAY, euros(198), null)).then(repaying(SECOND_REPAY, euros(198), WRONG_SIZE));
        running.when(note(REPAY, silence()))
                .then(repayUnknown(REPAY))
                .when(repay(SECOND_REPAY, euros(1), null))
                .thenRefused(new Unresolved(REPAY));
    }

    @Test
    void a_refund_that_came_to_nothing_is_asked_for_again_by_whoever_wanted_it() {
        PaymentStory failed = CAPTURED.when(new Refund(ORDER, PAYMENT, REPAY, euros(500), "rfd_1", WRONG_SIZE, AT))
                .then(new RefundEvent.RefundInitiated(
                        ORDER, 1, PAYMENT, REPAY, euros(500), "rfd_1", REFERENCE, WRONG_SIZE, AT))
                .when(note(REPAY, unsent()))
                .then(new RefundEvent.RefundFailed(
                        ORDER, 1, PAYMENT, REPAY, euros(500), "rfd_1", "CONNECT_REFUSED", null, AT));
        assertThat(failed.deadlines()).isEmpty();
        failed.when(new Refund(ORDER, PAYMENT, SECOND_REPAY, euros(500), "rfd_1", WRONG_SIZE, AT))
                .then(new RefundEvent.RefundInitiated(
                        ORDER, 1, PAYMENT, SECOND_REPAY, euros(500), "rfd_1", REFERENCE, WRONG_SIZE, AT))
                .when(new Refund(ORDER, PAYMENT, transaction(33), euros(500), "rfd_1", WRONG_SIZE, AT))
                .thenNothing("rfd_1 is transaction " + SECOND_REPAY);
    }

    private static void assertSays(PaymentStatus status, long captured, long refunded, PaymentStory story) {
        Payment payment = story.payments().payment(PAYMENT).orElseThrow();
        assertThat(payment.status()).isEqualTo(status);
        assertThat(payment.captured()).isEqualTo(euros(captured));
        assertThat(payment.refunded()).isEqualTo(euros(refunded));
    }
}
