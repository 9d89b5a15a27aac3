package waybill.payment.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static waybill.payment.domain.PaymentExamples.ENDED;
import static waybill.payment.domain.PaymentExamples.ORDER;
import static waybill.payment.domain.PaymentExamples.transaction;
import static waybill.payment.domain.PaymentWalk.everyStep;
import static waybill.payment.domain.PaymentWalk.everyWalk;
import static waybill.payment.domain.PaymentWalk.truth;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import waybill.kernel.PaymentId;
import waybill.kernel.TransactionId;
import waybill.payment.domain.PaymentCommand.ClosePayments;
import waybill.payment.domain.PaymentCommand.GoOn;
import waybill.payment.domain.PaymentCommand.NoteExpiry;
import waybill.payment.domain.PaymentCommand.NoteOutcome;
import waybill.payment.domain.PaymentEvent.PaymentsClosed;

/** What holds of the money of every order, as long as the gateway is honest. {@code -Dseed=} repeats one walk. */
class MoneyLawsTest {
    private static final PaymentDecider DECIDER = new PaymentDecider();

    @Test
    void the_gateway_never_holds_money_twice_for_one_order() {
        everyStep(
                PaymentWalk::honest,
                (step, where) -> assertThat(step.after().all().stream().filter(Payment::isLive))
                        .as(where)
                        .hasSizeLessThanOrEqualTo(1));
    }

    @Test
    void never_more_is_taken_than_was_set_aside_and_never_more_given_back_than_was_taken() {
        everyStep(PaymentWalk::honest, (step, where) -> {
            for (Payment payment : step.after().all()) {
                assertThat(payment.all(Kind.AUTHORIZE)).as(where).containsExactly(payment.authorization());
                assertThat(payment.captured()).as(where).isLessThanOrEqualTo(payment.authorized());
                assertThat(payment.refunded()).as(where).isLessThanOrEqualTo(payment.captured());
                assertThat(payment.refundable().plus(payment.refunded()))
                        .as(where)
                        .isLessThanOrEqualTo(payment.captured());
            }
        });
    }

    @Test
    void when_nothing_is_left_to_ask_our_books_are_the_gateways() {
        everyWalk(PaymentWalk::honest, (steps, where) -> {
            Payments settled = settled(steps.getLast().after(), where);
            for (Payment payment : settled.all()) {
                for (Transaction one : payment.transactions()) {
                    boolean isDone = truth(one.id()) instanceof Outcome.Succeeded && isSent(one);
                    assertThat(one.succeeded()).as("%s, %s", where, one).isEqualTo(isDone);
                }
            }
        });
    }

    /** What the decider itself withheld is not in the gateway's books. */
    private static boolean isSent(Transaction one) {
        return !one.reason().orElse("").startsWith("EARLIER_PAYMENT");
    }

    @Test
    void an_order_is_closed_only_when_the_customer_is_charged_nothing_and_never_will_be() {
        everyStep(
                PaymentWalk::honest,
                (step, where) -> step.forEachEvent((was, event) -> {
                    if (event instanceof PaymentsClosed) {
                        assertThat(was.all()).as(where).allSatisfy(MoneyLawsTest::assertNothingIsCharged);
                    }
                }));
    }

    @Test
    void every_order_that_ends_is_closed_unless_a_person_must_look() {
        everyWalk(PaymentWalk::honest, (steps, where) -> {
            Payments now = steps.getLast().after();
            Instant late = PaymentExamples.AT.plus(Duration.ofDays(365));
            Payments closed = settled(after(now, new ClosePayments(ORDER, 9, transaction(500), ENDED, late)), where);
            for (long again = 501; !isDone(closed) && again < 520; again++) {
                closed = settled(after(closed, new ClosePayments(ORDER, 9, transaction(again), ENDED, late)), where);
            }
            assertThat(isDone(closed)).as("%s, %s", where, closed).isTrue();
            assertThat(closed.all()).as(where).allSatisfy(MoneyLawsTest::assertNothingIsCharged);
        });
    }

    private static boolean isDone(Payments payments) {
        Payments.Closing closing = payments.closing();
        return closing != null && closing.isDone();
    }

    private static void assertNothingIsCharged(Payment payment) {
        assertThat(payment.captured()).isEqualTo(payment.refunded());
        assertThat(payment.hasRest()).isFalse();
        assertThat(payment.transactions())
                .allSatisfy(one -> assertThat(one.isUnresolved() && one.kind() != Kind.VOID)
                        .isFalse());
    }

    /** Keeps every deadline, and has a person ask about what is under review. */
    private static Payments settled(Payments now, String where) {
        long fresh = now.all().size() * 100_000L + 1_000;
        for (int round = 0; !PaymentDeadlines.of(now).isEmpty(); round++) {
            assertThat(round).as("rounds, %s, %s", where, now).isLessThan(300);
            Map.Entry<String, Instant> due = PaymentDeadlines.of(now).entrySet().stream()
                    .min(Map.Entry.comparingByValue())
                    .orElseThrow();
            now = after(now, keep(due, fresh++));
        }
        for (Payment payment : now.all()) {
            for (Transaction one : payment.transactions()) {
                if (one.status() == TransactionStatus.MANUAL_REVIEW) {
                    now = after(
                            now, new NoteOutcome(ORDER, one.id(), truth(one.id()), transaction(fresh++), one.since()));
                }
            }
        }
        return PaymentDeadlines.of(now).isEmpty() ? now : settled(now, where);
    }

    private static PaymentCommand keep(Map.Entry<String, Instant> due, long fresh) {
        String row = due.getKey();
        Instant at = due.getValue();
        if (row.startsWith(PaymentDeadlines.ASK_GATEWAY)) {
            TransactionId asked = new TransactionId(row.substring(PaymentDeadlines.ASK_GATEWAY.length()));
            return new NoteOutcome(ORDER, asked, truth(asked), transaction(fresh), at);
        }
        if (row.startsWith(PaymentDeadlines.EXPIRY)) {
            PaymentId payment = new PaymentId(row.substring(PaymentDeadlines.EXPIRY.length()));
            return new NoteExpiry(ORDER, payment, transaction(fresh), at);
        }
        return new GoOn(ORDER, transaction(fresh), true, at);
    }

    private static Payments after(Payments now, PaymentCommand command) {
        if (DECIDER.decide(now, command)
                instanceof waybill.kernel.Decision.Accepted<PaymentEvent, PaymentRefusal>(var events)) {
            for (PaymentEvent event : events) {
                now = DECIDER.evolve(now, event);
            }
        }
        return now;
    }
}
