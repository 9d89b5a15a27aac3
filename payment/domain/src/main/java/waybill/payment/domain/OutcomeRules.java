package waybill.payment.domain;

import java.time.Duration;
import java.util.Optional;
import waybill.kernel.Decision;
import waybill.kernel.TransactionId;
import waybill.payment.domain.PaymentCommand.NoteOutcome;
import waybill.payment.domain.PaymentEvent.CheckScheduled;
import waybill.payment.domain.PaymentEvent.ReviewRequired;
import waybill.payment.domain.PaymentRefusal.UnknownTransaction;
import waybill.payment.domain.TransactionTable.Move;
import waybill.payment.domain.TransactionTable.News;

/** What follows from an answer of the gateway: the table says whether anything, the kind of transaction says what. */
final class OutcomeRules {
    /** Why a person must look when the gateway never gave an answer. */
    static final String CHECKS_USED_UP = "CHECKS_USED_UP";

    /** Why a transaction counts as never sent when the gateway, asked late enough, does not know its key. */
    static final String NOT_FOUND = "NOT_FOUND";

    /** Why a transaction counts as unknown when the gateway was asked too early for its no to be proof. */
    static final String NOT_FOUND_YET = "NOT_FOUND_YET";

    private OutcomeRules() {}

    static Decision<PaymentEvent, PaymentRefusal> note(Payments payments, NoteOutcome note) {
        TransactionId id = note.transaction();
        Optional<Payment> payment = payments.paymentOf(id);
        return payment.flatMap(one -> one.transaction(id))
                .map(transaction -> note(payment.get(), transaction, note))
                .orElseGet(() -> Decision.refuse(new UnknownTransaction(id)));
    }

    private static Decision<PaymentEvent, PaymentRefusal> note(
            Payment payment, Transaction transaction, NoteOutcome note) {
        Outcome.Answer answer = answer(transaction, note);
        return switch (TransactionTable.cell(transaction.kind(), transaction.status(), news(answer))) {
            case Move.Ignore(var reason) -> Decision.alreadySo("transaction " + transaction.id() + ": " + reason);
            case Move.CheckAgain _ -> checkAgain(transaction, note);
            case Move.To _ -> Decision.accept(told(payment, transaction, answer, note));
        };
    }

    private static Outcome.Answer answer(Transaction transaction, NoteOutcome note) {
        return switch (note.outcome()) {
            case Outcome.Answer answer -> answer;
            case Outcome.NotFound _
            when note.at().isBefore(transaction.callSettledAt()) -> new Outcome.Unknown(NOT_FOUND_YET);
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
        Optional<Duration> wait = CheckSchedule.waitAfter(asked);
        return Decision.accept(wait.<PaymentEvent>map(pause -> new CheckScheduled(
                        note.order(), transaction.id(), asked, note.at().plus(pause), note.at()))
                .orElseGet(() -> new ReviewRequired(note.order(), transaction.id(), CHECKS_USED_UP, note.at())));
    }

    private static PaymentEvent told(
            Payment payment, Transaction transaction, Outcome.Answer answer, NoteOutcome note) {
        Tale tale = new Tale(note.order(), payment, transaction, note.at());
        return switch (transaction.kind()) {
            case AUTHORIZE -> tale.ofAuthorization(answer);
            case VOID -> tale.ofVoid(answer);
            case CAPTURE, REFUND -> throw new IllegalStateException("no event begins this yet: " + transaction);
        };
    }
}
