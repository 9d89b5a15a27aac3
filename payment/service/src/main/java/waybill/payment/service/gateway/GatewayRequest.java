package waybill.payment.service.gateway;

import java.time.Instant;
import waybill.kernel.Money;
import waybill.kernel.OrderId;
import waybill.kernel.TransactionId;
import waybill.payment.domain.CaptureEvent.CaptureInitiated;
import waybill.payment.domain.Kind;
import waybill.payment.domain.PaymentEvent.PaymentInitiated;
import waybill.payment.domain.PaymentEvent.VoidInitiated;
import waybill.payment.domain.RefundEvent.RefundInitiated;

/** What a gateway is asked to do, committed before it is asked. */
public sealed interface GatewayRequest {
    /** Our name for it; the gateway obeys it once. */
    TransactionId key();

    /** The order it belongs to, for the gateway's records. */
    OrderId order();

    /** How much it is about. */
    Money amount();

    /** When it was committed. It must not arrive long after that, see {@link GatewayCaller#WINDOW_MAX}. */
    Instant committedAt();

    /** The kind of transaction that asks for it. */
    Kind kind();

    /** Set this much aside on the card that the token stands for. */
    record Authorization(TransactionId key, OrderId order, Money amount, String token, Instant committedAt)
            implements GatewayRequest {
        /** The call that follows this event. */
        public static Authorization after(PaymentInitiated begun) {
            return new Authorization(begun.transaction(), begun.order(), begun.amount(), begun.token(), begun.at());
        }

        @Override
        public Kind kind() {
            return Kind.AUTHORIZE;
        }

        /** Everything but the token, which never goes into a log. */
        @Override
        public String toString() {
            return "Authorization[%s, %s, %s, %s]".formatted(key, order, amount, committedAt);
        }
    }

    /** What is asked about an authorization that the gateway has given. */
    sealed interface FollowUp extends GatewayRequest {
        /** The gateway's own name for the authorization. */
        String authorization();
    }

    /**
     * Take this much of what is set aside.
     *
     * @param isFinal whether this takes all that is left, so that nothing more will be captured
     */
    record Capture(
            TransactionId key, OrderId order, Money amount, String authorization, boolean isFinal, Instant committedAt)
            implements FollowUp {
        /** The call that follows this event. */
        public static Capture after(CaptureInitiated begun) {
            return new Capture(
                    begun.transaction(),
                    begun.order(),
                    begun.amount(),
                    begun.authorization(),
                    begun.isFinal(),
                    begun.at());
        }

        @Override
        public Kind kind() {
            return Kind.CAPTURE;
        }
    }

    /** Set free what is set aside and not captured: by our books, this amount. */
    record Reversal(TransactionId key, OrderId order, Money amount, String authorization, Instant committedAt)
            implements FollowUp {
        /** The call that follows this event, about the authorization that the gateway knows by this name. */
        public static Reversal after(VoidInitiated begun, String authorization) {
            return new Reversal(begun.transaction(), begun.order(), begun.amount(), authorization, begun.at());
        }

        @Override
        public Kind kind() {
            return Kind.VOID;
        }
    }

    /** Give back this much of what was captured from the authorization. */
    record Refund(TransactionId key, OrderId order, Money amount, String authorization, Instant committedAt)
            implements FollowUp {
        /** The call that follows this event. */
        public static Refund after(RefundInitiated begun) {
            return new Refund(begun.transaction(), begun.order(), begun.amount(), begun.authorization(), begun.at());
        }

        @Override
        public Kind kind() {
            return Kind.REFUND;
        }
    }
}
