package waybill.payment.domain;

import static waybill.payment.domain.PaymentExamples.AT;
import static waybill.payment.domain.PaymentExamples.ORDER;
import static waybill.payment.domain.PaymentExamples.initiated;
import static waybill.payment.domain.PaymentStory.given;

import org.junit.jupiter.api.Test;
import waybill.payment.domain.PaymentCommand.RecordOperatorAct;
import waybill.payment.domain.PaymentEvent.OperatorActed;

class OperatorActTest {
    @Test
    void what_an_operator_did_is_in_the_history() {
        given().when(act()).then(acted());
        given(initiated()).when(act()).then(acted());
    }

    private static RecordOperatorAct act() {
        return new RecordOperatorAct(ORDER, "DISCARDED order-3-17", "seen to by hand", "anybody", AT);
    }

    private static OperatorActed acted() {
        return new OperatorActed(ORDER, "DISCARDED order-3-17", "seen to by hand", "anybody", AT);
    }
}
