package waybill.payment.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static waybill.payment.domain.PaymentExamples.ORDER;
import static waybill.payment.domain.PaymentExamples.transaction;
import static waybill.payment.domain.PaymentWalk.everyStep;
import static waybill.payment.domain.PaymentWalk.everyWalk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import waybill.kernel.Decision;
import waybill.kernel.PaymentId;
import waybill.kernel.TransactionId;
import waybill.payment.domain.CaptureEvent.CaptureInitiated;
import waybill.payment.domain.PaymentCommand.Authorize;
import waybill.payment.domain.PaymentCommand.GoOn;
import waybill.payment.domain.PaymentCommand.NoteExpiry;
import waybill.payment.domain.PaymentCommand.NoteOutcome;
import waybill.payment.domain.PaymentCommand.WantAnswer;
import waybill.payment.domain.PaymentEvent.CheckRequested;
import waybill.payment.domain.PaymentEvent.OutcomeRestated;
import waybill.payment.domain.PaymentEvent.PaymentInitiated;
import waybill.payment.domain.PaymentEvent.PaymentsClosed;
import waybill.payment.domain.PaymentEvent.TransactionResolved;
import waybill.payment.domain.PaymentEvent.VoidInitiated;
import waybill.payment.domain.PaymentWalk.Step;
import waybill.payment.domain.RefundEvent.RefundInitiated;
import waybill.payment.domain.rules.BeginTable;

/** What holds for every order's payments, whatever happens. {@code -Dseed=} repeats one walk. */
class PaymentLawsTest {
    private static final PaymentDecider DECIDER = new PaymentDecider();

    @Test
    void a_command_heard_twice_is_obeyed_once_and_at_most_told_again() {
        everyStep(PaymentWalk::lying, (step, where) -> {
            Step again =
                    new Step(step.after(), step.command(), DECIDER.decide(step.after(), step.command()), step.after());
            assertThat(again.events())
                    .as("second hearing, %s", where)
                    .allSatisfy(event -> assertThat(event)
                            .isInstanceOfAny(OutcomeRestated.class, CheckRequested.class, PaymentsClosed.class));
            again.forEachEvent((was, event) ->
                    assertThat(PaymentHistory.after(was, event)).as(where).isEqualTo(was));
        });
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
    void no_authorization_begins_beside_one_that_is_live_or_unresolved_and_none_after_the_end() {
        everyStep(
                PaymentWalk::lying,
                (step, where) -> step.forEachEvent((was, event) -> {
                    if (event instanceof PaymentInitiated) {
                        assertThat(was.live()).as(where).isEmpty();
                        assertThat(was.unresolvedAuthorization()).as(where).isEmpty();
                        assertThat(was.closing()).as(where).isNull();
                    }
                }));
    }

    @Test
    void the_saga_begins_no_attempt_twice_and_none_that_it_has_left_behind() {
        everyStep(PaymentWalk::lying, (step, where) -> {
            boolean begins = step.events().stream().anyMatch(event -> event instanceof PaymentInitiated);
            if (begins && attempt(step.command()) > 0) {
                assertThat(attempt(step.command()))
                        .as(where)
                        .isGreaterThan(step.before().attempt());
            }
        });
    }

    private static int attempt(PaymentCommand command) {
        return switch (command) {
            case Authorize wanted -> wanted.attempt();
            case WantAnswer(var wanted) -> wanted.attempt();
            default -> 0;
        };
    }

    @Test
    void the_saga_always_gets_an_answer_unless_the_order_has_ended() {
        everyStep(PaymentWalk::lying, (step, where) -> {
            if (attempt(step.command()) > 0 && step.before().closing() == null) {
                assertThat(step.decision()).as(where).isNotInstanceOf(Decision.Refused.class);
            }
        });
    }

    @Test
    void nothing_begins_beside_what_the_table_says_it_must_wait_for() {
        everyStep(
                PaymentWalk::lying,
                (step, where) -> step.forEachEvent((was, event) -> {
                    switch (event) {
                        case CaptureInitiated begun -> assertAlone(was, begun.payment(), Kind.CAPTURE, where);
                        case VoidInitiated begun -> assertAlone(was, begun.payment(), Kind.VOID, where);
                        case RefundInitiated begun -> assertAlone(was, begun.payment(), Kind.REFUND, where);
                        default -> {}
                    }
                }));
    }

    private static void assertAlone(Payments was, PaymentId payment, Kind wanted, String where) {
        for (Transaction other : was.payment(payment).orElseThrow().transactions()) {
            assertThat(BeginTable.cell(wanted, other.kind(), other.status()))
                    .as("%s beside %s, %s", wanted, other, where)
                    .isIn(BeginTable.Rule.GO, BeginTable.Rule.COUNTS);
        }
    }

    @Test
    void nothing_begins_that_is_more_than_is_left() {
        everyStep(
                PaymentWalk::lying,
                (step, where) -> step.forEachEvent((was, event) -> {
                    switch (event) {
                        case CaptureInitiated begun ->
                            assertThat(begun.amount())
                                    .as(where)
                                    .isGreaterThan(PaymentExamples.euros(0))
                                    .isLessThanOrEqualTo(was.payment(begun.payment())
                                            .orElseThrow()
                                            .capturable());
                        case RefundInitiated begun ->
                            assertThat(begun.amount())
                                    .as(where)
                                    .isGreaterThan(PaymentExamples.euros(0))
                                    .isLessThanOrEqualTo(was.payment(begun.payment())
                                            .orElseThrow()
                                            .refundable());
                        case VoidInitiated begun ->
                            assertThat(begun.amount())
                                    .as(where)
                                    .isEqualTo(was.payment(begun.payment())
                                            .orElseThrow()
                                            .rest());
                        default -> {}
                    }
                }));
    }

    @Test
    void what_was_unknown_is_told_to_be_resolved_before_it_is_told_how() {
        everyStep(PaymentWalk::lying, (step, where) -> {
            if (step.command() instanceof NoteOutcome note) {
                boolean wasUnknown = status(step.before(), note) == TransactionStatus.UNKNOWN
                        || status(step.before(), note) == TransactionStatus.MANUAL_REVIEW;
                boolean isKnown = Set.of(
                                TransactionStatus.SUCCEEDED, TransactionStatus.DECLINED, TransactionStatus.ERRORED)
                        .contains(status(step.after(), note));
                assertThat(step.events().stream().anyMatch(TransactionResolved.class::isInstance))
                        .as(where)
                        .isEqualTo(wasUnknown && isKnown);
            }
        });
    }

    private static TransactionStatus status(Payments payments, NoteOutcome note) {
        return payments.transaction(note.transaction()).map(Transaction::status).orElse(TransactionStatus.INITIATED);
    }

    @Test
    void an_attempt_of_the_caller_with_a_name_is_done_once() {
        everyWalk(PaymentWalk::honest, (steps, where) -> {
            for (Payment payment : steps.getLast().after().all()) {
                List<String> done = payment.transactions().stream()
                        .filter(Transaction::succeeded)
                        .filter(one -> one.reference() != null)
                        .map(one -> one.kind() + " " + one.reference())
                        .toList();
                assertThat(done).as(where).doesNotHaveDuplicates();
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
            steps.forEach(step -> history.addAll(step.events()));
            assertThat(DECIDER.fold(history))
                    .as(where)
                    .isEqualTo(steps.getLast().after());
        });
    }

    @Test
    void every_event_says_the_order_and_the_time_of_its_command() {
        everyStep(
                PaymentWalk::lying,
                (step, where) -> assertThat(step.events()).as(where).allSatisfy(event -> {
                    assertThat(event.order()).isEqualTo(step.command().order());
                    assertThat(event.at()).isEqualTo(step.command().at());
                    if (event instanceof PaymentEvent.OfTransaction about) {
                        assertThat(step.after().transaction(about.transaction()))
                                .isPresent();
                    }
                }));
    }

    /** Asks a gateway that has never heard of anything but does give money back. */
    private static PaymentCommand keep(Payments now, Map.Entry<String, Instant> due, long fresh) {
        String row = due.getKey();
        Instant at = due.getValue();
        if (row.startsWith(PaymentDeadlines.EXPIRY)) {
            PaymentId payment = new PaymentId(row.substring(PaymentDeadlines.EXPIRY.length()));
            return new NoteExpiry(ORDER, payment, transaction(fresh), at);
        }
        if (!row.startsWith(PaymentDeadlines.ASK_GATEWAY)) {
            return new GoOn(ORDER, transaction(fresh), true, at);
        }
        TransactionId asked = new TransactionId(row.substring(PaymentDeadlines.ASK_GATEWAY.length()));
        return new NoteOutcome(ORDER, asked, said(now.transaction(asked).orElseThrow(), at), transaction(fresh), at);
    }

    private static Outcome said(Transaction asked, Instant at) {
        return switch (asked.kind()) {
            case VOID, REFUND -> PaymentExamples.ok();
            case AUTHORIZE, CAPTURE -> PaymentExamples.notFound(at);
        };
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
            if (payment.hasRest()) {
                rows.add("expiry-" + payment.id());
            }
            if (payment.hasRest() && isToBeginAgain(payment, Kind.VOID)) {
                rows.add("void-" + payment.id());
            }
            if (!payment.refundable().isZero() && isToBeginAgain(payment, Kind.REFUND)) {
                rows.add("refund-" + payment.id());
            }
        }
        return rows;
    }

    private static boolean isToBeginAgain(Payment payment, Kind kind) {
        return payment.last(kind)
                .filter(last -> last.state() instanceof TransactionState.ErroredForNow)
                .isPresent();
    }

    private static Set<TransactionId> succeeded(Payments payments) {
        Set<TransactionId> done = new HashSet<>();
        payments.all().stream()
                .flatMap(payment -> payment.transactions().stream())
                .filter(Transaction::succeeded)
                .forEach(one -> done.add(one.id()));
        return done;
    }
}
