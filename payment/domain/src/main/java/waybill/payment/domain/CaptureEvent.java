package waybill.payment.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import waybill.kernel.Money;
import waybill.kernel.OrderId;
import waybill.kernel.PaymentId;
import waybill.kernel.TransactionId;

/** What has happened to money that is taken. */
public sealed interface CaptureEvent extends PaymentEvent.OfTransaction {
    /** The payment it is about. */
    PaymentId payment();

    /**
     * The gateway is about to be asked to take money.
     *
     * @param reference the caller's own name for it
     * @param authorization the gateway's own name for the authorization
     * @param isFinal whether this takes all that is left
     */
    record CaptureInitiated(
            OrderId order,
            int attempt,
            PaymentId payment,
            TransactionId transaction,
            Money amount,
            @Nullable String reference,
            String authorization,
            boolean isFinal,
            Instant at)
            implements CaptureEvent {}

    /** The money is taken. */
    record PaymentCaptured(
            OrderId order,
            int attempt,
            PaymentId payment,
            TransactionId transaction,
            Money amount,
            @Nullable String reference,
            String gatewayReference,
            Instant at)
            implements CaptureEvent {}

    /** The gateway said no: nothing was taken. */
    record CaptureDeclined(
            OrderId order,
            int attempt,
            PaymentId payment,
            TransactionId transaction,
            Money amount,
            @Nullable String reference,
            String reason,
            Instant at)
            implements CaptureEvent {}

    /** Provably never reached the gateway: nothing was taken. */
    record CaptureFailed(
            OrderId order,
            int attempt,
            PaymentId payment,
            TransactionId transaction,
            Money amount,
            @Nullable String reference,
            String detail,

            Instant at)
            implements CaptureEvent {}

    /** Nobody knows whether the money is taken; the gateway will be asked. */
    record CaptureUnknown(
            OrderId order,
            int attempt,
            PaymentId payment,
            TransactionId transaction,
            String detail,
            Instant nextCheck,
            Instant at)
            implements CaptureEvent {}
}
