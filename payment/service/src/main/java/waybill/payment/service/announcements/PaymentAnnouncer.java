package waybill.payment.service.announcements;

import org.jspecify.annotations.Nullable;
import waybill.contracts.Announcement;
import waybill.contracts.payment.PaymentAnnouncement;
import waybill.engine.core.feeds.Announcer;
import waybill.engine.core.log.Recorded;
import waybill.payment.domain.PaymentEvent;

/** Says to the other services how payments came out; what goes on between us and the gateway stays inside. */
public final class PaymentAnnouncer implements Announcer<PaymentEvent, Announcement> {
    @Override
    public @Nullable Announcement announce(Recorded<PaymentEvent> recorded) {
        return switch (recorded.event()) {
            case PaymentEvent.PaymentAuthorized e ->
                new PaymentAnnouncement.PaymentAuthorized(
                        e.order().value(),
                        e.attempt(),
                        e.payment().value(),
                        e.amount().decimal(),
                        e.amount().currency().getCurrencyCode(),
                        e.authorizedUntil());
            case PaymentEvent.PaymentDeclined e ->
                new PaymentAnnouncement.PaymentDeclined(
                        e.order().value(),
                        e.attempt(),
                        e.payment().value(),
                        e.amount().decimal(),
                        e.amount().currency().getCurrencyCode(),
                        e.reason());
            case PaymentEvent.PaymentFailed e ->
                new PaymentAnnouncement.PaymentFailed(
                        e.order().value(),
                        e.attempt(),
                        e.payment().value(),
                        e.amount().decimal(),
                        e.amount().currency().getCurrencyCode(),
                        e.reason());
            case PaymentEvent.PaymentUnknown e ->
                new PaymentAnnouncement.PaymentUnknown(
                        e.order().value(),
                        e.attempt(),
                        e.payment().value(),
                        e.amount().decimal(),
                        e.amount().currency().getCurrencyCode());
            case PaymentEvent.PaymentVoided e ->
                new PaymentAnnouncement.PaymentVoided(
                        e.order().value(),
                        e.attempt(),
                        e.payment().value(),
                        e.amount().decimal(),
                        e.amount().currency().getCurrencyCode());
            case PaymentEvent.PaymentInitiated _,
                    PaymentEvent.CheckScheduled _,
                    PaymentEvent.ReviewRequired _,
                    PaymentEvent.VoidInitiated _,
                    PaymentEvent.VoidFailed _,
                    PaymentEvent.VoidUnknown _ -> null;
        };
    }
}
