package waybill.payment.service.announcements;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import waybill.contracts.Announcement;
import waybill.contracts.payment.PaymentAnnouncement;
import waybill.engine.core.feeds.Announcer;
import waybill.engine.core.log.Recorded;
import waybill.kernel.Money;
import waybill.kernel.PaymentId;
import waybill.payment.domain.CaptureEvent;
import waybill.payment.domain.PaymentDecider;
import waybill.payment.domain.PaymentEvent;
import waybill.payment.domain.RefundEvent;

/** Says to the other services how payments came out; what goes on between us and the gateway stays inside. */
public final class PaymentAnnouncer implements Announcer<PaymentEvent, Announcement> {
    @Override
    public @Nullable Announcement announce(Recorded<PaymentEvent> recorded) {
        return switch (recorded.event()) {
            case PaymentEvent.OfTransaction about -> ofTransaction(about);
            case PaymentEvent.PaymentsClosed e ->
                new PaymentAnnouncement.PaymentClosed(e.order().value(), e.attempt(), e.reason());
            case PaymentEvent.MoneyUnwanted _, PaymentEvent.ClosingBegun _, PaymentEvent.OperatorActed _ -> null;
        };
    }

    private static @Nullable Announcement ofTransaction(PaymentEvent.OfTransaction event) {
        return switch (event) {
            case PaymentEvent.PaymentAuthorized e ->
                new About(e, e.attempt(), e.payment(), e.amount()).authorized(e.authorizedUntil());
            case PaymentEvent.PaymentDeclined e ->
                new About(e, e.attempt(), e.payment(), e.amount()).declined(e.reason());
            case PaymentEvent.PaymentFailed e -> new About(e, e.attempt(), e.payment(), e.amount()).failed(e.reason());
            case PaymentEvent.PaymentUnknown e -> new About(e, e.attempt(), e.payment(), e.amount()).unknown();
            case PaymentEvent.PaymentVoided e -> new About(e, e.attempt(), e.payment(), e.amount()).voided();
            case PaymentEvent.AuthorizationExpired e -> new About(e, e.attempt(), e.payment(), e.amount()).expired();
            case PaymentEvent.AuthorizationWithheld e ->
                new About(e, e.attempt(), e.payment(), e.amount()).failed(PaymentDecider.PAYMENT_UNAVAILABLE);
            case PaymentEvent.TransactionResolved e ->
                new About(e, e.attempt(), e.payment(), e.amount())
                        .resolved(e.kind().name(), e.outcome().name());
            case PaymentEvent.OutcomeRestated e -> restated(e);
            case CaptureEvent e -> captured(e);
            case RefundEvent e -> refunded(e);
            case PaymentEvent.PaymentInitiated _,
                    PaymentEvent.CheckScheduled _,
                    PaymentEvent.CheckRequested _,
                    PaymentEvent.ReviewRequired _,
                    PaymentEvent.VoidInitiated _,
                    PaymentEvent.VoidFailed _,
                    PaymentEvent.VoidUnknown _ -> null;
        };
    }

    /** Told again in the words in which it was told first. */
    private static Announcement restated(PaymentEvent.OutcomeRestated e) {
        About about = new About(e, e.attempt(), e.payment(), e.amount());
        String reason = e.reason();
        return switch (e.status()) {
            case AUTHORIZED, PARTIALLY_CAPTURED, CAPTURED, PARTIALLY_REFUNDED, REFUNDED ->
                about.authorized(e.authorizedUntil());
            case DECLINED -> about.declined(reason == null ? "DECLINED" : reason);
            case CREATED -> about.failed(PaymentDecider.PAYMENT_UNAVAILABLE);
            case VOIDED -> about.voided();
            case EXPIRED -> about.expired();
        };
    }

    private static @Nullable Announcement captured(CaptureEvent event) {
        return switch (event) {
            case CaptureEvent.PaymentCaptured e ->
                new About(e, e.attempt(), e.payment(), e.amount()).captured(e.reference());
            case CaptureEvent.CaptureDeclined e ->
                new About(e, e.attempt(), e.payment(), e.amount()).captureFailed(e.reference(), e.reason());
            case CaptureEvent.CaptureFailed e ->
                new About(e, e.attempt(), e.payment(), e.amount())
                        .captureFailed(e.reference(), PaymentDecider.PAYMENT_UNAVAILABLE);
            case CaptureEvent.CaptureInitiated _, CaptureEvent.CaptureUnknown _ -> null;
        };
    }

    private static @Nullable Announcement refunded(RefundEvent event) {
        return switch (event) {
            case RefundEvent.PaymentRefunded e ->
                new About(e, e.attempt(), e.payment(), e.amount()).refunded(e.reference());
            case RefundEvent.RefundDeclined e ->
                new About(e, e.attempt(), e.payment(), e.amount()).refundFailed(e.reference(), e.reason());
            // What must go back is begun again by itself; nobody waits for it.
            case RefundEvent.RefundFailed e when e.retryAt() != null && e.reference() == null -> null;
            case RefundEvent.RefundFailed e ->
                new About(e, e.attempt(), e.payment(), e.amount())
                        .refundFailed(e.reference(), PaymentDecider.PAYMENT_UNAVAILABLE);
            case RefundEvent.RefundInitiated _, RefundEvent.RefundUnknown _ -> null;
        };
    }

    /** What all announcements about a payment have in common. */
    private record About(PaymentEvent.OfTransaction event, int attempt, PaymentId payment, Money amount) {
        Announcement authorized(@Nullable Instant until) {
            return new PaymentAnnouncement.PaymentAuthorized(
                    order(), attempt, payment.value(), amount.decimal(), code(), until);
        }

        Announcement declined(String reason) {
            return new PaymentAnnouncement.PaymentDeclined(
                    order(), attempt, payment.value(), amount.decimal(), code(), reason);
        }

        Announcement failed(String reason) {
            return new PaymentAnnouncement.PaymentFailed(
                    order(), attempt, payment.value(), amount.decimal(), code(), reason);
        }

        Announcement unknown() {
            return new PaymentAnnouncement.PaymentUnknown(order(), attempt, payment.value(), amount.decimal(), code());
        }

        Announcement voided() {
            return new PaymentAnnouncement.PaymentVoided(order(), attempt, payment.value(), amount.decimal(), code());
        }

        Announcement expired() {
            return new PaymentAnnouncement.PaymentExpired(order(), attempt, payment.value(), amount.decimal(), code());
        }

        Announcement resolved(String kind, String outcome) {
            return new PaymentAnnouncement.PaymentResolved(
                    order(), attempt, payment.value(), amount.decimal(), code(), transaction(), kind, outcome);
        }

        Announcement captured(@Nullable String reference) {
            return new PaymentAnnouncement.PaymentCaptured(
                    order(), attempt, payment.value(), amount.decimal(), code(), transaction(), reference);
        }

        Announcement captureFailed(@Nullable String reference, String reason) {
            return new PaymentAnnouncement.PaymentCaptureFailed(
                    order(), attempt, payment.value(), amount.decimal(), code(), transaction(), reference, reason);
        }

        Announcement refunded(@Nullable String reference) {
            return new PaymentAnnouncement.PaymentRefunded(
                    order(), attempt, payment.value(), amount.decimal(), code(), transaction(), reference);
        }

        Announcement refundFailed(@Nullable String reference, String reason) {
            return new PaymentAnnouncement.PaymentRefundFailed(
                    order(), attempt, payment.value(), amount.decimal(), code(), transaction(), reference, reason);
        }

        private String order() {
            return event.order().value();
        }

        private String transaction() {
            return event.transaction().value();
        }

        private String code() {
            return amount.currency().getCurrencyCode();
        }
    }
}
