package waybill.inventory.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static waybill.inventory.domain.InventoryExamples.*;
import static waybill.inventory.domain.InventoryStory.given;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import waybill.inventory.domain.InventoryCommand.Adjust;
import waybill.inventory.domain.InventoryCommand.Receive;
import waybill.inventory.domain.InventoryEvent.StockAdjusted;
import waybill.inventory.domain.InventoryEvent.StockReceived;
import waybill.inventory.domain.InventoryRefusal.AboveMaximum;
import waybill.inventory.domain.InventoryRefusal.BelowPromised;
import waybill.inventory.domain.InventoryRefusal.InsufficientStock;
import waybill.inventory.domain.InventoryRefusal.UnknownProduct;

class StockTest {
    private static final long MAX = StockLevel.ON_HAND_MAX;

    @Test
    void the_first_receipt_makes_a_product_known() {
        given().when(new Receive(SHIRT, 100, "T-shirt", "PO-1", AT))
                .then(
                        new StockReceived(SHIRT, 100, "T-shirt", "PO-1", AT),
                        new StockLevel(SHIRT, "T-shirt", 100, 0, 0));
    }

    @Test
    void a_receipt_without_a_name_keeps_the_name() {
        given(new StockReceived(SHIRT, 100, "T-shirt", "PO-1", AT))
                .when(new Receive(SHIRT, 5, null, null, LATER))
                .then(new StockReceived(SHIRT, 5, null, null, LATER), new StockLevel(SHIRT, "T-shirt", 105, 0, 0));
    }

    @Test
    void a_level_is_filled_to_the_maximum_and_never_beyond() {
        given(received(SHIRT, MAX - 1))
                .when(new Receive(SHIRT, 1, null, null, AT))
                .then(received(SHIRT, 1), level(SHIRT, MAX, 0, 0));
        given(received(SHIRT, MAX))
                .when(new Receive(SHIRT, 1, null, null, AT))
                .thenRefused(new AboveMaximum(SHIRT, 1, MAX));
        given(received(SHIRT, MAX))
                .when(new Receive(SHIRT, Long.MAX_VALUE, null, null, AT))
                .thenRefused(new AboveMaximum(SHIRT, Long.MAX_VALUE, MAX));
        given(received(SHIRT, MAX))
                .when(new Adjust(SHIRT, Long.MAX_VALUE, null, AT))
                .thenRefused(new AboveMaximum(SHIRT, Long.MAX_VALUE, MAX));
    }

    @Test
    void a_count_corrects_what_is_on_hand() {
        given(received(SHIRT, 10))
                .when(new Adjust(SHIRT, 3, "count", AT))
                .then(new StockAdjusted(SHIRT, 3, "count", AT), level(SHIRT, 13, 0, 0));
        given(received(SHIRT, 10))
                .when(new Adjust(SHIRT, -10, "count", AT))
                .then(new StockAdjusted(SHIRT, -10, "count", AT), level(SHIRT, 0, 0, 0));
    }

    @Test
    void a_count_may_take_all_that_is_available_but_nothing_that_is_promised() {
        InventoryEvent[] promised = {received(SHIRT, 10), received(MUG, 5), reserved(), committed()};
        given(promised)
                .when(new Adjust(SHIRT, -8, null, AT))
                .then(new StockAdjusted(SHIRT, -8, null, AT), level(SHIRT, 2, 0, 2), level(MUG, 5, 0, 1));
        given(promised).when(new Adjust(SHIRT, -9, null, AT)).thenRefused(new BelowPromised(SHIRT, -9, 8));
        given(promised)
                .when(new Adjust(SHIRT, Long.MIN_VALUE, null, AT))
                .thenRefused(new BelowPromised(SHIRT, Long.MIN_VALUE, 8));
    }

    @Test
    void what_was_never_received_cannot_be_corrected() {
        given().when(new Adjust(MUG, 5, null, AT)).thenRefused(new UnknownProduct(MUG));
    }

    @Test
    void a_hundred_lines_of_a_million_are_held_and_counted_exactly() {
        List<Quantity> lines = Collections.nCopies(100, of(SHIRT, 1_000_000));
        given(received(SHIRT, MAX))
                .when(reserve(lines.toArray(Quantity[]::new)))
                .then(reservedByPerson(of(SHIRT, 100_000_000)), level(SHIRT, MAX, 100_000_000, 0));
        given(received(SHIRT, 99_999_999))
                .when(reserve(lines.toArray(Quantity[]::new)))
                .thenRefused(new InsufficientStock(List.of(new Shortage(SHIRT, 100_000_000, 99_999_999))));
    }

    @Test
    void a_level_that_promises_more_than_is_there_cannot_be_constructed() {
        assertImpossible(-1, 0, 0);
        assertImpossible(1, -1, 0);
        assertImpossible(1, 0, -1);
        assertImpossible(10, 6, 5);
        assertImpossible(10, Long.MAX_VALUE, Long.MAX_VALUE);
        assertImpossible(MAX + 1, 0, 0);
    }

    @Test
    void nonsense_cannot_be_commanded() {
        assertThatIllegalArgumentException().isThrownBy(() -> of(SHIRT, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> reserve());
        assertThatIllegalArgumentException().isThrownBy(() -> commit(0));
        assertThatIllegalArgumentException().isThrownBy(() -> release(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Receive(SHIRT, 0, null, null, AT));
        assertThatIllegalArgumentException().isThrownBy(() -> new Adjust(SHIRT, 0, null, AT));
    }

    @Test
    void the_token_of_a_payment_is_never_printed() {
        assertThat(hold() + " " + reserved()).doesNotContain("tok_ok");
    }

    private static void assertImpossible(long onHand, long held, long committed) {
        assertThatIllegalArgumentException().isThrownBy(() -> level(SHIRT, onHand, held, committed));
    }
}
