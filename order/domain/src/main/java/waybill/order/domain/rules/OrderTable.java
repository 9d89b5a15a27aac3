package waybill.order.domain.rules;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import waybill.order.domain.Order;

/**
 * What each command may do to an order, by its state: total, consulted by the decider before anything else, and the
 * source of the table in {@code docs/reference/order-states.md}.
 */
public final class OrderTable {
    /** The states of an order. */
    public enum State {
        UNPLACED,
        AWAITING_STOCK,
        AWAITING_PAYMENT,
        AWAITING_STOCK_AGAIN,
        PLACED,
        CONFIRMED,
        PARTIALLY_SHIPPED,
        SHIPPED,
        DELIVERED,
        UNPAID,
        CANCELLING,
        CANCELLED;

        /** The state of this order. */
        public static State of(Order order) {
            return switch (order) {
                case Order.Unplaced _ -> UNPLACED;
                case Order.AwaitingStock _ -> AWAITING_STOCK;
                case Order.AwaitingPayment _ -> AWAITING_PAYMENT;
                case Order.AwaitingStockAgain _ -> AWAITING_STOCK_AGAIN;
                case Order.Placed _ -> PLACED;
                case Order.Confirmed _ -> CONFIRMED;
                case Order.PartiallyShipped _ -> PARTIALLY_SHIPPED;
                case Order.Shipped _ -> SHIPPED;
                case Order.Delivered _ -> DELIVERED;
                case Order.Unpaid _ -> UNPAID;
                case Order.Cancelling _ -> CANCELLING;
                case Order.Cancelled _ -> CANCELLED;
            };
        }
    }

    /** What a cell of the table says. */
    public sealed interface Move {
        /** If the facts allow it, the order goes to one of these. */
        record GoTo(Set<State> states) implements Move {
            public GoTo {
                states = Set.copyOf(states);
            }
        }

        /** The facts decide, and the order stays in this state. */
        record Stay() implements Move {}

        /** Change nothing, for this reason. */
        record Ignore(String reason) implements Move {}

        /** Say no. */
        record Refuse(No why) implements Move {}
    }

    /** The ways to say no that need no look at the facts. */
    public enum No {
        /** There is no such order, shipment or refund. */
        NOT_FOUND,
        /** Not in this state. */
        ILLEGAL_TRANSITION,
        /** Goods have left the warehouse. */
        ORDER_ALREADY_SHIPPED
    }

    private static final Map<State, Map<Trigger, Move>> CELLS = cells();

    private OrderTable() {}

    /** What this command may do to an order in this state. */
    public static Move cell(State state, Trigger trigger) {
        Map<Trigger, Move> row = CELLS.getOrDefault(state, Map.of());
        Move move = row.get(trigger);
        if (move == null) {
            throw new IllegalStateException("the table has no cell for " + trigger + " in " + state);
        }
        return move;
    }

    private static Map<State, Map<Trigger, Move>> cells() {
        Map<State, Map<Trigger, Move>> cells = new EnumMap<>(State.class);
        for (State state : State.values()) {
            Map<Trigger, Move> row = new EnumMap<>(Trigger.class);
            for (Trigger trigger : Trigger.values()) {
                row.put(trigger, of(state, trigger));
            }
            cells.put(state, row);
        }
        return cells;
    }

    private static Move of(State state, Trigger trigger) {
        if (state == State.UNPLACED) {
            return trigger == Trigger.PLACE_ORDER ? goTo(State.AWAITING_STOCK) : refuse(No.NOT_FOUND);
        }
        return switch (trigger.from()) {
            case PEOPLE -> CellsOfPeople.cell(state, trigger);
            case WAREHOUSE -> CellsOfFulfilment.cell(state, trigger);
            case OTHERS -> CellsOfNews.cell(state, trigger);
        };
    }

    static Move goTo(State first, State... others) {
        return new Move.GoTo(EnumSet.of(first, others));
    }

    static Move stay() {
        return new Move.Stay();
    }

    static Move ignore(String reason) {
        return new Move.Ignore(reason);
    }

    static Move refuse(No why) {
        return new Move.Refuse(why);
    }

    static Move illegal() {
        return refuse(No.ILLEGAL_TRANSITION);
    }
}
