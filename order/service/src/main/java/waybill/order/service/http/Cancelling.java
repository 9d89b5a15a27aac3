package waybill.order.service.http;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import waybill.engine.core.commands.Outcome;
import waybill.engine.core.log.KeyEntry;
import waybill.engine.core.log.Recorded;
import waybill.engine.http.Answer;
import waybill.engine.http.Call;
import waybill.engine.http.Routes;
import waybill.engine.http.access.Access;
import waybill.engine.http.access.Scope;
import waybill.engine.http.headers.Waiting;
import waybill.engine.http.writes.Writes;
import waybill.kernel.OrderId;
import waybill.order.domain.Order;
import waybill.order.domain.OrderCommand;
import waybill.order.domain.OrderEvent;
import waybill.order.domain.OrderRefusal;
import waybill.order.domain.Remark;

/** Requests that end an order, or what is open of it, and wait until inventory and payment have closed it. */
final class Cancelling {
    private static final int NOT_YET = -1;

    private final OrderDoor door;

    Cancelling(OrderDoor door) {
        this.door = door;
    }

    Routes routes() {
        return new Routes()
                .delete(
                        "/orders/{id}",
                        "cancelOrder",
                        Set.of("reason"),
                        Access.to(Scope.ORDERS_WRITE).andCustomers(),
                        this::cancel)
                .post("/sagas/{orderId}/compensate", "compensateSaga", Access.to(Scope.OPS_WRITE), this::compensate);
    }

    private Answer cancel(Call call) {
        call.emptyBody();
        String reason = call.query(query -> query.has("reason") ? query.required("reason") : null);
        return end(call, Order.CancelReason.CUSTOMER_REQUEST, reason == null ? null : new Remark(reason));
    }

    private Answer compensate(Call call) {
        return end(call, Order.CancelReason.OPERATOR, OperatorRoutes.remark(call));
    }

    private Answer end(Call call, Order.CancelReason reason, @Nullable Remark note) {
        OrderId id = door.order(call);
        Waiting waiting = call.waiting(door.settings().usualWait());
        OrderCommand command = new OrderCommand.Cancel(
                id,
                reason,
                note,
                call.caller(),
                door.now().plus(door.settings().spans().cancel()),
                door.now());
        Outcome<Order, OrderRefusal> outcome = door.submit(call, command, OrderDoor::version);
        Answer answer = switch (outcome) {
            case Outcome.Done<Order, OrderRefusal> done -> await(id, (int) done.version(), waiting);
            case Outcome.Refused<Order, OrderRefusal> refused -> Writes.sent(refused.answer());
            case Outcome.Replayed<Order, OrderRefusal>(KeyEntry entry) -> repeat(id, entry, waiting);
            case Outcome.KeyReused<Order, OrderRefusal> _ ->
                throw Writes.keyReused().asException();
        };
        return Placing.applied(answer, waiting);
    }

    private Answer repeat(OrderId id, KeyEntry entry, Waiting waiting) {
        int version = OrderDoor.versionOf(entry);
        return Writes.replayed(version < 0 ? Writes.sent(entry.answer()) : await(id, version, waiting));
    }

    private Answer await(OrderId id, int version, Waiting waiting) {
        List<Recorded<OrderEvent>> history =
                door.until(id, seen -> ended(id, seen, version) != NOT_YET, waiting.time());
        int end = ended(id, history, version);
        return end == NOT_YET
                ? OrderAnswers.unsettled(OrderAnswers.fold(id, history), history.size())
                : OrderAnswers.resource(OrderAnswers.fold(id, history.subList(0, end)), end, 200);
    }

    /** The version at which the request that made this version is through. */
    private static int ended(OrderId id, List<Recorded<OrderEvent>> history, int version) {
        if (history.size() < version) {
            return NOT_YET;
        }
        if (!(OrderAnswers.fold(id, history.subList(0, version)) instanceof Order.Cancelling)) {
            return version;
        }
        int end = OrderDoor.find(history, version, OrderEvent.OrderCancelled.class::isInstance);
        return end < 0 ? NOT_YET : end + 1;
    }
}
