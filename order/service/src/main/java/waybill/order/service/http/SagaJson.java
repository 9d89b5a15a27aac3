package waybill.order.service.http;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import waybill.order.domain.Order;
import waybill.order.domain.OrderSaga;
import waybill.order.domain.OrderStatus;

/** The saga of an order as operators see it in a list (openapi.yaml). */
final class SagaJson {
    private SagaJson() {}

    record Resource(
            String orderId,
            String status,
            String state,
            String step,
            @Nullable Instant deadline,
            int attempt,
            List<String> waitingFor,
            List<OrderJson.Compensation> compensations,
            Instant updatedAt) {}

    static Resource of(Order.Known order, long version) {
        OrderSaga saga = OrderSaga.of(order);
        OrderJson.Saga told = OrderJson.Saga.of(saga);
        return new Resource(
                order.facts().id().value(),
                OrderStatus.of(order).name(),
                told.state(),
                told.step(),
                Order.deadlines(order).values().stream().min(Instant::compareTo).orElse(null),
                order.facts().attempt(),
                waitingFor(saga),
                told.compensations(),
                order.facts().updatedAt());
    }

    /** Whose answer is awaited; nobody's once the saga has ended. */
    private static List<String> waitingFor(OrderSaga saga) {
        Stream<String> steps = saga.steps().stream()
                .filter(step -> step.progress() == OrderSaga.Progress.RUNNING)
                .map(step -> who(step.name()));
        Stream<String> compensations = saga.compensations().stream()
                .filter(compensation -> compensation.progress() == OrderSaga.Progress.RUNNING)
                .map(compensation -> who(compensation.what()));
        return Stream.concat(steps, compensations).distinct().sorted().toList();
    }

    private static String who(OrderSaga.Step.Name step) {
        return switch (step) {
            case CREATE_ORDER -> "order";
            case RESERVE_INVENTORY -> "inventory";
            case AUTHORIZE_PAYMENT -> "payment";
            case CONFIRM_ORDER -> "operator";
        };
    }

    private static String who(OrderSaga.Compensation.What what) {
        return switch (what) {
            case RELEASE_INVENTORY -> "inventory";
            case RETURN_PAYMENT -> "payment";
        };
    }
}
