package waybill.payment.service.http;

import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import waybill.contracts.Announcement;
import waybill.engine.core.assembly.ServiceEngine;
import waybill.engine.core.commands.Outcome;
import waybill.engine.core.feeds.Watchers;
import waybill.engine.core.log.KeyEntry;
import waybill.engine.core.log.Recorded;
import waybill.engine.core.log.StoredAnswer;
import waybill.engine.core.log.StreamId;
import waybill.engine.http.Answer;
import waybill.engine.http.Call;
import waybill.engine.http.Problem;
import waybill.engine.http.writes.Waits;
import waybill.engine.http.writes.Writes;
import waybill.kernel.OrderId;
import waybill.kernel.PaymentId;
import waybill.payment.domain.Payment;
import waybill.payment.domain.PaymentCommand;
import waybill.payment.domain.PaymentEvent;
import waybill.payment.domain.PaymentRefusal;
import waybill.payment.domain.Payments;
import waybill.payment.domain.TransactionStatus;
import waybill.payment.service.store.PaymentEvents;
import waybill.payment.service.transfers.TransactionWatch;

/**
 * {@code POST /payments/authorize}: sends the command, waits for the gateway's answer, and tells it. The key keeps
 * which payment it began, first or last; what to answer follows from that payment's history, at the moment its
 * authorization was first known.
 */
final class Authorizing {
    /** Marks a kept answer that names a payment instead of being the answer. */
    private static final String PAYMENT_POINTER = "payment-id";

    private final ServiceEngine<Payments, PaymentCommand, PaymentEvent, PaymentRefusal, ?, Announcement> engine;
    private final Writes<Payments, PaymentCommand, PaymentRefusal> writes;
    private final Watchers<PaymentEvent> watchers;
    private final UnaryOperator<PaymentCommand.Authorize> anew;

    /** {@code anew} makes the same command with fresh ids. */
    Authorizing(
            ServiceEngine<Payments, PaymentCommand, PaymentEvent, PaymentRefusal, ?, Announcement> engine,
            Watchers<PaymentEvent> watchers,
            UnaryOperator<PaymentCommand.Authorize> anew) {
        this.engine = engine;
        this.writes = new Writes<>(engine.runner());
        this.watchers = watchers;
        this.anew = anew;
    }

    Answer answer(Call call, PaymentCommand.Authorize command) {
        Outcome<Payments, PaymentRefusal> outcome =
                writes.submit(call, directed(command), decided -> keep(call, command, decided));
        return switch (outcome) {
            case Outcome.Done<Payments, PaymentRefusal> done -> told(call, command, done.state());
            case Outcome.Refused<Payments, PaymentRefusal> refused -> Writes.sent(refused.answer());
            case Outcome.Replayed<Payments, PaymentRefusal>(var entry) -> repeat(call, command, entry);
            case Outcome.KeyReused<Payments, PaymentRefusal> _ ->
                throw Writes.keyReused().asException();
        };
    }

    private static Writes.Command<PaymentCommand> directed(PaymentCommand.Authorize command) {
        return new Writes.Command<>(PaymentEvents.payments(command.order()), false, command);
    }

    private static StoredAnswer keep(
            Call call, PaymentCommand.Authorize command, Outcome<Payments, PaymentRefusal> decided) {
        return switch (decided) {
            case Outcome.Done<Payments, PaymentRefusal> done ->
                new StoredAnswer(
                        202, PAYMENT_POINTER, paymentOf(command, done.state()).value());
            case Outcome.Refused<Payments, PaymentRefusal> refused ->
                Writes.stored(call.answer(PaymentProblems.of(command.order(), refused.reason())));
            case Outcome.Replayed<Payments, PaymentRefusal> _, Outcome.KeyReused<Payments, PaymentRefusal> _ ->
                throw new IllegalStateException("only decisions are kept");
        };
    }

    /** The payment that this command began, or the last one if it was so already. */
    private static PaymentId paymentOf(PaymentCommand.Authorize command, Payments state) {
        return state.payment(command.payment())
                .orElseGet(() -> state.all().getLast())
                .id();
    }

    /** The first answer again; but after a definite failure, the payment is begun anew under the same key. */
    private Answer repeat(Call call, PaymentCommand.Authorize command, KeyEntry first) {
        StoredAnswer kept = writes.latest(call, first, PAYMENT_POINTER);
        if (!kept.contentType().equals(PAYMENT_POINTER)) {
            return Writes.replayed(Writes.sent(kept));
        }
        PaymentId payment = new PaymentId(kept.body());
        List<Recorded<PaymentEvent>> history = history(call, command.order(), payment);
        if (authorization(TransactionWatch.fold(history), payment) != TransactionStatus.ERRORED) {
            return Writes.replayed(tell(call, command.order(), payment, history));
        }
        PaymentCommand.Authorize again = anew.apply(command);
        Outcome<Payments, PaymentRefusal> outcome =
                writes.submitAnew(call, kept, directed(again), decided -> keep(call, again, decided));
        return switch (outcome) {
            case Outcome.Done<Payments, PaymentRefusal> done -> told(call, again, done.state());
            case Outcome.Refused<Payments, PaymentRefusal> refused -> Writes.sent(refused.answer());
            case Outcome.Replayed<Payments, PaymentRefusal> _ -> repeat(call, command, first);
            case Outcome.KeyReused<Payments, PaymentRefusal> _ ->
                throw Writes.keyReused().asException();
        };
    }

    private Answer told(Call call, PaymentCommand.Authorize command, Payments state) {
        PaymentId payment = paymentOf(command, state);
        return tell(call, command.order(), payment, history(call, command.order(), payment));
    }

    /** The history until it was first known what became of this payment; all of it if it is not known. */
    private List<Recorded<PaymentEvent>> history(Call call, OrderId order, PaymentId payment) {
        Duration wait = call.preferWait(TransactionWatch.USUAL_WAIT);
        StreamId stream = PaymentEvents.payments(order);
        List<Recorded<PaymentEvent>> history = Waits.until(
                watchers,
                stream.name(),
                () -> engine.history(stream.name()).join(),
                seen -> known(seen, payment) >= 0 || isUnknown(seen, payment),
                wait);
        int settledAt = known(history, payment);
        return settledAt < 0 ? history : history.subList(0, settledAt + 1);
    }

    /** The index of the event that first told what became of the payment's authorization; -1 if none has. */
    private static int known(List<Recorded<PaymentEvent>> history, PaymentId payment) {
        for (int i = 0; i < history.size(); i++) {
            boolean tells = switch (history.get(i).event()) {
                case PaymentEvent.PaymentAuthorized e -> e.payment().equals(payment);
                case PaymentEvent.PaymentDeclined e -> e.payment().equals(payment);
                case PaymentEvent.PaymentFailed e -> e.payment().equals(payment);
                default -> false; // all other events are about something else
            };
            if (tells) {
                return i;
            }
        }
        return -1;
    }

    /** Whether the gateway's answer is lost; it is not waited for then until somebody asks. */
    private static boolean isUnknown(List<Recorded<PaymentEvent>> history, PaymentId payment) {
        return history.stream()
                .anyMatch(recorded -> recorded.event() instanceof PaymentEvent.PaymentUnknown lost
                        && lost.payment().equals(payment));
    }

    private static TransactionStatus authorization(Payments payments, PaymentId id) {
        return find(payments, id).authorization().status();
    }

    private static Payment find(Payments payments, PaymentId id) {
        return payments.payment(id).orElseThrow(() -> new IllegalStateException("a payment is gone: " + id));
    }

    private static Answer tell(Call call, OrderId order, PaymentId id, List<Recorded<PaymentEvent>> history) {
        Payment payment = find(TransactionWatch.fold(history), id);
        return switch (payment.authorization().status()) {
            case SUCCEEDED -> located(Answer.json(201, PaymentJson.Resource.of(order, payment)), id);
            case DECLINED -> problem(call, PaymentProblems.declined(order, payment), begun(history, id));
            case ERRORED -> problem(call, PaymentProblems.unavailable(order, payment), begun(history, id));
            case INITIATED, UNKNOWN, MANUAL_REVIEW ->
                located(Answer.json(202, PaymentJson.Resource.of(order, payment)), id)
                        .withHeader("Retry-After", "1");
        };
    }

    /** The event that began the payment. */
    private static Recorded<PaymentEvent> begun(List<Recorded<PaymentEvent>> history, PaymentId id) {
        return history.stream()
                .filter(recorded -> recorded.event() instanceof PaymentEvent.PaymentInitiated begun
                        && begun.payment().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("a payment has no beginning: " + id));
    }

    /** The problem names the trace of the request that began the payment, so that a repeat gets the same document. */
    private static Answer problem(Call call, Problem problem, Recorded<PaymentEvent> begun) {
        return call.answer(problem.tracedTo(begun.meta().traceparent()));
    }

    private static Answer located(Answer answer, PaymentId id) {
        return answer.withHeader("Location", "/payments/" + id.value());
    }
}
