package waybill.order.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import waybill.engine.core.log.Meta;
import waybill.engine.core.log.Recorded;
import waybill.engine.http.Answer;
import waybill.engine.http.Call;
import waybill.kernel.EventId;
import waybill.kernel.Money;
import waybill.kernel.OrderId;
import waybill.kernel.PaymentId;
import waybill.kernel.RefundId;
import waybill.order.domain.FulfilmentEvent.RefundBegun;
import waybill.order.domain.FulfilmentEvent.RefundFailed;
import waybill.order.domain.FulfilmentEvent.RefundSettled;
import waybill.order.domain.OrderCommand;
import waybill.order.domain.OrderEvent;
import waybill.order.service.Transfers;
import waybill.order.service.store.OrderEvents;

/** Where a request to move money has ended, by the history of its order. */
final class TransferringTest {
    private static final UUID REFERENCE = UUID.fromString("0195500a-0000-7000-8000-0000000000d1");
    private static final RefundId REFUND = RefundId.of(REFERENCE);
    private static final RefundId OTHER = RefundId.of(UUID.fromString("0195500a-0000-7000-8000-0000000000d2"));
    private static final OrderId ORDER = OrderId.of(UUID.fromString("0195500a-0000-7000-8000-000000000001"));
    private static final PaymentId PAYMENT = PaymentId.of(UUID.fromString("0195500a-0000-7000-8000-000000000002"));
    private static final Money MONEY = Money.of(new BigDecimal("0.87"), Currency.getInstance("EUR"));
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

    /**
     * A refund was given up, because payment had been away, and a second later it was heard that it had been done. The
     * repeat of its request began another one, and the customer had the money twice.
     */
    @Test
    void what_was_given_up_and_turns_out_to_be_done_is_not_begun_anew() {
        assertThat(end(failed(REFUND, true), settled(REFUND))).isEqualTo(1);
        assertThat(end(failed(REFUND, true), settled(OTHER))).isEqualTo(0);
        assertThat(end(failed(OTHER, true), settled(OTHER))).isEqualTo(-1);
    }

    @Test
    void a_final_no_stays_the_answer() {
        assertThat(end(failed(REFUND, false), settled(REFUND))).isEqualTo(0);
        assertThat(end(settled(OTHER), settled(REFUND), failed(OTHER, true))).isEqualTo(1);
    }

    @Test
    void what_has_begun_again_has_not_ended_until_it_has_ended_again() {
        assertThat(end(begun(REFUND), failed(REFUND, true), begun(REFUND))).isEqualTo(-1);
        assertThat(end(begun(REFUND), failed(REFUND, true), begun(OTHER))).isEqualTo(1);
        assertThat(end(begun(REFUND), failed(REFUND, true), begun(REFUND), failed(REFUND, true)))
                .isEqualTo(3);
        assertThat(end(begun(REFUND), failed(REFUND, true), begun(REFUND), settled(REFUND)))
                .isEqualTo(3);
    }

    private static int end(OrderEvent... events) {
        List<Recorded<OrderEvent>> history = new ArrayList<>();
        for (OrderEvent event : events) {
            long version = history.size() + 1L;
            Meta meta = new Meta(EventId.of(new UUID(0, version)), "correlation", null, "test", null);
            history.add(new Recorded<>(0, version, OrderEvents.order(ORDER), version, "any.v1", event, meta, NOON));
        }
        return Transferring.end(history, new Refund(), REFERENCE);
    }

    private static RefundBegun begun(RefundId refund) {
        return new RefundBegun(ORDER, 1, refund, PAYMENT, MONEY, List.of(), "ada", null, "ann", NOON, NOON);
    }

    private static RefundFailed failed(RefundId refund, boolean retryable) {
        return new RefundFailed(ORDER, 1, refund, PAYMENT, "PAYMENT_UNAVAILABLE", retryable, NOON);
    }

    private static RefundSettled settled(RefundId refund) {
        return new RefundSettled(ORDER, 1, refund, PAYMENT, MONEY, NOON);
    }

    /** A request to give money back, as far as its end is concerned. */
    private record Refund() implements Transferring.Errand {
        @Override
        public boolean ends(OrderEvent event, UUID reference) {
            return (event instanceof RefundFailed failed && failed.refund().equals(RefundId.of(reference)))
                    || (event instanceof RefundSettled settled
                            && settled.refund().equals(RefundId.of(reference)));
        }

        @Override
        public boolean isRetryable(OrderEvent end) {
            return end instanceof RefundFailed failed && failed.retryable();
        }

        @Override
        public OrderId order() {
            return ORDER;
        }

        @Override
        public OrderCommand begin(UUID reference) {
            throw new AssertionError("nothing is begun");
        }

        @Override
        public boolean begins(OrderEvent event, UUID reference) {
            return event instanceof RefundBegun begun && begun.refund().equals(RefundId.of(reference));
        }

        @Override
        public UUID again(UUID failed) {
            throw new AssertionError("nothing is begun again");
        }

        @Override
        public @Nullable OrderCommand move(OrderEvent begun, Transfers.Ask ask) {
            throw new AssertionError("nothing is moved");
        }

        @Override
        public Answer ended(Call call, List<Recorded<OrderEvent>> until, Recorded<OrderEvent> begun) {
            throw new AssertionError("nobody is answered");
        }

        @Override
        public Answer pending(List<Recorded<OrderEvent>> history, UUID reference) {
            throw new AssertionError("nobody is answered");
        }
    }
}
