package waybill.payment.service.store;

import java.time.Instant;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import waybill.kernel.Money;
import waybill.kernel.OrderId;
import waybill.kernel.PaymentId;
import waybill.kernel.TransactionId;
import waybill.payment.domain.CaptureEvent.CaptureDeclined;
import waybill.payment.domain.CaptureEvent.CaptureFailed;
import waybill.payment.domain.CaptureEvent.CaptureInitiated;
import waybill.payment.domain.CaptureEvent.CaptureUnknown;
import waybill.payment.domain.CaptureEvent.PaymentCaptured;
import waybill.payment.domain.Kind;
import waybill.payment.domain.PaymentEvent;
import waybill.payment.domain.PaymentEvent.AuthorizationExpired;
import waybill.payment.domain.PaymentEvent.AuthorizationWithheld;
import waybill.payment.domain.PaymentEvent.CheckRequested;
import waybill.payment.domain.PaymentEvent.CheckScheduled;
import waybill.payment.domain.PaymentEvent.ClosingBegun;
import waybill.payment.domain.PaymentEvent.MoneyUnwanted;
import waybill.payment.domain.PaymentEvent.OutcomeRestated;
import waybill.payment.domain.PaymentEvent.PaymentAuthorized;
import waybill.payment.domain.PaymentEvent.PaymentDeclined;
import waybill.payment.domain.PaymentEvent.PaymentFailed;
import waybill.payment.domain.PaymentEvent.PaymentInitiated;
import waybill.payment.domain.PaymentEvent.PaymentUnknown;
import waybill.payment.domain.PaymentEvent.PaymentVoided;
import waybill.payment.domain.PaymentEvent.PaymentsClosed;
import waybill.payment.domain.PaymentEvent.ReviewRequired;
import waybill.payment.domain.PaymentEvent.TransactionResolved;
import waybill.payment.domain.PaymentEvent.VoidFailed;
import waybill.payment.domain.PaymentEvent.VoidInitiated;
import waybill.payment.domain.PaymentEvent.VoidUnknown;
import waybill.payment.domain.PaymentStatus;
import waybill.payment.domain.RefundEvent.PaymentRefunded;
import waybill.payment.domain.RefundEvent.RefundDeclined;
import waybill.payment.domain.RefundEvent.RefundFailed;
import waybill.payment.domain.RefundEvent.RefundInitiated;
import waybill.payment.domain.RefundEvent.RefundUnknown;
import waybill.payment.domain.TransactionStatus;

/** Lives of payments in which every event happens, as they were stored when each kind of event was new. */
public final class StoredHistories {
    static final Instant AT = Instant.parse("2026-03-01T12:00:00.123456Z");
    /** The order of all of them. */
    public static final OrderId ORDER = OrderId.of(uuid(1));
    /** Its first payment. */
    public static final PaymentId PAY = PaymentId.of(uuid(2));

    static final Money ALL = euros(2198);
    private static final TransactionId CHARGE = txn(3);
    private static final Instant LATER = AT.plusSeconds(5);
    private static final Instant UNTIL = AT.plusSeconds(604_800);
    private static final String GATEWAY = "sbx_1";

    private StoredHistories() {}

    /** The histories by the name of their file. */
    public static Map<String, List<PaymentEvent>> all() {
        Map<String, List<PaymentEvent>> all = new LinkedHashMap<>();
        all.put("authorized-and-voided", authorizedAndVoided());
        all.put("declined-then-withheld", declinedThenWithheld());
        all.put("captured-and-refunded", capturedAndRefunded());
        all.put("expired", expired());
        all.put("closed", closed());
        all.put("settled-by-hand", settledByHand());
        return all;
    }

    private static List<PaymentEvent> settledByHand() {
        return List.of(
                initiated(),
                new PaymentEvent.OperatorActed(ORDER, "DISCARDED order-3-17", "seen to by hand", "anybody", AT));
    }

    private static List<PaymentEvent> authorizedAndVoided() {
        return List.of(
                initiated(),
                new PaymentUnknown(ORDER, 1, PAY, CHARGE, ALL, "TIMEOUT", LATER, AT),
                new CheckScheduled(ORDER, CHARGE, 1, LATER, AT),
                new CheckRequested(ORDER, CHARGE, AT),
                new ReviewRequired(ORDER, CHARGE, "CHECKS_USED_UP", AT),
                new TransactionResolved(ORDER, 1, PAY, CHARGE, ALL, Kind.AUTHORIZE, TransactionStatus.SUCCEEDED, AT),
                authorized(),
                new OutcomeRestated(ORDER, 1, PAY, CHARGE, ALL, PaymentStatus.AUTHORIZED, null, UNTIL, AT),
                new VoidInitiated(ORDER, 1, PAY, txn(4), ALL, "ORDER_ENDED", AT),
                new VoidFailed(ORDER, 1, PAY, txn(4), "UNREACHABLE", LATER, AT),
                new VoidInitiated(ORDER, 1, PAY, txn(5), ALL, "ORDER_ENDED", AT),
                new VoidUnknown(ORDER, 1, PAY, txn(5), "TIMEOUT", LATER, AT),
                new PaymentVoided(ORDER, 1, PAY, txn(5), ALL, "ORDER_ENDED", "sbx_5", AT));
    }

    private static List<PaymentEvent> declinedThenWithheld() {
        return List.of(
                initiated(),
                new PaymentDeclined(ORDER, 1, PAY, CHARGE, ALL, "INSUFFICIENT_FUNDS", AT),
                new OutcomeRestated(ORDER, 1, PAY, CHARGE, ALL, PaymentStatus.DECLINED, "INSUFFICIENT_FUNDS", null, AT),
                new PaymentInitiated(ORDER, 2, PaymentId.of(uuid(12)), txn(13), ALL, "tok_ok", AT),
                new PaymentFailed(
                        ORDER, 2, PaymentId.of(uuid(12)), txn(13), ALL, "PAYMENT_UNAVAILABLE", "UNREACHABLE", AT),
                new AuthorizationWithheld(
                        ORDER, 3, PaymentId.of(uuid(22)), txn(23), ALL, "EARLIER_PAYMENT_UNRESOLVED", AT));
    }

    private static List<PaymentEvent> capturedAndRefunded() {
        return List.of(
                initiated(),
                authorized(),
                taking(4, "shp_1"),
                new CaptureDeclined(ORDER, 1, PAY, txn(4), euros(1000), "shp_1", "CAPTURE_DECLINED", AT),
                taking(5, "shp_1"),
                new CaptureFailed(ORDER, 1, PAY, txn(5), euros(1000), "shp_1", "UNREACHABLE", AT),
                taking(6, null),
                new CaptureUnknown(ORDER, 1, PAY, txn(6), "TIMEOUT", LATER, AT),
                new PaymentCaptured(ORDER, 1, PAY, txn(6), euros(1000), null, "sbx_6", AT),
                giving(7),
                new RefundDeclined(ORDER, 1, PAY, txn(7), euros(500), "rfd_1", "REFUND_DECLINED", AT),
                giving(8),
                new RefundFailed(ORDER, 1, PAY, txn(8), euros(500), "rfd_1", "UNREACHABLE", null, AT),
                giving(9),
                new RefundUnknown(ORDER, 1, PAY, txn(9), "TIMEOUT", LATER, AT),
                new PaymentRefunded(ORDER, 1, PAY, txn(9), euros(500), "rfd_1", "sbx_9", AT),
                new MoneyUnwanted(ORDER, 1, PAY, false, "CUSTOMER_REQUEST", AT));
    }

    private static List<PaymentEvent> expired() {
        return List.of(initiated(), authorized(), new AuthorizationExpired(ORDER, 1, PAY, CHARGE, ALL, UNTIL));
    }

    private static List<PaymentEvent> closed() {
        return List.of(
                initiated(),
                authorized(),
                taking(4, "shp_1"),
                new PaymentCaptured(ORDER, 1, PAY, txn(4), euros(1000), "shp_1", "sbx_4", AT),
                new ClosingBegun(ORDER, 1, "CUSTOMER_REQUEST", AT),
                new VoidInitiated(ORDER, 1, PAY, txn(5), euros(1198), "CUSTOMER_REQUEST", AT),
                new PaymentVoided(ORDER, 1, PAY, txn(5), euros(1198), "CUSTOMER_REQUEST", "sbx_5", AT),
                back(6),
                new RefundFailed(ORDER, 1, PAY, txn(6), euros(1000), null, "UNREACHABLE", LATER, AT),
                back(7),
                new PaymentRefunded(ORDER, 1, PAY, txn(7), euros(1000), null, "sbx_7", AT),
                new PaymentsClosed(ORDER, 1, "CUSTOMER_REQUEST", AT));
    }

    private static PaymentInitiated initiated() {
        return new PaymentInitiated(ORDER, 1, PAY, CHARGE, ALL, "tok_ok", AT);
    }

    private static PaymentAuthorized authorized() {
        return new PaymentAuthorized(ORDER, 1, PAY, CHARGE, ALL, GATEWAY, UNTIL, AT);
    }

    private static CaptureInitiated taking(long number, @org.jspecify.annotations.Nullable String reference) {
        return new CaptureInitiated(ORDER, 1, PAY, txn(number), euros(1000), reference, GATEWAY, false, AT);
    }

    private static RefundInitiated giving(long number) {
        return new RefundInitiated(ORDER, 1, PAY, txn(number), euros(500), "rfd_1", GATEWAY, "DAMAGED", AT);
    }

    private static RefundInitiated back(long number) {
        return new RefundInitiated(ORDER, 1, PAY, txn(number), euros(1000), null, GATEWAY, "CUSTOMER_REQUEST", AT);
    }

    static Money euros(long cents) {
        return new Money(cents, Currency.getInstance("EUR"));
    }

    static TransactionId txn(long number) {
        return TransactionId.of(uuid(number));
    }

    /** A version 7 UUID that differs by this number. */
    private static UUID uuid(long number) {
        return new UUID(0x0195_50f0_0000_7000L, 0x8000_0000_0000_0000L | number);
    }
}
