package waybill.inventory.domain;

import static waybill.inventory.domain.InventoryExamples.*;
import static waybill.inventory.domain.InventoryStory.given;
import static waybill.inventory.domain.ReservationStatus.RELEASED;

import java.util.List;
import org.junit.jupiter.api.Test;
import waybill.inventory.domain.InventoryCommand.HoldForOrder;
import waybill.inventory.domain.InventoryEvent.CommitRestated;
import waybill.inventory.domain.InventoryEvent.HoldRestated;
import waybill.inventory.domain.InventoryEvent.OrderClosed;
import waybill.inventory.domain.InventoryEvent.RejectionRestated;
import waybill.inventory.domain.InventoryEvent.ReleaseRestated;
import waybill.inventory.domain.InventoryEvent.StockRejected;
import waybill.inventory.domain.InventoryEvent.StockReleased;
import waybill.inventory.domain.InventoryEvent.StockReserved;
import waybill.inventory.domain.InventoryRefusal.CannotCommit;
import waybill.inventory.domain.InventoryRefusal.ReservationReleased;

/** How an order ends in inventory, and how it is told again how it stands. */
class ClosingTest {
    private static final InventoryEvent SHIRTS = received(SHIRT, 10);
    private static final InventoryEvent MUGS = received(MUG, 5);
    private static final HoldForOrder LATE = new HoldForOrder(ORDER, 1, SECOND, LINES, EXPIRES_AGAIN, PAYMENT, LATER);

    // Closing

    @Test
    void a_cancelled_order_gives_back_what_any_attempt_holds_or_has_committed() {
        given(SHIRTS, MUGS, reserved(), committed(), reservedAgain())
                .when(close())
                .then(
                        List.of(
                                new StockReleased(ORDER, 1, FIRST, LINES, true, CANCELLED, LATER),
                                new StockReleased(ORDER, 2, SECOND, LINES, false, CANCELLED, LATER),
                                closed()),
                        level(SHIRT, 10, 0, 0),
                        level(MUG, 5, 0, 0));
    }

    @Test
    void a_cancelled_order_keeps_what_has_left() {
        given(SHIRTS, MUGS, reserved(), committed(), consumed(PARCEL, of(SHIRT, 1)))
                .when(close())
                .then(
                        List.of(
                                new StockReleased(
                                        ORDER, 1, FIRST, List.of(of(SHIRT, 1), of(MUG, 1)), true, CANCELLED, LATER),
                                closed()),
                        level(SHIRT, 9, 0, 0),
                        level(MUG, 5, 0, 0));
    }

    @Test
    void closing_is_answered_though_nothing_was_held() {
        given().when(close()).then(closed());
        given(rejected(1, new Shortage(SHIRT, 2, 0))).when(close()).then(closed());
        given(SHIRTS, MUGS, reserved(), expired())
                .when(close())
                .then(closed(), level(SHIRT, 10, 0, 0), level(MUG, 5, 0, 0));
    }

    @Test
    void closing_is_answered_each_time_it_is_asked() {
        given(SHIRTS, MUGS, closed()).when(close()).thenOnlySaid(closed());
        given(tombstone(0)).when(close()).thenOnlySaid(closed());
    }

    @Test
    void nothing_is_promised_to_a_closed_order_again() {
        InventoryEvent[] over = {SHIRTS, MUGS, reserved(), released(), closed()};
        given(over).when(holdAgain()).thenNothingBecause("attempt 2 belongs to an order that is closed");
        given(over).when(reserve(of(SHIRT, 1))).thenRefused(new ReservationReleased(ORDER));
        given(over).when(commit(1)).thenRefused(new CannotCommit(ORDER, 1, RELEASED));
        given(over).when(release(1)).thenNothingBecause("attempt 1 belongs to an order that is closed");
        given(over).when(expire(1, EXPIRES)).thenNothingBecause("attempt 1 belongs to an order that is closed");
    }

    // Answering again

    @Test
    void an_order_nobody_has_heard_of_is_held_when_it_asks() {
        given(SHIRTS, MUGS).when(answer(hold())).then(reserved(), level(SHIRT, 10, 2, 0), level(MUG, 5, 1, 0));
    }

    @Test
    void an_attempt_nobody_has_heard_of_is_held_when_it_asks() {
        given(SHIRTS, MUGS, reserved())
                .when(answer(holdAgain()))
                .then(List.of(superseded(), reservedAgain()), level(SHIRT, 10, 2, 0), level(MUG, 5, 1, 0));
    }

    @Test
    void what_has_expired_is_held_anew_when_the_order_asks() {
        given(SHIRTS, MUGS, reserved(), expired())
                .when(answer(LATE))
                .then(
                        new StockReserved(ORDER, 1, SECOND, LINES, EXPIRES_AGAIN, PAYMENT, LATER),
                        level(SHIRT, 10, 2, 0),
                        level(MUG, 5, 1, 0));
    }

    @Test
    void what_has_expired_and_is_gone_is_rejected_when_the_order_asks() {
        given(received(SHIRT, 2), MUGS, reserved(), expired(), new InventoryEvent.StockAdjusted(SHIRT, -2, null, AT))
                .when(answer(LATE))
                .then(
                        new StockRejected(ORDER, 1, List.of(new Shortage(SHIRT, 2, 0)), LATER),
                        level(SHIRT, 0, 0, 0),
                        level(MUG, 5, 0, 0));
    }

    @Test
    void what_is_held_is_said_again_with_what_payment_needs() {
        given(SHIRTS, MUGS, reserved())
                .when(answer(LATE))
                .thenOnlySaid(new HoldRestated(ORDER, 1, FIRST, LINES, EXPIRES, PAYMENT, LATER));
    }

    @Test
    void other_goods_reserved_by_hand_are_not_said_to_be_the_orders() {
        given(SHIRTS, MUGS, reservedByPerson(of(SHIRT, 1)))
                .when(answer(LATE))
                .thenNothingBecause("attempt 1 holds other goods, reserved by hand");
    }

    @Test
    void what_is_committed_is_said_again_even_if_some_or_all_has_left() {
        CommitRestated said = new CommitRestated(ORDER, 1, FIRST, LINES, LATER);
        given(SHIRTS, MUGS, reserved(), committed()).when(answer(LATE)).thenOnlySaid(said);
        given(SHIRTS, MUGS, reserved(), committed(), consumed(PARCEL, of(SHIRT, 1)))
                .when(answer(LATE))
                .thenOnlySaid(said);
        given(SHIRTS, MUGS, reserved(), committed(), consumed(PARCEL, of(SHIRT, 2), of(MUG, 1)))
                .when(answer(LATE))
                .thenOnlySaid(said);
    }

    @Test
    void what_was_released_or_rejected_is_said_again() {
        given(SHIRTS, MUGS, reserved(), released())
                .when(answer(LATE))
                .thenOnlySaid(new ReleaseRestated(ORDER, 1, FIRST, LINES, DECLINED, LATER));
        given(SHIRTS, MUGS, reserved(), tombstone(2))
                .when(answer(holdAgain()))
                .thenOnlySaid(new ReleaseRestated(ORDER, 2, null, List.of(), DECLINED, LATER));
        List<Shortage> shortages = List.of(new Shortage(SHIRT, 2, 0));
        given(rejected(1, new Shortage(SHIRT, 2, 0)), SHIRTS, MUGS)
                .when(answer(LATE))
                .thenOnlySaid(new RejectionRestated(ORDER, 1, shortages, LATER));
    }

    @Test
    void a_closed_order_that_asks_hears_that_it_is_closed() {
        given(SHIRTS, MUGS, reserved(), released(), closed())
                .when(answer(holdAgain()))
                .thenOnlySaid(new OrderClosed(ORDER, 2, CANCELLED, LATER));
        given(tombstone(0)).when(answer(hold())).thenOnlySaid(new OrderClosed(ORDER, 1, DECLINED, AT));
    }

    @Test
    void asking_for_an_attempt_that_is_over_changes_nothing() {
        given(SHIRTS, MUGS, reserved(), expired(), reservedAgain())
                .when(answer(LATE))
                .thenNothingBecause("attempt 1 is over, a later attempt has begun");
        given(SHIRTS, MUGS, reservedAgain())
                .when(answer(LATE))
                .thenNothingBecause("attempt 1 is over, a later attempt has begun");
    }
}
