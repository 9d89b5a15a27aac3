package waybill.order.service.http;

import java.util.List;
import java.util.function.Consumer;
import waybill.contracts.Announcement;
import waybill.engine.core.assembly.Environment;
import waybill.engine.core.assembly.ServiceEngine;
import waybill.engine.core.feeds.Watchers;
import waybill.engine.http.Answer;
import waybill.engine.http.Call;
import waybill.engine.http.Routes;
import waybill.engine.http.access.Access;
import waybill.engine.http.access.Scope;
import waybill.kernel.OrderId;
import waybill.order.domain.Address;
import waybill.order.domain.Order;
import waybill.order.domain.OrderCommand;
import waybill.order.domain.OrderEvent;
import waybill.order.domain.OrderRefusal;
import waybill.order.service.OrderSettings;
import waybill.order.service.StockCheck;
import waybill.order.service.Transfers;

/** The order endpoints of openapi.yaml. */
public final class OrderEndpoints {
    private final OrderDoor door;
    private final Placing placing;
    private final OrderReading reading;
    private final Cancelling cancelling;
    private final Fulfilling fulfilling;
    private final Refunding refunding;
    private final OperatorRoutes operators;
    private final Intake intake;

    /**
     * Who is asked while a client waits.
     *
     * @param intake whether one more order may be placed
     * @param keys makes sure that this customer has a key to seal personal data with, which everybody can find
     */
    public record Asked(StockCheck stock, Consumer<String> keys, Transfers transfers, Intake intake) {}

    /** Endpoints on this engine; {@code watchers} are shown its log. */
    public OrderEndpoints(
            ServiceEngine<Order, OrderCommand, OrderEvent, OrderRefusal, ?, Announcement> engine,
            Watchers<OrderEvent> watchers,
            Asked asked,
            Environment environment,
            OrderSettings settings) {
        this.door = new OrderDoor(engine, watchers, environment, settings);
        this.placing = new Placing(engine, watchers, asked, environment, settings);
        this.reading = new OrderReading(engine, watchers, environment.clock());
        this.cancelling = new Cancelling(door);
        this.fulfilling = new Fulfilling(door, asked.transfers());
        this.refunding = new Refunding(door, asked.transfers());
        this.operators = new OperatorRoutes(door);
        this.intake = asked.intake();
    }

    /** The routes. */
    public List<Routes> routes() {
        return List.of(
                reading.routes(),
                writing(),
                cancelling.routes(),
                fulfilling.routes(),
                refunding.routes(),
                operators.routes());
    }

    private Routes writing() {
        return new Routes()
                .post(
                        "/orders",
                        "placeOrder",
                        Access.to(Scope.ORDERS_WRITE).andCustomers(),
                        intake::isOpen,
                        placing::place)
                .post(
                        "/orders/{id}/payments",
                        "payOrder",
                        Access.to(Scope.ORDERS_WRITE).andCustomers(),
                        call -> placing.pay(call, door.order(call)))
                .post("/orders/{id}/process", "processOrder", Access.to(Scope.ORDERS_WRITE), this::process)
                .put(
                        "/orders/{id}",
                        "updateOrder",
                        Access.to(Scope.ORDERS_WRITE).andCustomers(),
                        this::update);
    }

    private Answer process(Call call) {
        OrderId id = door.order(call);
        call.emptyBody();
        return door.changed(call, new OrderCommand.Confirm(id, door.now()));
    }

    private Answer update(Call call) {
        OrderId id = door.order(call);
        Address to = call.body(body -> OrderRequest.address(body.object("shippingAddress")));
        return door.changed(call, new OrderCommand.ChangeAddress(id, to, door.now()));
    }
}
