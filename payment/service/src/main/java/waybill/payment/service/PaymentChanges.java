package waybill.payment.service;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import waybill.engine.core.changes.Change;
import waybill.engine.core.changes.ChangeLog;
import waybill.kernel.PaymentId;
import waybill.kernel.TransactionId;
import waybill.kernel.TypeId;
import waybill.payment.domain.CaptureEvent;
import waybill.payment.domain.PaymentEvent;
import waybill.payment.domain.RefundEvent;

/** What the log is told about payments: every status that one reaches, and whatever becomes of moving its money. */
final class PaymentChanges {
    private static final String STEP = "AUTHORIZE_PAYMENT";

    private PaymentChanges() {}

    static ChangeLog<PaymentEvent> log() {
        return new ChangeLog<>(LoggerFactory.getLogger(PaymentChanges.class), PaymentChanges::of);
    }

    static @Nullable Change of(PaymentEvent event) {
        return switch (event) {
            case PaymentEvent.PaymentInitiated it ->
                Change.of("payment CREATED", it.order().value(), it.at())
                        .payment(it.payment().value());
            case PaymentEvent.PaymentAuthorized it ->
                answered("payment AUTHORIZED", it, it.payment()).step(STEP);
            case PaymentEvent.PaymentDeclined it ->
                answered("payment DECLINED", it, it.payment()).step(STEP);
            case PaymentEvent.PaymentFailed it ->
                answered("payment FAILED: nothing was sent", it, it.payment()).step(STEP);
            case PaymentEvent.PaymentUnknown it -> answered("payment UNKNOWN", it, it.payment());
            case PaymentEvent.AuthorizationWithheld it -> answered("payment WITHHELD", it, it.payment());
            case PaymentEvent.AuthorizationExpired it -> changed("payment EXPIRED", it, it.payment());
            case PaymentEvent.PaymentVoided it -> answered("payment VOIDED", it, it.payment());
            case PaymentEvent.VoidFailed it -> answered("void FAILED: nothing was sent", it, it.payment());
            case PaymentEvent.VoidUnknown it -> answered("void UNKNOWN", it, it.payment());
            case PaymentEvent.ReviewRequired it ->
                Change.of(
                                "transaction MANUAL_REVIEW: a person must look",
                                it.order().value(),
                                it.at())
                        .forAPerson();
            case CaptureEvent capture -> of(capture);
            case RefundEvent refund -> of(refund);
            case PaymentEvent.CheckScheduled _,
                    PaymentEvent.CheckRequested _,
                    PaymentEvent.TransactionResolved _,
                    PaymentEvent.OutcomeRestated _,
                    PaymentEvent.VoidInitiated _,
                    PaymentEvent.MoneyUnwanted _,
                    PaymentEvent.OperatorActed _,
                    PaymentEvent.ClosingBegun _,
                    PaymentEvent.PaymentsClosed _ -> null;
        };
    }

    private static @Nullable Change of(CaptureEvent event) {
        return switch (event) {
            case CaptureEvent.CaptureInitiated _ -> null;
            case CaptureEvent.PaymentCaptured it -> answered("payment CAPTURED", it, it.payment());
            case CaptureEvent.CaptureDeclined it -> answered("capture DECLINED", it, it.payment());
            case CaptureEvent.CaptureFailed it -> answered("capture FAILED: nothing was sent", it, it.payment());
            case CaptureEvent.CaptureUnknown it -> answered("capture UNKNOWN", it, it.payment());
        };
    }

    private static @Nullable Change of(RefundEvent event) {
        return switch (event) {
            case RefundEvent.RefundInitiated _ -> null;
            case RefundEvent.PaymentRefunded it -> answered("payment REFUNDED", it, it.payment());
            case RefundEvent.RefundDeclined it -> answered("refund DECLINED", it, it.payment());
            case RefundEvent.RefundFailed it -> answered("refund FAILED: nothing was sent", it, it.payment());
            case RefundEvent.RefundUnknown it -> answered("refund UNKNOWN", it, it.payment());
        };
    }

    private static Change changed(String message, PaymentEvent event, PaymentId payment) {
        return Change.of(message, event.order().value(), event.at()).payment(payment.value());
    }

    /** What the gateway was asked for has an answer, or none. */
    private static Change answered(String message, PaymentEvent.OfTransaction event, PaymentId payment) {
        return changed(message, event, payment).since(begun(event.transaction()));
    }

    /** An id knows when it was made: it is a UUID of version 7. */
    private static Instant begun(TransactionId transaction) {
        return Instant.ofEpochMilli(TypeId.uuid(transaction.value()).getMostSignificantBits() >>> 16);
    }
}
