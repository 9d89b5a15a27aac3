package waybill.order.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static waybill.order.domain.FulfilmentExamples.SAID;
import static waybill.order.domain.FulfilmentExamples.SHIPMENT;
import static waybill.order.domain.FulfilmentExamples.allShippedThen;
import static waybill.order.domain.FulfilmentExamples.begun;
import static waybill.order.domain.FulfilmentExamples.cancel;
import static waybill.order.domain.FulfilmentExamples.cancelledByAda;
import static waybill.order.domain.FulfilmentExamples.committedThen;
import static waybill.order.domain.FulfilmentExamples.mug;
import static waybill.order.domain.FulfilmentExamples.notePaymentClosed;
import static waybill.order.domain.FulfilmentExamples.noteStockClosed;
import static waybill.order.domain.FulfilmentExamples.oneShirtShippedThen;
import static waybill.order.domain.FulfilmentExamples.openCancelled;
import static waybill.order.domain.FulfilmentExamples.paymentClosed;
import static waybill.order.domain.FulfilmentExamples.requested;
import static waybill.order.domain.FulfilmentExamples.shirts;
import static waybill.order.domain.FulfilmentExamples.stockClosed;
import static waybill.order.domain.OrderExamples.ADA;
import static waybill.order.domain.OrderExamples.CANCEL_BY;
import static waybill.order.domain.OrderExamples.DEADLINE;
import static waybill.order.domain.OrderExamples.ID;
import static waybill.order.domain.OrderExamples.LATER_DEADLINE;
import static waybill.order.domain.OrderExamples.NOON;
import static waybill.order.domain.OrderExamples.PAYABLE_UNTIL;
import static waybill.order.domain.OrderExamples.PAYMENT;
import static waybill.order.domain.OrderExamples.PAYMENT_2;
import static waybill.order.domain.OrderExamples.TOTAL;
import static waybill.order.domain.OrderExamples.added;
import static waybill.order.domain.OrderExamples.authorized;
import static waybill.order.domain.OrderExamples.created;
import static waybill.order.domain.OrderExamples.declined;
import static waybill.order.domain.OrderExamples.held;
import static waybill.order.domain.OrderExamples.noteAuthorized;
import static waybill.order.domain.OrderExamples.noteReleased;
import static waybill.order.domain.OrderExamples.noteShort;
import static waybill.order.domain.OrderExamples.released;
import static waybill.order.domain.OrderExamples.removed;
import static waybill.order.domain.OrderExamples.returned;
import static waybill.order.domain.OrderExamples.unknown;
import static waybill.order.domain.OrderExamples.unpaid;
import static waybill.order.domain.OrderStory.given;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import waybill.order.domain.Hold.Kind;
import waybill.order.domain.Order.CancelReason;
import waybill.order.domain.OrderCommand.CancelAgain;
import waybill.order.domain.OrderCommand.CloseRetryWindow;
import waybill.order.domain.OrderCommand.TimeOutSaga;
import waybill.order.domain.OrderEvent.CancelRequested;
import waybill.order.domain.OrderEvent.OrderCancelled;
import waybill.order.domain.OrderEvent.Party;
import waybill.order.domain.OrderRefusal.IllegalTransition;
import waybill.order.domain.OrderRefusal.OrderAlreadyShipped;

/** How an order ends, story by story. */
final class CancellingTest {
    @Test
    void a_customer_cancels_a_confirmed_order_and_both_services_are_asked() {
        Order.Known order =
                given(committedThen()).when(cancel()).then(requested()).known();
        assertThat(OrderStatus.of(order)).isEqualTo(OrderStatus.CANCEL_PENDING);
        assertThat(Order.deadlines(order)).isEqualTo(Map.of("cancel", CANCEL_BY));
        assertThat(OrderSaga.of(order).awaits()).containsExactly(Party.INVENTORY, Party.PAYMENT);
        assertThat(Order.cancellation(order)).contains(new Order.Cancellation("CUSTOMER_REQUEST", SAID, "ada", NOON));
    }

    @Test
    void it_is_cancelled_when_both_have_closed_it_in_either_order() {
        given(committedThen(requested()))
                .when(noteStockClosed())
                .then(stockClosed())
                .when(notePaymentClosed())
                .then(paymentClosed(), cancelledByAda());
        given(committedThen(requested()))
                .when(notePaymentClosed())
                .then(paymentClosed())
                .when(noteStockClosed())
                .then(stockClosed(), cancelledByAda());
    }

    @Test
    void cancelling_again_changes_nothing() {
        given(committedThen(requested())).when(cancel()).thenNothing("the order is being cancelled already");
        given(committedThen(requested(), stockClosed(), paymentClosed(), cancelledByAda()))
                .when(cancel())
                .thenNothing("the order is cancelled already");
    }

    @Test
    void an_answer_given_twice_is_heard_once() {
        given(committedThen(requested(), stockClosed()))
                .when(noteStockClosed())
                .thenNothing("inventory is known to have closed the order");
        given(committedThen(requested(), paymentClosed()))
                .when(notePaymentClosed())
                .thenNothing("payment is known to have closed the order");
        given(committedThen()).when(notePaymentClosed()).thenNothing("the order is not being cancelled");
    }

    @Test
    void nobody_answered_in_time_so_both_are_asked_again() {
        CancelRequested again =
                new CancelRequested(ID, 1, "CUSTOMER_REQUEST", SAID, ADA.id(), "ada", 2, LATER_DEADLINE, CANCEL_BY);
        given(committedThen(requested()))
                .when(new CancelAgain(ID, LATER_DEADLINE, CANCEL_BY))
                .then(again)
                .when(new CancelAgain(ID, LATER_DEADLINE, CANCEL_BY))
                .thenNothing("inventory and payment have time until " + LATER_DEADLINE);
    }

    @Test
    void what_the_gateway_did_not_say_is_settled_when_payment_has_closed_the_order() {
        given(created(), held(), unknown(), added(Kind.PAYMENT_UNKNOWN), requested(), stockClosed())
                .when(notePaymentClosed())
                .then(paymentClosed(), removed(Kind.PAYMENT_UNKNOWN, "cancelled"), cancelledByAda());
    }

    @Test
    void money_that_arrives_while_the_order_ends_is_recorded_and_left_to_payment() {
        Order.Known order = given(created(), held(), requested())
                .when(noteAuthorized(1, PAYMENT))
                .then(authorized())
                .known();
        assertThat(order).isInstanceOf(Order.Cancelling.class);
        given(committedThen(requested()))
                .when(noteAuthorized(1, PAYMENT_2))
                .thenNothing("payment gives it back when it closes the order");
    }

    @Test
    void money_that_arrives_after_payment_has_closed_the_order_is_given_back_once() {
        given(created(), held(), requested(), paymentClosed())
                .when(noteAuthorized(1, PAYMENT))
                .then(returned(1, PAYMENT))
                .when(noteAuthorized(1, PAYMENT))
                .thenNothing("this payment was asked to be given back");
    }

    @Test
    void the_payment_of_a_cancelled_order_heard_again_is_not_given_back_again() {
        given(committedThen(requested(), stockClosed(), paymentClosed(), cancelledByAda()))
                .when(noteAuthorized(1, PAYMENT))
                .thenNothing("the order is known to be paid by this payment");
    }

    @Test
    void a_saga_without_an_answer_in_time_is_cancelled_by_the_order_itself() {
        given(created(), held())
                .when(new TimeOutSaga(ID, LATER_DEADLINE, DEADLINE))
                .then(new CancelRequested(ID, 1, "SAGA_TIMEOUT", null, ADA.id(), "order", 1, LATER_DEADLINE, DEADLINE));
        given(created())
                .when(new TimeOutSaga(ID, LATER_DEADLINE, DEADLINE.minusMillis(1)))
                .thenNothing("the saga has time until " + DEADLINE);
        given(committedThen())
                .when(new TimeOutSaga(ID, LATER_DEADLINE, DEADLINE))
                .thenNothing("the saga is through");
    }

    @Test
    void an_unpaid_order_of_which_nothing_is_left_is_cancelled_at_once() {
        given(created(), held(), declined(), unpaid(), released())
                .when(new CloseRetryWindow(ID, LATER_DEADLINE, PAYABLE_UNTIL))
                .then(new OrderCancelled(ID, 1, "PAYMENT_FAILED", null, ADA.id(), "order", PAYABLE_UNTIL));
        given(created(), held(), declined(), unpaid(), released())
                .when(cancel())
                .then(cancelledByAda());
    }

    @Test
    void an_unpaid_order_whose_goods_are_not_known_to_be_released_is_closed_first() {
        given(created(), held(), declined(), unpaid())
                .when(new CloseRetryWindow(ID, LATER_DEADLINE, PAYABLE_UNTIL))
                .then(new CancelRequested(
                        ID, 1, "PAYMENT_FAILED", null, ADA.id(), "order", 1, LATER_DEADLINE, PAYABLE_UNTIL));
        given(created(), held(), declined(), unpaid())
                .when(new CloseRetryWindow(ID, LATER_DEADLINE, PAYABLE_UNTIL.minusMillis(1)))
                .thenNothing("the order can be paid until " + PAYABLE_UNTIL);
    }

    @Test
    void what_is_open_of_a_partly_shipped_order_is_cancelled_and_the_rest_stays_shipped() {
        Order.Known order = given(oneShirtShippedThen())
                .when(cancel())
                .then(openCancelled(shirts(1), mug()))
                .known();
        assertThat(OrderStatus.of(order)).isEqualTo(OrderStatus.SHIPPED);
        assertThat(OrderStatus.OfPayment.of(order)).isEqualTo(OrderStatus.OfPayment.CAPTURED);
        given(oneShirtShippedThen(openCancelled(shirts(1), mug())))
                .when(cancel())
                .thenNothing("what had not shipped is cancelled already");
    }

    @Test
    void an_order_that_has_left_the_warehouse_is_refunded_not_cancelled() {
        given(allShippedThen()).when(cancel()).thenRefused(new OrderAlreadyShipped(ID));
        given(allShippedThen(FulfilmentExamples.delivered())).when(cancel()).thenRefused(new OrderAlreadyShipped(ID));
    }

    @Test
    void what_is_being_shipped_wins() {
        given(committedThen(begun(SHIPMENT, TOTAL, shirts(2), mug())))
                .when(cancel())
                .thenRefused(new IllegalTransition(ID, OrderStatus.CONFIRMED, List.of(OrderAction.HOLD)));
    }

    @Test
    void goods_that_somebody_lets_go_end_a_placed_order() {
        given(created(), held(), authorized(), OrderExamples.placed(), OrderExamples.confirmed())
                .when(noteReleased(1))
                .then(released(), requested(CancelReason.OUT_OF_STOCK, "inventory"));
        given(committedThen(begun(SHIPMENT, TOTAL, shirts(2), mug())))
                .when(noteReleased(1))
                .then(released());
    }

    @Test
    void a_placed_order_whose_goods_are_gone_is_closed() {
        Order.Known order = given(created(), held(), authorized(), OrderExamples.placed(), OrderExamples.confirmed())
                .when(noteShort(1))
                .then(OrderExamples.isShort(), requested(CancelReason.OUT_OF_STOCK, "inventory"))
                .known();
        assertThat(Order.failure(order).orElseThrow().kind()).isEqualTo(Order.Failure.Kind.NO_STOCK);
        given(committedThen()).when(noteShort(1)).thenNothing("the goods are committed already");
    }
}
