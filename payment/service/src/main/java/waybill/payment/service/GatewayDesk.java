package waybill.payment.service;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import waybill.contracts.Announcement;
import waybill.engine.core.assembly.Environment;
import waybill.engine.core.assembly.ServiceEngine;
import waybill.engine.core.changes.About;
import waybill.engine.core.commands.Request;
import waybill.engine.core.log.Deadline;
import waybill.engine.core.log.Origin;
import waybill.engine.core.log.Recorded;
import waybill.engine.core.time.IdSource;
import waybill.engine.core.tracing.Span;
import waybill.engine.core.tracing.Traceparent;
import waybill.engine.core.tracing.Tracer;
import waybill.kernel.OrderId;
import waybill.kernel.PaymentId;
import waybill.kernel.TransactionId;
import waybill.payment.domain.CaptureEvent;
import waybill.payment.domain.Outcome;
import waybill.payment.domain.Payment;
import waybill.payment.domain.PaymentCommand;
import waybill.payment.domain.PaymentDeadlines;
import waybill.payment.domain.PaymentEvent;
import waybill.payment.domain.PaymentRefusal;
import waybill.payment.domain.Payments;
import waybill.payment.domain.RefundEvent;
import waybill.payment.domain.Transaction;
import waybill.payment.service.gateway.GatewayAnswer;
import waybill.payment.service.gateway.GatewayCaller;
import waybill.payment.service.gateway.GatewayQuestion;
import waybill.payment.service.gateway.GatewayRequest;
import waybill.payment.service.store.PaymentEvents;

/**
 * Between the log and the gateway. Every call is begun by a committed event of this process, and its answer is a
 * command. If the process ends in between, the transaction's deadline row has the gateway asked; nothing is sent by
 * reading events.
 */
public final class GatewayDesk {
    private static final Logger LOG = LoggerFactory.getLogger(GatewayDesk.class);

    private final ServiceEngine<Payments, PaymentCommand, PaymentEvent, PaymentRefusal, Void, Announcement> engine;
    private final GatewayCaller gateway;
    /** Questions have places of their own, so that they never take one from a customer who is paying. */
    private final GatewayCaller questions;

    private final InstantSource clock;
    private final IdSource ids;
    private final Tracer tracer;
    /** Transactions the gateway is being asked about: a deadline that is looked at again asks nothing twice. */
    private final Set<TransactionId> asking = ConcurrentHashMap.newKeySet();

    private final CallsUnderWay underWay = new CallsUnderWay();

    /** Makes the calls of this engine. */
    public GatewayDesk(
            ServiceEngine<Payments, PaymentCommand, PaymentEvent, PaymentRefusal, Void, Announcement> engine,
            Calls calls,
            Environment environment) {
        this.engine = engine;
        this.gateway = calls.payments();
        this.questions = calls.questions();
        this.clock = environment.clock();
        this.ids = environment.ids();
        this.tracer = engine.tracer();
    }

    /** The ways to the gateway: for moving money, and for asking what became of it. */
    public record Calls(GatewayCaller payments, GatewayCaller questions) {}

    /** Begins no more calls; what the gateway says soon about those under way is written, the rest is asked later. */
    void close() {
        underWay.close(CallsUnderWay.LAST_ANSWER_MAX);
    }

    /** Makes the calls that these just committed events ask for. */
    public void committed(List<Recorded<PaymentEvent>> events) {
        if (underWay.isClosed()) {
            return; // the deadline rows have the gateway asked
        }
        for (Recorded<PaymentEvent> recorded : events) {
            if (recorded.event() instanceof PaymentEvent.OfTransaction event) {
                committed(recorded, event);
            }
        }
    }

    private void committed(Recorded<PaymentEvent> recorded, PaymentEvent.OfTransaction event) {
        switch (event) {
            case PaymentEvent.PaymentInitiated begun ->
                note(recorded, begun, "authorize", () -> gateway.send(GatewayRequest.Authorization.after(begun)));
            case PaymentEvent.VoidInitiated begun ->
                note(
                        recorded,
                        begun,
                        "void",
                        () -> reference(begun).thenCompose(reference -> reverse(begun, reference)));
            case CaptureEvent.CaptureInitiated begun ->
                note(recorded, begun, "capture", () -> gateway.send(GatewayRequest.Capture.after(begun)));
            case RefundEvent.RefundInitiated begun ->
                note(recorded, begun, "refund", () -> gateway.send(GatewayRequest.Refund.after(begun)));
            // Besides the schedule: if this process dies now, the deadline row still has the gateway asked.
            case PaymentEvent.CheckRequested wanted -> {
                var _ = ask(wanted.order(), wanted.transaction(), following(recorded, Span.NONE));
            }
            // It may have been refused because another, which counts as never sent, was done after all.
            case PaymentEvent.ReviewRequired refused -> {
                var _ = payments(refused.order())
                        .thenCompose(payments -> askAbout(
                                refused.order(),
                                payments.paymentOf(refused.transaction()).orElseThrow(),
                                Transaction::isNotAnswered,
                                following(recorded, Span.NONE)));
            }
            default -> {} // no call follows
        }
    }

    private CompletableFuture<GatewayAnswer> reverse(PaymentEvent.VoidInitiated begun, Optional<String> reference) {
        return gateway.send(GatewayRequest.Reversal.after(
                begun, reference.orElseThrow(() -> new IllegalStateException("nothing to void: " + begun.payment()))));
    }

    /** The gateway's own name for the authorization that is to be voided. */
    private CompletableFuture<Optional<String>> reference(PaymentEvent.VoidInitiated begun) {
        return payments(begun.order())
                .thenApply(payments -> payments.payment(begun.payment())
                        .flatMap(payment -> payment.authorization().gatewayReference()));
    }

    private CompletableFuture<Payments> payments(OrderId order) {
        return engine.state(PaymentEvents.payments(order).name());
    }

    private void note(
            Recorded<PaymentEvent> cause,
            PaymentEvent.OfTransaction begun,
            String operation,
            Supplier<CompletableFuture<? extends GatewayAnswer>> call) {
        Span span = tracer.follow(Tracer.Kind.CLIENT, operation, cause.meta().traceparent());
        Origin origin = following(cause, span);
        underWay.add(call.get()
                .whenComplete((said, failed) -> {
                    ended(span, begun, said);
                    if (failed != null) {
                        About.order(LOG.atWarn(), begun.order().value(), origin.traceparent())
                                .setCause(failed)
                                .log("no answer for {}; the gateway will be asked", begun.transaction());
                    }
                })
                .thenCompose(said -> note(begun.order(), begun.transaction(), said.outcome(), origin)));
    }

    private static void ended(Span span, PaymentEvent.OfTransaction begun, @Nullable GatewayAnswer said) {
        if (span.isRecorded()) {
            span.with("peer.service", "gateway")
                    .with("waybill.order_id", begun.order().value());
            boolean known = said != null && !(said instanceof GatewayAnswer.Unknown);
            span.with("waybill.answer", said == null ? "none" : said.getClass().getSimpleName());
            (known ? span : span.failed()).end();
        }
    }

    private static Origin following(Recorded<PaymentEvent> cause, Span span) {
        return new Origin(
                cause.meta().correlationId(),
                cause.meta().id().value(),
                "service:payment",
                span.traceparentOr(cause.meta().traceparent()));
    }

    private CompletableFuture<?> note(OrderId order, TransactionId transaction, Outcome outcome, Origin origin) {
        return finish(new PaymentCommand.NoteOutcome(order, transaction, outcome, next(), clock.instant()), origin);
    }

    private TransactionId next() {
        return TransactionId.of(ids.next());
    }

    private CompletableFuture<Void> goOn(OrderId order, boolean isPatient, Origin origin) {
        return finish(new PaymentCommand.GoOn(order, next(), isPatient, clock.instant()), origin)
                .thenApply(_ -> null);
    }

    private CompletableFuture<?> finish(PaymentCommand command, Origin origin) {
        return engine.runner()
                .finish(new Request<>(PaymentEvents.payments(command.order()), false, command, origin, null))
                .whenComplete((_, failed) -> {
                    if (failed != null) {
                        About.order(LOG.atWarn(), command.order().value(), origin.traceparent())
                                .setCause(failed)
                                .log(
                                        "{} could not be written; its deadline stays",
                                        command.getClass().getSimpleName());
                    }
                });
    }

    /** Acts on a deadline: asks the gateway what became of a transaction, or begins a void again. */
    public void due(Deadline deadline) {
        OrderId order = new OrderId(deadline.stream().key());
        Origin origin =
                new Origin("deadline-" + deadline.stream().name(), null, "service:payment", Traceparent.fresh());
        String name = deadline.name();
        if (name.startsWith(PaymentDeadlines.ASK_GATEWAY)) {
            var _ = ask(order, new TransactionId(name.substring(PaymentDeadlines.ASK_GATEWAY.length())), origin);
        } else if (name.startsWith(PaymentDeadlines.EXPIRY)) {
            PaymentId payment = new PaymentId(name.substring(PaymentDeadlines.EXPIRY.length()));
            var _ = finish(new PaymentCommand.NoteExpiry(order, payment, next(), clock.instant()), origin);
        } else if (name.startsWith(PaymentDeadlines.VOID_AGAIN) || name.startsWith(PaymentDeadlines.REFUND_AGAIN)) {
            var _ = goOn(order, true, origin);
        } else {
            throw new IllegalStateException("nobody knows the deadline " + name);
        }
    }

    /** Asks the gateway now about everything of this order that is not known; done when the answers are written. */
    public CompletableFuture<Void> askAbout(OrderId order, Origin origin) {
        return payments(order)
                .thenCompose(payments -> CompletableFuture.allOf(payments.all().stream()
                        .map(payment -> askAbout(order, payment, Transaction::isUnresolved, origin))
                        .toArray(CompletableFuture[]::new)));
    }

    /**
     * Asks the gateway now about everything of this payment that it has not answered itself, also what counts as never
     * sent; then goes on giving back what is unwanted, whether it is time or not. Done when that is written.
     */
    CompletableFuture<Void> reconcile(OrderId order, PaymentId payment, Origin origin) {
        return payments(order)
                .thenCompose(payments -> payments.payment(payment)
                        .map(known -> askAbout(order, known, Transaction::isNotAnswered, origin))
                        .orElseGet(() -> CompletableFuture.completedFuture(null)))
                .thenCompose(_ -> payments(order))
                .thenCompose(payments ->
                        payments.hasUnwanted() ? goOn(order, false, origin) : CompletableFuture.completedFuture(null));
    }

    private CompletableFuture<Void> askAbout(
            OrderId order, Payment payment, Predicate<Transaction> which, Origin origin) {
        return CompletableFuture.allOf(payment.transactions().stream()
                .filter(transaction -> which.test(transaction) && !transaction.isUnderWay(clock.instant()))
                .map(transaction -> ask(order, transaction.id(), origin))
                .toArray(CompletableFuture[]::new));
    }

    private CompletableFuture<?> ask(OrderId order, TransactionId transaction, Origin origin) {
        if (!asking.add(transaction)) {
            return CompletableFuture.completedFuture(null);
        }
        return payments(order)
                .thenCompose(payments -> outcome(question(order, payments, transaction)))
                .whenComplete((_, _) -> asking.remove(transaction))
                .thenCompose(outcome -> noteIfAsked(order, transaction, outcome, origin))
                .whenComplete((_, failed) -> {
                    if (failed != null) {
                        About.order(LOG.atWarn(), order.value(), origin.traceparent())
                                .setCause(failed)
                                .log("the gateway could not be asked about {}; its deadline stays", transaction);
                    }
                });
    }

    /**
     * What the gateway says; empty if it was not asked. The clock is read first: if this process stands still before it
     * hears that nothing is known, that is as old as the question.
     */
    private CompletableFuture<Optional<Outcome>> outcome(GatewayQuestion question) {
        Instant asked = clock.instant();
        return questions.ask(question).thenApply(found -> switch (found) {
            case GatewayCaller.Found.NotAsked _ -> Optional.empty();
            case GatewayCaller.Found.Known(var answer) -> Optional.of(GatewayAnswer.outcome(answer, asked));
        });
    }

    private CompletableFuture<?> noteIfAsked(
            OrderId order, TransactionId transaction, Optional<Outcome> outcome, Origin origin) {
        return outcome.isEmpty() // its deadline is looked at again
                ? CompletableFuture.completedFuture(null)
                : note(order, transaction, outcome.get(), origin);
    }

    private static GatewayQuestion question(OrderId order, Payments payments, TransactionId asked) {
        Payment payment = payments.paymentOf(asked)
                .orElseThrow(() -> new IllegalStateException("a transaction is gone: " + asked));
        return GatewayQuestion.about(order, payment, payment.transaction(asked).orElseThrow());
    }
}
