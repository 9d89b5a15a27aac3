package waybill.inventory.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import waybill.kernel.Decision;

/** A short story: given what happened, when a command comes, then the whole ending. */
final class InventoryStory {
    private final InventoryDecider decider = new InventoryDecider();
    private Warehouse warehouse = decider.initial();
    private @Nullable Decision<InventoryEvent, InventoryRefusal> ending;

    static InventoryStory given(InventoryEvent... events) {
        return given(new InventoryDecider().fold(List.of(events)));
    }

    /** With levels that other orders have moved, too. */
    static InventoryStory given(Warehouse warehouse) {
        InventoryStory story = new InventoryStory();
        story.warehouse = warehouse;
        return story;
    }

    InventoryStory when(InventoryCommand command) {
        ending = decider.decide(warehouse, command);
        return this;
    }

    /** These events, and the levels they leave (all that are on the shelf). */
    void then(InventoryEvent event, StockLevel... left) {
        then(List.of(event), left);
    }

    /** These events in this order, and the levels they leave. */
    void then(List<InventoryEvent> events, StockLevel... left) {
        assertThat(ending).isEqualTo(Decision.acceptAll(events));
        Warehouse after = warehouse;
        for (InventoryEvent event : events) {
            after = decider.evolve(after, event);
        }
        assertThat(after.shelf().values()).containsExactlyInAnyOrder(left);
    }

    /** These events, none of which changes anything. */
    void thenOnlySaid(InventoryEvent... events) {
        assertThat(ending).isEqualTo(Decision.acceptAll(List.of(events)));
        for (InventoryEvent event : events) {
            assertThat(decider.evolve(warehouse, event)).isEqualTo(warehouse);
        }
    }

    void thenNothingBecause(String reason) {
        assertThat(ending).isEqualTo(Decision.alreadySo(reason));
    }

    void thenRefused(InventoryRefusal refusal) {
        assertThat(ending).isEqualTo(Decision.refuse(refusal));
    }
}
