package waybill.order.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static waybill.order.domain.FulfilmentExamples.expired;
import static waybill.order.domain.FulfilmentExamples.noteExpired;
import static waybill.order.domain.FulfilmentExamples.requested;
import static waybill.order.domain.FulfilmentExamples.wanted;
import static waybill.order.domain.OrderExamples.DEADLINE;
import static waybill.order.domain.OrderExamples.HOLD_ENDS;
import static waybill.order.domain.OrderExamples.ID;
import static waybill.order.domain.OrderExamples.NOON;
import static waybill.order.domain.OrderExamples.PAYMENT;
import static waybill.order.domain.OrderExamples.RESERVATION;
import static waybill.order.domain.OrderExamples.RESERVATION_2;
import static waybill.order.domain.OrderExamples.authorized;
import static waybill.order.domain.OrderExamples.confirmed;
import static waybill.order.domain.OrderExamples.created;
import static waybill.order.domain.OrderExamples.createdManual;
import static waybill.order.domain.OrderExamples.held;
import static waybill.order.domain.OrderExamples.isShort;
import static waybill.order.domain.OrderExamples.noteAuthorized;
import static waybill.order.domain.OrderExamples.noteHeld;
import static waybill.order.domain.OrderExamples.noteReleased;
import static waybill.order.domain.OrderExamples.noteShort;
import static waybill.order.domain.OrderExamples.placed;
import static waybill.order.domain.OrderExamples.released;
import static waybill.order.domain.OrderExamples.returned;
import static waybill.order.domain.OrderStory.given;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import waybill.order.domain.Order.CancelReason;
import waybill.order.domain.OrderCommand.NoteStockHeld;
import waybill.order.domain.OrderEvent.OrderPaymentFailed;
import waybill.order.domain.OrderEvent.Party;
import waybill.order.domain.OrderEvent.StockHeld;

/** The hold expires before the authorization arrives (PRODUCT.md §3.5). */
final class StockAgainTest {
    private static final Instant LONGER = HOLD_ENDS.plus(Duration.ofMinutes(20));
    private static final NoteStockHeld AGAIN = new NoteStockHeld(ID, 1, RESERVATION_2, LONGER, NOON);
    private static final StockHeld HELD_AGAIN = new StockHeld(ID, 1, RESERVATION_2, LONGER, NOON);

    @Test
    void an_expired_hold_is_recorded_once_and_the_order_goes_on_waiting() {
        given(created(), held())
                .when(noteExpired())
                .then(expired())
                .when(noteExpired())
                .thenNothing("the hold is known to have expired");
    }

    @Test
    void money_that_finds_the_hold_expired_asks_for_the_goods_again() {
        Order.Known order = given(created(), held(), expired())
                .when(noteAuthorized(1, PAYMENT))
                .then(authorized(), wanted())
                .known();
        assertThat(OrderStatus.of(order)).isEqualTo(OrderStatus.PENDING);
        assertThat(OrderStatus.OfPayment.of(order)).isEqualTo(OrderStatus.OfPayment.AUTHORIZED);
        assertThat(Order.deadlines(order)).isEqualTo(Map.of("saga", DEADLINE));
        assertThat(OrderSaga.of(order).awaits()).containsExactly(Party.INVENTORY);
    }

    @Test
    void goods_held_again_place_the_order() {
        given(created(), held(), expired(), authorized(), wanted()).when(AGAIN).then(HELD_AGAIN, placed(), confirmed());
        given(createdManual(), held(), expired(), authorized(), wanted())
                .when(AGAIN)
                .then(HELD_AGAIN, placed());
    }

    @Test
    void the_old_hold_heard_late_is_not_taken_for_the_new_one() {
        given(created(), held(), expired(), authorized(), wanted())
                .when(noteHeld(1))
                .thenNothing("the time of this hold is over");
    }

    @Test
    void goods_that_are_gone_end_the_order_and_the_money_goes_back() {
        given(created(), held(), expired(), authorized(), wanted())
                .when(noteShort(1))
                .then(isShort(), requested(CancelReason.OUT_OF_STOCK, "inventory"));
    }

    @Test
    void goods_let_go_by_somebody_are_not_asked_for_again() {
        Order.Known order = given(created(), held(), expired(), authorized(), wanted())
                .when(noteReleased(1))
                .then(
                        released(),
                        returned(1, PAYMENT),
                        new OrderPaymentFailed(ID, 1, PAYMENT, "STOCK_RELEASED", false, DEADLINE, NOON))
                .known();
        assertThat(Order.failure(order).orElseThrow().kind()).isEqualTo(Order.Failure.Kind.NO_STOCK);
    }

    @Test
    void a_hold_that_expires_after_the_order_was_placed_is_inventorys_to_renew() {
        given(created(), held(), authorized(), placed(), confirmed())
                .when(noteExpired())
                .then(expired());
        given(created(), held(), expired())
                .when(new NoteStockHeld(ID, 1, RESERVATION, LONGER, NOON))
                .then(new StockHeld(ID, 1, RESERVATION, LONGER, NOON));
    }
}
