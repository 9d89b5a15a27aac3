package waybill.payment.service.announcements;

import static org.assertj.core.api.Assertions.assertThat;
import static waybill.payment.service.store.StoredHistories.ORDER;
import static waybill.payment.service.store.StoredHistories.PAY;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import waybill.contracts.Announcement;
import waybill.contracts.payment.PaymentAnnouncement;
import waybill.engine.core.log.Meta;
import waybill.engine.core.log.Recorded;
import waybill.kernel.EventId;
import waybill.payment.domain.PaymentEvent;
import waybill.payment.service.store.PaymentEvents;
import waybill.payment.service.store.StoredHistories;

/** What the others hear of each life of a payment. */
class PaymentAnnouncerTest {
    @Test
    void how_a_payment_comes_out_is_announced_and_what_was_unknown_is_resolved_first() {
        assertThat(types("authorized-and-voided"))
                .containsExactly(
                        "payment.unknown.v1",
                        "payment.resolved.v1",
                        "payment.authorized.v1",
                        "payment.authorized.v1",
                        "payment.voided.v1");
    }

    @Test
    void a_payment_that_was_withheld_is_announced_as_failed_because_nothing_was_charged() {
        assertThat(types("declined-then-withheld"))
                .containsExactly(
                        "payment.declined.v1", "payment.declined.v1", "payment.failed.v1", "payment.failed.v1");
        assertThat(announced("declined-then-withheld").getLast())
                .isInstanceOfSatisfying(
                        PaymentAnnouncement.PaymentFailed.class,
                        failed -> assertThat(failed.reason()).isEqualTo("PAYMENT_UNAVAILABLE"));
    }

    @Test
    void captures_and_refunds_are_announced_with_the_reference_of_whoever_asked() {
        assertThat(types("captured-and-refunded"))
                .containsExactly(
                        "payment.authorized.v1",
                        "payment.capture-failed.v1",
                        "payment.capture-failed.v1",
                        "payment.captured.v1",
                        "payment.refund-failed.v1",
                        "payment.refund-failed.v1",
                        "payment.refunded.v1");
        assertThat(announced("captured-and-refunded").getLast())
                .isInstanceOfSatisfying(PaymentAnnouncement.PaymentRefunded.class, refunded -> {
                    assertThat(refunded.orderId()).isEqualTo(ORDER.value());
                    assertThat(refunded.paymentId()).isEqualTo(PAY.value());
                    assertThat(refunded.amount()).isEqualTo("5.00");
                    assertThat(refunded.reference()).isEqualTo("rfd_1");
                });
    }

    @Test
    void what_goes_back_by_itself_is_announced_when_it_is_back_and_then_the_order_is_closed() {
        assertThat(types("closed"))
                .containsExactly(
                        "payment.authorized.v1",
                        "payment.captured.v1",
                        "payment.voided.v1",
                        "payment.refunded.v1",
                        "payment.closed.v1");
        assertThat(types("expired")).containsExactly("payment.authorized.v1", "payment.expired.v1");
    }

    private static List<String> types(String history) {
        return announced(history).stream().map(Announcement::type).toList();
    }

    private static List<Announcement> announced(String history) {
        return Objects.requireNonNull(StoredHistories.all().get(history)).stream()
                .map(PaymentAnnouncerTest::announced)
                .filter(Objects::nonNull)
                .toList();
    }

    private static @Nullable Announcement announced(PaymentEvent event) {
        Meta meta =
                new Meta(EventId.of(new UUID(0x0195_50f0_0000_7000L, 0x8000_0000_0000_0001L)), "c", null, "a", null);
        return new PaymentAnnouncer()
                .announce(new Recorded<>(0, 1, PaymentEvents.payments(ORDER), 1, "", event, meta, Instant.EPOCH));
    }
}
