package waybill.order.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static waybill.order.domain.OrderExamples.DEADLINE;
import static waybill.order.domain.OrderExamples.ID;
import static waybill.order.domain.OrderExamples.LATER;
import static waybill.order.domain.OrderExamples.LATER_DEADLINE;
import static waybill.order.domain.OrderExamples.NOON;
import static waybill.order.domain.OrderExamples.OTHER_CARD;
import static waybill.order.domain.OrderExamples.PAYABLE_UNTIL;
import static waybill.order.domain.OrderExamples.PAYMENT;
import static waybill.order.domain.OrderExamples.PAYMENT_2;
import static waybill.order.domain.OrderExamples.RESERVATION_2;
import static waybill.order.domain.OrderExamples.SHORT;
import static waybill.order.domain.OrderExamples.TOTAL;
import static waybill.order.domain.OrderExamples.added;
import static waybill.order.domain.OrderExamples.authorized;
import static waybill.order.domain.OrderExamples.cancelled;
import static waybill.order.domain.OrderExamples.committed;
import static waybill.order.domain.OrderExamples.confirm;
import static waybill.order.domain.OrderExamples.confirmed;
import static waybill.order.domain.OrderExamples.created;
import static waybill.order.domain.OrderExamples.createdManual;
import static waybill.order.domain.OrderExamples.createdUnverified;
import static waybill.order.domain.OrderExamples.declined;
import static waybill.order.domain.OrderExamples.eur;
import static waybill.order.domain.OrderExamples.failed;
import static waybill.order.domain.OrderExamples.held;
import static waybill.order.domain.OrderExamples.isShort;
import static waybill.order.domain.OrderExamples.noteAuthorized;
import static waybill.order.domain.OrderExamples.noteCommitted;
import static waybill.order.domain.OrderExamples.noteDeclined;
import static waybill.order.domain.OrderExamples.noteFailed;
import static waybill.order.domain.OrderExamples.noteHeld;
import static waybill.order.domain.OrderExamples.noteReleased;
import static waybill.order.domain.OrderExamples.noteShort;
import static waybill.order.domain.OrderExamples.noteUnknown;
import static waybill.order.domain.OrderExamples.place;
import static waybill.order.domain.OrderExamples.placed;
import static waybill.order.domain.OrderExamples.released;
import static waybill.order.domain.OrderExamples.removed;
import static waybill.order.domain.OrderExamples.retried;
import static waybill.order.domain.OrderExamples.retry;
import static waybill.order.domain.OrderExamples.returned;
import static waybill.order.domain.OrderExamples.unavailable;
import static waybill.order.domain.OrderExamples.unknown;
import static waybill.order.domain.OrderExamples.unpaid;
import static waybill.order.domain.OrderExamples.what;
import static waybill.order.domain.OrderStory.given;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import waybill.kernel.CorruptHistory;
import waybill.order.domain.Hold.Kind;
import waybill.order.domain.NewOrder.Confirmation;
import waybill.order.domain.OrderCommand.NotePaymentAuthorized;
import waybill.order.domain.OrderCommand.PlaceOrder;
import waybill.order.domain.OrderEvent.OrderPaymentFailed;
import waybill.order.domain.OrderEvent.PaymentReturnRequested;
import waybill.order.domain.OrderEvent.StockHeld;
import waybill.order.domain.OrderRefusal.IllegalTransition;
import waybill.order.domain.OrderRefusal.OrderAlreadyExists;
import waybill.order.domain.OrderRefusal.OrderOnHold;
import waybill.order.domain.OrderRefusal.TotalMismatch;
import waybill.order.domain.OrderRefusal.UnknownOrder;

/** What an order does, story by story. */
final class OrderDeciderTest {
    @Test
    void a_customer_orders() {
        given().when(place()).then(created());
    }

    @Test
    void an_order_whose_stock_could_not_be_checked_is_accepted_and_marked() {
        given().when(new PlaceOrder(what(Confirmation.AUTO), null, true, DEADLINE, NOON))
                .then(createdUnverified(), added(Kind.STOCK_UNVERIFIED));
    }

    @Test
    void an_order_that_costs_what_the_client_expected_is_accepted() {
        given().when(new PlaceOrder(what(Confirmation.AUTO), TOTAL, false, DEADLINE, NOON))
                .then(created());
    }

    @Test
    void an_order_that_costs_something_else_is_refused() {
        given().when(new PlaceOrder(what(Confirmation.AUTO), eur(2697), false, DEADLINE, NOON))
                .thenRefused(new TotalMismatch(ID, eur(2697), TOTAL));
    }

    @Test
    void the_same_order_again_changes_nothing() {
        given(created(), held()).when(place()).thenNothing("this order exists already");
    }

    @Test
    void another_order_of_the_same_id_is_refused() {
        given(createdManual()).when(place()).thenRefused(new OrderAlreadyExists(ID));
    }

    @Test
    void goods_held_the_order_waits_for_its_money() {
        given(created()).when(noteHeld(1)).then(held());
    }

    @Test
    void goods_held_settle_that_the_stock_was_unverified() {
        given(createdUnverified(), added(Kind.STOCK_UNVERIFIED))
                .when(noteHeld(1))
                .then(held(), removed(Kind.STOCK_UNVERIFIED, "held"));
    }

    @Test
    void too_little_stock_cancels_the_order() {
        Order.Known order =
                given(created()).when(noteShort(1)).then(isShort(), cancelled()).known();
        assertThat(Order.failure(order)).contains(new Order.Failure("OUT_OF_STOCK", false, SHORT, NOON));
    }

    @Test
    void too_little_stock_settles_that_the_stock_was_unverified() {
        given(createdUnverified(), added(Kind.STOCK_UNVERIFIED))
                .when(noteShort(1))
                .then(isShort(), removed(Kind.STOCK_UNVERIFIED, "rejected"), cancelled());
    }

    @Test
    void money_authorized_places_and_confirms_the_order() {
        given(created(), held()).when(noteAuthorized(1, PAYMENT)).then(authorized(), placed(), confirmed());
    }

    @Test
    void an_order_with_manual_confirmation_is_placed_only() {
        given(createdManual(), held()).when(noteAuthorized(1, PAYMENT)).then(authorized(), placed());
    }

    @Test
    void an_order_an_operator_stopped_is_placed_only() {
        given(created(), held(), added(Kind.OPERATOR))
                .when(noteAuthorized(1, PAYMENT))
                .then(authorized(), placed());
    }

    @Test
    void money_that_overtakes_the_news_of_the_goods_counts_too() {
        given(createdUnverified(), added(Kind.STOCK_UNVERIFIED))
                .when(noteAuthorized(1, PAYMENT))
                .then(authorized(), removed(Kind.STOCK_UNVERIFIED, "authorized"), placed(), confirmed())
                .when(noteHeld(1))
                .then(held());
    }

    @Test
    void the_money_of_another_amount_is_given_back_and_the_customer_may_pay_again() {
        given(created(), held())
                .when(new NotePaymentAuthorized(ID, 1, PAYMENT, eur(1), NOON))
                .then(
                        new PaymentReturnRequested(ID, 1, PAYMENT, eur(1), NOON),
                        new OrderPaymentFailed(ID, 1, PAYMENT, "AMOUNT_MISMATCH", false, DEADLINE, NOON));
    }

    @Test
    void money_for_goods_that_were_let_go_meanwhile_is_given_back() {
        given(created(), held(), released())
                .when(noteAuthorized(1, PAYMENT))
                .then(
                        returned(1, PAYMENT),
                        new OrderPaymentFailed(ID, 1, PAYMENT, "STOCK_RELEASED", false, DEADLINE, NOON));
    }

    @Test
    void a_second_payment_of_the_same_order_is_given_back() {
        given(created(), held(), authorized(), placed(), confirmed())
                .when(noteAuthorized(1, PAYMENT_2))
                .then(returned(1, PAYMENT_2))
                .when(noteAuthorized(1, PAYMENT_2))
                .thenNothing("this payment was asked to be given back");
    }

    @Test
    void a_declined_payment_leaves_the_order_to_be_paid_again() {
        Order.Known order = given(created(), held())
                .when(noteDeclined(1))
                .then(declined(), unpaid())
                .known();
        assertThat(Order.failure(order)).contains(new Order.Failure("INSUFFICIENT_FUNDS", false, List.of(), NOON));
        assertThat(Order.deadlines(order)).isEqualTo(Map.of("payment-retry", PAYABLE_UNTIL));
    }

    @Test
    void an_unavailable_gateway_charged_nothing_and_may_be_tried_again() {
        Order.Known order = given(created(), held())
                .when(noteFailed(1))
                .then(failed(), unavailable())
                .known();
        assertThat(Order.failure(order)).contains(new Order.Failure("PAYMENT_UNAVAILABLE", true, List.of(), NOON));
    }

    @Test
    void an_unknown_payment_is_marked_and_waited_for() {
        given(created(), held())
                .when(noteUnknown(1))
                .then(unknown(), added(Kind.PAYMENT_UNKNOWN))
                .when(noteUnknown(1))
                .thenNothing("the payment is known to be unknown");
    }

    @Test
    void an_unknown_payment_that_turns_out_well_confirms_the_order() {
        given(created(), held(), unknown(), added(Kind.PAYMENT_UNKNOWN))
                .when(noteAuthorized(1, PAYMENT))
                .then(authorized(), removed(Kind.PAYMENT_UNKNOWN, "authorized"), placed(), confirmed());
    }

    @Test
    void an_unknown_payment_that_turns_out_badly_leaves_the_order_unpaid() {
        given(created(), held(), unknown(), added(Kind.PAYMENT_UNKNOWN))
                .when(noteDeclined(1))
                .then(declined(), removed(Kind.PAYMENT_UNKNOWN, "declined"), unpaid());
    }

    @Test
    void a_shortage_cannot_be_true_once_payment_was_asked() {
        given(created(), unknown(), added(Kind.PAYMENT_UNKNOWN))
                .when(noteShort(1))
                .thenNothing("payment was asked, so the goods were held");
    }

    @Test
    void committed_goods_are_recorded_once() {
        given(created(), held(), authorized(), placed(), confirmed())
                .when(noteCommitted(1))
                .then(committed())
                .when(noteCommitted(1))
                .thenNothing("the goods are committed already");
    }

    @Test
    void released_goods_are_recorded_once_as_a_compensation() {
        given(created(), held(), declined(), unpaid())
                .when(noteReleased(1))
                .then(released())
                .when(noteReleased(1))
                .thenNothing("the goods are known to be released");
    }

    @Test
    void a_release_that_comes_after_the_next_attempt_began_is_still_recorded_and_moves_nothing() {
        Order.Known order = given(created(), held(), declined(), unpaid(), retried())
                .when(noteReleased(1))
                .then(released())
                .known();
        assertThat(order).isInstanceOf(Order.AwaitingStock.class);
        assertThat(OrderSaga.of(order).compensations())
                .containsExactly(new OrderSaga.Compensation(
                        OrderSaga.Compensation.What.RELEASE_INVENTORY, 1, OrderSaga.Progress.DONE, NOON));
    }

    @Test
    void paying_again_runs_the_saga_again_from_the_reservation() {
        Order.Known order = given(created(), held(), declined(), unpaid())
                .when(retry())
                .then(retried())
                .known();
        assertThat(order.facts().attempt()).isEqualTo(2);
        assertThat(order.facts().payment()).isEqualTo(OTHER_CARD);
        assertThat(Order.deadlines(order)).isEqualTo(Map.of("saga", LATER_DEADLINE));
        assertThat(Order.failure(order)).isEqualTo(Optional.empty());
    }

    @Test
    void only_an_unpaid_order_can_be_paid_again() {
        given(createdManual(), held(), authorized(), placed())
                .when(retry())
                .thenRefused(new IllegalTransition(
                        ID,
                        OrderStatus.PLACED,
                        List.of(
                                OrderAction.PROCESS,
                                OrderAction.CANCEL,
                                OrderAction.UPDATE_ADDRESS,
                                OrderAction.HOLD)));
    }

    @Test
    void news_of_an_older_attempt_changes_nothing() {
        given(created(), held(), declined(), unpaid(), retried())
                .when(noteHeld(1))
                .thenNothing("news of attempt 1; the order is in attempt 2");
    }

    @Test
    void the_second_attempt_is_held_by_its_own_reservation() {
        given(created(), held(), declined(), unpaid(), retried())
                .when(new OrderCommand.NoteStockHeld(ID, 2, RESERVATION_2, LATER_DEADLINE, LATER))
                .then(new StockHeld(ID, 2, RESERVATION_2, LATER_DEADLINE, LATER));
    }

    @Test
    void money_that_arrives_after_the_cancellation_is_given_back_once() {
        given(created(), isShort(), cancelled())
                .when(noteAuthorized(1, PAYMENT))
                .then(returned(1, PAYMENT))
                .when(noteAuthorized(1, PAYMENT))
                .thenNothing("this payment was asked to be given back");
    }

    @Test
    void money_of_an_attempt_that_failed_is_given_back() {
        given(created(), held(), failed(), unavailable())
                .when(noteAuthorized(1, PAYMENT))
                .then(returned(1, PAYMENT));
    }

    @Test
    void money_of_an_older_attempt_is_given_back_while_the_next_one_runs() {
        given(created(), held(), failed(), unavailable(), retried())
                .when(noteAuthorized(1, PAYMENT))
                .then(returned(1, PAYMENT))
                .when(noteAuthorized(1, PAYMENT))
                .thenNothing("this payment was asked to be given back");
    }

    @Test
    void a_person_confirms_a_placed_order() {
        given(createdManual(), held(), authorized(), placed())
                .when(confirm())
                .then(confirmed())
                .when(confirm())
                .thenNothing("the order is confirmed already");
    }

    @Test
    void an_order_on_hold_is_not_confirmed() {
        given(createdManual(), held(), authorized(), placed(), added(Kind.OPERATOR))
                .when(confirm())
                .thenRefused(new OrderOnHold(ID, List.of(Kind.OPERATOR)));
    }

    @Test
    void an_unpaid_order_is_not_confirmed_but_can_be_paid() {
        given(created(), held(), declined(), unpaid())
                .when(confirm())
                .thenRefused(new IllegalTransition(
                        ID,
                        OrderStatus.PAYMENT_FAILED,
                        List.of(OrderAction.PAY, OrderAction.CANCEL, OrderAction.UPDATE_ADDRESS, OrderAction.HOLD)));
    }

    @Test
    void an_order_nobody_placed_is_unknown() {
        given().when(noteHeld(1)).thenRefused(new UnknownOrder(ID));
    }

    @Test
    void an_impossible_past_stops() {
        assertThatThrownBy(() -> given(created(), confirmed()))
                .isInstanceOf(CorruptHistory.class)
                .hasMessage("history is corrupt: OrderConfirmed cannot follow AwaitingStock");
    }
}
