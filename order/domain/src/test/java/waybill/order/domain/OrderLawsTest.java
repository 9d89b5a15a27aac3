package waybill.order.domain;

import java.util.function.LongConsumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** For every order, whatever happens: two thousand random lives for each law; {@code -Dseed=} repeats one. */
final class OrderLawsTest {
    private static final long SEEDS = 2_000;

    private final OrderLaws laws = new OrderLaws(new OrderDecider());
    private final FulfilmentLaws fulfilment = new FulfilmentLaws(new OrderDecider());

    @Test
    void a_command_heard_twice_is_obeyed_once() {
        forEverySeed(laws::a_command_heard_twice_is_obeyed_once);
    }

    @Test
    void news_that_was_obeyed_is_never_obeyed_again_however_late() {
        forEverySeed(laws::news_that_was_obeyed_is_never_obeyed_again_however_late);
    }

    @Test
    void nothing_is_ignored_without_a_reason() {
        forEverySeed(laws::nothing_is_ignored_without_a_reason);
    }

    @Test
    void money_is_kept_once_or_given_back_once() {
        forEverySeed(laws::money_is_kept_once_or_given_back_once);
    }

    @Test
    void an_ended_order_answers_late_money() {
        forEverySeed(laws::an_ended_order_answers_late_money);
    }

    @Test
    void an_order_is_placed_once_for_exactly_the_sum_of_its_lines() {
        forEverySeed(laws::an_order_is_placed_once_for_exactly_the_sum_of_its_lines);
    }

    @Test
    void nothing_is_placed_whose_goods_were_let_go() {
        forEverySeed(laws::nothing_is_placed_whose_goods_were_let_go);
    }

    @Test
    void the_state_is_the_fold_of_the_events() {
        forEverySeed(laws::the_state_is_the_fold_of_the_events);
    }

    @Test
    void the_status_never_leaves_its_end_and_never_goes_back() {
        forEverySeed(laws::the_status_never_leaves_its_end_and_never_goes_back);
    }

    @Test
    void who_waits_has_a_deadline_and_who_does_not_has_none() {
        forEverySeed(laws::who_waits_has_a_deadline_and_who_does_not_has_none);
    }

    @Test
    void what_the_saga_did_not_know_is_settled_when_it_has_its_answer() {
        forEverySeed(laws::what_the_saga_did_not_know_is_settled_when_it_has_its_answer);
    }

    @Test
    void an_offered_action_is_accepted_and_no_other() {
        forEverySeed(laws::an_offered_action_is_accepted_and_no_other);
    }

    @Test
    void no_piece_is_shipped_or_cancelled_twice() {
        forEverySeed(fulfilment::no_piece_is_shipped_or_cancelled_twice);
    }

    @Test
    void nobody_pays_more_than_the_order_costs_nor_gets_back_more_than_was_paid() {
        forEverySeed(fulfilment::nobody_pays_more_than_the_order_costs_nor_gets_back_more_than_was_paid);
    }

    @Test
    void money_captured_for_a_shipment_ships_it_or_goes_back_once() {
        forEverySeed(fulfilment::money_captured_for_a_shipment_ships_it_or_goes_back_once);
    }

    @Test
    void an_order_is_cancelled_only_when_nothing_of_it_is_left_open() {
        forEverySeed(fulfilment::an_order_is_cancelled_only_when_nothing_of_it_is_left_open);
    }

    @Test
    void what_has_shipped_or_is_being_shipped_is_not_cancelled() {
        forEverySeed(fulfilment::what_has_shipped_or_is_being_shipped_is_not_cancelled);
    }

    @Test
    void one_shipment_at_a_time_of_what_inventory_has_committed() {
        forEverySeed(fulfilment::one_shipment_at_a_time_of_what_inventory_has_committed);
    }

    @Test
    void no_attempt_touches_another() {
        forEverySeed(fulfilment::no_attempt_touches_another);
    }

    @Test
    void the_table_says_what_the_decider_does() {
        forEverySeed(fulfilment::the_table_says_what_the_decider_does);
    }

    @Test
    void a_deadline_is_acted_upon_once_and_never_early() {
        forEverySeed(fulfilment::a_deadline_is_acted_upon_once_and_never_early);
    }

    static void forEverySeed(LongConsumer law) {
        Long only = Long.getLong("seed");
        LongStream seeds = only == null ? LongStream.rangeClosed(1, SEEDS) : LongStream.of(only);
        seeds.forEach(seed -> {
            try {
                law.accept(seed);
            } catch (AssertionError | RuntimeException broken) {
                throw new AssertionError("broken by seed " + seed + "; repeat with -Dseed=" + seed, broken);
            }
        });
    }
}
