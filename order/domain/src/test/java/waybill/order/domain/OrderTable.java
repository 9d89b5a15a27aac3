package waybill.order.domain;

import static waybill.order.domain.OrderExamples.NOON;
import static waybill.order.domain.OrderExamples.PAYMENT;
import static waybill.order.domain.OrderExamples.PAYMENT_2;
import static waybill.order.domain.OrderExamples.added;
import static waybill.order.domain.OrderExamples.authorized;
import static waybill.order.domain.OrderExamples.cancelled;
import static waybill.order.domain.OrderExamples.confirmed;
import static waybill.order.domain.OrderExamples.created;
import static waybill.order.domain.OrderExamples.createdManual;
import static waybill.order.domain.OrderExamples.createdUnverified;
import static waybill.order.domain.OrderExamples.declined;
import static waybill.order.domain.OrderExamples.eur;
import static waybill.order.domain.OrderExamples.held;
import static waybill.order.domain.OrderExamples.isShort;
import static waybill.order.domain.OrderExamples.placed;
import static waybill.order.domain.OrderExamples.released;
import static waybill.order.domain.OrderExamples.retried;
import static waybill.order.domain.OrderExamples.unknown;
import static waybill.order.domain.OrderExamples.unpaid;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import waybill.kernel.Decision.Accepted;
import waybill.kernel.Decision.AlreadySo;
import waybill.kernel.Decision.Refused;
import waybill.order.domain.NewOrder.Confirmation;
import waybill.order.domain.Order.Known;
import waybill.order.domain.Order.Unplaced;
import waybill.order.domain.OrderCommand.NotePaymentAuthorized;

/** The decider's table as a page: every state, told every command. */
final class OrderTable {
    private static final OrderDecider DECIDER = new OrderDecider();

    private OrderTable() {}

    /** Every state there is, some with what makes a difference in them. */
    static Map<String, Order> states() {
        Map<String, Order> states = new LinkedHashMap<>();
        states.put("Unplaced", after());
        states.put("AwaitingStock", after(created()));
        states.put("AwaitingStock, stock unverified", after(createdUnverified(), added(Hold.Kind.STOCK_UNVERIFIED)));
        states.put("AwaitingStock, second attempt", after(created(), held(), declined(), unpaid(), retried()));
        states.put("AwaitingPayment", after(created(), held()));
        states.put(
                "AwaitingPayment, payment unknown",
                after(created(), held(), unknown(), added(Hold.Kind.PAYMENT_UNKNOWN)));
        states.put("AwaitingPayment, to be confirmed by hand", after(createdManual(), held()));
        states.put("AwaitingPayment, goods let go", after(created(), held(), released()));
        states.put("Placed", after(createdManual(), held(), authorized(), placed()));
        states.put(
                "Placed, stopped by an operator",
                after(created(), held(), added(Hold.Kind.OPERATOR), authorized(), placed()));
        states.put("Confirmed", after(created(), held(), authorized(), placed(), confirmed()));
        states.put("Unpaid", after(created(), held(), declined(), unpaid()));
        states.put("Cancelled", after(created(), isShort(), cancelled()));
        return states;
    }

    /** Every command there is, some with what makes a difference in them. */
    static Map<String, OrderCommand> commands(Order order) {
        Map<String, OrderCommand> commands = new LinkedHashMap<>();
        commands.put("PlaceOrder", OrderExamples.place(confirmation(order)));
        commands.put("PlaceOrder, something else", OrderExamples.place(another(confirmation(order))));
        for (OrderCommand command : List.of(
                OrderExamples.confirm(),
                OrderExamples.retry(),
                OrderExamples.noteHeld(1),
                OrderExamples.noteShort(1),
                OrderExamples.noteCommitted(1),
                OrderExamples.noteReleased(1),
                OrderExamples.noteAuthorized(1, PAYMENT))) {
            commands.put(name(command), command);
        }
        commands.put("NotePaymentAuthorized, a second payment", OrderExamples.noteAuthorized(1, PAYMENT_2));
        commands.put(
                "NotePaymentAuthorized, another amount",
                new NotePaymentAuthorized(OrderExamples.ID, 1, PAYMENT, eur(1), NOON));
        for (OrderCommand command :
                List.of(OrderExamples.noteDeclined(1), OrderExamples.noteFailed(1), OrderExamples.noteUnknown(1))) {
            commands.put(name(command), command);
        }
        return commands;
    }

    /** The whole page. */
    static String page() {
        return """
                # What an order does in each state

                Generated from the decider itself; `OrderTableTest` fails when this page is stale.
                Rewrite it with `mvn test -pl order/domain -am -Dupdate=true`.

                Every state answers every command: it **accepts** with events, it is **already so** (nothing happens,
                and the reason is recorded), or it **refuses**. The news in these tables is of attempt 1, and the
                payment the order's own unless the row says otherwise.

                ```mermaid
                stateDiagram-v2
                %s```

                ## States

                | State | Status | Saga | At step | Waits for | A client may |
                |---|---|---|---|---|---|
                %s%s""".formatted(diagram(), stateRows(), tables());
    }

    private static String diagram() {
        Set<String> arrows = new LinkedHashSet<>();
        for (Order from : states().values()) {
            commands(from).values().forEach(command -> {
                Order to = next(from, command);
                if (!name(from).equals(name(to))) {
                    arrows.add("    " + node(from) + " --> " + node(to) + " : " + name(command) + "\n");
                }
            });
        }
        arrows.add("    Cancelled --> [*]\n");
        return String.join("", arrows);
    }

    private static String stateRows() {
        StringBuilder rows = new StringBuilder();
        states().forEach((name, order) -> {
            if (order instanceof Known known) {
                OrderSaga saga = OrderSaga.of(known);
                rows.append(row(
                        name,
                        OrderStatus.of(known).name(),
                        saga.state().name(),
                        saga.step().name(),
                        String.join(", ", Order.deadlines(order).keySet()),
                        OrderAction.of(known).stream()
                                .map(OrderAction::wireName)
                                .collect(Collectors.joining(", "))));
            }
        });
        return rows.toString();
    }

    private static String tables() {
        StringBuilder text = new StringBuilder();
        states().forEach((name, order) -> {
            text.append("\n## ")
                    .append(name)
                    .append("\n\n| Told | Answer | Events, or why not | Then |\n|---|---|---|---|\n");
            commands(order).forEach((told, command) -> text.append(answer(told, order, command)));
        });
        return text.toString();
    }

    private static String answer(String told, Order order, OrderCommand command) {
        return switch (DECIDER.decide(order, command)) {
            case Accepted<OrderEvent, OrderRefusal>(var events) ->
                row(
                        told,
                        "accepts",
                        events.stream().map(OrderTable::name).collect(Collectors.joining(", ")),
                        name(next(order, command)));
            case AlreadySo<OrderEvent, OrderRefusal>(String reason) -> row(told, "already so", reason, "");
            case Refused<OrderEvent, OrderRefusal>(OrderRefusal reason) -> row(told, "refuses", name(reason), "");
        };
    }

    private static Order next(Order order, OrderCommand command) {
        return DECIDER.decide(order, command) instanceof Accepted<OrderEvent, OrderRefusal>(var events)
                ? fold(order, events)
                : order;
    }

    private static Order after(OrderEvent... events) {
        return fold(DECIDER.initial(), List.of(events));
    }

    private static Order fold(Order order, List<OrderEvent> events) {
        Order state = order;
        for (OrderEvent event : events) {
            state = DECIDER.evolve(state, event);
        }
        return state;
    }

    private static Confirmation confirmation(Order order) {
        return order instanceof Known known ? known.facts().what().confirmation() : Confirmation.AUTO;
    }

    private static Confirmation another(Confirmation confirmation) {
        return confirmation == Confirmation.AUTO ? Confirmation.MANUAL : Confirmation.AUTO;
    }

    private static String node(Order order) {
        return order instanceof Unplaced ? "[*]" : name(order);
    }

    private static String name(Object it) {
        return it.getClass().getSimpleName();
    }

    private static String row(String... cells) {

        return "| " + String.join(" | ", cells) + " |\n";
    }
}
