package waybill.order.service.http;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import waybill.engine.core.log.Recorded;
import waybill.engine.http.Answer;
import waybill.engine.http.Call;
import waybill.engine.http.Problem;
import waybill.kernel.OrderId;
import waybill.order.domain.Order;
import waybill.order.domain.OrderDecider;
import waybill.order.domain.OrderEvent;

/** Tells how the saga of an order came out, as a function of its history. */
final class OrderAnswers {

    private OrderAnswers() {}

    static Order.Known fold(OrderId id, List<Recorded<OrderEvent>> history) {
        List<OrderEvent> events = new ArrayList<>(history.size());
        history.forEach(recorded -> events.add(recorded.event()));
        return switch (new OrderDecider().fold(events)) {
            case Order.Known known -> known;
            case Order.Unplaced _ -> throw OrderProblems.absent(id).asException();
        };
    }

    /** The answer once settled: {@code status} if all went well, or the problem it ended in. */
    static Answer settled(Call call, OrderId id, List<Recorded<OrderEvent>> until, int status) {
        Order.Known order = fold(id, until);
        String trace = until.getFirst().meta().traceparent();
        return switch (order) {
            case Order.Confirmed _, Order.Placed _, Order.PartiallyShipped _, Order.Shipped _, Order.Delivered _ ->
                resource(order, until.size(), status);
            case Order.Unpaid unpaid -> problem(call, order, unpaid(unpaid), trace);
            case Order.Cancelled cancelled -> problem(call, order, cancelled(cancelled), trace);
            case Order.Pending _, Order.Cancelling _ -> unsettled(order, until.size());
        };
    }

    private static Problem unpaid(Order.Unpaid order) {
        return switch (order.failure().kind()) {
            case UNAVAILABLE -> OrderProblems.unavailable(order);
            case DECLINED -> OrderProblems.declined(order);
            case NO_STOCK -> OrderProblems.stockReleased(order);
        };
    }

    private static Problem cancelled(Order.Cancelled order) {
        String id = order.facts().id().value();
        return Order.failure(order)
                .map(failure -> OrderProblems.insufficientStock(OrderJson.Lacking.of(failure.shortages()))
                        .with("orderId", id))
                .orElseGet(() -> OrderProblems.illegal(
                                order,
                                "The order was cancelled meanwhile: "
                                        + order.cancellation().reason() + ".")
                        .with("orderId", id));
    }

    /** 202: accepted, recorded, and still on its way. */
    static Answer unsettled(Order.Known order, long version) {
        return resource(order, version, 202).withHeader("Retry-After", "1");
    }

    /** The order itself. */
    static Answer resource(Order.Known order, long version, int status) {
        return located(Answer.json(status, OrderJson.of(order, version)), order)
                .withHeader("ETag", "\"" + version + "\"");
    }

    /** The answer, and where the order is. */
    static Answer located(Answer answer, Order.Known order) {
        return answer.withHeader("Location", "/orders/" + order.facts().id().value());
    }

    /** The problem names the trace of the request that made the order, so that a repeat gets the same document. */
    static Answer problem(Call call, Order.Known order, Problem problem, @Nullable String traceparent) {
        return located(call.answer(problem.tracedTo(traceparent)), order);
    }
}
