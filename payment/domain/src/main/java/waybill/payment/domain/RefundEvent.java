package waybill.payment.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import waybill.kernel.Money;
import waybill.kernel.OrderId;
import waybill.kernel.PaymentId;
import waybill.kernel.TransactionId;

/** What has happened to money that was taken and is given back. */
public sealed interface RefundEvent extends PaymentEvent.OfTransaction {
    /** The payment it is about. */
    PaymentId payment();

    /**
     * The gateway is about to be asked to give back money.
     *
     * @param reference the caller's own name for it
     * @param authorization the gateway's own name for the authorization that it was captured from
     * @param reason a code
     */
    record RefundInitiated(
            OrderId order,
            int attempt,
            PaymentId payment,
            TransactionId transaction,
            Money amount,
            @Nullable String reference,
            String authorization,
            String reason,
            Instant at)
            implements RefundEvent {}

    /** The money is the customer's again. */
    record PaymentRefunded(
            OrderId order,
            int attempt,
            PaymentId payment,
            TransactionId transaction,
            Money amount,
            @Nullable String reference,
            String gatewayReference,
            Instant at)
            implements RefundEvent {}

    /** The gateway said no: nothing was given back. */
    record RefundDeclined(
            OrderId order,
            int attempt,
            PaymentId payment,
            TransactionId transaction,
            Money amount,
            @Nullable String reference,
            String reason,
            Instant at)
            implements RefundEvent {}

    /**
     * Provably never reached the gateway: nothing was given back.
     *
     * @param retryAt when it is begun again under a new key; null if that is for whoever asked for it
     */
    record RefundFailed(
            OrderId order,
            int attempt,
            PaymentId payment,
            TransactionId transaction,
            Money amount,
            @Nullable String reference,
            String detail,
            @Nullable Instant retryAt,
            Instant at)
            implements RefundEvent {}

    /** Nobody knows whether the money is given back; the gateway will be asked. */
    record RefundUnknown(
            OrderId order,
            int attempt,
            PaymentId payment,
            TransactionId transaction,
            String detail,
            Instant nextCheck,
            Instant at)
            implements RefundEvent {}
}
