package waybill.order.service.http;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import waybill.engine.http.Answer;
import waybill.engine.http.Call;
import waybill.engine.http.Routes;
import waybill.engine.http.access.Access;
import waybill.engine.http.access.Scope;
import waybill.kernel.OrderId;
import waybill.order.domain.Hold;
import waybill.order.domain.OrderCommand;
import waybill.order.domain.Remark;

/** What operators do to orders: stop them, let them go on, have answers asked for again. */
final class OperatorRoutes {
    private static final Map<String, Hold.Kind> HOLDS =
            Stream.of(Hold.Kind.values()).collect(Collectors.toMap(Enum::name, kind -> kind));

    private final OrderDoor door;

    OperatorRoutes(OrderDoor door) {
        this.door = door;
    }

    Routes routes() {
        return new Routes()
                .post("/orders/{id}/holds", "addHold", Access.to(Scope.OPS_WRITE), this::addHold)
                .delete("/orders/{id}/holds/{hold}", "removeHold", Access.to(Scope.OPS_WRITE), this::removeHold)
                .post("/sagas/{orderId}/retry", "retrySaga", Access.to(Scope.OPS_WRITE), this::retry);
    }

    private Answer addHold(Call call) {
        OrderId id = door.order(call);
        return door.changed(call, new OrderCommand.AddHold(id, remark(call), call.caller(), door.now()));
    }

    private Answer removeHold(Call call) {
        OrderId id = door.order(call);
        Hold.Kind kind = call.path("hold", name -> Optional.ofNullable(HOLDS.get(name)));
        call.emptyBody();
        return door.changed(call, new OrderCommand.RemoveHold(id, kind, null, call.caller(), door.now()));
    }

    private Answer retry(Call call) {
        OrderId id = door.order(call);
        Instant now = door.now();
        return door.changed(
                call,
                new OrderCommand.RetrySaga(
                        id,
                        remark(call),
                        call.caller(),
                        now.plus(door.settings().sagaDeadline()),
                        now));
    }

    /** What the person says who asks for something unusual. */
    static Remark remark(Call call) {
        return call.body(body -> new Remark(body.text("reason")));
    }
}
