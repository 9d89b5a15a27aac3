package waybill.server.neighbours;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import waybill.engine.core.resilience.Guarded;
import waybill.engine.core.resilience.Heard;
import waybill.engine.core.resilience.Repeat;
import waybill.order.service.Payments;
import waybill.payment.service.PaymentService;
import waybill.payment.service.TransferResult;

/** The way to payment where it runs in the same process. */
final class LocalPayments implements Payments {
    private static final String REFUND = "REFUND";

    private final PaymentService payment;
    private final Guarded guarded;

    LocalPayments(PaymentService payment, Guarded guarded) {
        this.payment = payment;
        this.guarded = guarded;
    }

    @Override
    public Outcome capture(Transfer transfer) {
        return move(
                transfer,
                () -> payment.capture(transfer.order(), transfer.payment(), transfer.amount(), asked(transfer)));
    }

    @Override
    public Outcome refund(Transfer transfer) {
        return move(
                transfer,
                () -> payment.refund(transfer.order(), transfer.payment(), transfer.amount(), asked(transfer), REFUND));
    }

    private static PaymentService.Asked asked(Transfer transfer) {
        return new PaymentService.Asked(transfer.reference(), transfer.traceparent());
    }

    /** The same reference is done once, so asking again is safe. */
    private Outcome move(Transfer transfer, Supplier<CompletableFuture<TransferResult>> asked) {
        return Outcomes.of(
                transfer,
                () -> guarded.call(Repeat.SAFE, timeout -> Heard.works(Waited.on(asked.get(), timeout))),
                LocalPayments::outcome);
    }

    private static Outcome outcome(TransferResult result) {
        return switch (result) {
            case TransferResult.Done _ -> new Outcome.Moved();
            case TransferResult.Declined(var reason) -> new Outcome.Declined(reason);
            case TransferResult.Expired _ -> new Outcome.Expired();
            case TransferResult.OverLimit _ -> new Outcome.TooMuch();
            case TransferResult.NotSent _ -> new Outcome.Unavailable();
            case TransferResult.Unknown _ -> new Outcome.Unknown();
        };
    }
}
