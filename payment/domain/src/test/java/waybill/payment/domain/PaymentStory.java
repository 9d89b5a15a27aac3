package waybill.payment.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import waybill.kernel.Decision;

/** Tells one decision: given events, when a command, then events, nothing, or a refusal. */
final class PaymentStory {
    private static final PaymentDecider DECIDER = new PaymentDecider();

    private final List<PaymentEvent> history;

    private PaymentStory(List<PaymentEvent> history) {
        this.history = history;
    }

    static PaymentStory given(PaymentEvent... history) {
        return new PaymentStory(List.of(history));
    }

    When when(PaymentCommand command) {
        return new When(history, DECIDER.decide(payments(), command));
    }

    Payments payments() {
        return DECIDER.fold(history);
    }

    Map<String, Instant> deadlines() {
        return PaymentDeadlines.of(payments());
    }

    /** The decision, waiting to be compared with the whole ending. */
    record When(List<PaymentEvent> history, Decision<PaymentEvent, PaymentRefusal> decision) {
        /** Ends with exactly these events; the story goes on after them. */
        PaymentStory then(PaymentEvent... expected) {
            assertThat(decision).isEqualTo(Decision.acceptAll(List.of(expected)));
            List<PaymentEvent> longer = new ArrayList<>(history);
            longer.addAll(List.of(expected));
            return new PaymentStory(longer);
        }

        void thenNothing(String reason) {
            assertThat(decision).isEqualTo(Decision.alreadySo(reason));
        }

        void thenRefused(PaymentRefusal reason) {
            assertThat(decision).isEqualTo(Decision.refuse(reason));
        }
    }
}
