package waybill.payment.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static waybill.payment.domain.PaymentExamples.*;
import static waybill.payment.domain.PaymentStory.given;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import waybill.kernel.CorruptHistory;
import waybill.kernel.Money;
import waybill.payment.domain.PaymentCommand.Authorize;
import waybill.payment.domain.PaymentCommand.VoidPayment;
import waybill.payment.domain.PaymentCommand.WantAnswer;
import waybill.payment.domain.PaymentEvent.AuthorizationWithheld;
import waybill.payment.domain.PaymentEvent.CheckRequested;
import waybill.payment.domain.PaymentEvent.PaymentAuthorized;
import waybill.payment.domain.PaymentEvent.TransactionResolved;
import waybill.payment.domain.PaymentRefusal.AlreadyAuthorized;
import waybill.payment.domain.PaymentRefusal.NothingToVoid;
import waybill.payment.domain.PaymentRefusal.UnknownPayment;
import waybill.payment.domain.PaymentRefusal.UnknownTransaction;
import waybill.payment.domain.PaymentRefusal.Unresolved;

/** The rules of payments, told one by one. */
class PaymentDeciderTest {
    private static final Duration CALL_SETTLED = Duration.ofSeconds(15);

    @Test
    void a_payment_is_written_down_before_the_gateway_is_called() {
        given().when(authorize(1)).then(initiated());
    }

    @Test
    void a_caller_outside_the_saga_who_comes_first_makes_the_first_attempt() {
        given().when(authorize(0)).then(initiated());
    }

    @Test
    void an_attempt_is_paid_once_however_often_it_is_asked_for() {
        given(initiated())
                .when(authorizeAgain(1))
                .thenNothing("the answer to transaction " + CHARGE + " will be announced");
        given(initiated()).when(authorize(1)).thenNothing("payment " + PAYMENT + " has begun before");
    }

    @Test
    void an_attempt_that_is_asked_for_again_is_told_again_how_it_came_out() {
        given(initiated(), authorized()).when(authorizeAgain(1)).then(restated(PaymentStatus.AUTHORIZED, null));
        given(initiated(), declined())
                .when(authorizeAgain(1))
                .then(restated(PaymentStatus.DECLINED, "INSUFFICIENT_FUNDS"));
        given(initiated(), failed()).when(authorizeAgain(1)).then(restated(PaymentStatus.CREATED, "CONNECT_REFUSED"));
    }

    @Test
    void whoever_waits_for_an_unknown_answer_has_the_gateway_asked_now() {
        given(initiated(), unknown())
                .when(new WantAnswer(authorizeAgain(1)))
                .then(new CheckRequested(ORDER, CHARGE, AT));
        given(initiated(), unknown(), review(CHARGE, "CHECKS_USED_UP", AT))
                .when(new WantAnswer(authorizeAgain(1)))
                .then(new CheckRequested(ORDER, CHARGE, AT));
        given(initiated())
                .when(new WantAnswer(authorizeAgain(1)))
                .thenNothing("the answer to transaction " + CHARGE + " will be announced");
        given(initiated(), authorized())
                .when(new WantAnswer(authorizeAgain(1)))
                .then(restated(PaymentStatus.AUTHORIZED, null));
        given().when(new WantAnswer(authorize(1))).then(initiated());
        given(initiated()).when(new WantAnswer(authorize(1))).thenNothing("payment " + PAYMENT + " has begun before");
    }

    @Test
    void a_gateway_key_is_used_once() {
        given(initiated(), declined())
                .when(new Authorize(ORDER, 2, SECOND_PAYMENT, CHARGE, AMOUNT, TOKEN, AT))
                .thenNothing("payment " + SECOND_PAYMENT + " has begun before");
        given(initiated(), declined())
                .when(new Authorize(ORDER, 2, PAYMENT, SECOND_CHARGE, AMOUNT, TOKEN, AT))
                .thenNothing("payment " + PAYMENT + " has begun before");
    }

    @Test
    void an_attempt_that_was_left_behind_is_not_paid_any_more() {
        given(initiatedAgain(2)).when(authorize(1)).thenNothing("attempt 1 is over; the latest is 2");
    }

    @Test
    void the_next_attempt_after_a_decline_is_a_new_payment_with_a_new_key() {
        given(initiated(), declined()).when(authorizeAgain(2)).then(initiatedAgain(2));
    }

    @Test
    void a_caller_outside_the_saga_tries_the_latest_attempt_again_with_a_new_payment() {
        given(initiated(), declined()).when(authorizeAgain(0)).then(initiatedAgain(1));
        given(initiated(), failed()).when(authorizeAgain(0)).then(initiatedAgain(1));
        given(initiated(), authorized(), voiding(RETURN), voided(RETURN))
                .when(authorizeAgain(0))
                .then(initiatedAgain(1));
    }

    @Test
    void money_that_is_set_aside_already_is_not_set_aside_twice() {
        given(initiated(), authorized()).when(authorizeAgain(0)).thenRefused(new AlreadyAuthorized(ORDER, PAYMENT));
    }

    @Test
    void the_saga_is_told_that_nothing_was_sent_when_an_earlier_payment_stands_in_the_way() {
        given(initiated(), authorized()).when(authorizeAgain(2)).then(withheld("EARLIER_PAYMENT_LIVE"));
        given(initiated(), unknown()).when(authorizeAgain(2)).then(withheld("EARLIER_PAYMENT_UNRESOLVED"));
        given(initiated(), unknown(), review(CHARGE, "CHECKS_USED_UP", AT))
                .when(authorizeAgain(2))
                .then(withheld("EARLIER_PAYMENT_UNRESOLVED"))
                .when(new Authorize(ORDER, 3, payment(3), transaction(3), AMOUNT, TOKEN, AT))
                .then(new AuthorizationWithheld(
                        ORDER, 3, payment(3), transaction(3), AMOUNT, "EARLIER_PAYMENT_UNRESOLVED", AT));
    }

    @Test
    void nothing_new_begins_while_an_authorization_may_still_turn_out_to_have_happened() {
        given(initiated()).when(authorizeAgain(0)).thenRefused(new Unresolved(CHARGE));
        given(initiated(), unknown()).when(authorizeAgain(0)).thenRefused(new Unresolved(CHARGE));
        given(initiated(), unknown(), review(CHARGE, "CHECKS_USED_UP", AT))
                .when(authorizeAgain(0))
                .thenRefused(new Unresolved(CHARGE));
    }

    @Test
    void the_gateway_answers_yes() {
        given(initiated()).when(note(CHARGE, ok())).then(authorized());
    }

    @Test
    void an_authorization_without_an_end_ends_after_seven_days() {
        given(initiated())
                .when(note(CHARGE, new Outcome.Succeeded(REFERENCE, null)))
                .then(new PaymentAuthorized(
                        ORDER, 1, PAYMENT, CHARGE, AMOUNT, REFERENCE, AT.plus(Duration.ofDays(7)), AT));
    }

    @Test
    void the_gateway_answers_no() {
        given(initiated()).when(note(CHARGE, no())).then(declined());
    }

    @Test
    void a_call_that_never_reached_the_gateway_has_charged_nothing() {
        given(initiated()).when(note(CHARGE, unsent())).then(failed());
    }

    @Test
    void a_timeout_is_not_a_decline() {
        given(initiated()).when(note(CHARGE, silence())).then(unknown());
    }

    @Test
    void an_unknown_payment_is_resolved_by_whatever_the_gateway_says_later() {
        given(initiated(), unknown())
                .when(note(CHARGE, ok()))
                .then(resolved(CHARGE, Kind.AUTHORIZE, TransactionStatus.SUCCEEDED, AMOUNT), authorized());
        given(initiated(), unknown())
                .when(note(CHARGE, no()))
                .then(resolved(CHARGE, Kind.AUTHORIZE, TransactionStatus.DECLINED, AMOUNT), declined());
        given(initiated(), unknown())
                .when(note(CHARGE, unsent()))
                .then(resolved(CHARGE, Kind.AUTHORIZE, TransactionStatus.ERRORED, AMOUNT), failed());
    }

    @Test
    void the_gateway_not_knowing_the_key_is_proof_only_when_the_call_cannot_arrive_any_more() {
        Instant settled = AT.plus(CALL_SETTLED);
        given(initiated(), unknown())
                .when(note(CHARGE, notFound(settled.minusMillis(1)), settled.minusMillis(1)))
                .then(checked(CHARGE, 1, settled, settled.minusMillis(1)))
                .when(note(CHARGE, notFound(settled), settled))
                .then(
                        new TransactionResolved(
                                ORDER, 1, PAYMENT, CHARGE, AMOUNT, Kind.AUTHORIZE, TransactionStatus.ERRORED, settled),
                        failed("NOT_FOUND", settled));
    }

    @Test
    void a_gateway_that_was_asked_too_early_proves_nothing_however_late_its_answer_is_heard() {
        Instant settled = AT.plus(CALL_SETTLED);
        Instant heard = settled.plusSeconds(60);
        given(initiated(), unknown())
                .when(note(CHARGE, notFound(settled.minusMillis(1)), heard))
                .then(checked(CHARGE, 1, settled, heard));
    }

    @Test
    void the_gateway_is_asked_after_5s_30s_5min_1h_then_daily_for_a_week_then_a_person_looks() {
        PaymentStory story = given(initiated(), unknown());
        Instant due = FIRST_CHECK;
        for (int asked = 1; asked <= 10; asked++) {
            Instant next = due.plus(CheckSchedule.waitAfter(asked).orElseThrow());
            story = story.when(note(CHARGE, silence(), due)).then(checked(CHARGE, asked, next, due));
            due = next;
        }
        assertThat(Duration.between(AT, due))
                .isEqualTo(Duration.ofSeconds(5 + 30 + 300 + 3600).plusDays(7));
        story = story.when(note(CHARGE, silence(), due)).then(review(CHARGE, "CHECKS_USED_UP", due));
        assertThat(story.deadlines()).isEmpty();
    }

    @Test
    void a_fruitless_answer_before_the_check_is_due_is_the_one_we_have_heard() {
        given(initiated(), unknown())
                .when(note(CHARGE, silence(), FIRST_CHECK.minusNanos(1000)))
                .thenNothing("transaction " + CHARGE + ": unknown; asked about next at " + FIRST_CHECK);
    }

    @Test
    void money_that_turns_up_after_a_failure_or_a_decline_is_told_and_never_dropped() {
        given(initiated(), failed()).when(note(CHARGE, ok())).then(authorized());
        given(initiated(), declined()).when(note(CHARGE, ok())).then(authorized());
        given(initiated(), failed(), initiatedAgain(2)).when(note(CHARGE, ok())).then(authorized());
    }

    @Test
    void an_answer_to_a_question_nobody_asked_is_refused() {
        given().when(note(CHARGE, ok())).thenRefused(new UnknownTransaction(CHARGE));
    }

    @Test
    void money_that_is_set_aside_is_given_back() {
        given(initiated(), authorized())
                .when(giveBack(RETURN))
                .then(voiding(RETURN))
                .when(note(RETURN, ok()))
                .then(voided(RETURN));
    }

    @Test
    void money_is_given_back_once() {
        given(initiated(), authorized(), voiding(RETURN))
                .when(giveBack(RETURN))
                .thenNothing("transaction " + RETURN + " has begun before");
        given(initiated(), authorized(), voiding(RETURN))
                .when(giveBack(SECOND_RETURN))
                .thenNothing("transaction " + RETURN + " is voiding it");
        given(initiated(), authorized(), voiding(RETURN), voided(RETURN))
                .when(giveBack(SECOND_RETURN))
                .thenNothing("payment " + PAYMENT + " is VOIDED");
    }

    @Test
    void money_that_may_still_turn_up_cannot_be_given_back_yet() {
        given(initiated()).when(giveBack(RETURN)).thenRefused(new Unresolved(CHARGE));
        given(initiated(), unknown()).when(giveBack(RETURN)).thenRefused(new Unresolved(CHARGE));
    }

    @Test
    void money_that_never_came_need_not_be_given_back() {
        given(initiated(), declined())
                .when(giveBack(RETURN))
                .thenRefused(new NothingToVoid(PAYMENT, PaymentStatus.DECLINED));
        given(initiated(), failed())
                .when(giveBack(RETURN))
                .thenRefused(new NothingToVoid(PAYMENT, PaymentStatus.CREATED));
        given().when(new VoidPayment(ORDER, PAYMENT, RETURN, LATE, AT)).thenRefused(new UnknownPayment(PAYMENT));
    }

    @Test
    void a_void_that_never_reached_the_gateway_is_tried_again_with_a_new_key() {
        PaymentStory unsent = given(initiated(), authorized(), voiding(RETURN))
                .when(note(RETURN, unsent()))
                .then(voidFailed(RETURN, Duration.ofSeconds(5)));
        assertThat(unsent.deadlines())
                .isEqualTo(Map.of("void-" + PAYMENT, AT.plusSeconds(5), "expiry-" + PAYMENT, VALID_UNTIL));
        unsent.when(giveBack(SECOND_RETURN))
                .then(voiding(SECOND_RETURN))
                .when(note(SECOND_RETURN, unsent()))
                .then(voidFailed(SECOND_RETURN, Duration.ofSeconds(30)));
    }

    @Test
    void a_void_without_an_answer_is_asked_about_like_any_other_transaction() {
        PaymentStory unknown = given(initiated(), authorized(), voiding(RETURN))
                .when(note(RETURN, silence()))
                .then(voidUnknown());
        assertThat(unknown.deadlines())
                .isEqualTo(Map.of("gateway-" + RETURN, FIRST_CHECK, "expiry-" + PAYMENT, VALID_UNTIL));
    }

    @Test
    void a_void_that_the_gateway_refuses_is_looked_at_by_a_person() {
        given(initiated(), authorized(), voiding(RETURN))
                .when(note(RETURN, no()))
                .then(review(RETURN, "INSUFFICIENT_FUNDS", AT))
                .when(giveBack(SECOND_RETURN))
                .thenRefused(new Unresolved(RETURN));
    }

    @Test
    void a_running_call_is_asked_about_when_it_cannot_arrive_any_more_and_an_answered_one_never() {
        assertThat(given(initiated()).deadlines()).isEqualTo(Map.of("gateway-" + CHARGE, AT.plus(CALL_SETTLED)));
        assertThat(given(initiated(), unknown()).deadlines()).isEqualTo(Map.of("gateway-" + CHARGE, FIRST_CHECK));
        assertThat(given(initiated(), authorized()).deadlines()).isEqualTo(Map.of("expiry-" + PAYMENT, VALID_UNTIL));
        assertThat(given(initiated(), declined()).deadlines()).isEmpty();
        assertThat(given(initiated(), failed()).deadlines()).isEmpty();
    }

    @Test
    void a_payment_says_how_far_it_has_come_and_how_much_is_set_aside() {
        Money nothing = Money.zero(AMOUNT.currency());
        assertSays(PaymentStatus.CREATED, nothing, given(initiated()));
        assertSays(PaymentStatus.CREATED, nothing, given(initiated(), unknown()));
        assertSays(PaymentStatus.CREATED, nothing, given(initiated(), failed()));
        assertSays(PaymentStatus.DECLINED, nothing, given(initiated(), declined()));
        assertSays(PaymentStatus.AUTHORIZED, AMOUNT, given(initiated(), authorized()));
        assertSays(PaymentStatus.AUTHORIZED, AMOUNT, given(initiated(), authorized(), voiding(RETURN)));
        assertSays(PaymentStatus.VOIDED, AMOUNT, given(initiated(), authorized(), voiding(RETURN), voided(RETURN)));
    }

    @Test
    void a_token_is_never_printed() {
        assertThat(authorize(1).toString()).doesNotContain(TOKEN);
        assertThat(initiated().toString()).doesNotContain(TOKEN);
        assertThat(given(initiated()).payments().toString()).doesNotContain(TOKEN);
    }

    @Test
    void a_past_that_cannot_be_true_stops_the_program() {
        assertThatThrownBy(given(authorized())::payments).isInstanceOf(CorruptHistory.class);
        assertThatThrownBy(given(initiated(), authorized(), declined())::payments)
                .isInstanceOf(CorruptHistory.class)
                .hasMessage("history is corrupt: PaymentDeclined cannot follow Succeeded");
        assertThatThrownBy(given(initiated(), authorized(), authorized())::payments)
                .isInstanceOf(CorruptHistory.class);
        assertThatThrownBy(given(initiated(), initiated())::payments).isInstanceOf(CorruptHistory.class);
        assertThatThrownBy(given(voiding(RETURN))::payments).isInstanceOf(CorruptHistory.class);
        assertThatThrownBy(given(initiated(), checked(CHARGE, 1, AT, AT))::payments)
                .isInstanceOf(CorruptHistory.class);
    }

    private static void assertSays(PaymentStatus status, Money authorized, PaymentStory story) {
        Payment payment = story.payments().payment(PAYMENT).orElseThrow();
        assertThat(payment.status()).isEqualTo(status);
        assertThat(payment.authorized()).isEqualTo(authorized);
        assertThat(payment.captured()).isEqualTo(Money.zero(AMOUNT.currency()));
        assertThat(payment.refunded()).isEqualTo(Money.zero(AMOUNT.currency()));
    }
}
