package waybill.inventory.domain;

import static waybill.inventory.domain.InventoryExamples.AT;
import static waybill.inventory.domain.InventoryExamples.ORDER;
import static waybill.inventory.domain.InventoryExamples.SHIRT;
import static waybill.inventory.domain.InventoryExamples.received;
import static waybill.inventory.domain.InventoryExamples.reserved;
import static waybill.inventory.domain.InventoryStory.given;

import org.junit.jupiter.api.Test;
import waybill.inventory.domain.InventoryCommand.RecordOperatorAct;
import waybill.inventory.domain.InventoryEvent.OperatorActed;

class OperatorActTest {
    @Test
    void what_an_operator_did_is_in_the_history_and_changes_nothing() {
        given().when(act()).thenOnlySaid(acted());
        given(received(SHIRT, 10), reserved()).when(act()).thenOnlySaid(acted());
    }

    private static RecordOperatorAct act() {
        return new RecordOperatorAct(ORDER, "DISCARDED order-3-17", "seen to by hand", "anybody", AT);
    }

    private static OperatorActed acted() {
        return new OperatorActed(ORDER, "DISCARDED order-3-17", "seen to by hand", "anybody", AT);
    }
}
