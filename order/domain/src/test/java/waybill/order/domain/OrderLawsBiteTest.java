package waybill.order.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.HashSet;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import waybill.kernel.Decider;
import waybill.kernel.Decision;
import waybill.kernel.Decision.Accepted;
import waybill.order.domain.Order.AwaitingStock;
import waybill.order.domain.Order.Cancelled;
import waybill.order.domain.Order.Known;
import waybill.order.domain.Order.Unpaid;
import waybill.order.domain.OrderCommand.Confirm;
import waybill.order.domain.OrderCommand.NotePaymentAuthorized;
import waybill.order.domain.OrderCommand.RetryPayment;
import waybill.order.domain.OrderEvent.HoldRemoved;
import waybill.order.domain.OrderEvent.PaymentReturnRequested;
import waybill.order.domain.OrderEvent.StockReleased;
import waybill.order.domain.rules.OrderTable;
import waybill.order.domain.rules.OrderTable.Move;
import waybill.order.domain.rules.OrderTable.State;
import waybill.order.domain.rules.Trigger;

/** The laws have teeth: a decider with a planted bug breaks the law that forbids it. */
final class OrderLawsBiteTest {
    @BeforeEach
    void every_seed_is_tried() {
        assumeTrue(Long.getLong("seed") == null, "one seed alone need not find a bug");
    }

    @Test
    void the_walks_go_everywhere() {
        Set<String> seen = new HashSet<>();
        OrderLawsTest.forEverySeed(seed -> {
            for (OrderStory.Moment moment : OrderStory.life(new OrderDecider(), seed)) {
                State from = State.of(moment.before());
                seen.add(from + " hears " + Trigger.of(moment.command()));
                seen.add(from + " goes to " + State.of(moment.after()));
            }
        });
        for (State from : State.values()) {
            for (Trigger trigger : Trigger.values()) {
                assertThat(from == State.UNPLACED || seen.contains(from + " hears " + trigger))
                        .as("%s hears %s", from, trigger)
                        .isTrue();
                if (OrderTable.cell(from, trigger) instanceof Move.GoTo(Set<State> states)) {
                    states.forEach(to -> assertThat(seen).contains(from + " goes to " + to));
                }
            }
        }
    }

    @Test
    void dropping_late_money_is_found() {
        Planted bug = new Planted() {
            @Override
            public Decision<OrderEvent, OrderRefusal> decide(Order order, OrderCommand command) {
                boolean isLate = command instanceof NotePaymentAuthorized
                        && (order instanceof Unpaid || order instanceof Cancelled);
                return isLate ? Decision.alreadySo("too late") : super.decide(order, command);
            }
        };
        assertFound(new OrderLaws(bug)::money_is_kept_once_or_given_back_once);
        assertFound(new OrderLaws(bug)::an_ended_order_answers_late_money);
    }

    @Test
    void giving_money_back_twice_is_found() {
        Planted bug = new Planted() {
            @Override
            public Order evolve(Order order, OrderEvent event) {
                return event instanceof PaymentReturnRequested ? order : super.evolve(order, event);
            }
        };
        assertFound(new OrderLaws(bug)::money_is_kept_once_or_given_back_once);
        assertFound(new OrderLaws(bug)::a_command_heard_twice_is_obeyed_once);
        assertFound(new OrderLaws(bug)::news_that_was_obeyed_is_never_obeyed_again_however_late);
        assertFound(new OrderLaws(bug)::the_state_is_the_fold_of_the_events);
    }

    @Test
    void forgetting_a_release_is_found() {
        Planted bug = new Planted() {
            @Override
            public Order evolve(Order order, OrderEvent event) {
                return event instanceof StockReleased ? order : super.evolve(order, event);
            }
        };
        assertFound(new OrderLaws(bug)::a_command_heard_twice_is_obeyed_once);
        assertFound(new OrderLaws(bug)::nothing_is_placed_whose_goods_were_let_go);
    }

    @Test
    void ignoring_in_silence_is_found() {
        Planted bug = new Planted() {
            @Override
            public Decision<OrderEvent, OrderRefusal> decide(Order order, OrderCommand command) {
                Decision<OrderEvent, OrderRefusal> decision = super.decide(order, command);
                return decision instanceof Accepted ? decision : Decision.alreadySo("");
            }
        };
        assertFound(new OrderLaws(bug)::nothing_is_ignored_without_a_reason);
    }

    @Test
    void placing_an_order_for_another_amount_is_found() {
        Planted bug = new Planted() {
            @Override
            public Decision<OrderEvent, OrderRefusal> decide(Order order, OrderCommand command) {
                if (command instanceof NotePaymentAuthorized paid && order instanceof Known known) {
                    return super.decide(order, withAmount(paid, known));
                }
                return super.decide(order, command);
            }

            private NotePaymentAuthorized withAmount(NotePaymentAuthorized paid, Known known) {
                return new NotePaymentAuthorized(
                        paid.order(),
                        paid.attempt(),
                        paid.payment(),
                        known.facts().what().total(),
                        paid.at());
            }
        };
        assertFound(new OrderLaws(bug)::an_order_is_placed_once_for_exactly_the_sum_of_its_lines);
    }

    @Test
    void rising_from_the_dead_is_found() {
        Planted bug = new Planted() {
            @Override
            public Order evolve(Order order, OrderEvent event) {
                return order instanceof Cancelled was && event instanceof PaymentReturnRequested
                        ? new AwaitingStock(was.facts(), OrderExamples.DEADLINE)
                        : super.evolve(order, event);
            }
        };
        assertFound(new OrderLaws(bug)::the_status_never_leaves_its_end_and_never_goes_back);
    }

    @Test
    void forgetting_a_settled_hold_is_found() {
        Planted bug = new Planted() {
            @Override
            public Order evolve(Order order, OrderEvent event) {
                return event instanceof HoldRemoved ? order : super.evolve(order, event);
            }
        };
        assertFound(new OrderLaws(bug)::what_the_saga_did_not_know_is_settled_when_it_has_its_answer);
    }

    @Test
    void refusing_what_was_offered_is_found() {
        Stream.of(Confirm.class, RetryPayment.class).forEach(offered -> {
            Planted bug = new Planted() {
                @Override
                public Decision<OrderEvent, OrderRefusal> decide(Order order, OrderCommand command) {
                    return offered.isInstance(command)
                            ? Decision.refuse(new OrderRefusal.UnknownOrder(command.order()))
                            : super.decide(order, command);
                }
            };
            assertFound(new OrderLaws(bug)::an_offered_action_is_accepted_and_no_other);
        });
    }

    @Test
    void keeping_money_for_what_did_not_ship_is_found() {
        Planted bug = new Planted() {
            @Override
            public Decision<OrderEvent, OrderRefusal> decide(Order order, OrderCommand command) {
                Decision<OrderEvent, OrderRefusal> decision = super.decide(order, command);
                return decision instanceof Accepted<OrderEvent, OrderRefusal>(var events)
                                && events.getFirst() instanceof FulfilmentEvent.ShipmentPaidInVain paid
                        ? Decision.accept(paid)
                        : decision;
            }
        };
        assertFound(new FulfilmentLaws(bug)::money_captured_for_a_shipment_ships_it_or_goes_back_once);
    }

    @Test
    void cancelling_before_both_have_closed_the_order_is_found() {
        Planted bug = new Planted() {
            @Override
            public Order evolve(Order order, OrderEvent event) {
                return event instanceof OrderEvent.CancelRequested
                                && super.evolve(order, event) instanceof Order.Cancelling was
                        ? new Order.Cancelling(
                                was.facts(),
                                was.cancellation(),
                                was.payment(),
                                true,
                                false,
                                was.round(),
                                was.deadline())
                        : super.evolve(order, event);
            }
        };
        assertFound(new FulfilmentLaws(bug)::an_order_is_cancelled_only_when_nothing_of_it_is_left_open);
    }

    @Test
    void cancelling_what_is_being_shipped_is_found() {
        Planted bug = new Planted() {
            @Override
            public Decision<OrderEvent, OrderRefusal> decide(Order order, OrderCommand command) {
                return order instanceof Order.Confirmed && command instanceof OrderCommand.Cancel
                        ? Decision.accept(FulfilmentExamples.requested())
                        : super.decide(order, command);
            }
        };
        assertFound(new FulfilmentLaws(bug)::what_has_shipped_or_is_being_shipped_is_not_cancelled);
    }

    @Test
    void forgetting_that_a_refund_failed_is_found() {
        Planted bug = new Planted() {
            @Override
            public Order evolve(Order order, OrderEvent event) {
                return event instanceof FulfilmentEvent.RefundFailed ? order : super.evolve(order, event);
            }
        };
        assertFound(new OrderLaws(bug)::news_that_was_obeyed_is_never_obeyed_again_however_late);
    }

    @Test
    void disobeying_the_table_is_found() {
        Planted bug = new Planted() {
            @Override
            public Decision<OrderEvent, OrderRefusal> decide(Order order, OrderCommand command) {
                return command instanceof FulfilmentCommand.Deliver
                        ? Decision.alreadySo("delivered, surely")
                        : super.decide(order, command);
            }
        };
        assertFound(new FulfilmentLaws(bug)::the_table_says_what_the_decider_does);
    }

    @Test
    void acting_on_an_early_deadline_is_found() {
        Planted bug = new Planted() {
            @Override
            public Decision<OrderEvent, OrderRefusal> decide(Order order, OrderCommand command) {
                return command instanceof OrderCommand.TimeOutSaga && order instanceof Order.Pending
                        ? Decision.accept(FulfilmentExamples.requested())
                        : super.decide(order, command);
            }
        };
        assertFound(new FulfilmentLaws(bug)::a_deadline_is_acted_upon_once_and_never_early);
    }

    private static void assertFound(LongConsumer law) {
        assertThatThrownBy(() -> OrderLawsTest.forEverySeed(law))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("repeat with -Dseed=")
                .hasCauseInstanceOf(AssertionError.class);
    }

    /** The real decider, for a bug to be planted in. */
    private static class Planted implements Decider<Order, OrderCommand, OrderEvent, OrderRefusal> {
        private final OrderDecider real = new OrderDecider();

        @Override
        public Order initial() {
            return real.initial();
        }

        @Override
        public Decision<OrderEvent, OrderRefusal> decide(Order order, OrderCommand command) {
            return real.decide(order, command);
        }

        @Override
        public Order evolve(Order order, OrderEvent event) {
            return real.evolve(order, event);
        }
    }
}
