package waybill.order.service.http;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import waybill.engine.core.log.Recorded;
import waybill.kernel.Money;
import waybill.kernel.PaymentId;
import waybill.order.domain.FulfilmentEvent;
import waybill.order.domain.Hold;
import waybill.order.domain.Line;
import waybill.order.domain.NewOrder;
import waybill.order.domain.OrderEvent;

/** One order's history as openapi.yaml describes it. Payment tokens, and what people typed, are left out. */
final class OrderHistory {
    private OrderHistory() {}

    record Entry(
            String id,
            long sequence,
            String type,
            Instant time,
            String actor,
            String correlationId,
            @Nullable String causationId,
            Map<String, Object> data) {}

    static Entry entry(Recorded<OrderEvent> recorded) {
        return new Entry(
                recorded.meta().id().value(),
                recorded.version(),
                recorded.type(),
                recorded.recordedAt(),
                recorded.meta().actor(),
                recorded.meta().correlationId(),
                recorded.meta().causationId(),
                said(recorded.event()).members);
    }

    /** What one event says, member by member. */
    static final class Said {
        private final Map<String, Object> members = new LinkedHashMap<>();

        static Said of(OrderEvent event) {
            return new Said().and("orderId", event.order());
        }

        static Said of(OrderEvent event, int attempt) {
            return of(event).and("attempt", attempt);
        }

        /** Ids are said as text; what is absent is not said. */
        Said and(String name, @Nullable Object value) {
            if (value instanceof Record || value instanceof Enum<?>) {
                members.put(name, value.toString());
            } else if (value != null) {
                members.put(name, value);
            }
            return this;
        }

        Said money(String name, Money money) {
            return and(name, money.decimal()).and("currency", money.currency().getCurrencyCode());
        }
    }

    private static Said said(OrderEvent event) {
        return switch (event) {
            case OrderEvent.OfSaga e -> ofSaga(e);
            case FulfilmentEvent e -> FulfilmentHistory.said(e);
        };
    }

    private static Said ofSaga(OrderEvent.OfSaga event) {
        return switch (event) {
            case OrderEvent.OrderCreated e -> created(e);
            case OrderEvent.StockHeld e ->
                goods(e, e.attempt(), e.reservation()).and("expiresAt", e.expiresAt());
            case OrderEvent.StockShort e -> Said.of(e, e.attempt()).and("items", OrderJson.Lacking.of(e.shortages()));
            case OrderEvent.StockCommitted e -> goods(e, e.attempt(), e.reservation());
            case OrderEvent.StockReleased e ->
                reason(e, e.attempt(), e.reason()).and("reservationId", e.reservation());
            case OrderEvent.StockExpired e -> goods(e, e.attempt(), e.reservation());
            case OrderEvent.StockClosed e -> reason(e, e.attempt(), e.reason());
            case OrderEvent.StockWanted e -> wanted(e, e.attempt(), OrderEvent.Party.INVENTORY, e.deadline());
            case OrderEvent.PaymentAuthorized e ->
                paid(e, e.attempt(), e.payment()).money("amount", e.amount());
            case OrderEvent.PaymentDeclined e ->
                paid(e, e.attempt(), e.payment()).and("reason", e.reason());
            case OrderEvent.PaymentFailed e -> paid(e, e.attempt(), e.payment()).and("reason", e.reason());
            case OrderEvent.PaymentUnknown e -> paid(e, e.attempt(), e.payment());
            case OrderEvent.PaymentReturnRequested e ->
                paid(e, e.attempt(), e.payment()).money("amount", e.amount());
            case OrderEvent.PaymentReturned e -> paid(e, e.attempt(), e.payment());
            case OrderEvent.PaymentExpired e -> paid(e, e.attempt(), e.payment());
            case OrderEvent.PaymentClosed e -> reason(e, e.attempt(), e.reason());
            case OrderEvent.HoldAdded e -> hold(e, e.hold(), e.reason());
            case OrderEvent.HoldRemoved e -> hold(e, e.hold(), e.reason());
            case OrderEvent.OrderPlaced e -> paid(e, e.attempt(), e.payment()).money("total", e.total());
            case OrderEvent.OrderConfirmed e -> Said.of(e);
            case OrderEvent.OrderPaymentFailed e ->
                paid(e, e.attempt(), e.payment()).and("reason", e.reason());
            case OrderEvent.PaymentRetried e -> retried(e);
            case OrderEvent.CancelRequested e ->
                reason(e, e.attempt(), e.reason()).and("by", e.by());
            case OrderEvent.OrderCancelled e ->
                reason(e, e.attempt(), e.reason()).and("by", e.by());
            case OrderEvent.AnswerWanted e -> wanted(e, e.attempt(), e.from(), e.deadline());
            case OrderEvent.ShippingAddressChanged e -> Said.of(e);
            case OrderEvent.OperatorActed e ->
                Said.of(e).and("action", e.action()).and("by", e.by());
        };
    }

    private static Said goods(OrderEvent event, int attempt, Object reservation) {
        return Said.of(event, attempt).and("reservationId", reservation);
    }

    private static Said paid(OrderEvent event, int attempt, PaymentId payment) {
        return Said.of(event, attempt).and("paymentId", payment);
    }

    private static Said reason(OrderEvent event, int attempt, String reason) {
        return Said.of(event, attempt).and("reason", reason);
    }

    private static Said hold(OrderEvent event, Hold.Kind hold, String reason) {
        return Said.of(event).and("hold", hold).and("reason", reason);
    }

    private static Said wanted(OrderEvent event, int attempt, OrderEvent.Party from, Instant deadline) {
        return Said.of(event, attempt).and("from", from).and("deadline", deadline);
    }

    private static Said retried(OrderEvent.PaymentRetried event) {
        return Said.of(event, event.attempt()).and("deadline", event.deadline()).money("total", event.total());
    }

    private static Said created(OrderEvent.OrderCreated event) {
        NewOrder what = event.what();
        return Said.of(event, event.attempt())
                .and("customerId", what.customer().id())
                .and("deadline", event.deadline())
                .money("total", what.total())
                .and("items", what.lines().stream().map(OrderHistory::item).toList())
                .and("confirmation", what.confirmation().name().toLowerCase(Locale.ROOT))
                .and("stockUnverified", event.stockUnverified());
    }

    private static Map<String, Object> item(Line line) {
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("line", line.number());
        item.put("productId", line.product().value());
        item.put("quantity", line.quantity());
        item.put("price", line.price().decimal());
        return item;
    }
}
