package waybill.inventory.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static waybill.inventory.domain.InventoryExamples.*;
import static waybill.inventory.domain.InventoryStory.given;
import static waybill.inventory.domain.ReservationStatus.COMMITTED;
import static waybill.inventory.domain.ReservationStatus.EXPIRED;
import static waybill.inventory.domain.ReservationStatus.HELD;
import static waybill.inventory.domain.ReservationStatus.REJECTED;
import static waybill.inventory.domain.ReservationStatus.RELEASED;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import waybill.inventory.domain.InventoryCommand.Commit;
import waybill.inventory.domain.InventoryCommand.HoldForOrder;
import waybill.inventory.domain.InventoryEvent.StockExpired;
import waybill.inventory.domain.InventoryEvent.StockReleased;
import waybill.inventory.domain.InventoryRefusal.AlreadyReserved;
import waybill.inventory.domain.InventoryRefusal.CannotCommit;
import waybill.inventory.domain.InventoryRefusal.InsufficientStock;
import waybill.inventory.domain.InventoryRefusal.ReservationEnded;
import waybill.inventory.domain.InventoryRefusal.ReservationReleased;
import waybill.inventory.domain.InventoryRefusal.UnknownReservation;
import waybill.kernel.Decision;
import waybill.kernel.ProductId;

class InventoryDeciderTest {
    private static final InventoryEvent SHIRTS = received(SHIRT, 10);
    private static final InventoryEvent MUGS = received(MUG, 5);

    // Holding for the saga

    @Test
    void an_order_holds_all_its_lines() {
        given(SHIRTS, MUGS).when(hold()).then(reserved(), level(SHIRT, 10, 2, 0), level(MUG, 5, 1, 0));
    }

    @Test
    void one_short_line_holds_nothing_and_every_short_product_is_named() {
        given(received(SHIRT, 1))
                .when(hold())
                .then(rejected(1, new Shortage(SHIRT, 2, 1), new Shortage(MUG, 1, 0)), level(SHIRT, 1, 0, 0));
    }

    @Test
    void what_another_order_holds_is_not_available() {
        Map<ProductId, StockLevel> lent = Map.of(SHIRT, level(SHIRT, 10, 5, 4), MUG, level(MUG, 5, 0, 0));
        assertThat(new InventoryDecider().decide(Warehouse.empty().withShelf(lent), hold()))
                .isEqualTo(Decision.accept(rejected(1, new Shortage(SHIRT, 2, 1))));
    }

    @Test
    void the_last_units_can_be_held() {
        given(received(SHIRT, 2), received(MUG, 1))
                .when(hold())
                .then(reserved(), level(SHIRT, 2, 2, 0), level(MUG, 1, 1, 0));
    }

    @Test
    void two_lines_of_one_product_are_held_as_their_sum() {
        given(received(SHIRT, 3))
                .when(reserve(of(SHIRT, 2), of(SHIRT, 1)))
                .then(reservedByPerson(of(SHIRT, 3)), level(SHIRT, 3, 3, 0));
        given(received(SHIRT, 3))
                .when(reserve(of(SHIRT, 2), of(SHIRT, 2)))
                .thenRefused(new InsufficientStock(List.of(new Shortage(SHIRT, 4, 3))));
    }

    @Test
    void a_hold_heard_twice_is_held_once() {
        given(SHIRTS, MUGS, reserved()).when(hold()).thenNothingBecause("attempt 1 is held");
    }

    @Test
    void a_rejected_attempt_stays_rejected_even_if_goods_have_come() {
        given(rejected(1, new Shortage(SHIRT, 2, 0)), SHIRTS, MUGS)
                .when(hold())
                .thenNothingBecause("attempt 1 was rejected");
    }

    @Test
    void a_second_attempt_is_held_after_the_first_was_released() {
        given(SHIRTS, MUGS, reserved(), released())
                .when(holdAgain())
                .then(reservedAgain(), level(SHIRT, 10, 2, 0), level(MUG, 5, 1, 0));
    }

    @Test
    void a_second_attempt_gives_back_what_the_first_still_holds() {
        given(SHIRTS, MUGS, reserved())
                .when(holdAgain())
                .then(List.of(superseded(), reservedAgain()), level(SHIRT, 10, 2, 0), level(MUG, 5, 1, 0));
    }

    @Test
    void an_order_does_not_stand_in_its_own_way_to_the_last_units() {
        given(received(SHIRT, 2), received(MUG, 1), reserved())
                .when(holdAgain())
                .then(List.of(superseded(), reservedAgain()), level(SHIRT, 2, 2, 0), level(MUG, 1, 1, 0));
    }

    @Test
    void a_second_attempt_that_is_too_much_leaves_the_first_given_back() {
        HoldForOrder more = new HoldForOrder(ORDER, 2, SECOND, List.of(of(SHIRT, 3)), EXPIRES, PAYMENT, LATER);
        given(received(SHIRT, 2), received(MUG, 1), reserved())
                .when(more)
                .then(
                        List.of(
                                superseded(),
                                new InventoryEvent.StockRejected(ORDER, 2, List.of(new Shortage(SHIRT, 3, 2)), LATER)),
                        level(SHIRT, 2, 0, 0),
                        level(MUG, 1, 0, 0));
    }

    @Test
    void a_second_attempt_never_touches_what_the_first_has_committed() {
        given(SHIRTS, MUGS, reserved(), committed())
                .when(holdAgain())
                .then(reservedAgain(), level(SHIRT, 10, 2, 2), level(MUG, 5, 1, 1));
    }

    @Test
    void a_hold_of_an_attempt_that_is_over_is_ignored() {
        given(SHIRTS, MUGS, reservedAgain())
                .when(hold())
                .thenNothingBecause("attempt 1 is over, a later attempt has begun");
    }

    @Test
    void an_expired_hold_heard_again_does_not_hold_again() {
        given(SHIRTS, MUGS, reserved(), expired())
                .when(hold())
                .thenNothingBecause("attempt 1 was held and has expired");
    }

    // Reserving by hand

    @Test
    void a_person_reserves_the_first_attempt_without_a_payment() {
        given(SHIRTS).when(reserve(of(SHIRT, 2))).then(reservedByPerson(of(SHIRT, 2)), level(SHIRT, 10, 2, 0));
    }

    @Test
    void a_person_hears_of_a_shortage_at_once_and_nothing_is_recorded() {
        given().when(reserve(of(SHIRT, 2))).thenRefused(new InsufficientStock(List.of(new Shortage(SHIRT, 2, 0))));
    }

    @Test
    void reserving_the_same_lines_again_in_any_order_changes_nothing() {
        given(SHIRTS, MUGS, reserved())
                .when(reserve(of(MUG, 1), of(SHIRT, 2)))
                .thenNothingBecause("attempt 1 holds these lines");
    }

    @Test
    void reserving_other_lines_while_some_are_held_is_refused() {
        given(SHIRTS, MUGS, reserved())
                .when(reserve(of(MUG, 1), of(SHIRT, 3)))
                .thenRefused(new AlreadyReserved(ORDER, FIRST, HELD));
    }

    @Test
    void reserving_again_after_the_commit_is_refused() {
        given(SHIRTS, MUGS, reserved(), committed())
                .when(reserve(of(SHIRT, 2), of(MUG, 1)))
                .thenRefused(new AlreadyReserved(ORDER, FIRST, COMMITTED));
    }

    @Test
    void reserving_by_hand_means_the_latest_attempt() {
        given(SHIRTS, MUGS, reserved(), released(), reservedAgain())
                .when(reserve(of(SHIRT, 1)))
                .thenRefused(new AlreadyReserved(ORDER, SECOND, HELD));
    }

    @Test
    void a_tombstone_of_the_latest_attempt_refuses_a_person_too() {
        given(SHIRTS, MUGS, reserved(), tombstone(2))
                .when(reserve(of(SHIRT, 2), of(MUG, 1)))
                .thenRefused(new ReservationReleased(ORDER));
    }

    @Test
    void an_attempt_that_has_ended_is_not_reserved_by_hand_again() {
        given(SHIRTS, MUGS, reserved(), released())
                .when(reserve(of(SHIRT, 2)))
                .thenRefused(new ReservationReleased(ORDER));
        given(SHIRTS, MUGS, reserved(), expired())
                .when(reserve(of(SHIRT, 2)))
                .thenRefused(new ReservationEnded(ORDER, 1, EXPIRED));
        given(rejected(1, new Shortage(SHIRT, 2, 0)), SHIRTS)
                .when(reserve(of(SHIRT, 2)))
                .thenRefused(new ReservationEnded(ORDER, 1, REJECTED));
    }

    // Committing

    @Test
    void a_placed_order_commits_what_it_holds() {
        given(SHIRTS, MUGS, reserved()).when(commit(1)).then(committed(), level(SHIRT, 10, 0, 2), level(MUG, 5, 0, 1));
    }

    @Test
    void a_hold_past_its_time_is_committed_as_long_as_it_is_held() {
        Commit late = new Commit(ORDER, 1, EXPIRES.plusSeconds(1));
        given(SHIRTS, MUGS, reserved())
                .when(late)
                .then(
                        new InventoryEvent.StockCommitted(ORDER, 1, FIRST, LINES, late.at()),
                        level(SHIRT, 10, 0, 2),
                        level(MUG, 5, 0, 1));
    }

    @Test
    void a_commit_heard_twice_is_committed_once() {
        given(SHIRTS, MUGS, reserved(), committed()).when(commit(1)).thenNothingBecause("attempt 1 is committed");
    }

    @Test
    void a_commit_that_comes_after_the_hold_ran_out_holds_again() {
        given(SHIRTS, MUGS, reserved(), expired())
                .when(commit(1))
                .then(
                        List.of(
                                new InventoryEvent.StockReserved(ORDER, 1, FIRST, LINES, LATER, null, LATER),
                                committed()),
                        level(SHIRT, 10, 0, 2),
                        level(MUG, 5, 0, 1));
    }

    @Test
    void a_commit_that_comes_after_the_stock_is_gone_is_answered_with_a_rejection() {
        InventoryEvent[] gone = {
            received(SHIRT, 2), MUGS, reserved(), expired(), new InventoryEvent.StockAdjusted(SHIRT, -1, null, AT)
        };
        var rejected = new InventoryEvent.StockRejected(ORDER, 1, List.of(new Shortage(SHIRT, 2, 1)), LATER);
        given(gone).when(commit(1)).then(rejected, level(SHIRT, 1, 0, 0), level(MUG, 5, 0, 0));
        given(SHIRTS, MUGS, reserved(), expired(), rejected)
                .when(commit(1))
                .thenRefused(new CannotCommit(ORDER, 1, REJECTED));
    }

    @Test
    void a_commit_that_is_older_than_the_attempt_that_has_begun_holds_nothing_again() {
        given(SHIRTS, MUGS, reserved(), expired(), reservedAgain())
                .when(commit(1))
                .thenRefused(new CannotCommit(ORDER, 1, EXPIRED));
    }

    @Test
    void a_commit_of_stock_that_was_given_back_is_refused() {
        given(SHIRTS, MUGS, reserved(), released()).when(commit(1)).thenRefused(new CannotCommit(ORDER, 1, RELEASED));
        given(rejected(1, new Shortage(SHIRT, 2, 0))).when(commit(1)).thenRefused(new CannotCommit(ORDER, 1, REJECTED));
        given(tombstone(0)).when(commit(1)).thenRefused(new CannotCommit(ORDER, 1, RELEASED));
    }

    @Test
    void a_commit_of_what_nobody_reserved_is_refused() {
        given().when(commit(1)).thenRefused(new UnknownReservation(ORDER, 1));
        given(SHIRTS, MUGS, reserved()).when(commit(2)).thenRefused(new UnknownReservation(ORDER, 2));
    }

    @Test
    void a_late_commit_of_the_first_attempt_does_not_touch_the_second() {
        given(SHIRTS, MUGS, reserved(), released(), reservedAgain())
                .when(commit(1))
                .thenRefused(new CannotCommit(ORDER, 1, RELEASED));
    }

    // Releasing

    @Test
    void a_release_gives_back_what_is_held() {
        given(SHIRTS, MUGS, reserved()).when(release(1)).then(released(), level(SHIRT, 10, 0, 0), level(MUG, 5, 0, 0));
    }

    @Test
    void a_release_gives_back_what_is_committed() {
        given(SHIRTS, MUGS, reserved(), committed())
                .when(release(1))
                .then(releasedAfterCommit(), level(SHIRT, 10, 0, 0), level(MUG, 5, 0, 0));
    }

    @Test
    void a_release_heard_twice_gives_back_once() {
        given(SHIRTS, MUGS, reserved(), released()).when(release(1)).thenNothingBecause("attempt 1 is released");
    }

    @Test
    void there_is_nothing_to_release_after_an_expiry_or_a_rejection() {
        given(SHIRTS, MUGS, reserved(), expired())
                .when(release(1))
                .thenNothingBecause("attempt 1 has expired, nothing is held");
        given(rejected(1, new Shortage(SHIRT, 2, 0)))
                .when(release(1))
                .thenNothingBecause("attempt 1 was rejected, nothing is held");
    }

    @Test
    void a_release_without_an_attempt_means_the_latest() {
        given(SHIRTS, MUGS, reserved(), released(), reservedAgain())
                .when(release(InventoryCommand.LATEST))
                .then(
                        new StockReleased(ORDER, 2, SECOND, LINES, false, DECLINED, LATER),
                        level(SHIRT, 10, 0, 0),
                        level(MUG, 5, 0, 0));
    }

    @Test
    void a_late_release_of_the_first_attempt_does_not_touch_the_second() {
        given(SHIRTS, MUGS, reserved(), reservedAgain())
                .when(release(1))
                .then(released(), level(SHIRT, 10, 2, 0), level(MUG, 5, 1, 0));
    }

    @Test
    void a_release_of_an_unknown_order_refuses_every_later_reserve_of_it() {
        given(SHIRTS, MUGS)
                .when(release(InventoryCommand.LATEST))
                .then(tombstone(0), level(SHIRT, 10, 0, 0), level(MUG, 5, 0, 0));
        given().when(release(1)).then(tombstone(0));
        String reason = "attempt 1 belongs to an order that is closed";
        given(SHIRTS, MUGS, tombstone(0)).when(hold()).thenNothingBecause(reason);
        given(SHIRTS, MUGS, tombstone(0)).when(holdAgain()).thenNothingBecause(reason.replace('1', '2'));
        given(SHIRTS, tombstone(0)).when(reserve(of(SHIRT, 1))).thenRefused(new ReservationReleased(ORDER));
        given(tombstone(0)).when(release(InventoryCommand.LATEST)).thenNothingBecause(reason);
    }

    @Test
    void a_release_of_an_unknown_attempt_refuses_the_late_reserve_of_that_attempt_only() {
        given(SHIRTS, MUGS, reserved())
                .when(release(2))
                .then(tombstone(2), level(SHIRT, 10, 2, 0), level(MUG, 5, 1, 0));
        given(SHIRTS, MUGS, reserved(), tombstone(2))
                .when(holdAgain())
                .thenNothingBecause("attempt 2 was released before it was held");
        HoldForOrder third = new HoldForOrder(ORDER, 3, SECOND, List.of(of(MUG, 1)), EXPIRES, PAYMENT, AT);
        given(MUGS, rejected(1, new Shortage(SHIRT, 2, 0)), tombstone(2))
                .when(third)
                .then(
                        new InventoryEvent.StockReserved(ORDER, 3, SECOND, third.lines(), EXPIRES, PAYMENT, AT),
                        level(MUG, 5, 1, 0));
    }

    // Expiring

    @Test
    void a_hold_expires_when_its_time_is_over() {
        given(SHIRTS, MUGS, reserved())
                .when(expire(1, EXPIRES))
                .then(new StockExpired(ORDER, 1, FIRST, LINES, EXPIRES), level(SHIRT, 10, 0, 0), level(MUG, 5, 0, 0));
    }

    @Test
    void a_deadline_that_comes_early_changes_nothing() {
        given(SHIRTS, MUGS, reserved())
                .when(expire(1, EXPIRES.minusNanos(1000)))
                .thenNothingBecause("attempt 1 is held, its time is not over");
    }

    @Test
    void a_committed_hold_no_longer_expires() {
        given(SHIRTS, MUGS, reserved(), committed())
                .when(expire(1, EXPIRES))
                .thenNothingBecause("attempt 1 is committed and no longer expires");
    }

    @Test
    void what_has_ended_does_not_expire() {
        given(SHIRTS, MUGS, reserved(), released())
                .when(expire(1, EXPIRES))
                .thenNothingBecause("attempt 1 holds nothing any more");
        given(SHIRTS, MUGS, reserved(), expired())
                .when(expire(1, EXPIRES))
                .thenNothingBecause("attempt 1 holds nothing any more");
        given().when(expire(1, EXPIRES)).thenRefused(new UnknownReservation(ORDER, 1));
    }
}
