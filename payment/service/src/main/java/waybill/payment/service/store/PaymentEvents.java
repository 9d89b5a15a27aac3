package waybill.payment.service.store;

import java.util.Map;
import waybill.contracts.json.WireJson;
import waybill.engine.core.log.EventCodec;
import waybill.engine.core.log.StreamId;
import waybill.engine.core.log.TypedCodec;
import waybill.kernel.OrderId;
import waybill.payment.domain.CaptureEvent;
import waybill.payment.domain.PaymentEvent;
import waybill.payment.domain.RefundEvent;

/** The stored form of payment's events: their names, and the streams they are in. */
public final class PaymentEvents {
    private PaymentEvents() {}

    /** Records as JSON, each kind under its name; the names never change. */
    public static EventCodec<PaymentEvent> codec() {
        return new TypedCodec<>(
                Map.ofEntries(
                        Map.entry("payment.initiated.v1", PaymentEvent.PaymentInitiated.class),
                        Map.entry("payment.authorized.v1", PaymentEvent.PaymentAuthorized.class),
                        Map.entry("payment.declined.v1", PaymentEvent.PaymentDeclined.class),
                        Map.entry("payment.failed.v1", PaymentEvent.PaymentFailed.class),
                        Map.entry("payment.unknown.v1", PaymentEvent.PaymentUnknown.class),
                        Map.entry("payment.check-scheduled.v1", PaymentEvent.CheckScheduled.class),
                        Map.entry("payment.review-required.v1", PaymentEvent.ReviewRequired.class),
                        Map.entry("payment.void-initiated.v1", PaymentEvent.VoidInitiated.class),
                        Map.entry("payment.voided.v1", PaymentEvent.PaymentVoided.class),
                        Map.entry("payment.void-failed.v1", PaymentEvent.VoidFailed.class),
                        Map.entry("payment.void-unknown.v1", PaymentEvent.VoidUnknown.class),
                        Map.entry("payment.withheld.v1", PaymentEvent.AuthorizationWithheld.class),
                        Map.entry("payment.expired.v1", PaymentEvent.AuthorizationExpired.class),
                        Map.entry("payment.check-requested.v1", PaymentEvent.CheckRequested.class),
                        Map.entry("payment.resolved.v1", PaymentEvent.TransactionResolved.class),
                        Map.entry("payment.restated.v1", PaymentEvent.OutcomeRestated.class),
                        Map.entry("payment.unwanted.v1", PaymentEvent.MoneyUnwanted.class),
                        Map.entry("payment.closing-begun.v1", PaymentEvent.ClosingBegun.class),
                        Map.entry("payment.operator-acted.v1", PaymentEvent.OperatorActed.class),
                        Map.entry("payment.closed.v1", PaymentEvent.PaymentsClosed.class),
                        Map.entry("payment.capture-initiated.v1", CaptureEvent.CaptureInitiated.class),
                        Map.entry("payment.captured.v1", CaptureEvent.PaymentCaptured.class),
                        Map.entry("payment.capture-declined.v1", CaptureEvent.CaptureDeclined.class),
                        Map.entry("payment.capture-failed.v1", CaptureEvent.CaptureFailed.class),
                        Map.entry("payment.capture-unknown.v1", CaptureEvent.CaptureUnknown.class),
                        Map.entry("payment.refund-initiated.v1", RefundEvent.RefundInitiated.class),
                        Map.entry("payment.refunded.v1", RefundEvent.PaymentRefunded.class),
                        Map.entry("payment.refund-declined.v1", RefundEvent.RefundDeclined.class),
                        Map.entry("payment.refund-failed.v1", RefundEvent.RefundFailed.class),
                        Map.entry("payment.refund-unknown.v1", RefundEvent.RefundUnknown.class)),
                WireJson::write,
                WireJson::read);
    }

    /** All payments of one order are one stream. */
    public static StreamId payments(OrderId order) {
        return new StreamId("payments-" + order.value(), order.value());
    }
}
