package waybill.payment.service.transfers;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import waybill.contracts.Announcement;
import waybill.engine.core.assembly.ServiceEngine;
import waybill.engine.core.commands.Outcome;
import waybill.engine.core.commands.Request;
import waybill.engine.core.log.Origin;
import waybill.kernel.OrderId;
import waybill.kernel.PaymentId;
import waybill.kernel.TransactionId;
import waybill.payment.domain.Kind;
import waybill.payment.domain.PaymentCommand;
import waybill.payment.domain.PaymentEvent;
import waybill.payment.domain.PaymentRefusal;
import waybill.payment.domain.Payments;
import waybill.payment.domain.Transaction;
import waybill.payment.domain.TransactionState;
import waybill.payment.service.TransferResult;
import waybill.payment.service.gateway.GatewayAnswer;
import waybill.payment.service.store.PaymentEvents;

/**
 * Taking money and giving it back for a caller in the same process. A reference is done once: whoever asks again is
 * told how it came out, and what came to nothing is begun again.
 */
public final class Transfers {
    private final ServiceEngine<Payments, PaymentCommand, PaymentEvent, PaymentRefusal, ?, Announcement> engine;
    private final TransactionWatch watch;
    private final Executor threads = task -> Thread.ofVirtual().name("transfer").start(task);

    /** Transfers through this engine. */
    public Transfers(
            ServiceEngine<Payments, PaymentCommand, PaymentEvent, PaymentRefusal, ?, Announcement> engine,
            TransactionWatch watch) {
        this.engine = engine;
        this.watch = watch;
    }

    /**
     * Takes money or gives it back, and waits for the gateway a little, but no longer than an attempt of the caller
     * lasts. Fails only if the storage does; then nobody knows, and the same reference must be asked for again.
     */
    public CompletableFuture<TransferResult> transfer(PaymentCommand command, Origin origin) {
        Asked asked = Asked.of(command);
        return engine.runner()
                .submit(new Request<>(PaymentEvents.payments(command.order()), false, command, origin, null))
                .thenApplyAsync(outcome -> result(asked, outcome), threads);
    }

    private TransferResult result(Asked asked, Outcome<Payments, PaymentRefusal> outcome) {
        return switch (outcome) {
            case Outcome.Done<Payments, PaymentRefusal> done ->
                told(watch.seen(asked.order, asked.transaction(done.state()), TransactionWatch.SERVICE_WAIT)
                        .transaction());
            case Outcome.Refused<Payments, PaymentRefusal> refused -> refused(refused.reason());
            case Outcome.Replayed<Payments, PaymentRefusal> _, Outcome.KeyReused<Payments, PaymentRefusal> _ ->
                throw new IllegalStateException("no key was sent");
        };
    }

    /** What a transaction as it is means to who has asked for it. */
    public static TransferResult told(Transaction transaction) {
        return switch (transaction.state()) {
            case TransactionState.Succeeded _ -> new TransferResult.Done(transaction.id(), transaction.amount());
            case TransactionState.Declined no ->
                no.reason().equals(GatewayAnswer.EXPIRED)
                        ? new TransferResult.Expired()
                        : new TransferResult.Declined(no.reason());
            case TransactionState.Errored unsent -> new TransferResult.NotSent(unsent.reason());
            // It goes back by itself, only later.
            case TransactionState.ErroredForNow _,
                    TransactionState.Initiated _,
                    TransactionState.Unknown _,
                    TransactionState.UnderReview _ -> new TransferResult.Unknown(transaction.id());
        };
    }

    /** What a refusal means to who has asked. */
    public static TransferResult refused(PaymentRefusal refusal) {
        return switch (refusal) {
            case PaymentRefusal.AuthorizationRanOut _ -> new TransferResult.Expired();
            case PaymentRefusal.OverCapture(var _, var _, var left) -> new TransferResult.OverLimit(left);
            case PaymentRefusal.OverRefund(var _, var _, var left) -> new TransferResult.OverLimit(left);
            case PaymentRefusal.Unresolved _ -> new TransferResult.NotSent("TRANSACTION_UNRESOLVED");
            case PaymentRefusal.OrderClosed _ -> new TransferResult.Declined("ORDER_CLOSED");
            case PaymentRefusal.NothingToCapture _ -> new TransferResult.Declined("NOTHING_TO_CAPTURE");
            case PaymentRefusal.UnknownPayment _ -> new TransferResult.Declined("UNKNOWN_PAYMENT");
            case PaymentRefusal.ReferenceReused _ -> new TransferResult.Declined("REFERENCE_REUSED");
            case PaymentRefusal.AlreadyAuthorized _,
                    PaymentRefusal.UnknownTransaction _,
                    PaymentRefusal.NothingToVoid _ ->
                throw new IllegalStateException("not an answer to a capture or a refund: " + refusal);
        };
    }

    /** What captures and refunds have in common. */
    private record Asked(
            OrderId order,
            PaymentId payment,
            Kind kind,
            TransactionId transaction,
            @Nullable String reference) {
        static Asked of(PaymentCommand command) {
            return switch (command) {
                case PaymentCommand.Capture it ->
                    new Asked(it.order(), it.payment(), Kind.CAPTURE, it.transaction(), it.reference());
                case PaymentCommand.Refund it ->
                    new Asked(it.order(), it.payment(), Kind.REFUND, it.transaction(), it.reference());
                default -> throw new IllegalArgumentException("no money moves by " + command);
            };
        }

        /** The transaction that this began, or the one that its reference stands for already. */
        TransactionId transaction(Payments state) {
            return state.transaction(transaction)
                    .or(() -> state.payment(payment)
                            .flatMap(known -> known.referred(kind, Objects.requireNonNull(reference))))
                    .map(Transaction::id)
                    .orElseThrow(() -> new IllegalStateException("nothing was begun: " + this));
        }
    }
}
