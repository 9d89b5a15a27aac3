package waybill.order.service.meters;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import waybill.engine.core.commands.CommandRunner;
import waybill.engine.core.log.Recorded;
import waybill.engine.core.log.StreamState;
import waybill.engine.core.tracing.Exemplar;
import waybill.order.domain.FulfilmentEvent;
import waybill.order.domain.Order;
import waybill.order.domain.OrderDecider;
import waybill.order.domain.OrderEvent;
import waybill.order.domain.OrderSaga.Compensation;
import waybill.order.domain.OrderStatus;

/**
 * Counts the statuses that orders reach by what this process commits and what was undone, and measures how long it all
 * took; present from the start.
 */
public final class OrderMeters {
    private static final OrderDecider DECIDER = new OrderDecider();

    private final Map<OrderStatus, Counter> reached = new EnumMap<>(OrderStatus.class);
    private final Map<Compensation.What, Counter> undone = new EnumMap<>(Compensation.What.class);
    private final PlacementTimers placements;
    private final StepTimers steps;

    /** Registers all of it. */
    public OrderMeters(MeterRegistry meters) {
        for (OrderStatus status : OrderStatus.values()) {
            reached.put(
                    status,
                    Counter.builder("orders")
                            .description("Orders that have reached a status")
                            .tag("status", status.name())
                            .register(meters));
        }
        for (Compensation.What what : Compensation.What.values()) {
            undone.put(
                    what,
                    Counter.builder("saga_compensations")
                            .description("What sagas have undone")
                            .tag("kind", what.name())
                            .register(meters));
        }
        this.placements = new PlacementTimers(meters);
        this.steps = new StepTimers(meters);
    }

    /** Takes a batch that this process has committed. */
    public void committed(CommandRunner.Committed<Order, OrderEvent> batch) {
        for (Recorded<OrderEvent> recorded : batch.events()) {
            count(recorded.event());
            StreamState<Order> now = batch.after().get(recorded.stream().name());
            if (now != null && now.state() instanceof Order.Known order) {
                Moment moment = new Moment(recorded, order, batch);
                Exemplar.of(recorded.meta().traceparent(), () -> {
                    placements.take(moment);
                    steps.take(moment);
                });
            }
        }
    }

    /**
     * One event of a batch.
     *
     * @param after the order after the whole batch
     */
    record Moment(Recorded<OrderEvent> recorded, Order.Known after, CommandRunner.Committed<Order, OrderEvent> batch) {
        OrderEvent event() {
            return recorded.event();
        }

        /** The order just before the event; worked out, so only to be asked where it matters. */
        Order before() {
            String stream = recorded.stream().name();
            StreamState<Order> known = batch.before().get(stream);
            Order was = known == null ? DECIDER.initial() : known.state();
            for (Recorded<OrderEvent> earlier : batch.events()) {
                if (earlier.stream().name().equals(stream) && earlier.version() < recorded.version()) {
                    was = DECIDER.evolve(was, earlier.event());
                }
            }
            return was;
        }
    }

    private void count(OrderEvent event) {
        switch (event) {
            case OrderEvent.OrderCreated _, OrderEvent.PaymentRetried _ -> count(OrderStatus.PENDING);
            case OrderEvent.OrderPlaced _ -> count(OrderStatus.PLACED);
            case OrderEvent.OrderConfirmed _ -> count(OrderStatus.CONFIRMED);
            case OrderEvent.OrderPaymentFailed _ -> count(OrderStatus.PAYMENT_FAILED);
            case OrderEvent.CancelRequested it when it.round() == 1 -> count(OrderStatus.CANCEL_PENDING);
            case OrderEvent.OrderCancelled _ -> count(OrderStatus.CANCELLED);
            case FulfilmentEvent.OrderPartiallyShipped _ -> count(OrderStatus.PARTIALLY_SHIPPED);
            case FulfilmentEvent.OrderShipped _, FulfilmentEvent.OpenLinesCancelled _ -> count(OrderStatus.SHIPPED);
            case FulfilmentEvent.OrderDelivered _ -> count(OrderStatus.DELIVERED);
            case OrderEvent.StockReleased _ -> count(Compensation.What.RELEASE_INVENTORY);
            case OrderEvent.PaymentReturned _ -> count(Compensation.What.RETURN_PAYMENT);
            case OrderEvent.StockHeld _,
                    OrderEvent.StockShort _,
                    OrderEvent.StockCommitted _,
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
                    OrderEvent.PaymentExpired _,
                    OrderEvent.PaymentClosed _,
                    OrderEvent.CancelRequested _,
                    OrderEvent.AnswerWanted _,
                    OrderEvent.ShippingAddressChanged _,
                    OrderEvent.OperatorActed _,
                    FulfilmentEvent _ -> {}
        }
    }

    private void count(OrderStatus status) {
        increment(reached.get(status));
    }

    private void count(Compensation.What what) {
        increment(undone.get(what));
    }

    private static void increment(@Nullable Counter counter) {
        if (counter != null) {
            counter.increment();
        }
    }
}
