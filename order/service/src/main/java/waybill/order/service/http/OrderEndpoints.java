package waybill.order.service.http;

import java.util.List;
import java.util.Set;
import waybill.contracts.Announcement;
import waybill.engine.core.assembly.Environment;
import waybill.engine.core.assembly.ServiceEngine;
import waybill.engine.core.feeds.Watchers;
import waybill.engine.core.log.Recorded;
import waybill.engine.http.Answer;
import waybill.engine.http.Call;
import waybill.engine.http.Page;
import waybill.engine.http.Routes;
import waybill.engine.http.writes.Writes;
import waybill.kernel.OrderId;
import waybill.order.domain.Order;
import waybill.order.domain.OrderCommand;
import waybill.order.domain.OrderEvent;
import waybill.order.domain.OrderRefusal;
import waybill.order.service.OrderSettings;
import waybill.order.service.StockCheck;
import waybill.order.service.store.OrderEvents;

/** The order endpoints of openapi.yaml. */
public final class OrderEndpoints {

    private final ServiceEngine<Order, OrderCommand, OrderEvent, OrderRefusal, ?, Announcement> engine;
    private final Writes<Order, OrderCommand, OrderRefusal> writes;
    private final Placing placing;
    private final Environment environment;

    /** Endpoints on this engine; {@code watchers} are shown its log. */
    public OrderEndpoints(
            ServiceEngine<Order, OrderCommand, OrderEvent, OrderRefusal, ?, Announcement> engine,
            Watchers<OrderEvent> watchers,
            StockCheck stock,
            Environment environment,
            OrderSettings settings) {
        this.engine = engine;
        this.writes = new Writes<>(engine.runner());
        this.placing = new Placing(engine, watchers, stock, environment, settings);
        this.environment = environment;
    }

    /** The routes. */
    public Routes routes() {
        return new Routes()
                .post("/orders", "placeOrder", placing::place)
                .get("/orders/{id}", "getOrder", this::get)
                .get("/orders/{id}/events", "listOrderEvents", Set.of("after", "limit"), this::events)
                .post("/orders/{id}/payments", "payOrder", call -> placing.pay(call, id(call)))
                .post("/orders/{id}/process", "processOrder", this::process);
    }

    private static OrderId id(Call call) {
        return call.path("id", OrderId::parse);
    }

    private List<Recorded<OrderEvent>> history(OrderId id) {
        List<Recorded<OrderEvent>> history =
                engine.history(OrderEvents.order(id).name()).join();
        if (history.isEmpty()) {
            throw OrderProblems.absent(id).asException();
        }
        return history;
    }

    private Answer get(Call call) {
        OrderId id = id(call);
        List<Recorded<OrderEvent>> history = history(id);
        long version = history.size();
        if (call.ifNoneMatch().orElse(0) == version) {
            return Answer.empty(304).withHeader("ETag", "\"" + version + "\"");
        }
        Order.Known order = OrderAnswers.fold(id, history);
        return Answer.json(200, OrderJson.of(order, version)).withHeader("ETag", "\"" + version + "\"");
    }

    private Answer events(Call call) {
        record Asked(long after, int limit) {}
        Asked asked =
                call.query(query -> new Asked(query.integerOr("after", 0, Integer.MAX_VALUE, 0), Page.limit(query)));
        List<Recorded<OrderEvent>> history = history(id(call));
        List<Recorded<OrderEvent>> shown = history.stream()
                .filter(event -> event.version() > asked.after())
                .limit(asked.limit())
                .toList();
        long reached = shown.isEmpty() ? asked.after() : shown.getLast().version();
        List<OrderHistory.Entry> data = shown.stream().map(OrderHistory::entry).toList();
        return Answer.json(200, Page.of(data, Long.toString(reached), reached < history.size()));
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
