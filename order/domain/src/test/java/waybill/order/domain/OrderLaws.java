package waybill.order.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static waybill.order.domain.OrderStatus.CANCELLED;
import static waybill.order.domain.OrderStatus.CANCEL_PENDING;
import static waybill.order.domain.OrderStatus.CONFIRMED;
import static waybill.order.domain.OrderStatus.DELIVERED;
import static waybill.order.domain.OrderStatus.PARTIALLY_SHIPPED;
import static waybill.order.domain.OrderStatus.PAYMENT_FAILED;
import static waybill.order.domain.OrderStatus.PENDING;
import static waybill.order.domain.OrderStatus.PLACED;
import static waybill.order.domain.OrderStatus.SHIPPED;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import waybill.kernel.Decider;
import waybill.kernel.Decision;
import waybill.kernel.Decision.Accepted;
import waybill.kernel.Decision.AlreadySo;
import waybill.kernel.Decision.Refused;
import waybill.kernel.Money;
import waybill.kernel.PaymentId;
import waybill.order.domain.Order.AwaitingPayment;
import waybill.order.domain.Order.AwaitingStock;
import waybill.order.domain.Order.Cancelled;
import waybill.order.domain.Order.Known;
import waybill.order.domain.Order.Unpaid;
import waybill.order.domain.Order.Unplaced;
import waybill.order.domain.OrderCommand.NotePaymentAuthorized;
import waybill.order.domain.OrderEvent.OrderPlaced;
import waybill.order.domain.OrderEvent.PaymentReturnRequested;
import waybill.order.domain.OrderEvent.StockReleased;
import waybill.order.domain.OrderStory.Moment;
import waybill.order.domain.fulfilment.Fulfilment;

/** What holds for every order, whatever happens; any decider can be put to these laws. */
final class OrderLaws {
    private final Decider<Order, OrderCommand, OrderEvent, OrderRefusal> decider;

    OrderLaws(Decider<Order, OrderCommand, OrderEvent, OrderRefusal> decider) {
        this.decider = decider;
    }

    void a_command_heard_twice_is_obeyed_once(long seed) {
        for (Moment moment : live(seed)) {
            assertThat(decider.decide(moment.after(), moment.command()))
                    .as("second %s", moment.command())
                    .isNotInstanceOf(Accepted.class);
        }
    }

    void news_that_was_obeyed_is_never_obeyed_again_however_late(long seed) {
        List<Moment> life = live(seed);
        for (Moment moment : life) {
            if (isNews(moment.command()) && !moment.events().isEmpty()) {
                assertThat(decider.decide(life.getLast().after(), moment.command()))
                        .as("late %s", moment.command())
                        .isNotInstanceOf(Accepted.class);
            }
        }
    }

    void nothing_is_ignored_without_a_reason(long seed) {
        for (Moment moment : live(seed)) {
            switch (moment.decision()) {
                case AlreadySo<OrderEvent, OrderRefusal>(String reason) ->
                    assertThat(reason)
                            .as("why %s changes nothing", moment.command())
                            .isNotBlank();
                case Refused<OrderEvent, OrderRefusal>(OrderRefusal reason) ->
                    assertThat(reason.order()).isEqualTo(moment.command().order());
                case Accepted<OrderEvent, OrderRefusal>(var events) ->
                    assertThat(events).allSatisfy(event -> {
                        assertThat(event.order()).isEqualTo(moment.command().order());
                        assertThat(event.at()).isEqualTo(moment.command().at());
                    });
            }
        }
    }

    /** Every authorized payment is the one the order lives on, or is given back exactly once; never both. */
    void money_is_kept_once_or_given_back_once(long seed) {
        List<Moment> life = live(seed);
        Map<PaymentId, Integer> returns = new HashMap<>();
        for (Moment moment : life) {
            for (OrderEvent event : moment.events()) {
                boolean isOfShipment = moment.command() instanceof FulfilmentCommand.OfShipment;
                if (event instanceof PaymentReturnRequested request && !isOfShipment) {
                    returns.merge(request.payment(), 1, Integer::sum);
                }
            }
        }
        List<PaymentId> kept = kept(life.getLast().after());
        for (Moment moment : life) {
            boolean closing = moment.before() instanceof Order.Cancelling;
            if (moment.command() instanceof NotePaymentAuthorized paid
                    && moment.before() instanceof Known
                    && !closing) {
                assertThat(returns.getOrDefault(paid.payment(), 0) + (kept.contains(paid.payment()) ? 1 : 0))
                        .as("times that %s is kept or given back", paid.payment())
                        .isEqualTo(1);
            }
        }
    }

    void an_ended_order_answers_late_money(long seed) {
        Order order = live(seed).getLast().after();
        if (!(order instanceof Unpaid) && !(order instanceof Cancelled)) {
            return;
        }
        int attempt = ((Known) order).facts().attempt();
        NotePaymentAuthorized late = new NotePaymentAuthorized(
                OrderExamples.ID, attempt, OrderExamples.PAYMENT, OrderExamples.TOTAL, OrderExamples.NOON);
        assertThat(decider.decide(order, late))
                .isEqualTo(Decision.accept(
                        new PaymentReturnRequested(late.order(), attempt, late.payment(), late.amount(), late.at())));
    }

    void an_order_is_placed_once_for_exactly_the_sum_of_its_lines(long seed) {
        List<Moment> life = live(seed);
        List<OrderPlaced> placed = new ArrayList<>();
        for (Moment moment : life) {
            for (OrderEvent event : moment.events()) {
                if (event instanceof OrderPlaced it) {
                    placed.add(it);
                    assertThat(moment.command())
                            .satisfiesAnyOf(
                                    heard -> assertThat(heard)
                                            .isInstanceOfSatisfying(
                                                    NotePaymentAuthorized.class,
                                                    paid -> assertThat(paid.amount())
                                                            .isEqualTo(it.total())),
                                    heldAgain ->
                                            assertThat(moment.before()).isInstanceOf(Order.AwaitingStockAgain.class));
                }
            }
        }
        assertThat(placed).hasSizeLessThanOrEqualTo(1);
        if (life.getLast().after() instanceof Known order) {
            NewOrder what = order.facts().what();
            long sum = 0;
            for (Line line : what.lines()) {
                sum += line.price().minor() * line.quantity();
            }
            assertThat(what.total()).isEqualTo(new Money(sum, what.currency()));
            assertThat(placed).allSatisfy(it -> assertThat(it.total()).isEqualTo(what.total()));
        }
    }

    void nothing_is_placed_whose_goods_were_let_go(long seed) {
        Set<Integer> letGo = new HashSet<>();
        for (Moment moment : live(seed)) {
            for (OrderEvent event : moment.events()) {
                if (event instanceof StockReleased release) {
                    letGo.add(release.attempt());
                } else if (event instanceof OrderPlaced it) {
                    assertThat(letGo).as("released before %s", it).doesNotContain(it.attempt());
                }
            }
        }
    }

    void the_state_is_the_fold_of_the_events(long seed) {
        List<OrderEvent> history = new ArrayList<>();
        for (Moment moment : live(seed)) {
            history.addAll(moment.events());
            assertThat(moment.after()).isEqualTo(decider.fold(history)).isEqualTo(new OrderDecider().fold(history));
        }
    }

    void the_status_never_leaves_its_end_and_never_goes_back(long seed) {
        for (Moment moment : live(seed)) {
            if (moment.before() instanceof Known before) {
                assertThat(moment.after()).isInstanceOfSatisfying(Known.class, after -> {
                    assertThat(OrderStatus.of(after)).isIn(after(OrderStatus.of(before)));
                    assertThat(after.facts().attempt())
                            .isGreaterThanOrEqualTo(before.facts().attempt());
                });
            }
        }
    }

    void who_waits_has_a_deadline_and_who_does_not_has_none(long seed) {
        for (Moment moment : live(seed)) {
            assertThat(Order.deadlines(moment.after()).keySet())
                    .as("deadlines of %s", moment.after())
                    .isEqualTo(
                            switch (moment.after()) {
                                case Order.Pending _ -> Set.of(OrderDeadlines.SAGA);
                                case Unpaid _ -> Set.of(OrderDeadlines.PAYMENT_RETRY);
                                case Order.Cancelling _ -> Set.of(OrderDeadlines.CANCEL);
                                case Unplaced _, Cancelled _ -> Set.of();
                                case Order.Paid was -> underWay(was.facts().fulfilment());
                            });
        }
    }

    private static Set<String> underWay(Fulfilment ledger) {
        Set<String> names = new HashSet<>();
        ledger.pendingShipment().ifPresent(_ -> names.add(OrderDeadlines.SHIPMENT));
        ledger.refunds().stream()
                .filter(refund -> refund.isPending())
                .forEach(refund -> names.add(OrderDeadlines.REFUND + refund.id()));
        return names;
    }

    void what_the_saga_did_not_know_is_settled_when_it_has_its_answer(long seed) {
        for (Moment moment : live(seed)) {
            switch (moment.after()) {
                case AwaitingPayment was ->
                    assertThat(was.facts().isHeld(Hold.Kind.STOCK_UNVERIFIED)).isFalse();
                case Order.Paid was -> assertNothingIsUnknown(was);
                case Unpaid was -> assertNothingIsUnknown(was);
                case Cancelled was -> assertNothingIsUnknown(was);
                case Unplaced _, AwaitingStock _, Order.Cancelling _ -> {}
            }
        }
    }

    /** Only a person's hold may be left. */
    private static void assertNothingIsUnknown(Known order) {
        assertThat(order.facts().holds())
                .allSatisfy(hold -> assertThat(hold.kind()).isEqualTo(Hold.Kind.OPERATOR));
    }

    void an_offered_action_is_accepted_and_no_other(long seed) {
        for (Moment moment : live(seed)) {
            if (moment.after() instanceof Known order) {
                List<OrderAction> accepted = new ArrayList<>();
                for (OrderAction action : OrderAction.values()) {
                    if (isAccepted(decider.decide(order, OrderSamples.takeUp(order, action)))) {
                        accepted.add(action);
                    }
                }
                assertThat(OrderAction.of(order)).as("offered by %s", order).isEqualTo(accepted);
            }
        }
    }

    /** Goods that are not committed yet are waited for by whoever ships. */
    private static boolean isAccepted(Decision<OrderEvent, OrderRefusal> decision) {
        return switch (decision) {
            case Accepted<OrderEvent, OrderRefusal> _ -> true;
            case AlreadySo<OrderEvent, OrderRefusal> _ -> false;
            case Refused<OrderEvent, OrderRefusal>(OrderRefusal reason) ->
                reason instanceof OrderRefusal.StockNotCommitted;
        };
    }

    private static boolean isNews(OrderCommand command) {
        return command instanceof OrderCommand.News
                || command.getClass().getSimpleName().startsWith("Note");
    }

    private List<Moment> live(long seed) {
        return OrderStory.life(decider, seed);
    }

    private static List<PaymentId> kept(Order order) {
        return switch (order) {
            case Order.Paid was -> List.of(was.payment());
            case Known was ->
                Order.payment(was).filter(_ -> !(was instanceof Unpaid)).stream()
                        .toList();
            case Unplaced _ -> List.of();
        };
    }

    /** The statuses a status may be followed by, in one command. */
    private static Set<OrderStatus> after(OrderStatus status) {
        return switch (status) {
            case PENDING -> EnumSet.of(status, PLACED, CONFIRMED, PAYMENT_FAILED, CANCEL_PENDING, CANCELLED);
            case PLACED -> EnumSet.of(status, CONFIRMED, CANCEL_PENDING);
            case CONFIRMED -> EnumSet.of(status, PARTIALLY_SHIPPED, SHIPPED, CANCEL_PENDING);
            case PARTIALLY_SHIPPED -> EnumSet.of(status, SHIPPED);
            case SHIPPED -> EnumSet.of(status, DELIVERED);
            case PAYMENT_FAILED -> EnumSet.of(status, PENDING, CANCEL_PENDING, CANCELLED);
            case CANCEL_PENDING -> EnumSet.of(status, CANCELLED);
            case DELIVERED, CANCELLED -> EnumSet.of(status);
        };
    }
}
