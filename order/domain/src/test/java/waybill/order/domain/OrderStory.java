package waybill.order.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import waybill.kernel.Decider;
import waybill.kernel.Decision;
import waybill.kernel.Decision.Accepted;
import waybill.kernel.Decision.AlreadySo;
import waybill.kernel.Decision.Refused;

/** Tells a story about one order: what had happened, what it is told, and the whole ending; or a whole random life. */
final class OrderStory {
    private static final OrderDecider DECIDER = new OrderDecider();

    private OrderStory() {}

    /** What had happened so far. */
    static Given given(OrderEvent... past) {
        return new Given(DECIDER.fold(List.of(past)));
    }

    /** What a past leads to. */
    record Given(Order order) {
        Ending when(OrderCommand command) {
            return new Ending(order, DECIDER.decide(order, command));
        }

        /** The order as it is now; it must exist. */
        Order.Known known() {
            return (Order.Known) order;
        }
    }

    /** What the decider answered. */
    record Ending(Order order, Decision<OrderEvent, OrderRefusal> decision) {
        /** Exactly these events, in this order. */
        Given then(OrderEvent... events) {
            assertThat(decision).isEqualTo(Decision.acceptAll(List.of(events)));
            Order next = order;
            for (OrderEvent event : events) {
                next = DECIDER.evolve(next, event);
            }
            return new Given(next);
        }

        /** Nothing happens, and the order says why. */
        void thenNothing(String reason) {
            assertThat(decision).isEqualTo(Decision.alreadySo(reason));
        }

        /** The order says no. */
        void thenRefused(OrderRefusal refusal) {
            assertThat(decision).isEqualTo(Decision.refuse(refusal));
        }
    }

    /** One moment: the command, the order before and after it, and what was decided. */
    record Moment(OrderCommand command, Order before, Decision<OrderEvent, OrderRefusal> decision, Order after) {
        List<OrderEvent> events() {
            return switch (decision) {
                case Accepted<OrderEvent, OrderRefusal>(var events) -> events;
                case AlreadySo<OrderEvent, OrderRefusal> _, Refused<OrderEvent, OrderRefusal> _ -> List.of();
            };
        }
    }

    /** The life that this decider gives to the walk of this seed. */
    static List<Moment> life(Decider<Order, OrderCommand, OrderEvent, OrderRefusal> decider, long seed) {
        List<Moment> life = new ArrayList<>();
        Order order = decider.initial();
        for (OrderCommand command : OrderWalk.of(seed)) {
            Order before = order;
            Decision<OrderEvent, OrderRefusal> decision = decider.decide(before, command);
            if (decision instanceof Accepted<OrderEvent, OrderRefusal>(var events)) {
                for (OrderEvent event : events) {
                    order = decider.evolve(order, event);
                }
            }
            life.add(new Moment(command, before, decision, order));
        }
        return life;
    }
}
