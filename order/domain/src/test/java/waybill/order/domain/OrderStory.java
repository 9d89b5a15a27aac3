package waybill.order.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import waybill.kernel.Decision;

/** Tells a story about one order: what had happened, what it is told, and the whole ending. */
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
}
