package waybill.order.service.announcements;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import waybill.contracts.Announcement;
import waybill.contracts.order.OrderAnnouncement;
import waybill.engine.core.feeds.Announcer;
import waybill.engine.core.log.Recorded;
import waybill.order.domain.FulfilmentEvent;
import waybill.order.domain.Line;
import waybill.order.domain.NewOrder;
import waybill.order.domain.OrderEvent;
import waybill.order.domain.PaymentMethod;

/** Says to the other services what happened to orders. What an order noted from others is not said again. */
public final class OrderAnnouncer implements Announcer<OrderEvent, Announcement> {
    @Override
    public @Nullable Announcement announce(Recorded<OrderEvent> recorded) {
        return switch (recorded.event()) {
            case OrderEvent.OfSaga e -> ofSaga(e);
            case FulfilmentEvent e -> Shipments.announce(e);
        };
    }

    /** Two kinds of events ask for an answer; outside, both are one. */
    @Override
    public String type(Recorded<OrderEvent> recorded) {
        return recorded.event() instanceof OrderEvent.StockWanted
                ? OrderAnnouncement.OrderAnswerWanted.TYPE
                : recorded.type();
    }

    private static @Nullable Announcement ofSaga(OrderEvent.OfSaga event) {
        return switch (event) {
            case OrderEvent.OrderCreated e -> created(e);
            case OrderEvent.PaymentRetried e -> retried(e);
            case OrderEvent.OrderPlaced e -> placed(e);
            case OrderEvent.OrderConfirmed e ->
                new OrderAnnouncement.OrderConfirmed(e.order().value());
            case OrderEvent.OrderPaymentFailed e ->
                new OrderAnnouncement.OrderPaymentFailed(e.order().value(), e.attempt(), e.reason());
            case OrderEvent.CancelRequested e ->
                new OrderAnnouncement.OrderCancelRequested(e.order().value(), e.attempt(), e.reason(), e.by());
            case OrderEvent.OrderCancelled e ->
                new OrderAnnouncement.OrderCancelled(e.order().value(), e.attempt(), e.reason(), e.by());
            case OrderEvent.HoldAdded e ->
                new OrderAnnouncement.OrderHoldAdded(e.order().value(), e.hold().name(), e.reason());
            case OrderEvent.HoldRemoved e ->
                new OrderAnnouncement.OrderHoldRemoved(
                        e.order().value(), e.hold().name(), e.reason());
            case OrderEvent.PaymentReturnRequested e -> unwanted(e);
            case OrderEvent.ShippingAddressChanged e ->
                new OrderAnnouncement.OrderAddressChanged(e.order().value());
            case OrderEvent.AnswerWanted e -> wanted(e);
            case OrderEvent.StockWanted e -> wanted(e);
            case OrderEvent.StockHeld _,
                    OrderEvent.StockShort _,
                    OrderEvent.StockCommitted _,
                    OrderEvent.StockReleased _,
                    OrderEvent.StockExpired _,
                    OrderEvent.StockClosed _,
                    OrderEvent.PaymentAuthorized _,
                    OrderEvent.PaymentDeclined _,
                    OrderEvent.PaymentFailed _,
                    OrderEvent.PaymentUnknown _,
                    OrderEvent.PaymentReturned _,
                    OrderEvent.PaymentExpired _,
                    OrderEvent.PaymentClosed _,
                    OrderEvent.OperatorActed _ -> null;
        };
    }

    private static Announcement placed(OrderEvent.OrderPlaced event) {
        return new OrderAnnouncement.OrderPlaced(
                event.order().value(),
                event.attempt(),
                event.payment().value(),
                event.total().currency().getCurrencyCode(),
                event.total().decimal());
    }

    private static Announcement wanted(OrderEvent.AnswerWanted event) {
        return new OrderAnnouncement.OrderAnswerWanted(
                event.order().value(),
                event.attempt(),
                event.from().name().toLowerCase(Locale.ROOT),
                event.total().currency().getCurrencyCode(),
                event.total().decimal(),
                items(event.lines()),
                payment(event.method()),
                event.deadline());
    }

    private static Announcement wanted(OrderEvent.StockWanted event) {
        return new OrderAnnouncement.OrderAnswerWanted(
                event.order().value(),
                event.attempt(),
                OrderEvent.Party.INVENTORY.name().toLowerCase(Locale.ROOT),
                event.total().currency().getCurrencyCode(),
                event.total().decimal(),
                items(event.lines()),
                payment(event.method()),
                event.deadline());
    }

    private static Announcement retried(OrderEvent.PaymentRetried event) {
        return new OrderAnnouncement.OrderPaymentRetried(
                event.order().value(),
                event.attempt(),
                event.total().currency().getCurrencyCode(),
                event.total().decimal(),
                items(event.lines()),
                payment(event.payment()),
                event.deadline());
    }

    private static Announcement unwanted(OrderEvent.PaymentReturnRequested event) {
        return new OrderAnnouncement.PaymentReturnRequested(
                event.order().value(),
                event.attempt(),
                event.payment().value(),
                event.amount().currency().getCurrencyCode(),
                event.amount().decimal());
    }

    private static Announcement created(OrderEvent.OrderCreated event) {
        NewOrder what = event.what();
        return new OrderAnnouncement.OrderCreated(
                event.order().value(),
                event.attempt(),
                what.customer().id(),
                what.currency().getCurrencyCode(),
                what.total().decimal(),
                items(what.lines()),
                payment(what.payment()),
                event.deadline());
    }

    private static List<OrderAnnouncement.Item> items(List<Line> lines) {
        return lines.stream()
                .map(line -> new OrderAnnouncement.Item(
                        line.product().value(),
                        line.name(),
                        line.quantity(),
                        line.price().decimal()))
                .toList();
    }

    private static OrderAnnouncement.Payment payment(PaymentMethod payment) {
        return new OrderAnnouncement.Payment(payment.method(), payment.token());
    }
}
