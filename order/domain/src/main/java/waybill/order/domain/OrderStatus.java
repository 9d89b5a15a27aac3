package waybill.order.domain;

import java.util.Currency;
import waybill.kernel.Money;
import waybill.order.domain.OrderSaga.Mark;
import waybill.order.domain.fulfilment.Fulfilment;

/** The status of an order as clients see it (PRODUCT.md §2), derived from its state. */
public enum OrderStatus {
    PENDING,
    PLACED,
    CONFIRMED,
    PARTIALLY_SHIPPED,
    SHIPPED,
    DELIVERED,
    PAYMENT_FAILED,
    CANCEL_PENDING,
    CANCELLED;

    /** The status of this order. */
    public static OrderStatus of(Order.Known order) {
        return switch (order) {
            case Order.Pending _ -> PENDING;
            case Order.Placed _ -> PLACED;
            case Order.Confirmed _ -> CONFIRMED;
            case Order.PartiallyShipped _ -> PARTIALLY_SHIPPED;
            case Order.Shipped _ -> SHIPPED;
            case Order.Delivered _ -> DELIVERED;
            case Order.Unpaid _ -> PAYMENT_FAILED;
            case Order.Cancelling _ -> CANCEL_PENDING;
            case Order.Cancelled _ -> CANCELLED;
        };
    }

    /** Whether the order has ended and never leaves this status. */
    public boolean isTerminal() {
        return switch (this) {
            case DELIVERED, CANCELLED -> true;
            case PENDING, PLACED, CONFIRMED, PARTIALLY_SHIPPED, SHIPPED, PAYMENT_FAILED, CANCEL_PENDING -> false;
        };
    }

    /** What became of the money. */
    public enum OfPayment {
        /** Nothing is known yet. */
        PENDING,
        /** The gateway gave no readable answer, and is being asked. */
        UNKNOWN,
        AUTHORIZED,
        DECLINED,
        /** The gateway was away; nothing was charged. */
        FAILED,
        PARTIALLY_CAPTURED,
        CAPTURED,
        PARTIALLY_REFUNDED,
        REFUNDED,
        VOIDED,
        EXPIRED;

        /** What became of the money of this order. */
        public static OfPayment of(Order.Known order) {
            OrderFacts facts = order.facts();
            return switch (order) {
                case Order.AwaitingStock _, Order.AwaitingPayment _ ->
                    facts.isHeld(Hold.Kind.PAYMENT_UNKNOWN) ? UNKNOWN : PENDING;
                case Order.AwaitingStockAgain _, Order.Placed _ -> authorized(order);
                case Order.Confirmed _, Order.PartiallyShipped _, Order.Shipped _, Order.Delivered _ -> captured(order);
                case Order.Unpaid was -> unpaid(was);
                case Order.Cancelling was -> was.moneyClosed() ? closed(facts) : open(was);
                case Order.Cancelled _ -> closed(facts);
            };
        }

        private static OfPayment authorized(Order.Known order) {
            OrderFacts facts = order.facts();
            boolean isVoid = facts.returns().stream()
                    .anyMatch(back -> back.doneAt() != null
                            && Order.payment(order)
                                    .filter(back.payment()::equals)
                                    .isPresent());
            if (isVoid) {
                return VOIDED;
            }
            return facts.has(Mark.PAYMENT_EXPIRED) ? EXPIRED : AUTHORIZED;
        }

        /** Money that was captured in vain goes back in full, and does not count here. */
        private static OfPayment captured(Order.Known order) {
            OrderFacts facts = order.facts();
            Fulfilment fulfilment = facts.fulfilment();
            if (fulfilment.isEmpty()) {
                return authorized(order);
            }
            Currency currency = facts.what().currency();
            Money inVain = fulfilment.capturedInVain(currency);
            Money captured = fulfilment.captured(currency).minus(inVain);
            Money refunded = fulfilment.refundedOfKept(currency);
            if (captured.isZero()) {
                return authorized(order);
            }
            if (!refunded.isZero()) {
                return refunded.equals(captured) ? REFUNDED : PARTIALLY_REFUNDED;
            }
            return fulfilment.open(facts.what().lines()).isEmpty()
                            && fulfilment.pendingShipment().isEmpty()
                    ? CAPTURED
                    : PARTIALLY_CAPTURED;
        }

        private static OfPayment unpaid(Order.Unpaid order) {
            return switch (order.failure().kind()) {
                case UNAVAILABLE -> FAILED;
                case DECLINED -> DECLINED;
                case NO_STOCK -> VOIDED;
            };
        }

        private static OfPayment open(Order.Cancelling order) {
            if (order.payment() != null) {
                return authorized(order);
            }
            return order.facts().isHeld(Hold.Kind.PAYMENT_UNKNOWN) ? UNKNOWN : closed(order.facts());
        }

        private static OfPayment closed(OrderFacts facts) {
            if (facts.has(Mark.PAYMENT_AUTHORIZED) || !facts.returns().isEmpty()) {
                return VOIDED;
            }
            return facts.has(Mark.PAYMENT_REFUSED) ? DECLINED : PENDING;
        }
    }

    /** What became of the goods. */
    public enum OfGoods {
        UNFULFILLED,
        PARTIALLY_FULFILLED,
        FULFILLED,
        DELIVERED;

        /** What became of the goods of this order. */
        public static OfGoods of(Order.Known order) {
            return switch (order) {
                case Order.Pending _,
                        Order.Placed _,
                        Order.Confirmed _,
                        Order.Unpaid _,
                        Order.Cancelling _,
                        Order.Cancelled _ -> UNFULFILLED;
                case Order.PartiallyShipped _ -> PARTIALLY_FULFILLED;
                case Order.Shipped _ -> FULFILLED;
                case Order.Delivered _ -> DELIVERED;
            };
        }
    }
}
