package waybill.payment.service;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import waybill.contracts.Announcement;
import waybill.engine.core.assembly.ServiceEngine;
import waybill.engine.core.commands.Request;
import waybill.engine.core.log.Deadline;
import waybill.engine.core.log.Origin;
import waybill.engine.core.log.Recorded;
import waybill.engine.core.time.IdSource;
import waybill.kernel.OrderId;
import waybill.kernel.PaymentId;
import waybill.kernel.TransactionId;
import waybill.payment.domain.Outcome;
import waybill.payment.domain.Payment;
import waybill.payment.domain.PaymentCommand;
import waybill.payment.domain.PaymentDeadlines;
import waybill.payment.domain.PaymentDecider;
import waybill.payment.domain.PaymentEvent;
import waybill.payment.domain.PaymentRefusal;
import waybill.payment.domain.Payments;
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
final class GatewayDesk {
    private static final Logger LOG = LoggerFactory.getLogger(GatewayDesk.class);

    private final ServiceEngine<Payments, PaymentCommand, PaymentEvent, PaymentRefusal, Void, Announcement> engine;
    private static final Optional<GatewayAnswer> NOT_ASKED = Optional.of(new GatewayAnswer.Unknown("TOO_MANY_CALLS"));

    private final GatewayCaller gateway;
    /** Questions have places of their own, so that they never take one from a customer who is paying. */
    private final GatewayCaller questions;

    private final InstantSource clock;
    private final IdSource ids;
    /** Transactions the gateway is being asked about: a deadline that is looked at again asks nothing twice. */
    private final Set<TransactionId> asking = ConcurrentHashMap.newKeySet();

    GatewayDesk(
            ServiceEngine<Payments, PaymentCommand, PaymentEvent, PaymentRefusal, Void, Announcement> engine,
            Calls calls,
            InstantSource clock,
            IdSource ids) {
        this.engine = engine;
        this.gateway = calls.payments();
        this.questions = calls.questions();
        this.clock = clock;
        this.ids = ids;
    }

    /** The ways to the gateway: for moving money, and for asking what became of it. */
    record Calls(GatewayCaller payments, GatewayCaller questions) {}

    /** Makes the calls that these just committed events ask for. */
    void committed(List<Recorded<PaymentEvent>> events) {
        for (Recorded<PaymentEvent> recorded : events) {
            switch (recorded.event()) {
                case PaymentEvent.PaymentInitiated begun ->
                    note(recorded, begun, gateway.send(GatewayRequest.Authorization.after(begun)));
                case PaymentEvent.VoidInitiated begun ->
                    note(recorded, begun, reference(begun).thenCompose(reference -> reverse(begun, reference)));
                case PaymentEvent.PaymentAuthorized _,
                        PaymentEvent.PaymentDeclined _,
                        PaymentEvent.PaymentFailed _,
                        PaymentEvent.PaymentUnknown _,
                        PaymentEvent.CheckScheduled _,
                        PaymentEvent.ReviewRequired _,
                        PaymentEvent.PaymentVoided _,
                        PaymentEvent.VoidFailed _,
                        PaymentEvent.VoidUnknown _ -> {}
            }
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
        return engine.history(PaymentEvents.payments(order).name())
                .thenApply(history -> new PaymentDecider()
                        .fold(history.stream().map(Recorded::event).toList()));
    }

    private void note(
            Recorded<PaymentEvent> cause, PaymentEvent begun, CompletableFuture<? extends GatewayAnswer> answer) {
        Origin origin = new Origin(
                cause.meta().correlationId(),
                cause.meta().id().value(),
                "service:payment",
                cause.meta().traceparent());
        var _ = answer.whenComplete((said, failed) -> {
            if (failed == null) {
                note(begun.order(), begun.transaction(), said.outcome(), origin);
            } else {
                LOG.warn("no answer for {}; the gateway will be asked", begun.transaction(), failed);
            }
        });
    }

    private void note(OrderId order, TransactionId transaction, Outcome outcome, Origin origin) {
        finish(new PaymentCommand.NoteOutcome(order, transaction, outcome, clock.instant()), origin);
    }

    private void finish(PaymentCommand command, Origin origin) {
        var _ = engine.runner()
                .finish(new Request<>(PaymentEvents.payments(command.order()), false, command, origin, null))
                .whenComplete((_, failed) -> {
                    if (failed != null) {
                        LOG.warn(
                                "{} of {} could not be written; its deadline stays",
                                command.getClass().getSimpleName(),
                                command.order(),
                                failed);
                    }
                });
    }

    /** Acts on a deadline: asks the gateway what became of a transaction, or begins a void again. */
    void due(Deadline deadline) {
        OrderId order = new OrderId(deadline.stream().key());
        Origin origin = new Origin("deadline-" + deadline.stream().name(), null, "service:payment", null);
        String name = deadline.name();
        if (name.startsWith(PaymentDeadlines.ASK_GATEWAY)) {
            ask(order, new TransactionId(name.substring(PaymentDeadlines.ASK_GATEWAY.length())), origin);
        } else if (name.startsWith(PaymentDeadlines.VOID_AGAIN)) {
            PaymentId payment = new PaymentId(name.substring(PaymentDeadlines.VOID_AGAIN.length()));
            var _ = payments(order).thenAccept(payments -> voidAgain(order, payments.payment(payment), origin));
        } else {
            throw new IllegalStateException("nobody knows the deadline " + name);
        }
    }

    private void ask(OrderId order, TransactionId transaction, Origin origin) {
        if (!asking.add(transaction)) {
            return;
        }
        var _ = payments(order)
                .thenCompose(payments -> questions.ask(question(order, payments, transaction)))
                .whenComplete((found, failed) -> {
                    asking.remove(transaction);
                    if (failed != null) {
                        LOG.warn("the gateway could not be asked about {}; its deadline stays", transaction, failed);
                    } else if (!found.equals(NOT_ASKED)) {
                        note(order, transaction, GatewayAnswer.outcome(found), origin);
                    }
                });
    }

    private static GatewayQuestion question(OrderId order, Payments payments, TransactionId asked) {
        Payment payment = payments.paymentOf(asked)
                .orElseThrow(() -> new IllegalStateException("a transaction is gone: " + asked));
        return GatewayQuestion.about(order, payment, payment.transaction(asked).orElseThrow());
    }

    private void voidAgain(OrderId order, Optional<Payment> payment, Origin origin) {
        payment.ifPresent(found -> finish(
                new PaymentCommand.VoidPayment(
                        order,
                        found.id(),
                        TransactionId.of(ids.next()),
                        found.lastVoid().map(Transaction::note).orElse("VOID_AGAIN"),
                        clock.instant()),
                origin));
    }
}
