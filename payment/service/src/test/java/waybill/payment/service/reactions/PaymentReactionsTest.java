package waybill.payment.service.reactions;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import waybill.contracts.Announcement;
import waybill.contracts.order.OrderAnnouncement;
import waybill.engine.core.commands.Directed;
import waybill.engine.core.feeds.Envelope;
import waybill.engine.core.log.Meta;
import waybill.kernel.EventId;
import waybill.kernel.Money;
import waybill.kernel.OrderId;
import waybill.kernel.PaymentId;
import waybill.kernel.TransactionId;
import waybill.payment.domain.PaymentCommand;
import waybill.payment.service.store.PaymentEvents;

/** What payment does when it hears the order. */
class PaymentReactionsTest {
    private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");
    private static final UUID FRESH = new UUID(0x0195_50f0_0000_7000L, 0x8000_0000_0000_0001L);
    private static final OrderId ORDER = OrderId.of(FRESH);
    private static final PaymentId PAYMENT = PaymentId.of(FRESH);
    private static final TransactionId NEXT = TransactionId.of(FRESH);

    @Test
    void when_an_order_ends_its_payments_are_closed() {
        assertThat(heard(new OrderAnnouncement.OrderCancelRequested(ORDER.value(), 2, "SAGA_TIMEOUT", "order")))
                .isEqualTo(directed(new PaymentCommand.ClosePayments(ORDER, 2, NEXT, "SAGA_TIMEOUT", AT)));
    }

    @Test
    void when_lines_are_cancelled_the_rest_is_released() {
        assertThat(heard(new OrderAnnouncement.OrderLinesCancelled(ORDER.value(), 1, List.of(), "CUSTOMER_REQUEST")))
                .isEqualTo(directed(new PaymentCommand.ReleaseRest(ORDER, NEXT, "CUSTOMER_REQUEST", AT)));
    }

    @Test
    void when_an_order_does_not_want_a_payment_it_goes_back() {
        assertThat(heard(new OrderAnnouncement.PaymentReturnRequested(
                        ORDER.value(), 1, PAYMENT.value(), "EUR", "21.98")))
                .isEqualTo(directed(new PaymentCommand.ReturnPayment(ORDER, PAYMENT, NEXT, "ORDER_ENDED", AT)));
    }

    @Test
    void when_an_order_needs_an_answer_it_gets_one_from_whom_it_asks() {
        assertThat(heard(wanted("payment")))
                .isEqualTo(directed(new PaymentCommand.WantAnswer(new PaymentCommand.Authorize(
                        ORDER, 3, PAYMENT, NEXT, new Money(2198, Currency.getInstance("EUR")), "tok_ok", AT))));
        assertThat(heard(wanted("inventory"))).isNull();
    }

    private static OrderAnnouncement wanted(String from) {
        return new OrderAnnouncement.OrderAnswerWanted(
                ORDER.value(), 3, from, "EUR", "21.98", List.of(), new OrderAnnouncement.Payment("card", "tok_ok"), AT);
    }

    private static Directed<PaymentCommand> directed(PaymentCommand command) {
        return new Directed<>(PaymentEvents.payments(ORDER), command);
    }

    private static @Nullable Directed<PaymentCommand> heard(Announcement announcement) {
        Envelope<Announcement> envelope = new Envelope<>(
                "order",
                0,
                1,
                1,
                ORDER.value(),
                announcement.type(),
                AT,
                new Meta(EventId.of(FRESH), "c", null, "a", null),
                announcement,
                null);
        return new PaymentReactions(InstantSource.fixed(AT), () -> FRESH).when(announcement, envelope);
    }
}
