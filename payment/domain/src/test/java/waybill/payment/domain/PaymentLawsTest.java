package waybill.payment.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static waybill.payment.domain.PaymentExamples.LATE;
import static waybill.payment.domain.PaymentExamples.ORDER;
import static waybill.payment.domain.PaymentExamples.transaction;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import waybill.kernel.Decision;
import waybill.kernel.PaymentId;
import waybill.kernel.TransactionId;
import waybill.payment.domain.PaymentCommand.Authorize;
import waybill.payment.domain.PaymentCommand.NoteOutcome;
import waybill.payment.domain.PaymentCommand.VoidPayment;
import waybill.payment.domain.PaymentEvent.PaymentInitiated;
import waybill.payment.domain.PaymentWalk.Step;

/** What holds for every order's payments, whatever happens. {@code -Dseed=} repeats one walk. */
class PaymentLawsTest {
    private static final int WALKS = 2_000;
    private static final PaymentDecider DECIDER = new PaymentDecider();

    @Test
    void a_command_heard_twice_is_obeyed_once() {
        everyStep(
                PaymentWalk::lying,
                (step, where) -> assertThat(DECIDER.decide(step.after(), step.command()))
                        .as("second hearing, %s", where)
                        .isNotInstanceOf(Decision.Accepted.class));
    }

    @Test
    void the_same_state_and_command_give_the_same_decision() {
        everyStep(
                PaymentWalk::lying,
                (step, where) -> assertThat(DECIDER.decide(step.before(), step.command()))
                        .as(where)
                        .isEqualTo(step.decision()));
    }

    @Test
    void nothing_is_ignored_without_a_reason() {
        everyStep(PaymentWalk::lying, (step, where) -> {
            if (step.decision() instanceof Decision.AlreadySo<PaymentEvent, PaymentRefusal>(var reason)) {
                assertThat(reason).as(where).isNotBlank();
            }
        });
    }

    @Test
    void no_authorization_begins_beside_one_that_is_live_or_unresolved() {
        everyStep(PaymentWalk::lying, (step, where) -> {
            if (events(step).stream().anyMatch(PaymentInitiated.class::isInstance)) {
                assertThat(step.before().live()).as(where).isEmpty();
                assertThat(step.before().unresolvedAuthorization()).as(where).isEmpty();
            }
        });
    }

    @Test
    void the_saga_begins_no_attempt_twice_and_none_that_it_has_left_behind() {
        everyStep(PaymentWalk::lying, (step, where) -> {
            if (step.command() instanceof Authorize wanted
                    && wanted.attempt() > 0
                    && !events(step).isEmpty()) {
                assertThat(wanted.attempt())
                        .as(where)
                        .isGreaterThan(step.before().attempt());
            }
        });
    }

    @Test
    void no_void_begins_beside_one_that_may_still_happen_and_none_for_money_that_is_not_there() {
        everyStep(PaymentWalk::lying, (step, where) -> {
            if (step.command() instanceof VoidPayment wanted && !events(step).isEmpty()) {
                Payment before = step.before().payment(wanted.payment()).orElseThrow();
                assertThat(before.isLive()).as(where).isTrue();
                assertThat(before.voids().filter(Transaction::isUnresolved))
                        .as(where)
                        .isEmpty();
            }
        });
    }

    @Test
    void an_honest_gateway_never_holds_money_twice_for_one_order() {
        everyStep(
                PaymentWalk::honest,
                (step, where) -> assertThat(step.after().all().stream().filter(Payment::isLive))
                        .as(where)
                        .hasSizeLessThanOrEqualTo(1));
    }

    @Test
    void a_payment_is_one_authorization_and_never_more_is_taken_or_given_back_than_there_is() {
        everyStep(PaymentWalk::lying, (step, where) -> {
            for (Payment payment : step.after().all()) {
                assertThat(payment.transactions().stream().filter(one -> one.kind() == Kind.AUTHORIZE))
                        .as(where)
                        .containsExactly(payment.authorization());
                assertThat(payment.captured()).as(where).isLessThanOrEqualTo(payment.authorized());
                assertThat(payment.refunded()).as(where).isLessThanOrEqualTo(payment.captured());
            }
        });
    }

    @Test
    void money_that_the_gateway_moved_is_never_dropped_and_never_forgotten() {
        everyStep(PaymentWalk::lying, (step, where) -> {
            Set<TransactionId> moved = new HashSet<>(succeeded(step.before()));
            if (step.command() instanceof NoteOutcome note
                    && note.outcome() instanceof Outcome.Succeeded
                    && step.before().transaction(note.transaction()).isPresent()) {
                moved.add(note.transaction());
            }
            assertThat(succeeded(step.after())).as(where).containsExactlyInAnyOrderElementsOf(moved);
        });
    }

    @Test
    void whatever_is_not_settled_has_a_deadline_and_nothing_else_has() {
        everyStep(
                PaymentWalk::lying,
                (step, where) -> assertThat(PaymentDeadlines.of(step.after()).keySet())
                        .as(where)
                        .containsExactlyInAnyOrderElementsOf(open(step.after())));
    }

    @Test
    void whoever_keeps_the_deadlines_settles_everything() {
        everyWalk(PaymentWalk::lying, (steps, where) -> {
            Payments now = steps.getLast().after();
            long fresh = 1_000;
            for (int round = 0; !PaymentDeadlines.of(now).isEmpty(); round++) {
                assertThat(round).as("rounds, %s, %s", where, now).isLessThan(200);
                Map.Entry<String, Instant> due = earliest(now);
                now = after(now, keep(now, due, fresh++));
            }
        });
    }

    @Test
    void the_state_is_the_fold_of_the_events() {
        everyWalk(PaymentWalk::lying, (steps, where) -> {
            List<PaymentEvent> history = new ArrayList<>();
            steps.forEach(step -> history.addAll(events(step)));
            assertThat(DECIDER.fold(history))
                    .as(where)
                    .isEqualTo(steps.getLast().after());
        });
    }

    @Test
    void every_event_says_the_order_and_the_time_of_its_command() {
        everyStep(
                PaymentWalk::lying,
                (step, where) -> assertThat(events(step)).as(where).allSatisfy(event -> {
                    assertThat(event.order()).isEqualTo(step.command().order());
                    assertThat(event.at()).isEqualTo(step.command().at());
                    assertThat(step.after().transaction(event.transaction())).isPresent();
                }));
    }

    /** Asks a gateway that has never heard of anything but does give money back. */
    private static PaymentCommand keep(Payments now, Map.Entry<String, Instant> due, long fresh) {
        String row = due.getKey();
        if (row.startsWith(PaymentDeadlines.VOID_AGAIN)) {
            PaymentId payment = new PaymentId(row.substring(PaymentDeadlines.VOID_AGAIN.length()));
            return new VoidPayment(ORDER, payment, transaction(fresh), LATE, due.getValue());
        }
        TransactionId asked = new TransactionId(row.substring(PaymentDeadlines.ASK_GATEWAY.length()));
        Transaction transaction = now.transaction(asked).orElseThrow();
        Outcome said = transaction.kind() == Kind.VOID ? PaymentExamples.ok() : PaymentExamples.notFound();
        return new NoteOutcome(ORDER, asked, said, due.getValue());
    }

    private static Payments after(Payments now, PaymentCommand command) {
        if (DECIDER.decide(now, command) instanceof Decision.Accepted<PaymentEvent, PaymentRefusal>(var events)) {
            for (PaymentEvent event : events) {
                now = DECIDER.evolve(now, event);
            }
        }
        return now;
    }

    private static Map.Entry<String, Instant> earliest(Payments now) {
        return PaymentDeadlines.of(now).entrySet().stream()
                .min(Map.Entry.comparingByValue())
                .orElseThrow();
    }

    private static List<String> open(Payments payments) {
        List<String> rows = new ArrayList<>();
        for (Payment payment : payments.all()) {
            for (Transaction one : payment.transactions()) {
                if (one.status() == TransactionStatus.INITIATED || one.status() == TransactionStatus.UNKNOWN) {
                    rows.add("gateway-" + one.id());
                }
            }
            if (payment.isLive() && payment.lastVoid().isPresent()) {
                Transaction last = payment.lastVoid().get();
                if (last.status() == TransactionStatus.ERRORED) {
                    rows.add("void-" + payment.id());
                }
            }
        }
        return rows;
    }

    private static Set<TransactionId> succeeded(Payments payments) {
        Set<TransactionId> done = new HashSet<>();
        payments.all().stream()
                .flatMap(payment -> payment.transactions().stream())
                .filter(Transaction::succeeded)
                .forEach(one -> done.add(one.id()));
        return done;
    }

    private static List<PaymentEvent> events(Step step) {
        return step.decision() instanceof Decision.Accepted<PaymentEvent, PaymentRefusal>(var events)
                ? events
                : List.of();
    }

    private static void everyStep(LongFunction<List<Step>> walk, BiConsumer<Step, String> law) {
        everyWalk(walk, (steps, where) -> steps.forEach(step -> law.accept(step, where + ", " + step.command())));
    }

    private static void everyWalk(LongFunction<List<Step>> walk, BiConsumer<List<Step>, String> law) {
        Long only = Long.getLong("seed");
        LongStream seeds = only == null ? LongStream.range(0, WALKS) : LongStream.of(only);
        seeds.forEach(seed -> law.accept(walk.apply(seed), "seed " + seed));
    }
}
