package waybill.contracts.order;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import waybill.contracts.Announcement;

/** What the order service announces. Every announcement about the saga carries the attempt it belongs to. */
public sealed interface OrderAnnouncement extends Announcement {
    /** The order it is about. */
    String orderId();

    @Override
    default String subject() {
        return orderId();
    }

    /** One line of the order; the price is for one unit. */
    record Item(String productId, @Nullable String name, int quantity, String price) {}

    /** So many units of one line of the order. */
    record LineItem(int line, String productId, int quantity) {}

    /** How the customer pays: a token of the gateway, never a card number. */
    record Payment(String method, String token) {
        /** Without the token: what is printed ends in logs. */
        @Override
        public String toString() {
            return "Payment[" + method + "]";
        }
    }

    /** An order was accepted; its goods are to be held, then its total is to be authorized. */
    record OrderCreated(
            String orderId,
            int attempt,
            String customerId,
            String currency,
            String total,
            List<Item> items,
            Payment payment,
            Instant deadline)
            implements OrderAnnouncement {
        /** The name on the wire. */
        public static final String TYPE = "order.created.v1";

        public OrderCreated {
            items = List.copyOf(items);
        }

        @Override
        public String type() {
            return TYPE;
        }
    }

    /** The goods are held and the money is authorized. */
    record OrderPlaced(String orderId, int attempt, String paymentId, String currency, String total)
            implements OrderAnnouncement {
        /** The name on the wire. */
        public static final String TYPE = "order.placed.v1";

        @Override
        public String type() {
            return TYPE;
        }
    }

    /** The shop will fulfill the order. */
    record OrderConfirmed(String orderId) implements OrderAnnouncement {
        /** The name on the wire. */
        public static final String TYPE = "order.confirmed.v1";

        @Override
        public String type() {
            return TYPE;
        }
    }

    /** The attempt was not paid; the customer may try again for a while. */
    record OrderPaymentFailed(String orderId, int attempt, String reason) implements OrderAnnouncement {
        /** The name on the wire. */
        public static final String TYPE = "order.payment-failed.v1";

        @Override
        public String type() {
            return TYPE;
        }
    }

    /** The customer pays again: the saga runs once more from the holding of the goods, under a new attempt. */
    record OrderPaymentRetried(
            String orderId,
            int attempt,
            String currency,
            String total,
            List<Item> items,
            Payment payment,
            Instant deadline)
            implements OrderAnnouncement {
        /** The name on the wire. */
        public static final String TYPE = "order.payment-retried.v1";

        public OrderPaymentRetried {
            items = List.copyOf(items);
        }

        @Override
        public String type() {
            return TYPE;
        }
    }

    /** The order has ended without shipment. */
    record OrderCancelled(String orderId, int attempt, String reason, String by) implements OrderAnnouncement {
        /** The name on the wire. */
        public static final String TYPE = "order.cancelled.v1";

        @Override
        public String type() {
            return TYPE;
        }
    }

    /** Something has to be settled before the order goes on. */
    record OrderHoldAdded(String orderId, String hold, String reason) implements OrderAnnouncement {
        /** The name on the wire. */
        public static final String TYPE = "order.hold-added.v1";

        @Override
        public String type() {
            return TYPE;
        }
    }

    /** It is settled. */
    record OrderHoldRemoved(String orderId, String hold, String reason) implements OrderAnnouncement {
        /** The name on the wire. */
        public static final String TYPE = "order.hold-removed.v1";

        @Override
        public String type() {
            return TYPE;
        }
    }

    /** Money arrived for an attempt that had ended: it is to be given back, once per payment. */
    record PaymentReturnRequested(String orderId, int attempt, String paymentId, String currency, String amount)
            implements OrderAnnouncement {
        /** The name on the wire. */
        public static final String TYPE = "order.payment-return-requested.v1";

        @Override
        public String type() {
            return TYPE;
        }
    }

    /** The goods go to another address; ask the order for it, no event carries it. */
    record OrderAddressChanged(String orderId) implements OrderAnnouncement {
        /** The name on the wire. */
        public static final String TYPE = "order.address-changed.v1";

        @Override
        public String type() {
            return TYPE;
        }
    }

    /**
     * The order is to end: its goods are to be given back, its money too; both services answer that they have closed
     * it. Asked again, they answer again.
     */
    record OrderCancelRequested(String orderId, int attempt, String reason, String by) implements OrderAnnouncement {
        /** The name on the wire. */
        public static final String TYPE = "order.cancel-requested.v1";

        @Override
        public String type() {
            return TYPE;
        }
    }

    /** What has not been shipped of the order will not be; what has been stays. */
    record OrderLinesCancelled(String orderId, int attempt, List<LineItem> items, String reason)
            implements OrderAnnouncement {
        /** The name on the wire. */
        public static final String TYPE = "order.lines-cancelled.v1";

        public OrderLinesCancelled {
            items = List.copyOf(items);
        }

        @Override
        public String type() {
            return TYPE;
        }
    }

    /** Some of the goods have left the warehouse, and their money is captured. */
    record OrderPartiallyShipped(
            String orderId,
            int attempt,
            String shipmentId,
            List<LineItem> items,
            String currency,
            String amount,
            @Nullable String carrier,
            @Nullable String trackingNumber)
            implements OrderAnnouncement {
        /** The name on the wire. */
        public static final String TYPE = "order.partially-shipped.v1";

        public OrderPartiallyShipped {
            items = List.copyOf(items);
        }

        @Override
        public String type() {
            return TYPE;
        }
    }

    /** With this shipment all that will be shipped has left the warehouse, and its money is captured. */
    record OrderShipped(
            String orderId,
            int attempt,
            String shipmentId,
            List<LineItem> items,
            String currency,
            String amount,
            @Nullable String carrier,
            @Nullable String trackingNumber)
            implements OrderAnnouncement {
        /** The name on the wire. */
        public static final String TYPE = "order.shipped.v1";

        public OrderShipped {
            items = List.copyOf(items);
        }

        @Override
        public String type() {
            return TYPE;
        }
    }

    /** The customer has the goods. */
    record OrderDelivered(String orderId) implements OrderAnnouncement {
        /** The name on the wire. */
        public static final String TYPE = "order.delivered.v1";

        @Override
        public String type() {
            return TYPE;
        }
    }

    /** The order needs the answer of this service, or needs it again; what was never heard of is begun. */
    record OrderAnswerWanted(
            String orderId,
            int attempt,
            String from,
            String currency,
            String total,
            List<Item> items,
            Payment payment,
            Instant deadline)
            implements OrderAnnouncement {
        /** The name on the wire. */
        public static final String TYPE = "order.answer-wanted.v1";

        public OrderAnswerWanted {
            items = List.copyOf(items);
        }

        @Override
        public String type() {
            return TYPE;
        }
    }
}
