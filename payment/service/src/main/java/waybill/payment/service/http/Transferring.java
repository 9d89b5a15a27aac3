package waybill.payment.service.http;

import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import waybill.engine.core.commands.Outcome;
import waybill.engine.core.log.KeyEntry;
import waybill.engine.core.log.StoredAnswer;
import waybill.engine.http.Answer;
import waybill.engine.http.Call;
import waybill.engine.http.Problem;
import waybill.engine.http.writes.Writes;
import waybill.kernel.OrderId;
import waybill.kernel.PaymentId;
import waybill.kernel.TransactionId;
import waybill.payment.domain.Kind;
import waybill.payment.domain.Payment;
import waybill.payment.domain.PaymentCommand;
import waybill.payment.domain.PaymentRefusal;
import waybill.payment.domain.Payments;
import waybill.payment.domain.Transaction;
import waybill.payment.domain.TransactionState;
import waybill.payment.service.store.PaymentEvents;
import waybill.payment.service.transfers.TransactionWatch;
import waybill.payment.service.transfers.TransactionWatch.Seen;

/**
 * Capture, void and refund: sends the command, waits for the gateway's answer, and tells it. The key keeps which
 * transaction it began, first or last; what to answer follows from that transaction's history, at the moment it was
 * first known.
 */
final class Transferring {
    /** Marks a kept answer that names a transaction instead of being the answer. */
    private static final String TRANSACTION_POINTER = "transaction-id";

    private final Writes<Payments, PaymentCommand, PaymentRefusal> writes;
    private final TransactionWatch watch;
    private final Supplier<TransactionId> ids;

    Transferring(
            Writes<Payments, PaymentCommand, PaymentRefusal> writes,
            TransactionWatch watch,
            Supplier<TransactionId> ids) {
        this.writes = writes;
        this.watch = watch;
        this.ids = ids;
    }

    /** Makes the command of a transaction with this id, and this name for whatever repeats it. */
    interface Begin {
        PaymentCommand of(TransactionId id, String reference);
    }

    /**
     * What a caller wants.
     *
     * @param reference the caller's own name for it; without one, the id of the first transaction stands for it
     */
    record Wanted(
            OrderId order,
            PaymentId payment,
            Kind kind,
            @Nullable String reference,
            Begin begin) {
        private Writes.Command<PaymentCommand> command(TransactionId id, String name) {
            return new Writes.Command<>(PaymentEvents.payments(order), false, begin.of(id, name));
        }

        private String name(String otherwise) {
            return Objects.requireNonNullElse(reference, otherwise);
        }
    }

    Answer answer(Call call, Wanted wanted) {
        TransactionId id = ids.get();
        String name = wanted.name(id.value());
        Outcome<Payments, PaymentRefusal> outcome = writes.submit(
                call, wanted.command(id, name), decided -> keep(call, wanted, new Named(id, name), decided));
        return switch (outcome) {
            case Outcome.Done<Payments, PaymentRefusal> done ->
                tell(call, seen(call, wanted, new Named(id, name).in(done.state(), wanted)));
            case Outcome.Refused<Payments, PaymentRefusal> refused -> Writes.sent(refused.answer());
            case Outcome.Replayed<Payments, PaymentRefusal>(var entry) -> repeat(call, wanted, entry);
            case Outcome.KeyReused<Payments, PaymentRefusal> _ ->
                throw Writes.keyReused().asException();
        };
    }

    /** A transaction by the id it was to have, and by its name if that was used before. */
    private record Named(TransactionId id, String name) {
        TransactionId in(Payments state, Wanted wanted) {
            Payment payment = state.payment(wanted.payment)
                    .orElseThrow(() -> new IllegalStateException("a payment is gone: " + wanted.payment));
            return payment.transaction(id)
                    .or(() -> payment.referred(wanted.kind, name))
                    .or(() -> payment.last(wanted.kind))
                    .orElseGet(payment::authorization)
                    .id();
        }
    }

    private static StoredAnswer keep(Call call, Wanted wanted, Named named, Outcome<Payments, PaymentRefusal> decided) {
        return switch (decided) {
            case Outcome.Done<Payments, PaymentRefusal> done ->
                new StoredAnswer(
                        202, TRANSACTION_POINTER, named.in(done.state(), wanted).value());
            case Outcome.Refused<Payments, PaymentRefusal> refused ->
                Writes.stored(call.answer(PaymentProblems.of(wanted.order, refused.reason())));
            case Outcome.Replayed<Payments, PaymentRefusal> _, Outcome.KeyReused<Payments, PaymentRefusal> _ ->
                throw new IllegalStateException("only decisions are kept");
        };
    }

    /** The first answer again; but what never reached the gateway is begun anew under the same name. */
    private Answer repeat(Call call, Wanted wanted, KeyEntry first) {
        StoredAnswer kept = writes.latest(call, first, TRANSACTION_POINTER);
        if (!kept.contentType().equals(TRANSACTION_POINTER)) {
            return Writes.replayed(Writes.sent(kept));
        }
        Seen seen = seen(call, wanted, new TransactionId(kept.body()));
        return seen.transaction().state() instanceof TransactionState.Errored
                ? anew(call, wanted, first, kept)
                : Writes.replayed(tell(call, seen));
    }

    private Answer anew(Call call, Wanted wanted, KeyEntry first, StoredAnswer failed) {
        Named named = new Named(ids.get(), wanted.name(Writes.kept(first).body()));
        Outcome<Payments, PaymentRefusal> outcome = writes.submitAnew(
                call, failed, wanted.command(named.id, named.name), decided -> keep(call, wanted, named, decided));
        return switch (outcome) {
            case Outcome.Done<Payments, PaymentRefusal> done ->
                tell(call, seen(call, wanted, named.in(done.state(), wanted)));
            case Outcome.Refused<Payments, PaymentRefusal> refused -> Writes.sent(refused.answer());
            case Outcome.Replayed<Payments, PaymentRefusal>(var entry)
            when Writes.kept(entry).equals(failed) ->
                Writes.replayed(tell(call, seen(call, wanted, new TransactionId(failed.body()))));
            case Outcome.Replayed<Payments, PaymentRefusal> _ -> repeat(call, wanted, first);
            case Outcome.KeyReused<Payments, PaymentRefusal> _ ->
                throw Writes.keyReused().asException();
        };
    }

    private Seen seen(Call call, Wanted wanted, TransactionId transaction) {
        return watch.seen(wanted.order, transaction, call.preferWait(TransactionWatch.USUAL_WAIT));
    }

    private static Answer tell(Call call, Seen seen) {
        Transaction transaction = seen.transaction();
        return switch (transaction.state()) {
            case TransactionState.Succeeded _ ->
                Answer.json(200, PaymentJson.Resource.of(seen.order(), seen.payment()));
            case TransactionState.Declined _ -> problem(call, seen, PaymentProblems.declined(seen));
            case TransactionState.Errored _ -> problem(call, seen, PaymentProblems.notSent(seen));
            case TransactionState.Initiated _,
                    TransactionState.Unknown _,
                    TransactionState.UnderReview _,
                    // It is sent again by itself.
                    TransactionState.ErroredForNow _ ->
                Answer.json(202, PaymentJson.Resource.of(seen.order(), seen.payment()))
                        .withHeader("Retry-After", "1");
        };
    }

    /** The problem names the trace of the request that began it, so that a repeat gets the same document. */
    private static Answer problem(Call call, Seen seen, Problem problem) {
        return call.answer(problem.tracedTo(seen.traceparent()));
    }
}
