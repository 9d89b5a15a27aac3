package waybill.order.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import waybill.kernel.Decider;
import waybill.kernel.Decision;
import waybill.kernel.Money;
import waybill.kernel.ShipmentId;
import waybill.order.domain.FulfilmentEvent.OrderPartiallyShipped;
import waybill.order.domain.FulfilmentEvent.OrderShipped;
import waybill.order.domain.FulfilmentEvent.ShipmentBegun;
import waybill.order.domain.FulfilmentEvent.ShipmentPaidInVain;
import waybill.order.domain.Order.Cancelled;
import waybill.order.domain.Order.Cancelling;
import waybill.order.domain.Order.Known;
import waybill.order.domain.OrderEvent.OrderCancelled;
import waybill.order.domain.OrderEvent.PaymentClosed;
import waybill.order.domain.OrderEvent.StockClosed;
import waybill.order.domain.OrderEvent.StockShort;
import waybill.order.domain.OrderStory.Moment;
import waybill.order.domain.fulfilment.Fulfilment;
import waybill.order.domain.fulfilment.Quantities;
import waybill.order.domain.rules.OrderTable;
import waybill.order.domain.rules.OrderTable.Move;
import waybill.order.domain.rules.OrderTable.State;
import waybill.order.domain.rules.Trigger;

/** What holds for every order that ships, ends or is refunded, whatever happens. */
final class FulfilmentLaws {
    private final Decider<Order, OrderCommand, OrderEvent, OrderRefusal> decider;

    FulfilmentLaws(Decider<Order, OrderCommand, OrderEvent, OrderRefusal> decider) {
        this.decider = decider;
    }

    void no_piece_is_shipped_or_cancelled_twice(long seed) {
        for (Moment moment : live(seed)) {
            if (moment.after() instanceof Known order) {
                boolean refunds = moment.command() instanceof FulfilmentCommand.BeginRefund
                        && !moment.events().isEmpty();
                for (Line line : order.facts().what().lines()) {
                    Quantities is = order.facts().fulfilment().of(line);
                    assertThat(is.open()).as("open of %s in %s", line, order).isNotNegative();
                    assertThat(!refunds || is.refunded() <= is.shipped() || !isOf(moment, line))
                            .as("refunded of %s", line)
                            .isTrue();
                }
            }
        }
    }

    private static boolean isOf(Moment moment, Line line) {
        return moment.events().stream()
                .anyMatch(event -> event instanceof FulfilmentEvent.RefundBegun begun
                        && begun.lines().stream().anyMatch(it -> it.line() == line.number()));
    }

    void nobody_pays_more_than_the_order_costs_nor_gets_back_more_than_was_paid(long seed) {
        for (Known order : known(seed)) {
            Currency currency = order.facts().what().currency();
            Fulfilment ledger = order.facts().fulfilment();
            Money kept = ledger.captured(currency).minus(ledger.capturedInVain(currency));
            assertThat(kept).isLessThanOrEqualTo(order.facts().what().total());
            assertThat(ledger.refunded(currency)).isLessThanOrEqualTo(ledger.captured(currency));
        }
    }

    /** What is captured for a shipment is the price of what ships; what does not ship is paid back under one name. */
    void money_captured_for_a_shipment_ships_it_or_goes_back_once(long seed) {
        Map<ShipmentId, Integer> ends = new HashMap<>();
        for (Moment moment : live(seed)) {
            for (OrderEvent event : moment.events()) {
                switch (event) {
                    case OrderPartiallyShipped it -> ends.merge(it.shipment(), 1, Integer::sum);
                    case OrderShipped it -> ends.merge(it.shipment(), 1, Integer::sum);
                    case ShipmentPaidInVain it -> {
                        ends.merge(it.shipment(), 1, Integer::sum);
                        assertThat(moment.events())
                                .as("money goes back with %s", it)
                                .anyMatch(FulfilmentLaws::givesBack);
                    }
                    default -> {}
                }
            }
        }
        assertThat(ends.values()).allMatch(times -> times == 1);
    }

    private static boolean givesBack(OrderEvent event) {
        return event instanceof FulfilmentEvent.RefundBegun
                || event instanceof OrderEvent.PaymentReturnRequested
                || event instanceof OrderEvent.CancelRequested;
    }

    void an_order_is_cancelled_only_when_nothing_of_it_is_left_open(long seed) {
        Set<Class<?>> closed = new HashSet<>();
        for (Moment moment : live(seed)) {
            for (OrderEvent event : moment.events()) {
                closed.add(event.getClass());
                if (event instanceof OrderCancelled && moment.before() instanceof Cancelling) {
                    assertThat(closed).contains(StockClosed.class, PaymentClosed.class);
                } else if (event instanceof OrderCancelled && moment.before() instanceof Order.Unpaid was) {
                    assertThat(OrderSaga.of(was).awaits()).isEmpty();
                } else if (event instanceof OrderCancelled) {
                    assertThat(closed).contains(StockShort.class);
                }
            }
        }
    }

    void what_has_shipped_or_is_being_shipped_is_not_cancelled(long seed) {
        for (Moment moment : live(seed)) {
            boolean ships = moment.before() instanceof Known before
                    && before.facts().fulfilment().shipments().stream()
                            .anyMatch(it -> it.isShipped() || (it.isPending() && !isGivenUp(moment)));
            if (ships) {
                assertThat(moment.after()).isNotInstanceOfAny(Cancelling.class, Cancelled.class);
            }
        }
    }

    private static boolean isGivenUp(Moment moment) {
        return moment.events().stream().anyMatch(FulfilmentEvent.ShipmentAbandoned.class::isInstance);
    }

    void one_shipment_at_a_time_of_what_inventory_has_committed(long seed) {
        boolean committed = false;
        for (Moment moment : live(seed)) {
            for (OrderEvent event : moment.events()) {
                committed |= event instanceof OrderEvent.StockCommitted;
                if (event instanceof ShipmentBegun begun) {
                    assertThat(committed).as("goods of %s are committed", begun).isTrue();
                    assertThat(((Known) moment.before()).facts().fulfilment().pendingShipment())
                            .isEmpty();
                }
            }
        }
    }

    /** News of another attempt may be recorded, or its money given back; it moves nothing of this one. */
    void no_attempt_touches_another(long seed) {
        for (Moment moment : live(seed)) {
            if (moment.command() instanceof OrderCommand.News news
                    && moment.before() instanceof Known before
                    && news.attempt() != before.facts().attempt()
                    && !(before instanceof Cancelling)) {
                assertThat(State.of(moment.after())).as("after %s", news).isEqualTo(State.of(before));
                assertThat(Order.deadlines(moment.after())).isEqualTo(Order.deadlines(before));
            }
        }
    }

    void the_table_says_what_the_decider_does(long seed) {
        for (Moment moment : live(seed)) {
            Move cell = OrderTable.cell(State.of(moment.before()), Trigger.of(moment.command()));
            boolean accepted = moment.decision() instanceof Decision.Accepted;
            switch (cell) {
                case Move.GoTo(Set<State> states)
                when accepted ->
                    assertThat(State.of(moment.after()))
                            .as("%s: %s", cell, moment.command())
                            .isIn(states);
                case Move.Ignore(String reason) -> assertThat(moment.decision()).isEqualTo(Decision.alreadySo(reason));
                case Move.Refuse _ -> assertThat(moment.decision()).isInstanceOf(Decision.Refused.class);
                case Move.GoTo _, Move.Stay _ ->
                    assertThat(State.of(moment.after()))
                            .as("%s", moment.command())
                            .isEqualTo(State.of(moment.before()));
            }
        }
    }

    /** Early, it changes nothing; on time, it moves the deadline; a second time at the same moment, nothing again. */
    void a_deadline_is_acted_upon_once_and_never_early(long seed) {
        OrderDeadlines.Spans spans = new OrderDeadlines.Spans(Duration.ofMinutes(15), Duration.ofMinutes(1));
        for (Known order : known(seed)) {
            Order.deadlines(order).forEach((name, due) -> {
                OrderCommand early = OrderDeadlines.commandAt(order.facts().id(), name, due.minusMillis(1), spans);
                assertThat(decider.decide(order, early)).as("%s early", name).isInstanceOf(Decision.AlreadySo.class);
                OrderCommand onTime = OrderDeadlines.commandAt(order.facts().id(), name, due, spans);
                assertThat(decider.decide(order, onTime)).as("%s due", name).isInstanceOf(Decision.Accepted.class);
                Order next = order;
                if (decider.decide(order, onTime) instanceof Decision.Accepted<OrderEvent, OrderRefusal>(var events)) {
                    for (OrderEvent event : events) {
                        next = decider.evolve(next, event);
                    }
                }
                assertThat(Order.deadlines(next)).doesNotContainEntry(name, due);
                assertThat(decider.decide(next, onTime)).as("%s twice", name).isNotInstanceOf(Decision.Accepted.class);
            });
        }
    }

    private List<Known> known(long seed) {
        return live(seed).stream()
                .map(Moment::after)
                .filter(Known.class::isInstance)
                .map(Known.class::cast)
                .toList();
    }

    private List<Moment> live(long seed) {
        return OrderStory.life(decider, seed);
    }
}
