package waybill.payment.service;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import waybill.engine.core.commands.CommandRunner;
import waybill.engine.core.log.Recorded;
import waybill.engine.core.log.StreamState;
import waybill.payment.domain.CaptureEvent;
import waybill.payment.domain.Kind;
import waybill.payment.domain.PaymentEvent;
import waybill.payment.domain.Payments;
import waybill.payment.domain.RefundEvent;
import waybill.payment.domain.Transaction;
import waybill.payment.domain.TransactionStatus;
import waybill.payment.service.store.PaymentCounts;

/** Counts what became of transactions by what this process commits; present from the start. */
final class PaymentMeters {
    private final Map<Kind, Map<TransactionStatus, Counter>> results = new EnumMap<>(Kind.class);

    PaymentMeters(MeterRegistry meters) {
        for (Kind kind : Kind.values()) {
            Map<TransactionStatus, Counter> ofKind = new EnumMap<>(TransactionStatus.class);
            for (TransactionStatus status : TransactionStatus.values()) {
                if (status != TransactionStatus.INITIATED) {
                    ofKind.put(status, counter(kind, status, meters));
                }
            }
            results.put(kind, ofKind);
        }
    }

    private static Counter counter(Kind kind, TransactionStatus status, MeterRegistry meters) {
        return Counter.builder("payments")
                .description("What became of transactions with the provider")
                .tags("operation", kind.name(), "result", status.name())
                .register(meters);
    }

    /** Shows these numbers, which every replica finds in the same database. */
    static void show(Supplier<PaymentCounts> counts, MeterRegistry meters) {
        Gauge.builder("payments_unresolved", counts, known -> known.get().unresolved())
                .description("Transactions of which nobody knows what became of them")
                .strongReference(true)
                .register(meters);
        Gauge.builder(
                        "payment_authorizations_expiring",
                        counts,
                        known -> known.get().expiring())
                .description("Authorizations with money still set aside that end within 24 hours")
                .strongReference(true)
                .register(meters);
    }

    void committed(CommandRunner.Committed<Payments, PaymentEvent> batch) {
        for (Recorded<PaymentEvent> recorded : batch.events()) {
            switch (recorded.event()) {
                case PaymentEvent.PaymentAuthorized _ -> count(Kind.AUTHORIZE, TransactionStatus.SUCCEEDED);
                case PaymentEvent.PaymentDeclined _ -> count(Kind.AUTHORIZE, TransactionStatus.DECLINED);
                case PaymentEvent.PaymentFailed _, PaymentEvent.AuthorizationWithheld _ ->
                    count(Kind.AUTHORIZE, TransactionStatus.ERRORED);
                case PaymentEvent.PaymentUnknown _ -> count(Kind.AUTHORIZE, TransactionStatus.UNKNOWN);
                case PaymentEvent.PaymentVoided _ -> count(Kind.VOID, TransactionStatus.SUCCEEDED);
                case PaymentEvent.VoidFailed _ -> count(Kind.VOID, TransactionStatus.ERRORED);
                case PaymentEvent.VoidUnknown _ -> count(Kind.VOID, TransactionStatus.UNKNOWN);
                case CaptureEvent.PaymentCaptured _ -> count(Kind.CAPTURE, TransactionStatus.SUCCEEDED);
                case CaptureEvent.CaptureDeclined _ -> count(Kind.CAPTURE, TransactionStatus.DECLINED);
                case CaptureEvent.CaptureFailed _ -> count(Kind.CAPTURE, TransactionStatus.ERRORED);
                case CaptureEvent.CaptureUnknown _ -> count(Kind.CAPTURE, TransactionStatus.UNKNOWN);
                case RefundEvent.PaymentRefunded _ -> count(Kind.REFUND, TransactionStatus.SUCCEEDED);
                case RefundEvent.RefundDeclined _ -> count(Kind.REFUND, TransactionStatus.DECLINED);
                case RefundEvent.RefundFailed _ -> count(Kind.REFUND, TransactionStatus.ERRORED);
                case RefundEvent.RefundUnknown _ -> count(Kind.REFUND, TransactionStatus.UNKNOWN);
                case PaymentEvent.ReviewRequired it ->
                    review(it, batch.after().get(recorded.stream().name()));
                case PaymentEvent _ -> {}
            }
        }
    }

    /** The event does not say what the transaction asks for; the payments do. */
    private void review(PaymentEvent.ReviewRequired event, @Nullable StreamState<Payments> payments) {
        if (payments != null) {
            payments.state()
                    .transaction(event.transaction())
                    .map(Transaction::kind)
                    .ifPresent(kind -> count(kind, TransactionStatus.MANUAL_REVIEW));
        }
    }

    private void count(Kind kind, TransactionStatus status) {
        Objects.requireNonNull(Objects.requireNonNull(results.get(kind)).get(status))
                .increment();
    }
}
