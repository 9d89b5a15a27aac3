package waybill.payment.service.http;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import waybill.contracts.Announcement;
import waybill.engine.core.assembly.Environment;
import waybill.engine.core.assembly.ServiceEngine;
import waybill.engine.core.feeds.Watchers;
import waybill.engine.http.Answer;
import waybill.engine.http.Body;
import waybill.engine.http.Call;
import waybill.engine.http.Page;
import waybill.engine.http.Routes;
import waybill.engine.http.Rule;
import waybill.engine.http.access.Access;
import waybill.engine.http.access.Scope;
import waybill.engine.http.writes.Amounts;
import waybill.engine.http.writes.Writes;
import waybill.kernel.Money;
import waybill.kernel.OrderId;
import waybill.kernel.PaymentId;
import waybill.kernel.TransactionId;
import waybill.payment.domain.PaymentCommand;
import waybill.payment.domain.PaymentEvent;
import waybill.payment.domain.PaymentRefusal;
import waybill.payment.domain.Payments;
import waybill.payment.service.store.PaymentIndex;
import waybill.payment.service.transfers.TransactionWatch;

/** The payment endpoints of openapi.yaml. */
public final class PaymentEndpoints {
    private static final int REST_ATTEMPT = 0;
    private static final Rule ORDER = Rule.parsedBy(OrderId::parse, "an order id");

    private final Authorizing authorizing;
    private final PaymentReading reading;
    private final TransferEndpoints transfers;
    private final Environment environment;

    /** What the endpoints work with; {@code watchers} are shown the engine's log. */
    public record Parts(
            ServiceEngine<Payments, PaymentCommand, PaymentEvent, PaymentRefusal, ?, Announcement> engine,
            PaymentIndex index,
            Watchers<PaymentEvent> watchers,
            Asking asking) {}

    /** Asks the gateway about everything of a payment that is not known. */
    @FunctionalInterface
    public interface Asking {
        /** Done when the answers are written. */
        java.util.concurrent.CompletableFuture<Void> about(
                OrderId order, PaymentId payment, waybill.engine.core.log.Origin origin);
    }

    /** Endpoints on these parts. */
    public PaymentEndpoints(Parts parts, Environment environment) {
        this.environment = environment;
        this.authorizing = new Authorizing(parts.engine, parts.watchers, this::next);
        this.reading = new PaymentReading(parts.engine, parts.index);
        Writes<Payments, PaymentCommand, PaymentRefusal> writes = new Writes<>(parts.engine.runner());
        this.transfers = new TransferEndpoints(
                reading,
                new Transferring(writes, new TransactionWatch(parts.engine, parts.watchers), this::transaction),
                writes,
                (found, call) ->
                        parts.asking.about(found.order(), found.payment().id(), Writes.origin(call)),
                environment);
    }

    /** The routes. */
    public List<Routes> routes() {
        return List.of(
                new Routes()
                        .post(
                                "/payments/authorize",
                                "authorizePayment",
                                Access.to(Scope.PAYMENTS_WRITE),
                                this::authorize)
                        .get("/payments", "listPayments", Set.of("orderId"), Access.to(Scope.PAYMENTS_READ), this::list)
                        .get("/payments/{id}", "getPayment", Access.to(Scope.PAYMENTS_READ), this::get),
                transfers.routes());
    }

    private Answer authorize(Call call) {
        Instant now = environment.clock().instant();
        PaymentCommand.Authorize command = call.body(body -> new PaymentCommand.Authorize(
                order(body),
                REST_ATTEMPT,
                PaymentId.of(environment.ids().next()),
                transaction(),
                amount(body),
                body.text("token", Rule.CARD_TOKEN),
                now));
        return authorizing.answer(call, command);
    }

    private TransactionId transaction() {
        return TransactionId.of(environment.ids().next());
    }

    private static Money amount(Body body) {
        return Amounts.positive(body, "amount", Amounts.currency(body, "currency"));
    }

    private static OrderId order(Body body) {
        return OrderId.parse(body.text("orderId", ORDER)).orElse(OrderId.of(new java.util.UUID(0, 0)));
    }

    /** The same payment, begun anew after a definite failure: with a new key for the gateway. */
    private PaymentCommand.Authorize next(PaymentCommand.Authorize again) {
        return new PaymentCommand.Authorize(
                again.order(),
                again.attempt(),
                PaymentId.of(environment.ids().next()),
                transaction(),
                again.amount(),
                again.token(),
                environment.clock().instant());
    }

    private Answer list(Call call) {
        OrderId order = call.query(query -> {
            String text = query.required("orderId");
            return OrderId.parse(text).orElseGet(() -> {
                if (!text.isEmpty()) {
                    query.complain("orderId", "INVALID", "must be an order id");
                }
                return OrderId.of(new java.util.UUID(0, 0));
            });
        });
        List<PaymentJson.Resource> data = reading.of(order).all().stream()
                .map(payment -> PaymentJson.Resource.of(order, payment))
                .toList();
        return Answer.json(200, Page.of(data, null, false));
    }

    private Answer get(Call call) {
        PaymentReading.Found found = reading.require(call.path("id", PaymentId::parse));
        return Answer.json(200, PaymentJson.Resource.of(found.order(), found.payment()));
    }
}
