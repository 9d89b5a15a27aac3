package waybill.inventory.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static waybill.inventory.domain.InventoryExamples.*;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import waybill.inventory.domain.InventoryCommand.Adjust;
import waybill.inventory.domain.InventoryCommand.HoldForOrder;
import waybill.inventory.domain.InventoryCommand.Receive;
import waybill.inventory.domain.Reservation.Held;
import waybill.inventory.domain.Reservation.Tombstone;
import waybill.inventory.domain.Reservations.Attempts;
import waybill.kernel.CorruptHistory;

/** What the engine around the decider relies on: which rows to lend, what comes back, what has a deadline. */
class LentShelfTest {
    private final InventoryDecider decider = new InventoryDecider();

    @Test
    void the_reservations_of_an_order_fold_without_a_shelf() {
        assertThat(fold(reserved(), tombstone(2)))
                .isEqualTo(new Warehouse(
                        new Attempts(List.of(new Held(1, FIRST, LINES, EXPIRES), new Tombstone(2, DECLINED))),
                        Map.of()));
    }

    @Test
    void a_product_that_is_not_on_the_shelf_stays_away_unless_it_is_received() {
        Warehouse onlyMugs = fold().withShelf(Map.of(MUG, level(MUG, 5, 0, 0)));
        assertThat(decider.evolve(onlyMugs, reserved()).shelf()).isEqualTo(Map.of(MUG, level(MUG, 5, 1, 0)));
        assertThat(decider.evolve(onlyMugs, received(SHIRT, 3)).shelf())
                .isEqualTo(Map.of(MUG, level(MUG, 5, 0, 0), SHIRT, level(SHIRT, 3, 0, 0)));
    }

    @Test
    void lending_again_replaces_the_shelf_and_keeps_the_reservations() {
        Warehouse lent = fold(reserved()).withShelf(Map.of(MUG, level(MUG, 5, 1, 0)));
        assertThat(lent.withShelf(Map.of())).isEqualTo(fold(reserved()));
    }

    @Test
    void a_reserve_needs_the_levels_of_its_lines() {
        assertThat(InventoryDecider.products(fold(), hold())).containsExactlyInAnyOrder(SHIRT, MUG);
        assertThat(InventoryDecider.products(fold(), reserve(of(MUG, 1), of(MUG, 2))))
                .containsExactly(MUG);
    }

    @Test
    void an_ending_needs_the_levels_of_the_reservation_it_means_while_that_is_live() {
        for (InventoryCommand ending : List.of(commit(1), release(1), release(0), expire(1, EXPIRES))) {
            assertThat(InventoryDecider.products(fold(reserved()), ending)).containsExactlyInAnyOrder(SHIRT, MUG);
            assertThat(InventoryDecider.products(fold(reserved(), released()), ending))
                    .isEmpty();
            assertThat(InventoryDecider.products(fold(), ending)).isEmpty();
        }
        assertThat(InventoryDecider.products(fold(reserved()), release(2))).isEmpty();
    }

    @Test
    void a_commit_of_what_has_expired_needs_its_levels_to_hold_it_again() {
        assertThat(InventoryDecider.products(fold(reserved(), expired()), commit(1)))
                .containsExactlyInAnyOrder(SHIRT, MUG);
    }

    @Test
    void a_new_attempt_needs_the_levels_of_what_older_ones_hold() {
        HoldForOrder next = new HoldForOrder(ORDER, 2, SECOND, List.of(of(MUG, 1)), EXPIRES, PAYMENT, LATER);
        for (InventoryCommand command : List.of(next, answer(next))) {
            assertThat(InventoryDecider.products(fold(reserved()), command)).containsExactlyInAnyOrder(SHIRT, MUG);
            assertThat(InventoryDecider.products(fold(reserved(), committed()), command))
                    .containsExactly(MUG);
        }
    }

    @Test
    void a_close_needs_the_levels_of_everything_promised_and_a_shipment_of_what_has_not_left() {
        assertThat(InventoryDecider.products(fold(reserved(), committed(), reservedAgain()), close()))
                .containsExactlyInAnyOrder(SHIRT, MUG);
        assertThat(InventoryDecider.products(fold(reserved(), released()), close()))
                .isEmpty();
        assertThat(InventoryDecider.products(
                        fold(reserved(), committed(), consumed(PARCEL, of(MUG, 1))),
                        consume(NEXT_PARCEL, of(SHIRT, 1))))
                .containsExactly(SHIRT);
    }

    @Test
    void a_shipment_of_what_was_let_go_needs_its_levels_to_take_it() {
        assertThat(InventoryDecider.products(fold(reserved(), released()), consume(PARCEL, of(MUG, 1))))
                .containsExactlyInAnyOrder(SHIRT, MUG);
        assertThat(InventoryDecider.products(
                        fold(reserved(), released(), taken(PARCEL, of(MUG, 1))), consume(NEXT_PARCEL, of(SHIRT, 2))))
                .containsExactly(SHIRT);
    }

    @Test
    void a_receipt_or_correction_needs_the_level_of_its_product() {
        assertThat(InventoryDecider.products(fold(), new Receive(MUG, 1, null, null, AT)))
                .containsExactly(MUG);
        assertThat(InventoryDecider.products(fold(), new Adjust(MUG, 1, null, AT)))
                .containsExactly(MUG);
    }

    @Test
    void moving_units_on_a_level_that_was_not_lent_stops_loudly() {
        Warehouse onlyMugs = fold(reserved()).withShelf(Map.of(MUG, level(MUG, 5, 1, 0)));
        for (InventoryCommand ending : List.of(commit(1), release(1), expire(1, EXPIRES))) {
            assertThatThrownBy(() -> decider.decide(onlyMugs, ending))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("the level of TSHIRT-M was not lent for this decision");
        }
    }

    @Test
    void only_what_is_held_has_a_deadline() {
        assertThat(InventoryDecider.deadlines(fold(reserved()))).isEqualTo(Map.of("hold-1", EXPIRES));
        assertThat(InventoryDecider.deadlines(fold(reserved(), reservedAgain())))
                .isEqualTo(Map.of("hold-1", EXPIRES, "hold-2", EXPIRES_AGAIN));
        assertThat(InventoryDecider.deadlines(fold(reserved(), released(), reservedAgain())))
                .isEqualTo(Map.of("hold-2", EXPIRES_AGAIN));
        assertThat(InventoryDecider.deadlines(fold(reserved(), committed()))).isEmpty();
        assertThat(InventoryDecider.deadlines(fold(tombstone(0)))).isEmpty();
        assertThat(InventoryDecider.deadlines(fold())).isEmpty();
    }

    @Test
    void a_deadline_that_comes_commands_what_its_name_says() {
        assertThat(InventoryDecider.expireAt(ORDER, "hold-2", LATER)).isEqualTo(expire(2, LATER));
        assertThatIllegalArgumentException().isThrownBy(() -> InventoryDecider.expireAt(ORDER, "saga-1", LATER));
    }

    @Test
    void an_impossible_past_stops() {
        assertCorrupt("StockCommitted cannot follow Unknown", committed());
        assertCorrupt("StockCommitted cannot follow Released", reserved(), released(), committed());
        assertCorrupt("StockExpired cannot follow Committed", reserved(), committed(), expired());
        assertCorrupt("StockReleased cannot follow Held", reserved(), releasedAfterCommit());
        assertCorrupt("StockReserved cannot follow Attempts", reserved(), reserved());
        assertCorrupt("StockReserved cannot follow Closed", tombstone(0), reserved());
        assertCorrupt("StockReleased cannot follow Attempts", reserved(), tombstone(0));
        assertCorrupt("StockConsumed cannot follow Held", reserved(), consumed(PARCEL, of(MUG, 1)));
        assertCorrupt("StockConsumed cannot follow Committed", reserved(), committed(), consumed(PARCEL, of(MUG, 2)));
        assertCorrupt("StockTaken cannot follow Committed", reserved(), committed(), taken(PARCEL, of(MUG, 1)));
        assertCorrupt("StockTaken cannot follow Released", reserved(), released(), taken(PARCEL, of(MUG, 2)));
        assertCorrupt("OrderClosed cannot follow Attempts", reserved(), closed());
        assertCorrupt("StockReserved cannot follow Closed", closed(), reserved());
    }

    private void assertCorrupt(String message, InventoryEvent... events) {
        assertThatThrownBy(() -> fold(events))
                .isInstanceOf(CorruptHistory.class)
                .hasMessage("history is corrupt: " + message);
    }

    private Warehouse fold(InventoryEvent... events) {
        return decider.fold(List.of(events));
    }
}
