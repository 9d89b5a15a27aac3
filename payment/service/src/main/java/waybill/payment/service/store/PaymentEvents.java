package waybill.payment.service.store;

import java.util.Map;
import waybill.contracts.json.WireJson;
import waybill.engine.core.log.EventCodec;
import waybill.engine.core.log.StreamId;
import waybill.engine.core.log.TypedCodec;
import waybill.kernel.OrderId;
import waybill.payment.domain.PaymentEvent;

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
                        Map.entry("payment.void-unknown.v1", PaymentEvent.VoidUnknown.class)),
                WireJson::write,
                WireJson::read);
    }

    /** All payments of one order are one stream. */
    public static StreamId payments(OrderId order) {
        return new StreamId("payments-" + order.value(), order.value());
    }
}
