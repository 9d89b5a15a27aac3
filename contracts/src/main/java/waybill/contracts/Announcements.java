package waybill.contracts;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import waybill.contracts.inventory.InventoryAnnouncement;
import waybill.contracts.json.UnreadableJson;
import waybill.contracts.json.WireJson;
import waybill.contracts.order.OrderAnnouncement;
import waybill.contracts.payment.PaymentAnnouncement;

/** Announcements as bytes and back, by the name of their type on the wire. */
public final class Announcements {
    private static final Map<String, Class<? extends Announcement>> BY_TYPE = Map.ofEntries(
            entry(OrderAnnouncement.OrderCreated.TYPE, OrderAnnouncement.OrderCreated.class),
            entry(OrderAnnouncement.OrderPlaced.TYPE, OrderAnnouncement.OrderPlaced.class),
            entry(OrderAnnouncement.OrderConfirmed.TYPE, OrderAnnouncement.OrderConfirmed.class),
            entry(OrderAnnouncement.OrderPaymentFailed.TYPE, OrderAnnouncement.OrderPaymentFailed.class),
            entry(OrderAnnouncement.OrderPaymentRetried.TYPE, OrderAnnouncement.OrderPaymentRetried.class),
            entry(OrderAnnouncement.OrderCancelled.TYPE, OrderAnnouncement.OrderCancelled.class),
            entry(OrderAnnouncement.OrderHoldAdded.TYPE, OrderAnnouncement.OrderHoldAdded.class),
            entry(OrderAnnouncement.OrderHoldRemoved.TYPE, OrderAnnouncement.OrderHoldRemoved.class),
            entry(OrderAnnouncement.PaymentReturnRequested.TYPE, OrderAnnouncement.PaymentReturnRequested.class),
            entry(OrderAnnouncement.OrderAddressChanged.TYPE, OrderAnnouncement.OrderAddressChanged.class),
            entry(OrderAnnouncement.OrderCancelRequested.TYPE, OrderAnnouncement.OrderCancelRequested.class),
            entry(OrderAnnouncement.OrderLinesCancelled.TYPE, OrderAnnouncement.OrderLinesCancelled.class),
            entry(OrderAnnouncement.OrderPartiallyShipped.TYPE, OrderAnnouncement.OrderPartiallyShipped.class),
            entry(OrderAnnouncement.OrderShipped.TYPE, OrderAnnouncement.OrderShipped.class),
            entry(OrderAnnouncement.OrderDelivered.TYPE, OrderAnnouncement.OrderDelivered.class),
            entry(OrderAnnouncement.OrderAnswerWanted.TYPE, OrderAnnouncement.OrderAnswerWanted.class),
            entry(InventoryAnnouncement.InventoryReserved.TYPE, InventoryAnnouncement.InventoryReserved.class),
            entry(InventoryAnnouncement.InventoryRejected.TYPE, InventoryAnnouncement.InventoryRejected.class),
            entry(InventoryAnnouncement.InventoryCommitted.TYPE, InventoryAnnouncement.InventoryCommitted.class),
            entry(InventoryAnnouncement.InventoryReleased.TYPE, InventoryAnnouncement.InventoryReleased.class),
            entry(InventoryAnnouncement.InventoryExpired.TYPE, InventoryAnnouncement.InventoryExpired.class),
            entry(InventoryAnnouncement.StockReceived.TYPE, InventoryAnnouncement.StockReceived.class),
            entry(InventoryAnnouncement.StockAdjusted.TYPE, InventoryAnnouncement.StockAdjusted.class),
            entry(InventoryAnnouncement.InventoryConsumed.TYPE, InventoryAnnouncement.InventoryConsumed.class),
            entry(InventoryAnnouncement.InventoryClosed.TYPE, InventoryAnnouncement.InventoryClosed.class),
            entry(PaymentAnnouncement.PaymentAuthorized.TYPE, PaymentAnnouncement.PaymentAuthorized.class),
            entry(PaymentAnnouncement.PaymentDeclined.TYPE, PaymentAnnouncement.PaymentDeclined.class),
            entry(PaymentAnnouncement.PaymentFailed.TYPE, PaymentAnnouncement.PaymentFailed.class),
            entry(PaymentAnnouncement.PaymentUnknown.TYPE, PaymentAnnouncement.PaymentUnknown.class),
            entry(PaymentAnnouncement.PaymentCaptured.TYPE, PaymentAnnouncement.PaymentCaptured.class),
            entry(PaymentAnnouncement.PaymentCaptureFailed.TYPE, PaymentAnnouncement.PaymentCaptureFailed.class),
            entry(PaymentAnnouncement.PaymentRefunded.TYPE, PaymentAnnouncement.PaymentRefunded.class),
            entry(PaymentAnnouncement.PaymentRefundFailed.TYPE, PaymentAnnouncement.PaymentRefundFailed.class),
            entry(PaymentAnnouncement.PaymentExpired.TYPE, PaymentAnnouncement.PaymentExpired.class),
            entry(PaymentAnnouncement.PaymentResolved.TYPE, PaymentAnnouncement.PaymentResolved.class),
            entry(PaymentAnnouncement.PaymentClosed.TYPE, PaymentAnnouncement.PaymentClosed.class),
            entry(PaymentAnnouncement.PaymentVoided.TYPE, PaymentAnnouncement.PaymentVoided.class));

    private Announcements() {}

    /** The names of all announcements of this release. */
    public static Set<String> types() {
        return BY_TYPE.keySet();
    }

    /** The announcement's data as JSON; its type and subject travel beside it. */
    public static byte[] encode(Announcement announcement) {
        return WireJson.write(announcement);
    }

    /**
     * The announcement of this type that these bytes say.
     *
     * @throws UnknownAnnouncement if this release knows no such type
     * @throws UnreadableJson if the bytes do not say one
     */
    public static Announcement decode(String type, byte[] data) {
        @Nullable Class<? extends Announcement> known = BY_TYPE.get(type);
        if (known == null) {
            throw new UnknownAnnouncement(type);
        }
        return WireJson.read(data, known);
    }
}
