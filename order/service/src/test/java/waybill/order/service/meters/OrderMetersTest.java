package waybill.order.service.meters;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import waybill.order.domain.NewOrder.Confirmation;

class OrderMetersTest {
    private static final Duration TICK = Duration.ofMillis(100);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final MeasuredOrder order = new MeasuredOrder();

    @Test
    void each_step_is_measured_from_the_one_before_and_the_placement_from_the_beginning() {
        order.place().after(TICK).held(1).after(TICK).after(TICK).authorized(1);

        assertThat(order.steps("CREATE_ORDER", "DONE")).isEqualTo("1 in 0 ms");
        assertThat(order.steps("RESERVE_INVENTORY", "DONE")).isEqualTo("1 in 100 ms");
        assertThat(order.steps("AUTHORIZE_PAYMENT", "DONE")).isEqualTo("1 in 200 ms");
        assertThat(order.steps("CONFIRM_ORDER", "DONE")).isEqualTo("1 in 0 ms");
        assertThat(order.placements("CONFIRMED")).isEqualTo("1 in 300 ms");
        assertThat(order.placements("PLACED")).isEqualTo("0 in 0 ms");
    }

    @Test
    void what_is_committed_in_one_batch_is_measured_like_what_is_committed_one_by_one() {
        order.together()
                .place()
                .after(TICK)
                .held(1)
                .after(TICK)
                .authorized(1)
                .after(TICK)
                .commit();

        assertThat(order.steps("CREATE_ORDER", "DONE")).isEqualTo("1 in 300 ms");
        assertThat(order.steps("RESERVE_INVENTORY", "DONE")).isEqualTo("1 in 100 ms");
        assertThat(order.steps("AUTHORIZE_PAYMENT", "DONE")).isEqualTo("1 in 100 ms");
        assertThat(order.placements("CONFIRMED")).isEqualTo("1 in 200 ms");
    }

    @Test
    void an_answer_of_payment_that_overtakes_that_of_inventory_ends_both_steps_once() {
        order.place().after(TICK).authorized(1).after(TICK).held(1);

        assertThat(order.steps("RESERVE_INVENTORY", "DONE")).isEqualTo("1 in 100 ms");
        assertThat(order.steps("AUTHORIZE_PAYMENT", "DONE")).isEqualTo("1 in 0 ms");
        assertThat(order.placements("CONFIRMED")).isEqualTo("1 in 100 ms");
    }

    @Test
    void who_pays_again_begins_a_new_run_of_the_steps_and_no_new_placement() {
        order.place().after(TICK).held(1).after(TICK).declined().released();
        assertThat(order.placements("PAYMENT_FAILED")).isEqualTo("1 in 200 ms");
        assertThat(order.steps("AUTHORIZE_PAYMENT", "FAILED")).isEqualTo("1 in 100 ms");
        assertThat(order.undone("RELEASE_INVENTORY")).isOne();

        order.after(MINUTE).payAgain().after(TICK).held(2).after(TICK).authorized(2);

        assertThat(order.steps("RESERVE_INVENTORY", "DONE")).isEqualTo("2 in 200 ms");
        assertThat(order.steps("AUTHORIZE_PAYMENT", "DONE")).isEqualTo("1 in 100 ms");
        assertThat(order.steps("CREATE_ORDER", "DONE")).isEqualTo("1 in 0 ms");
        assertThat(order.placements("CONFIRMED")).isEqualTo("0 in 0 ms");
    }

    @Test
    void a_manual_order_is_placed_and_its_confirmation_takes_the_time_of_a_person() {
        order.place(Confirmation.MANUAL).after(TICK).held(1).after(TICK).authorized(1);
        order.after(MINUTE).confirm();

        assertThat(order.placements("PLACED")).isEqualTo("1 in 200 ms");
        assertThat(order.placements("CONFIRMED")).isEqualTo("0 in 0 ms");
        assertThat(order.steps("CONFIRM_ORDER", "DONE")).isEqualTo("1 in 60000 ms");
    }

    @Test
    void too_little_stock_is_an_outcome_of_the_placement_and_the_end_of_its_step() {
        order.place().after(TICK).tooLittle();

        assertThat(order.placements("OUT_OF_STOCK")).isEqualTo("1 in 100 ms");
        assertThat(order.steps("RESERVE_INVENTORY", "FAILED")).isEqualTo("1 in 100 ms");
    }

    @Test
    void a_saga_that_runs_out_of_time_fails_at_the_step_it_waits_for_and_late_money_changes_nothing() {
        order.place().after(TICK).held(1).after(Duration.ofMinutes(15)).timeOut();
        order.after(TICK).authorized(1);

        assertThat(order.placements("SAGA_TIMEOUT")).isEqualTo("1 in 900100 ms");
        assertThat(order.steps("AUTHORIZE_PAYMENT", "FAILED")).isEqualTo("1 in 900000 ms");
        assertThat(order.steps("AUTHORIZE_PAYMENT", "DONE")).isEqualTo("0 in 0 ms");
    }

    @Test
    void who_cancels_before_anybody_has_answered_cancels_the_placement_also_in_the_same_batch() {
        order.together().place().after(TICK).cancel().commit();

        assertThat(order.placements("CANCELLED")).isEqualTo("1 in 100 ms");
        assertThat(order.steps("RESERVE_INVENTORY", "FAILED")).isEqualTo("1 in 100 ms");
    }

    @Test
    void an_order_that_was_placed_before_it_was_cancelled_has_one_outcome() {
        order.place().after(TICK).held(1).authorized(1).after(MINUTE).cancel();

        assertThat(order.placements("CONFIRMED")).isEqualTo("1 in 100 ms");
        assertThat(order.placements("CANCELLED")).isEqualTo("0 in 0 ms");
        assertThat(order.steps("AUTHORIZE_PAYMENT", "FAILED")).isEqualTo("0 in 0 ms");
    }

    @Test
    void a_clock_that_goes_back_between_replicas_makes_nothing_shorter_than_nothing() {
        order.place().after(TICK.negated()).held(1);

        assertThat(order.steps("RESERVE_INVENTORY", "DONE")).isEqualTo("1 in 0 ms");
    }
}
