package waybill.order.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static waybill.order.domain.OrderExamples.DEADLINE;
import static waybill.order.domain.OrderExamples.NOON;
import static waybill.order.domain.OrderExamples.PAYMENT_2;
import static waybill.order.domain.OrderExamples.authorized;
import static waybill.order.domain.OrderExamples.cancelled;
import static waybill.order.domain.OrderExamples.confirmed;
import static waybill.order.domain.OrderExamples.created;
import static waybill.order.domain.OrderExamples.createdManual;
import static waybill.order.domain.OrderExamples.declined;
import static waybill.order.domain.OrderExamples.held;
import static waybill.order.domain.OrderExamples.isShort;
import static waybill.order.domain.OrderExamples.placed;
import static waybill.order.domain.OrderExamples.released;
import static waybill.order.domain.OrderExamples.retried;
import static waybill.order.domain.OrderExamples.returned;
import static waybill.order.domain.OrderExamples.unpaid;
import static waybill.order.domain.OrderSaga.Progress.DONE;
import static waybill.order.domain.OrderSaga.Progress.FAILED;
import static waybill.order.domain.OrderSaga.Progress.PENDING;
import static waybill.order.domain.OrderSaga.Progress.RUNNING;
import static waybill.order.domain.OrderSaga.Step.Name.AUTHORIZE_PAYMENT;
import static waybill.order.domain.OrderSaga.Step.Name.CONFIRM_ORDER;
import static waybill.order.domain.OrderSaga.Step.Name.RESERVE_INVENTORY;

import java.util.List;
import org.junit.jupiter.api.Test;
import waybill.order.domain.OrderSaga.Compensation;
import waybill.order.domain.OrderSaga.Compensation.What;
import waybill.order.domain.OrderSaga.Progress;
import waybill.order.domain.OrderSaga.State;
import waybill.order.domain.OrderSaga.Step;

/** How far the saga has come, as a client sees it. */
final class OrderSagaTest {
    @Test
    void it_runs_from_the_creation_and_waits_for_inventory() {
        OrderSaga saga = sagaOf(created());
        assertThat(saga.state()).isEqualTo(State.RUNNING);
        assertThat(saga.step()).isEqualTo(RESERVE_INVENTORY);
        assertThat(saga.deadline()).isEqualTo(DEADLINE);
        assertThat(progress(saga)).containsExactly(DONE, RUNNING, PENDING, PENDING);
    }

    @Test
    void then_it_waits_for_the_money() {
        OrderSaga saga = sagaOf(created(), held());
        assertThat(saga.step()).isEqualTo(AUTHORIZE_PAYMENT);
        assertThat(progress(saga)).containsExactly(DONE, DONE, RUNNING, PENDING);
    }

    @Test
    void then_for_a_person_if_somebody_has_to_confirm() {
        OrderSaga saga = sagaOf(createdManual(), held(), authorized(), placed());
        assertThat(saga.state()).isEqualTo(State.RUNNING);
        assertThat(saga.step()).isEqualTo(CONFIRM_ORDER);
        assertThat(saga.deadline()).isNull();
        assertThat(progress(saga)).containsExactly(DONE, DONE, DONE, RUNNING);
    }

    @Test
    void it_is_completed_when_the_order_is_confirmed() {
        assertThat(sagaOf(created(), held(), authorized(), placed(), confirmed()))
                .isEqualTo(new OrderSaga(
                        State.COMPLETED,
                        CONFIRM_ORDER,
                        null,
                        List.of(
                                new Step(Step.Name.CREATE_ORDER, DONE, NOON),
                                new Step(RESERVE_INVENTORY, DONE, NOON),
                                new Step(AUTHORIZE_PAYMENT, DONE, NOON),
                                new Step(CONFIRM_ORDER, DONE, NOON)),
                        List.of(),
                        List.of(OrderEvent.Party.INVENTORY)));
    }

    @Test
    void the_money_says_that_the_goods_are_held_even_before_inventory_does() {
        assertThat(progress(sagaOf(created(), authorized(), placed(), confirmed())))
                .containsExactly(DONE, DONE, DONE, DONE);
    }

    @Test
    void it_fails_at_once_when_nothing_was_held() {
        OrderSaga saga = sagaOf(created(), isShort(), cancelled());
        assertThat(saga.state()).isEqualTo(State.FAILED);
        assertThat(saga.step()).isEqualTo(RESERVE_INVENTORY);
        assertThat(progress(saga)).containsExactly(DONE, FAILED, PENDING, PENDING);
        assertThat(saga.compensations()).isEmpty();
    }

    @Test
    void it_is_compensating_until_the_goods_are_released() {
        OrderSaga saga = sagaOf(created(), held(), declined(), unpaid());
        assertThat(saga.state()).isEqualTo(State.COMPENSATING);
        assertThat(progress(saga)).containsExactly(DONE, DONE, FAILED, PENDING);
        assertThat(saga.compensations()).containsExactly(new Compensation(What.RELEASE_INVENTORY, 1, RUNNING, null));
    }

    @Test
    void it_has_failed_when_the_goods_are_released() {
        OrderSaga saga = sagaOf(created(), held(), declined(), unpaid(), released());
        assertThat(saga.state()).isEqualTo(State.FAILED);
        assertThat(saga.step()).isEqualTo(AUTHORIZE_PAYMENT);
        assertThat(saga.compensations()).containsExactly(new Compensation(What.RELEASE_INVENTORY, 1, DONE, NOON));
    }

    @Test
    void it_runs_anew_in_the_next_attempt_and_remembers_what_was_undone() {
        OrderSaga saga = sagaOf(created(), held(), declined(), unpaid(), released(), retried());
        assertThat(saga.state()).isEqualTo(State.RUNNING);
        assertThat(progress(saga)).containsExactly(DONE, RUNNING, PENDING, PENDING);
        assertThat(saga.compensations()).containsExactly(new Compensation(What.RELEASE_INVENTORY, 1, DONE, NOON));
    }

    @Test
    void late_money_shows_as_a_compensation() {
        assertThat(sagaOf(created(), isShort(), cancelled(), returned(1, PAYMENT_2))
                        .compensations())
                .containsExactly(new Compensation(What.RETURN_PAYMENT, 1, RUNNING, NOON));
    }

    private static OrderSaga sagaOf(OrderEvent... past) {
        return OrderSaga.of(OrderStory.given(past).known());
    }

    private static List<Progress> progress(OrderSaga saga) {
        return saga.steps().stream().map(Step::progress).toList();
    }
}
