package waybill.order.domain;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import waybill.order.domain.rules.OrderTable;
import waybill.order.domain.rules.OrderTable.Move;
import waybill.order.domain.rules.OrderTable.State;
import waybill.order.domain.rules.Trigger;

/** The table that the decider obeys, as a page. */
final class OrderPage {
    private static final Set<State> KNOWN = EnumSet.complementOf(EnumSet.of(State.UNPLACED));

    private OrderPage() {}

    /** The whole page. */
    static String text() {
        return """
                # What an order does in each state

                Generated from the table that the decider obeys; `OrderTableTest` fails when this page is stale. Rewrite it with
                `mvn test -pl order/domain -am -Dtest=OrderTableTest -Dsurefire.failIfNoSpecifiedTests=false -Dupdate=true`.

                An arrow is an order that goes on; its words are the commands (news of other services is *noted*, deadlines
                *time out*, *close* and *chase*). `OrderLawsTest` walks every state and every command and finds the decider
                doing what this table says.

                ```mermaid
                stateDiagram-v2
                    [*] --> AwaitingStock: PlaceOrder
                %s    Delivered --> [*]
                    Cancelled --> [*]
                ```

                ## States

                | State | Status | Saga | At step | Waits for | Deadline | A client may |
                |---|---|---|---|---|---|---|
                %s
                ## Commands

                Every state answers every command; before the order is placed, every other command finds nothing (404).
                *Goes to*: if the facts allow it, the order is there afterwards. *Stays*: the facts decide, and the state remains.
                *Nothing, because*: nothing happens, and that is right; the reason is recorded. *Refused*: the problem it is answered
                with.

                | Command | Goes to | Stays | Nothing, because | Refused |
                |---|---|---|---|---|
                %s
                %s""".formatted(arrows(), stateRows(), commandRows(), RULES);
    }

    private static final String RULES = """
            ## What the table cannot say

            * **Cancelling** asks inventory and payment to close the order, and waits for both. They are asked again every
              15 minutes (deadline `cancel`) until both have answered; each request has a round number. Only an order that was
              never held (too little stock), or an unpaid one of which nothing is left to undo, is cancelled at once.
            * **A partly shipped order** is not cancelled: what is open of it is, at once, and it is SHIPPED. While the money of a
              shipment is being captured, cancelling and a new address are refused: what is being shipped wins.
            * **Money that arrives for an order that ends** is recorded and left to payment, which closes all of it. After payment
              has closed the order, and for an unpaid order, it is asked to be given back, once.
            * **A hold that ran out** before the money came is wanted again: the order waits in AwaitingStockAgain until inventory
              holds the goods anew, or has too little, and then the order is cancelled (OUT_OF_STOCK). Goods that *somebody* let go
              are not wanted again: the money goes back and the customer may pay again (STOCK_RELEASED). Goods let go after the
              order was placed end it, or what is open of it (OUT_OF_STOCK); while payment is asked for a shipment, its answer does.
            * **Shipping** takes the money first. One shipment at a time; only of committed goods; no operator's hold. What costs
              nothing ships without a capture.
            * **Money that was captured for an abandoned shipment** goes back, and cannot be captured again. So it ends the order
              (PAYMENT_FAILED), or what is open of it, as soon as no other shipment is under way; of what has shipped it goes back by
              a refund under the shipment's own number.
            * **Refunds** are never more than captured − refunded − under way, and never of more pieces than have shipped. Several may be
              under way at once. A refund of pieces may be for less than their price.
            * **An operator's hold** stops confirming and shipping. When the last hold of a placed order goes that was to confirm
              itself, it confirms itself. The other holds are settled by the saga alone.
            * **An operator may have an answer asked for again** (retry): of inventory or payment, for the step that waits; the saga
              then has more time. Compensating is cancelling with the reason OPERATOR.
            """;

    private static String arrows() {
        Map<String, List<String>> arrows = new LinkedHashMap<>();
        for (State from : KNOWN) {
            for (Trigger trigger : Trigger.values()) {
                if (OrderTable.cell(from, trigger) instanceof Move.GoTo(Set<State> states)) {
                    EnumSet.copyOf(states).stream()
                            .filter(to -> to != from)
                            .forEach(to -> arrows.computeIfAbsent(
                                            name(from) + " --> " + name(to), _ -> new ArrayList<>())
                                    .add(name(trigger)));
                }
            }
        }
        StringBuilder text = new StringBuilder();
        arrows.forEach((arrow, told) -> text.append("    ")
                .append(arrow)
                .append(": ")
                .append(String.join(", ", told))
                .append('\n'));
        return text.toString();
    }

    private static String stateRows() {
        StringBuilder rows = new StringBuilder();
        OrderSamples.all().forEach((name, order) -> {
            OrderSaga saga = OrderSaga.of(order);
            rows.append(row(
                    name,
                    OrderStatus.of(order).name(),
                    saga.state().name(),
                    saga.step().name(),
                    saga.awaits().stream()
                            .map(party -> party.name().toLowerCase(Locale.ROOT))
                            .collect(Collectors.joining(", ")),
                    Order.deadlines(order).keySet().stream()
                            .map(deadline -> deadline.replaceAll("rfd_.*", "…"))
                            .collect(Collectors.joining(", ")),
                    OrderAction.of(order).stream().map(OrderAction::wireName).collect(Collectors.joining(", "))));
        });
        return rows.toString();
    }

    private static String commandRows() {
        StringBuilder rows = new StringBuilder();
        for (Trigger trigger : Trigger.values()) {
            Map<State, Set<State>> goes = new EnumMap<>(State.class);
            Set<State> stays = EnumSet.noneOf(State.class);
            Map<String, Set<State>> ignored = new TreeMap<>();
            Map<String, Set<State>> refused = new TreeMap<>();
            for (State state : KNOWN) {
                switch (OrderTable.cell(state, trigger)) {
                    case Move.GoTo(Set<State> states) -> goes.put(state, EnumSet.copyOf(states));
                    case Move.Stay _ -> stays.add(state);
                    case Move.Ignore(String reason) -> add(ignored, reason, state);
                    case Move.Refuse(OrderTable.No why) -> add(refused, slug(why), state);
                }
            }
            rows.append(row(name(trigger), goes(trigger, goes), names(stays), reasons(ignored), reasons(refused)));
        }
        return rows.toString();
    }

    private static void add(Map<String, Set<State>> all, String why, State state) {
        all.computeIfAbsent(why, _ -> EnumSet.noneOf(State.class)).add(state);
    }

    private static String slug(OrderTable.No why) {
        return why.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String goes(Trigger trigger, Map<State, Set<State>> goes) {
        if (trigger == Trigger.PLACE_ORDER) {
            return "(nothing yet) → AwaitingStock";
        }
        Map<String, Set<State>> bySame = new LinkedHashMap<>();
        goes.forEach((from, to) -> add(bySame, names(to), from));
        return bySame.entrySet().stream()
                .map(entry -> names(entry.getValue()) + " → " + entry.getKey())
                .collect(Collectors.joining("; "));
    }

    private static String reasons(Map<String, Set<State>> reasons) {
        return reasons.entrySet().stream()
                .map(entry -> names(entry.getValue()) + ": " + entry.getKey())
                .collect(Collectors.joining("; "));
    }

    private static String names(Set<State> states) {
        if (states.equals(KNOWN)) {
            return "every state";
        }
        return states.size() > KNOWN.size() / 2
                ? "all but "
                        + EnumSet.complementOf(EnumSet.copyOf(states)).stream()
                                .filter(KNOWN::contains)
                                .map(OrderPage::name)
                                .collect(Collectors.joining(", "))
                : states.stream().map(OrderPage::name).collect(Collectors.joining(", "));
    }

    /** AWAITING_STOCK is the state AwaitingStock, as in the code. */
    private static String name(Enum<?> constant) {
        StringBuilder name = new StringBuilder();
        for (String word : constant.name().split("_", -1)) {
            name.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
        }
        return name.toString();
    }

    private static String row(String... cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }
}
