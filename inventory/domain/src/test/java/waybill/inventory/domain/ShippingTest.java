package waybill.inventory.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static waybill.inventory.domain.InventoryExamples.*;
import static waybill.inventory.domain.InventoryStory.given;
import static waybill.inventory.domain.ReservationStatus.COMMITTED;
import static waybill.inventory.domain.ReservationStatus.CONSUMED;
import static waybill.inventory.domain.ReservationStatus.EXPIRED;
import static waybill.inventory.domain.ReservationStatus.RELEASED;

import java.util.List;
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
        String heard = "attempt 1 has shipped that, it was heard before";
        given(SHIRTS, MUGS, reserved(), committed(), ONE_SHIRT_LEFT)
                .when(consume(PARCEL, of(SHIRT, 1)))
                .thenNothingBecause(heard);
        given(SHIRTS, MUGS, reserved(), committed(), ONE_SHIRT_LEFT, restReleased(), closed())
                .when(consume(PARCEL, of(SHIRT, 1)))
                .thenNothingBecause(heard);
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
        given(SHIRTS, MUGS, reserved(), released()).when(shipment).thenRefused(new CannotConsume(ORDER, 1, RELEASED));
        given(SHIRTS, MUGS, reserved(), expired()).when(shipment).thenRefused(new CannotConsume(ORDER, 1, EXPIRED));
        given(SHIRTS, MUGS, reserved(), committed(), consumed(PARCEL, of(SHIRT, 2), of(MUG, 1)))
                .when(consume(NEXT_PARCEL, of(SHIRT, 1)))
                .thenRefused(new CannotConsume(ORDER, 1, CONSUMED));
        given(closed()).when(shipment).thenRefused(new CannotConsume(ORDER, 1, RELEASED));
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
