package waybill.payment.domain.rules;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import waybill.kernel.Decision;
import waybill.kernel.TransactionId;
import waybill.payment.domain.CheckSchedule;
import waybill.payment.domain.Outcome;
import waybill.payment.domain.Payment;
import waybill.payment.domain.PaymentCommand.NoteOutcome;
import waybill.payment.domain.PaymentEvent;
import waybill.payment.domain.PaymentEvent.CheckScheduled;
import waybill.payment.domain.PaymentEvent.ReviewRequired;
import waybill.payment.domain.PaymentEvent.TransactionResolved;
import waybill.payment.domain.PaymentRefusal;
import waybill.payment.domain.PaymentRefusal.UnknownTransaction;
import waybill.payment.domain.Payments;
import waybill.payment.domain.Transaction;
import waybill.payment.domain.TransactionState;
import waybill.payment.domain.TransactionStatus;
import waybill.payment.domain.rules.TransactionTable.Move;
import waybill.payment.domain.rules.TransactionTable.News;

/** What follows from an answer of the gateway: the table says whether anything, the kind of transaction says what. */
public final class OutcomeRules {
    /** Why a person must look when the gateway never gave an answer. */
    static final String CHECKS_USED_UP = "CHECKS_USED_UP";

    /** Why a transaction counts as never sent when the gateway, asked late enough, does not know its key. */
    static final String NOT_FOUND = "NOT_FOUND";

    /** Why a transaction counts as unknown when the gateway was asked too early for its no to be proof. */
    static final String NOT_FOUND_YET = "NOT_FOUND_YET";

    private OutcomeRules() {}

    /** Obeys the table, tells the outcome, and goes on with what is to go back. */
    public static Decision<PaymentEvent, PaymentRefusal> note(Payments payments, NoteOutcome note) {
        TransactionId id = note.transaction();
        Optional<Payment> payment = payments.paymentOf(id);
        return payment.flatMap(one -> one.transaction(id))
                .map(transaction -> note(payments, payment.get(), transaction, note))
                .orElseGet(() -> Decision.refuse(new UnknownTransaction(id)));
    }

    private static Decision<PaymentEvent, PaymentRefusal> note(
            Payments payments, Payment payment, Transaction transaction, NoteOutcome note) {
        Outcome.Answer answer = answer(transaction, note);
        return switch (TransactionTable.cell(transaction.kind(), transaction.status(), news(answer))) {
            case Move.Ignore(var reason) -> Decision.alreadySo("transaction " + transaction.id() + ": " + reason);
            case Move.CheckAgain _ -> checkAgain(transaction, note);
            case Move.To(var next) -> {
                List<PaymentEvent> events = new ArrayList<>(resolved(payment, transaction, next, note));
                events.add(new Tale(note.order(), payments, payment, transaction, note.at()).of(answer));
                yield Decision.acceptAll(FollowUps.after(
                        payments, events, new FollowUps.Begin(note.order(), note.next(), note.at(), true)));
            }
        };
    }

    private static Outcome.Answer answer(Transaction transaction, NoteOutcome note) {
        return switch (note.outcome()) {
            case Outcome.Answer answer -> answer;
            case Outcome.NotFound(var asked)
            when asked.isBefore(transaction.callSettledAt()) -> new Outcome.Unknown(NOT_FOUND_YET);
            case Outcome.NotFound _ -> new Outcome.Errored(NOT_FOUND);
        };
    }

    private static News news(Outcome.Answer answer) {
        return switch (answer) {
            case Outcome.Succeeded _ -> News.SUCCEEDED;
            case Outcome.Declined _ -> News.DECLINED;
            case Outcome.Errored _ -> News.NOT_SENT;
            case Outcome.Unknown _ -> News.UNKNOWN;
        };
    }

    /** A question counts only once it is due; the same fruitless answer heard twice is one answer. */
    private static Decision<PaymentEvent, PaymentRefusal> checkAgain(Transaction transaction, NoteOutcome note) {
        if (!(transaction.state() instanceof TransactionState.Unknown lost)) {
            throw new IllegalStateException("only an unknown transaction is asked about again: " + transaction);
        }
        if (note.at().isBefore(lost.nextCheck())) {
            return Decision.alreadySo(
                    "transaction " + transaction.id() + ": unknown; asked about next at " + lost.nextCheck());
        }
        int asked = lost.checks() + 1;
        return Decision.accept(nextCheck(transaction, asked, note)
                .<PaymentEvent>map(next -> new CheckScheduled(note.order(), transaction.id(), asked, next, note.at()))
                .orElseGet(() -> new ReviewRequired(note.order(), transaction.id(), CHECKS_USED_UP, note.at())));
    }

    /** A gateway that was asked too early is asked again as soon as its answer counts. */
    private static Optional<Instant> nextCheck(Transaction transaction, int asked, NoteOutcome note) {
        boolean tooEarly = note.outcome() instanceof Outcome.NotFound;
        return tooEarly
                ? Optional.of(transaction.callSettledAt())
                : CheckSchedule.waitAfter(asked).map(pause -> note.at().plus(pause));
    }

    /** What nobody knew is known now; what is handed to a person is not. */
    private static List<PaymentEvent> resolved(
            Payment payment, Transaction transaction, TransactionStatus next, NoteOutcome note) {
        boolean wasUnknown = transaction.status() == TransactionStatus.UNKNOWN
                || transaction.status() == TransactionStatus.MANUAL_REVIEW;
        boolean isKnown = switch (next) {
            case SUCCEEDED, DECLINED, ERRORED -> true;
            case INITIATED, UNKNOWN, MANUAL_REVIEW -> false;
        };
        return wasUnknown && isKnown
                ? List.of(new TransactionResolved(
                        note.order(),
                        payment.attempt(),
                        payment.id(),
                        transaction.id(),
                        transaction.amount(),
                        transaction.kind(),
                        next,
                        note.at()))
                : List.of();
    }
}
