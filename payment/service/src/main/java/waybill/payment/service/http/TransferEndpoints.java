package waybill.payment.service.http;

import java.time.Instant;
import java.util.Currency;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import waybill.engine.core.assembly.Environment;
import waybill.engine.http.Answer;
import waybill.engine.http.Body;
import waybill.engine.http.Call;
import waybill.engine.http.Routes;
import waybill.engine.http.Rule;
import waybill.engine.http.access.Access;
import waybill.engine.http.access.Scope;
import waybill.engine.http.writes.Amounts;
import waybill.engine.http.writes.Writes;
import waybill.kernel.Money;
import waybill.kernel.PaymentId;
import waybill.payment.domain.Kind;
import waybill.payment.domain.PaymentCommand;
import waybill.payment.domain.PaymentRefusal;
import waybill.payment.domain.Payments;
import waybill.payment.service.http.PaymentReading.Found;

/** The endpoints that move money which is set aside: capture, void, refund; and the one that asks the gateway now. */
final class TransferEndpoints {
    private static final Rule PAYMENT = Rule.parsedBy(PaymentId::parse, "a payment id");
    private static final Rule REFERENCE = Rule.reference(100);

    /** No free text: payments keep nothing that a person typed. */
    private static final Rule REASON = new Rule(
            Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,63}").asMatchPredicate(),
            "a code of letters, digits and _, not a sentence");

    private static final String NO_REASON = "REQUESTED";
    private static final Currency ANY = Currency.getInstance("EUR");
    private static final long ASKING_SECONDS_MAX = 10;

    private final PaymentReading reading;
    private final Transferring transferring;
    private final Writes<Payments, PaymentCommand, PaymentRefusal> writes;
    private final Reconcile reconcile;
    private final Environment environment;

    TransferEndpoints(
            PaymentReading reading,
            Transferring transferring,
            Writes<Payments, PaymentCommand, PaymentRefusal> writes,
            Reconcile reconcile,
            Environment environment) {
        this.reading = reading;
        this.transferring = transferring;
        this.writes = writes;
        this.reconcile = reconcile;
        this.environment = environment;
    }

    Routes routes() {
        return new Routes()
                .post("/payments/capture", "capturePayment", Access.to(Scope.PAYMENTS_WRITE), this::capture)
                .post("/payments/void", "voidPayment", Access.to(Scope.PAYMENTS_WRITE), this::voidPayment)
                .post("/payments/refund", "refundPayment", Access.to(Scope.PAYMENTS_WRITE), this::refund)
                .post("/payments/{id}/reconcile", "reconcilePayment", Access.to(Scope.PAYMENTS_WRITE), this::reconcile);
    }

    /** What a body says about a payment; the amount is in the payment's own currency. */
    private record Said(
            PaymentId payment,
            Optional<Found> found,
            @Nullable Money amount,
            @Nullable String reference,
            String reason) {}

    /** That there is no such payment is decided, too, and kept with the key. */
    private Answer absent(Call call, PaymentId payment) {
        return writes.answeredAlready(
                call,
                environment.clock().instant(),
                call.answer(PaymentReading.absent(payment)),
                entry -> Writes.replayed(Writes.sent(entry.answer())));
    }

    private Answer capture(Call call) {
        Said said = call.body(body -> said(body, false));
        Instant now = environment.clock().instant();
        if (said.found.isEmpty()) {
            return absent(call, said.payment);
        }
        Found found = said.found.get();
        return transferring.answer(
                call,
                new Transferring.Wanted(
                        found.order(),
                        said.payment,
                        Kind.CAPTURE,
                        said.reference,
                        (id, name) ->
                                new PaymentCommand.Capture(found.order(), said.payment, id, said.amount, name, now)));
    }

    private Answer refund(Call call) {
        Said said = call.body(body -> said(body, true));
        Instant now = environment.clock().instant();
        if (said.found.isEmpty()) {
            return absent(call, said.payment);
        }
        Found found = said.found.get();
        Money amount = Objects.requireNonNull(said.amount);
        return transferring.answer(
                call,
                new Transferring.Wanted(
                        found.order(),
                        said.payment,
                        Kind.REFUND,
                        said.reference,
                        (id, name) -> new PaymentCommand.Refund(
                                found.order(), said.payment, id, amount, name, said.reason, now)));
    }

    private Answer voidPayment(Call call) {
        record Asked(PaymentId payment, String reason) {}
        Asked asked = call.body(body -> new Asked(payment(body), reason(body)));
        Instant now = environment.clock().instant();
        return reading.find(asked.payment)
                .map(found -> transferring.answer(
                        call,
                        new Transferring.Wanted(
                                found.order(),
                                asked.payment,
                                Kind.VOID,
                                null,
                                (id, _) -> new PaymentCommand.VoidPayment(
                                        found.order(), asked.payment, id, asked.reason, now))))
                .orElseGet(() -> absent(call, asked.payment));
    }

    private Said said(Body body, boolean isRefund) {
        PaymentId payment = payment(body);
        Optional<Found> found = reading.find(payment);
        Currency currency =
                found.map(known -> known.payment().amount().currency()).orElse(ANY);
        return new Said(
                payment,
                found,
                isRefund || body.has("amount") ? Amounts.positive(body, "amount", currency) : null,
                body.optionalText("reference", REFERENCE),
                isRefund ? reason(body) : NO_REASON);
    }

    private static PaymentId payment(Body body) {
        return PaymentId.parse(body.text("paymentId", PAYMENT)).orElse(PaymentId.of(new UUID(0, 0)));
    }

    private static String reason(Body body) {
        return Objects.requireNonNullElse(body.optionalText("reason", REASON), NO_REASON);
    }

    /** Asks the gateway now about everything of a payment that is not known. */
    interface Reconcile {
        /** Done when the answers are written. */
        java.util.concurrent.CompletableFuture<Void> askAbout(Found found, Call call);
    }

    private Answer reconcile(Call call) {
        PaymentId id = call.path("id", PaymentId::parse);
        call.emptyBody();
        // A repeat asks nobody: what it would find out belongs to another request.
        Optional<Answer> earlier = writes.earlier(call).map(entry -> Writes.replayed(Writes.sent(entry.answer())));
        return earlier.orElseGet(
                () -> reading.find(id).map(found -> asked(call, found)).orElseGet(() -> absent(call, id)));
    }

    private Answer asked(Call call, Found found) {
        // Whoever waits is told what is known by then; the rest is written when it arrives.
        var _ = reconcile
                .askAbout(found, call)
                .completeOnTimeout(null, ASKING_SECONDS_MAX, TimeUnit.SECONDS)
                .exceptionally(_ -> null)
                .join();
        Found now = reading.require(found.payment().id());
        Answer answer = Answer.json(200, PaymentJson.Resource.of(now.order(), now.payment()));
        return writes.answeredAlready(
                call, environment.clock().instant(), answer, entry -> Writes.replayed(Writes.sent(entry.answer())));
    }
}
