package waybill.order.service.http;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import waybill.engine.core.log.Recorded;
import waybill.kernel.Money;
import waybill.kernel.ReservationId;
import waybill.order.domain.FulfilmentEvent;
import waybill.order.domain.Line;
import waybill.order.domain.NewOrder;
import waybill.order.domain.OrderEvent;

/** One order's history as openapi.yaml describes it. Payment tokens are left out. */
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
                data(recorded.event()));
    }

    private static Map<String, Object> data(OrderEvent event) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("orderId", event.order().value());
        switch (event) {
            case OrderEvent.OrderCreated e -> created(data, e);
            case OrderEvent.StockHeld e ->
                put(data, e.attempt(), "reservationId", e.reservation().value(), "expiresAt", e.expiresAt());
            case OrderEvent.StockShort e -> put(data, e.attempt(), "items", OrderJson.Lacking.of(e.shortages()));
            case OrderEvent.StockCommitted e ->
                put(data, e.attempt(), "reservationId", e.reservation().value());
            case OrderEvent.StockReleased e -> released(data, e);
            case OrderEvent.PaymentAuthorized e ->
                money(put(data, e.attempt(), "paymentId", e.payment().value()), "amount", e.amount());
            case OrderEvent.PaymentDeclined e ->
                put(data, e.attempt(), "paymentId", e.payment().value(), "reason", e.reason());
            case OrderEvent.PaymentFailed e ->
                put(data, e.attempt(), "paymentId", e.payment().value(), "reason", e.reason());
            case OrderEvent.PaymentUnknown e ->
                put(data, e.attempt(), "paymentId", e.payment().value());
            case OrderEvent.HoldAdded e -> hold(data, e.hold().name(), e.reason());
            case OrderEvent.HoldRemoved e -> hold(data, e.hold().name(), e.reason());
            case OrderEvent.OrderPlaced e ->
                money(put(data, e.attempt(), "paymentId", e.payment().value()), "total", e.total());
            case OrderEvent.OrderConfirmed _ -> {}
            case OrderEvent.OrderPaymentFailed e ->
                put(data, e.attempt(), "paymentId", e.payment().value(), "reason", e.reason());
            case OrderEvent.PaymentRetried e ->
                money(put(data, e.attempt(), "deadline", e.deadline()), "total", e.total());
            case OrderEvent.OrderCancelled e -> put(data, e.attempt(), "reason", e.reason(), "by", e.by());
            case OrderEvent.PaymentReturnRequested e ->
                money(put(data, e.attempt(), "paymentId", e.payment().value()), "amount", e.amount());
            case OrderEvent.StockExpired e ->
                put(data, e.attempt(), "reservationId", e.reservation().value());
            case OrderEvent.StockWanted e -> put(data, e.attempt(), "from", "INVENTORY", "deadline", e.deadline());
            case OrderEvent.StockClosed e -> put(data, e.attempt(), "reason", e.reason());
            case OrderEvent.PaymentReturned e ->
                put(data, e.attempt(), "paymentId", e.payment().value());
            case OrderEvent.PaymentExpired e ->
                put(data, e.attempt(), "paymentId", e.payment().value());
            case OrderEvent.PaymentClosed e -> put(data, e.attempt(), "reason", e.reason());
            case OrderEvent.CancelRequested e ->
                put(
                        data,
                        e.attempt(),
                        "reason",
                        e.reason(),
                        "by",
                        e.by(),
                        "round",
                        e.round(),
                        "deadline",
                        e.deadline());
            case OrderEvent.AnswerWanted e ->
                put(data, e.attempt(), "from", e.from().name(), "deadline", e.deadline());
            case OrderEvent.ShippingAddressChanged _ -> {}
            case OrderEvent.OperatorActed e -> {
                data.put("action", e.action());
                data.put("by", e.by());
            }
            case FulfilmentEvent e -> FulfilmentHistory.put(data, e);
        }
        return data;
    }

    private static void created(Map<String, Object> data, OrderEvent.OrderCreated event) {
        NewOrder what = event.what();
        put(data, event.attempt(), "customerId", what.customer().id(), "deadline", event.deadline());
        money(data, "total", what.total());
        data.put("items", what.lines().stream().map(OrderHistory::item).toList());
        data.put("confirmation", what.confirmation().name().toLowerCase(java.util.Locale.ROOT));
        data.put("stockUnverified", event.stockUnverified());
    }

    private static Map<String, Object> item(Line line) {
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("line", line.number());
        item.put("productId", line.product().value());
        item.put("quantity", line.quantity());
        item.put("price", line.price().decimal());
        return item;
    }

    static Map<String, Object> put(Map<String, Object> data, int attempt, Object... namesAndValues) {
        data.put("attempt", attempt);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            data.put(namesAndValues[i].toString(), namesAndValues[i + 1]);
        }
        return data;
    }

    private static void hold(Map<String, Object> data, String hold, String reason) {
        data.put("hold", hold);
        data.put("reason", reason);
    }

    static void money(Map<String, Object> data, String name, Money money) {
        data.put(name, money.decimal());
        data.put("currency", money.currency().getCurrencyCode());
    }

    private static void released(Map<String, Object> data, OrderEvent.StockReleased event) {
        put(data, event.attempt(), "reason", event.reason());
        ReservationId reservation = event.reservation();
        if (reservation != null) {
            data.put("reservationId", reservation.value());
        }
    }
}
