package waybill.payment.service.http;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import waybill.contracts.Announcement;
import waybill.engine.core.assembly.Environment;
import waybill.engine.core.assembly.ServiceEngine;
import waybill.engine.core.feeds.Watchers;
import waybill.engine.core.log.Recorded;
import waybill.engine.http.Answer;
import waybill.engine.http.Body;
import waybill.engine.http.Call;
import waybill.engine.http.Page;
import waybill.engine.http.Problem;
import waybill.engine.http.Routes;
import waybill.engine.http.Rule;
import waybill.engine.http.writes.Amounts;
import waybill.kernel.Money;
import waybill.kernel.OrderId;
import waybill.kernel.PaymentId;
import waybill.kernel.TransactionId;
import waybill.payment.domain.Payment;
import waybill.payment.domain.PaymentCommand;
import waybill.payment.domain.PaymentDecider;
import waybill.payment.domain.PaymentEvent;
import waybill.payment.domain.PaymentRefusal;
import waybill.payment.domain.Payments;
import waybill.payment.service.store.PaymentEvents;
import waybill.payment.service.store.PaymentIndex;

/** The payment endpoints of openapi.yaml. */
public final class PaymentEndpoints {
    private static final int REST_ATTEMPT = 0;
    private static final Rule ORDER = Rule.parsedBy(OrderId::parse, "an order id");

    private final ServiceEngine<Payments, PaymentCommand, PaymentEvent, PaymentRefusal, ?, Announcement> engine;
    private final PaymentIndex index;
    private final Authorizing authorizing;
    private final Environment environment;

    /** Endpoints on this engine; {@code watchers} are shown its log. */
    public PaymentEndpoints(
            ServiceEngine<Payments, PaymentCommand, PaymentEvent, PaymentRefusal, ?, Announcement> engine,
            PaymentIndex index,
            Watchers<PaymentEvent> watchers,
            Environment environment) {
        this.engine = engine;
        this.index = index;
        this.environment = environment;
        this.authorizing = new Authorizing(engine, watchers, this::next);
    }

    /** The routes. */
    public Routes routes() {
        return new Routes()
                .post("/payments/authorize", "authorizePayment", this::authorize)
                .get("/payments", "listPayments", Set.of("orderId"), this::list)
                .get("/payments/{id}", "getPayment", this::get);
    }

    private Answer authorize(Call call) {
        Instant now = environment.clock().instant();
        PaymentCommand.Authorize command = call.body(body -> new PaymentCommand.Authorize(
                order(body),
                REST_ATTEMPT,
                PaymentId.of(environment.ids().next()),
                TransactionId.of(environment.ids().next()),
                amount(body),
                body.text("token", Rule.visibleAscii(256)),
                now));
        return authorizing.answer(call, command);
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
                TransactionId.of(environment.ids().next()),
                again.amount(),
                again.token(),
                environment.clock().instant());
    }

    private Payments payments(OrderId order) {
        List<PaymentEvent> events = engine.history(PaymentEvents.payments(order).name()).join().stream()
                .map(Recorded::event)
                .toList();
        return new PaymentDecider().fold(events);
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
        List<PaymentJson.Resource> data = payments(order).all().stream()
                .map(payment -> PaymentJson.Resource.of(order, payment))
                .toList();
        return Answer.json(200, Page.of(data, null, false));
    }

    private Answer get(Call call) {
        PaymentId id = call.path("id", PaymentId::parse);
        OrderId order = index.orderOf(id).orElseThrow(() -> absent(id));
        Payment payment = payments(order).payment(id).orElseThrow(() -> absent(id));
        return Answer.json(200, PaymentJson.Resource.of(order, payment));
    }

    private static RuntimeException absent(PaymentId id) {
        return Problem.of("not-found", "There is no payment " + id.value() + ".")
                .asException();
    }
}
