package waybill.order.service;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import waybill.engine.core.log.Recorded;
import waybill.engine.core.log.StoreFault;
import waybill.order.domain.FulfilmentEvent;
import waybill.order.domain.OrderEvent;
import waybill.order.domain.OrderStatus;
import waybill.order.service.store.OrderIndex;

/**
 * Counts the statuses that orders reach by what this process commits, and how many wait for a look at the stock;
 * present from the start.
 */
final class OrderMeters {
    private static final Logger LOG = LoggerFactory.getLogger(OrderMeters.class);

    private final Map<OrderStatus, Counter> reached = new EnumMap<>(OrderStatus.class);

    OrderMeters(MeterRegistry meters) {
        for (OrderStatus status : OrderStatus.values()) {
            reached.put(
                    status,
                    Counter.builder("orders")
                            .description("Orders that have reached a status")
                            .tag("status", status.name())
                            .register(meters));
        }
    }

    /** The same on every replica and after every restart: it is counted in the database that they share. */
    static void unverified(OrderIndex index, MeterRegistry meters) {
        Gauge.builder("orders_unverified", index, OrderMeters::unverifiedNow)
                .description("Orders that were accepted without a look at the stock, which inventory has not settled")
                .strongReference(true)
                .register(meters);
    }

    private static double unverifiedNow(OrderIndex index) {
        try {
            return index.unverified();
        } catch (StoreFault away) {
            LOG.debug("unverified orders cannot be counted now", away);
            return Double.NaN;
        }
    }

    void committed(List<Recorded<OrderEvent>> events) {
        for (Recorded<OrderEvent> recorded : events) {
            switch (recorded.event()) {
                case OrderEvent.OrderCreated _, OrderEvent.PaymentRetried _ -> count(OrderStatus.PENDING);
                case OrderEvent.OrderPlaced _ -> count(OrderStatus.PLACED);
                case OrderEvent.OrderConfirmed _ -> count(OrderStatus.CONFIRMED);
                case OrderEvent.OrderPaymentFailed _ -> count(OrderStatus.PAYMENT_FAILED);
                case OrderEvent.CancelRequested it when it.round() == 1 -> count(OrderStatus.CANCEL_PENDING);
                case OrderEvent.OrderCancelled _ -> count(OrderStatus.CANCELLED);
                case FulfilmentEvent.OrderPartiallyShipped _ -> count(OrderStatus.PARTIALLY_SHIPPED);
                case FulfilmentEvent.OrderShipped _, FulfilmentEvent.OpenLinesCancelled _ -> count(OrderStatus.SHIPPED);
                case FulfilmentEvent.OrderDelivered _ -> count(OrderStatus.DELIVERED);
                case OrderEvent.StockHeld _,
                        OrderEvent.StockShort _,
                        OrderEvent.StockCommitted _,
                        OrderEvent.StockReleased _,
                        OrderEvent.PaymentAuthorized _,
                        OrderEvent.PaymentDeclined _,
                        OrderEvent.PaymentFailed _,
                        OrderEvent.PaymentUnknown _,
                        OrderEvent.HoldAdded _,
                        OrderEvent.HoldRemoved _,
                        OrderEvent.PaymentReturnRequested _,
                        OrderEvent.StockExpired _,
                        OrderEvent.StockClosed _,
                        OrderEvent.StockWanted _,
                        OrderEvent.PaymentReturned _,
                        OrderEvent.PaymentExpired _,
                        OrderEvent.PaymentClosed _,
                        OrderEvent.CancelRequested _,
                        OrderEvent.AnswerWanted _,
                        OrderEvent.ShippingAddressChanged _,
                        OrderEvent.OperatorActed _,
                        FulfilmentEvent _ -> {}
            }
        }
    }

    private void count(OrderStatus status) {
        Counter counter = reached.get(status);
        if (counter != null) {
            counter.increment();
        }
    }
}
