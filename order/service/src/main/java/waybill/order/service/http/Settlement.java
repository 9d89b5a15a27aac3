package waybill.order.service.http;

import java.util.List;
import waybill.engine.core.log.Recorded;
import waybill.order.domain.FulfilmentEvent;
import waybill.order.domain.NewOrder.Confirmation;
import waybill.order.domain.OrderEvent;

/**
 * When a request that began a run of the saga has its answer. The answer is a function of the order's history up to
 * there, so a repeat gets the same one, from any replica, at any later time.
 */
final class Settlement {
    private static final int NOT_YET = -1;

    private Settlement() {}

    /**
     * The index of the event that settled the request which began at {@code from}; -1 if it runs. A failure that may be
     * tried again (the gateway was away) settles it only until it is tried again, or the order is given up.
     */
    static int of(List<Recorded<OrderEvent>> history, int from) {
        int begin = from;
        while (true) {
            int settled = first(history, begin);
            if (settled < 0 || !isRetryable(history.get(settled).event())) {
                return settled;
            }
            int onward = wentOn(history, settled);
            if (onward < 0) {
                return settled;
            }
            begin = onward;
        }
    }

    private static int first(List<Recorded<OrderEvent>> history, int from) {
        boolean manual = isManual(history);
        for (int i = from; i < history.size(); i++) {
            if (settles(history.get(i).event(), manual)) {
                return i;
            }
        }
        return NOT_YET;
    }

    private static boolean settles(OrderEvent event, boolean manual) {
        return switch (event) {
            case OrderEvent.OrderConfirmed _, OrderEvent.OrderCancelled _, OrderEvent.OrderPaymentFailed _ -> true;
            case OrderEvent.OrderPlaced _ -> manual;
            case OrderEvent.OrderCreated _,
                    OrderEvent.StockHeld _,
                    OrderEvent.StockShort _,
                    OrderEvent.StockCommitted _,
                    OrderEvent.StockReleased _,
                    OrderEvent.PaymentAuthorized _,
                    OrderEvent.PaymentDeclined _,
                    OrderEvent.PaymentFailed _,
                    OrderEvent.PaymentUnknown _,
                    OrderEvent.HoldAdded _,
                    OrderEvent.HoldRemoved _,
                    OrderEvent.PaymentRetried _,
                    OrderEvent.PaymentReturnRequested _,
                    OrderEvent.StockExpired _,
                    OrderEvent.StockClosed _,
                    OrderEvent.StockWanted _,
                    OrderEvent.PaymentReturned _,
                    OrderEvent.PaymentExpired _,
                    OrderEvent.PaymentClosed _,
                    OrderEvent.CancelRequested _,
                    OrderEvent.AnswerWanted _,
                    OrderEvent.ShippingAddressChanged _,
                    OrderEvent.OperatorActed _,
                    FulfilmentEvent _ -> false;
        };
    }

    /** Whether the gateway was away, so that the same request may be made again. */
    static boolean isRetryable(OrderEvent event) {
        return event instanceof OrderEvent.OrderPaymentFailed failed && failed.retryable();
    }

    private static boolean isManual(List<Recorded<OrderEvent>> history) {
        return !history.isEmpty()
                && history.getFirst().event() instanceof OrderEvent.OrderCreated created
                && created.what().confirmation() == Confirmation.MANUAL;
    }

    /** Where the order went on after it could not be paid. */
    private static int wentOn(List<Recorded<OrderEvent>> history, int after) {
        for (int i = after + 1; i < history.size(); i++) {
            OrderEvent event = history.get(i).event();
            if (event instanceof OrderEvent.PaymentRetried
                    || event instanceof OrderEvent.CancelRequested
                    || event instanceof OrderEvent.OrderCancelled) {
                return i;
            }
        }
        return NOT_YET;
    }

    /** The index at which this attempt began; 0 for the first. */
    static int begin(List<Recorded<OrderEvent>> history, int attempt) {
        for (int i = 0; i < history.size(); i++) {
            if (history.get(i).event() instanceof OrderEvent.PaymentRetried retried && retried.attempt() == attempt) {
                return i;
            }
        }
        return 0;
    }
}
