package waybill.order.service.meters;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Supplier;
import waybill.order.domain.OrderSaga;
import waybill.order.domain.OrderStatus;
import waybill.order.service.store.OrderCounts;

/**
 * How many orders there are, the same on every replica and after every restart: counted in the database that they
 * share.
 */
public final class OrderGauges {
    private OrderGauges() {}

    /** Shows these numbers. */
    public static void show(Supplier<OrderCounts> counts, MeterRegistry meters) {
        for (OrderStatus status : OrderStatus.values()) {
            Gauge.builder("orders_current", counts, known -> known.get().current(status))
                    .description("Orders that are in a status now")
                    .tag("status", status.name())
                    .strongReference(true)
                    .register(meters);
        }
        for (OrderSaga.Step.Name step : OrderSaga.Step.Name.values()) {
            Gauge.builder("orders_stuck", counts, known -> known.get().stuck(step))
                    .description("Orders whose deadline has passed, or that something holds, by the step they are at")
                    .tag("step", step.name())
                    .strongReference(true)
                    .register(meters);
        }
        Gauge.builder("orders_unverified", counts, known -> known.get().unverified())
                .description("Orders that were accepted without a look at the stock, which inventory has not settled")
                .strongReference(true)
                .register(meters);
    }
}
