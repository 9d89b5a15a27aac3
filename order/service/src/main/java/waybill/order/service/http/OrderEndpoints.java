package waybill.order.service.http;

import waybill.contracts.Announcement;
import waybill.engine.core.assembly.Environment;
import waybill.engine.core.assembly.ServiceEngine;
import waybill.engine.core.feeds.Watchers;
import waybill.engine.http.Answer;
import waybill.engine.http.Call;
import waybill.engine.http.Routes;
import waybill.engine.http.writes.Writes;
import waybill.kernel.OrderId;
import waybill.order.domain.Order;
import waybill.order.domain.OrderCommand;
import waybill.order.domain.OrderEvent;
import waybill.order.domain.OrderRefusal;
import waybill.order.service.OrderSettings;
import waybill.order.service.store.OrderEvents;

/** The order endpoints of openapi.yaml. */
public final class OrderEndpoints {

    private final Writes<Order, OrderCommand, OrderRefusal> writes;
    private final Placing placing;
    private final OrderReading reading;
    private final Environment environment;

    /** Endpoints on this engine; {@code watchers} are shown its log. */
    public OrderEndpoints(
            ServiceEngine<Order, OrderCommand, OrderEvent, OrderRefusal, ?, Announcement> engine,
            Watchers<OrderEvent> watchers,
            AskedFirst asked,
            Environment environment,
            OrderSettings settings) {
        this.writes = new Writes<>(engine.runner());
        this.placing = new Placing(engine, watchers, asked, environment, settings);
        this.reading = new OrderReading(engine, watchers);
        this.environment = environment;
    }

    /** The questions. */
    public Routes reading() {
        return reading.routes();
    }

    /** The writes. */
    public Routes writing() {
        return new Routes()
                .post("/orders", "placeOrder", placing::place)
                .post("/orders/{id}/payments", "payOrder", call -> placing.pay(call, id(call)))
                .post("/orders/{id}/process", "processOrder", this::process);
    }

    private static OrderId id(Call call) {
        return call.path("id", OrderId::parse);
    }

    private Answer process(Call call) {
        OrderId id = id(call);
        call.emptyBody();
        OrderCommand command = new OrderCommand.Confirm(id, environment.clock().instant());
        return writes.answered(
                call, new Writes.Command<>(OrderEvents.order(id), false, command), OrderProblems::of, done -> {
                    if (!(done.state() instanceof Order.Known order)) {
                        throw new IllegalStateException("an order that is not there was confirmed");
                    }
                    return OrderAnswers.resource(order, done.version(), 200);
                });
    }
}
