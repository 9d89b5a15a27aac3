package waybill.payment.service.announcements;

import org.jspecify.annotations.Nullable;
import waybill.contracts.Announcement;
import waybill.contracts.payment.PaymentAnnouncement;
import waybill.engine.core.feeds.Announcer;
import waybill.engine.core.log.Recorded;
import waybill.kernel.Money;
import waybill.payment.domain.PaymentEvent;

/** Says to the other services how payments came out; what goes on between us and the gateway stays inside. */
public final class PaymentAnnouncer implements Announcer<PaymentEvent, Announcement> {
    @Override
    public @Nullable Announcement announce(Recorded<PaymentEvent> recorded) {
        return switch (recorded.event()) {
            case PaymentEvent.PaymentAuthorized e -> authorized(e, e.amount());
            case PaymentEvent.PaymentDeclined e -> declined(e, e.amount());
            case PaymentEvent.PaymentFailed e -> failed(e, e.amount());
            case PaymentEvent.PaymentUnknown e -> unknown(e, e.amount());
            case PaymentEvent.PaymentVoided e -> voided(e, e.amount());
            case PaymentEvent.PaymentInitiated _,
                    PaymentEvent.CheckScheduled _,
                    PaymentEvent.ReviewRequired _,
                    PaymentEvent.VoidInitiated _,
                    PaymentEvent.VoidFailed _,
                    PaymentEvent.VoidUnknown _ -> null;
        };
    }

    private static Announcement authorized(PaymentEvent.PaymentAuthorized e, Money amount) {
        return new PaymentAnnouncement.PaymentAuthorized(
                e.order().value(),
                e.attempt(),
                e.payment().value(),
                amount.decimal(),
                code(amount),
                e.authorizedUntil());
    }

    private static Announcement declined(PaymentEvent.PaymentDeclined e, Money amount) {
        return new PaymentAnnouncement.PaymentDeclined(
                e.order().value(), e.attempt(), e.payment().value(), amount.decimal(), code(amount), e.reason());
    }

    private static Announcement failed(PaymentEvent.PaymentFailed e, Money amount) {
        return new PaymentAnnouncement.PaymentFailed(
                e.order().value(), e.attempt(), e.payment().value(), amount.decimal(), code(amount), e.reason());
    }

    private static Announcement unknown(PaymentEvent.PaymentUnknown e, Money amount) {
        return new PaymentAnnouncement.PaymentUnknown(
                e.order().value(), e.attempt(), e.payment().value(), amount.decimal(), code(amount));
    }

    private static Announcement voided(PaymentEvent.PaymentVoided e, Money amount) {
        return new PaymentAnnouncement.PaymentVoided(
                e.order().value(), e.attempt(), e.payment().value(), amount.decimal(), code(amount));
    }

    private static String code(Money amount) {
        return amount.currency().getCurrencyCode();
    }
}
