package waybill.inventory.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static waybill.inventory.domain.InventoryExamples.*;
import static waybill.inventory.domain.InventoryStory.given;
import static waybill.inventory.domain.ReservationStatus.COMMITTED;
import static waybill.inventory.domain.ReservationStatus.CONSUMED;
import static waybill.inventory.domain.ReservationStatus.RELEASED;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import waybill.inventory.domain.InventoryEvent.StockReleased;
import waybill.inventory.domain.InventoryRefusal.AlreadyReserved;
import waybill.inventory.domain.InventoryRefusal.CannotConsume;
import waybill.inventory.domain.InventoryRefusal.MoreThanCommitted;
import waybill.inventory.domain.InventoryRefusal.ReservationEnded;
import waybill.inventory.domain.InventoryRefusal.UnknownReservation;
import waybill.inventory.domain.Reservation.Committed;
import waybill.inventory.domain.Reservation.Consumed;
import waybill.inventory.domain.Reservation.Shipment;
import waybill.inventory.domain.Reservations.Attempts;

class ShippingTest {
    private static final InventoryEvent SHIRTS = received(SHIRT, 10);
    private static final InventoryEvent MUGS = received(MUG, 5);
    private static final InventoryEvent ONE_SHIRT_LEFT = consumed(PARCEL, of(SHIRT, 1));
    private static final InventoryEvent ONE_SHIRT_TAKEN = taken(PARCEL, of(SHIRT, 1));
    private static final String HEARD = "attempt 1 has shipped that, it was heard before";

    @Test
    void what_is_shipped_leaves_the_shelf() {
        given(SHIRTS, MUGS, reserved(), committed())
                .when(consume(PARCEL, of(MUG, 1), of(SHIRT, 2)))
                .then(consumed(PARCEL, of(MUG, 1), of(SHIRT, 2)), level(SHIRT, 8, 0, 0), level(MUG, 4, 0, 0));
        assertThat(fold(reserved(), committed(), consumed(PARCEL, of(SHIRT, 2), of(MUG, 1))))
                .isEqualTo(new Consumed(1, FIRST, LINES, List.of(new Shipment(PARCEL, LINES))));
    }

    @Test
    void a_part_is_shipped_and_the_rest_stays_committed() {
        given(SHIRTS, MUGS, reserved(), committed())
                .when(consume(PARCEL, of(SHIRT, 1)))
                .then(ONE_SHIRT_LEFT, level(SHIRT, 9, 0, 1), level(MUG, 5, 0, 1));
        Reservation partly = fold(reserved(), committed(), ONE_SHIRT_LEFT);
        assertThat(partly)
                .isEqualTo(new Committed(1, FIRST, LINES, List.of(new Shipment(PARCEL, List.of(of(SHIRT, 1))))));
        assertThat(partly.status()).isEqualTo(COMMITTED);
        assertThat(partly.promised()).containsExactly(of(SHIRT, 1), of(MUG, 1));
    }

    @Test
    void the_last_shipment_ends_it() {
        given(SHIRTS, MUGS, reserved(), committed(), ONE_SHIRT_LEFT)
                .when(consume(NEXT_PARCEL, of(SHIRT, 1), of(MUG, 1)))
                .then(consumed(NEXT_PARCEL, of(SHIRT, 1), of(MUG, 1)), level(SHIRT, 8, 0, 0), level(MUG, 4, 0, 0));
        assertThat(fold(reserved(), committed(), ONE_SHIRT_LEFT, consumed(NEXT_PARCEL, of(SHIRT, 1), of(MUG, 1)))
                        .status())
                .isEqualTo(CONSUMED);
    }

    @Test
    void a_shipment_heard_twice_leaves_once_whatever_else_has_happened() {
        given(SHIRTS, MUGS, reserved(), committed(), ONE_SHIRT_LEFT)
                .when(consume(PARCEL, of(SHIRT, 1)))
                .thenNothingBecause(HEARD);
        given(SHIRTS, MUGS, reserved(), committed(), ONE_SHIRT_LEFT, restReleased(), closed())
                .when(consume(PARCEL, of(SHIRT, 1)))
                .thenNothingBecause(HEARD);
    }

    @Test
    void more_than_is_committed_is_refused_and_every_excess_is_named() {
        given(SHIRTS, MUGS, reserved(), committed(), ONE_SHIRT_LEFT)
                .when(consume(NEXT_PARCEL, of(SHIRT, 2), of(MUG, 3)))
                .thenRefused(new MoreThanCommitted(
                        ORDER, 1, NEXT_PARCEL, List.of(new Shortage(SHIRT, 2, 1), new Shortage(MUG, 3, 1))));
    }

    @Test
    void a_shipment_that_overtakes_the_commit_commits() {
        given(SHIRTS, MUGS, reserved())
                .when(consume(PARCEL, of(SHIRT, 1)))
                .then(List.of(committed(), ONE_SHIRT_LEFT), level(SHIRT, 9, 0, 1), level(MUG, 5, 0, 1));
    }

    @Test
    void what_is_not_committed_cannot_be_shipped() {
        var shipment = consume(PARCEL, of(SHIRT, 1));
        given(SHIRTS, MUGS).when(shipment).thenRefused(new UnknownReservation(ORDER, 1));
        given(SHIRTS, MUGS, reserved(), committed(), consumed(PARCEL, of(SHIRT, 2), of(MUG, 1)))
                .when(consume(NEXT_PARCEL, of(SHIRT, 1)))
                .thenRefused(new CannotConsume(ORDER, 1, CONSUMED, List.of()));
        given(SHIRTS, MUGS, reserved(), committed(), releasedAfterCommit(), closed())
                .when(shipment)
                .thenRefused(new CannotConsume(ORDER, 1, RELEASED, List.of()));
        given(closed()).when(shipment).thenRefused(new CannotConsume(ORDER, 1, RELEASED, List.of()));
    }

    @Test
    void what_has_shipped_is_taken_from_what_is_available_although_it_was_released() {
        given(SHIRTS, MUGS, reserved(), committed(), releasedAfterCommit())
                .when(consume(PARCEL, of(SHIRT, 2), of(MUG, 1)))
                .then(taken(PARCEL, of(SHIRT, 2), of(MUG, 1)), level(SHIRT, 8, 0, 0), level(MUG, 4, 0, 0));
        given(SHIRTS, MUGS, reserved(), expired())
                .when(consume(PARCEL, of(SHIRT, 2)))
                .then(taken(PARCEL, of(SHIRT, 2)), level(SHIRT, 8, 0, 0), level(MUG, 5, 0, 0));
        assertThat(fold(reserved(), committed(), releasedAfterCommit(), taken(PARCEL, of(SHIRT, 2), of(MUG, 1))))
                .isEqualTo(new Consumed(1, FIRST, LINES, List.of(new Shipment(PARCEL, LINES))));
    }

    @Test
    void what_was_released_may_ship_in_parts_each_once_and_no_more_than_there_was() {
        InventoryEvent[] partly = {SHIRTS, MUGS, reserved(), committed(), releasedAfterCommit(), ONE_SHIRT_TAKEN};
        given(partly).when(consume(PARCEL, of(SHIRT, 1))).thenNothingBecause(HEARD);
        given(partly)
                .when(consume(NEXT_PARCEL, of(MUG, 1)))
                .then(taken(NEXT_PARCEL, of(MUG, 1)), level(SHIRT, 9, 0, 0), level(MUG, 4, 0, 0));
        given(partly)
                .when(consume(NEXT_PARCEL, of(SHIRT, 2)))
                .thenRefused(new CannotConsume(ORDER, 1, CONSUMED, List.of()));
        Reservation was = fold(reserved(), committed(), releasedAfterCommit(), ONE_SHIRT_TAKEN);
        assertThat(was.promised()).isEmpty();
        assertThat(was.givenBack()).containsExactly(of(SHIRT, 1), of(MUG, 1));
    }

    @Test
    void the_rest_that_was_given_back_is_taken_if_it_has_shipped_all_the_same() {
        given(SHIRTS, MUGS, reserved(), committed(), ONE_SHIRT_LEFT, restReleased())
                .when(consume(NEXT_PARCEL, of(SHIRT, 1), of(MUG, 1)))
                .then(taken(NEXT_PARCEL, of(SHIRT, 1), of(MUG, 1)), level(SHIRT, 8, 0, 0), level(MUG, 4, 0, 0));
    }

    @Test
    void what_is_promised_to_somebody_else_by_now_is_not_taken_until_goods_come_in() {
        Warehouse released = new InventoryDecider().fold(List.of(reserved(), committed(), releasedAfterCommit()));
        var shipment = consume(PARCEL, of(SHIRT, 2), of(MUG, 1));
        given(released.withShelf(Map.of(SHIRT, level(SHIRT, 10, 4, 5), MUG, level(MUG, 5, 0, 0))))
                .when(shipment)
                .thenRefused(new CannotConsume(ORDER, 1, RELEASED, List.of(new Shortage(SHIRT, 2, 1))));
        given(released.withShelf(Map.of(SHIRT, level(SHIRT, 11, 4, 5), MUG, level(MUG, 5, 0, 0))))
                .when(shipment)
                .then(taken(PARCEL, of(SHIRT, 2), of(MUG, 1)), level(SHIRT, 9, 4, 5), level(MUG, 4, 0, 0));
    }

    @Test
    void the_rest_of_a_partly_shipped_order_is_given_back_and_what_left_has_left() {
        given(SHIRTS, MUGS, reserved(), committed(), ONE_SHIRT_LEFT)
                .when(release(1))
                .then(restReleased(), level(SHIRT, 9, 0, 0), level(MUG, 5, 0, 0));
        assertThat(fold(reserved(), committed(), ONE_SHIRT_LEFT, restReleased()))
                .isEqualTo(new Consumed(1, FIRST, LINES, List.of(new Shipment(PARCEL, List.of(of(SHIRT, 1))))));
        given(SHIRTS, MUGS, reserved(), committed(), ONE_SHIRT_LEFT, restReleased())
                .when(release(1))
                .thenNothingBecause("attempt 1 is shipped, nothing is left to release");
    }

    @Test
    void what_is_shipped_is_neither_committed_nor_expired_nor_reserved_again() {
        InventoryEvent[] shipped = {SHIRTS, MUGS, reserved(), committed(), consumed(PARCEL, of(SHIRT, 2), of(MUG, 1))};
        given(shipped).when(commit(1)).thenNothingBecause("attempt 1 is committed");
        given(shipped).when(expire(1, EXPIRES)).thenNothingBecause("attempt 1 holds nothing any more");
        given(shipped).when(hold()).thenNothingBecause("attempt 1 was held and is shipped");
        given(shipped).when(reserve(of(SHIRT, 2))).thenRefused(new ReservationEnded(ORDER, 1, CONSUMED));
        given(SHIRTS, MUGS, reserved(), committed(), ONE_SHIRT_LEFT)
                .when(reserve(of(SHIRT, 1), of(MUG, 1)))
                .thenRefused(new AlreadyReserved(ORDER, FIRST, COMMITTED));
    }

    private static StockReleased restReleased() {
        return new StockReleased(ORDER, 1, FIRST, List.of(of(SHIRT, 1), of(MUG, 1)), true, DECLINED, LATER);
    }

    private static Reservation fold(InventoryEvent... events) {
        return ((Attempts) new InventoryDecider().fold(List.of(events)).reservations()).latest();
    }
}
