package waybill.order.service.store;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import waybill.order.domain.Hold;
import waybill.order.domain.Line;
import waybill.order.domain.Order;
import waybill.order.domain.OrderFacts;
import waybill.order.domain.OrderSaga;
import waybill.order.domain.OrderStatus;
import waybill.order.domain.fulfilment.Shipment;

/**
 * What lists need to know of an order; nothing of a person but the shop's own id of the customer.
 *
 * @param deadline the next one that somebody must act upon; null if there is none
 * @param held stopped for a reason that somebody has to settle
 * @param running its saga has not ended
 * @param words what it is found by
 */
record OrderRow(
        String id,
        long version,
        OrderStatus status,
        String customer,
        Instant createdAt,
        Instant updatedAt,
        String currency,
        long totalMinor,
        OrderSaga.State saga,
        OrderSaga.Step.Name step,
        int attempt,
        @Nullable Instant deadline,
        List<Hold.Kind> holds,
        boolean held,
        boolean running,
        Set<String> words) {

    static OrderRow of(Order.Known order, long version) {
        OrderFacts facts = order.facts();
        OrderStatus status = OrderStatus.of(order);
        OrderSaga saga = OrderSaga.of(order);
        List<Hold.Kind> holds = facts.holds().stream().map(Hold::kind).toList();
        return new OrderRow(
                facts.id().value(),
                version,
                status,
                facts.what().customer().id(),
                facts.createdAt(),
                facts.updatedAt(),
                facts.what().currency().getCurrencyCode(),
                facts.what().total().minor(),
                saga.state(),
                saga.step(),
                facts.attempt(),
                Order.deadlines(order).values().stream()
                        .min(Comparator.naturalOrder())
                        .orElse(null),
                holds,
                !holds.isEmpty() && !status.isTerminal(),
                saga.state() == OrderSaga.State.RUNNING || saga.state() == OrderSaga.State.COMPENSATING,
                words(facts));
    }

    private static Set<String> words(OrderFacts facts) {
        Set<String> words = new LinkedHashSet<>();
        words.add(Words.customer(facts.what().customer().id()));
        for (Line line : facts.what().lines()) {
            words.add(Words.product(line.product().value()));
        }
        for (Shipment shipment : facts.fulfilment().shipments()) {
            String tracking = shipment.trackingNumber();
            if (tracking != null) {
                words.add(Words.tracking(tracking));
            }
        }
        return words;
    }
}
