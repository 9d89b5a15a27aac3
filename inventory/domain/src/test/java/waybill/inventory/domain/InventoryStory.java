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
        InventoryStory story = new InventoryStory();
        story.warehouse = story.decider.fold(List.of(events));
        return story;
    }

    InventoryStory when(InventoryCommand command) {
        ending = decider.decide(warehouse, command);
        return this;
    }

    /** These events, and the levels they leave (all that are on the shelf). */
    void then(InventoryEvent event, StockLevel... left) {
        assertThat(ending).isEqualTo(Decision.accept(event));
        assertThat(decider.evolve(warehouse, event).shelf().values()).containsExactlyInAnyOrder(left);
    }

    void thenNothingBecause(String reason) {
        assertThat(ending).isEqualTo(Decision.alreadySo(reason));
    }

    void thenRefused(InventoryRefusal refusal) {
        assertThat(ending).isEqualTo(Decision.refuse(refusal));
    }
}
