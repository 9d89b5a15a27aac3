package waybill.payment.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import waybill.kernel.Money;
import waybill.kernel.OrderId;
import waybill.kernel.PaymentId;
import waybill.kernel.TransactionId;
import waybill.payment.domain.CaptureEvent.CaptureDeclined;
import waybill.payment.domain.CaptureEvent.CaptureFailed;
import waybill.payment.domain.CaptureEvent.CaptureInitiated;
import waybill.payment.domain.CaptureEvent.CaptureUnknown;
import waybill.payment.domain.CaptureEvent.PaymentCaptured;
import waybill.payment.domain.PaymentCommand.Authorize;
import waybill.payment.domain.PaymentCommand.Capture;
import waybill.payment.domain.PaymentCommand.ClosePayments;
import waybill.payment.domain.PaymentCommand.NoteOutcome;
import waybill.payment.domain.PaymentCommand.Refund;
import waybill.payment.domain.PaymentCommand.VoidPayment;
import waybill.payment.domain.PaymentEvent.CheckScheduled;
import waybill.payment.domain.PaymentEvent.PaymentAuthorized;
import waybill.payment.domain.PaymentEvent.PaymentDeclined;
import waybill.payment.domain.PaymentEvent.PaymentFailed;
import waybill.payment.domain.PaymentEvent.PaymentInitiated;
import waybill.payment.domain.PaymentEvent.PaymentUnknown;
import waybill.payment.domain.PaymentEvent.PaymentVoided;
import waybill.payment.domain.PaymentEvent.ReviewRequired;
import waybill.payment.domain.PaymentEvent.VoidFailed;
import waybill.payment.domain.PaymentEvent.VoidInitiated;
import waybill.payment.domain.PaymentEvent.VoidUnknown;
import waybill.payment.domain.RefundEvent.PaymentRefunded;
import waybill.payment.domain.RefundEvent.RefundDeclined;
import waybill.payment.domain.RefundEvent.RefundFailed;
import waybill.payment.domain.RefundEvent.RefundInitiated;
import waybill.payment.domain.RefundEvent.RefundUnknown;

/** One ordinary order over 21.98 EUR, and what can become of its money. Events happen at {@link #AT}. */
final class PaymentExamples {
    static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");
    static final Instant FIRST_CHECK = AT.plusSeconds(5);
    static final Instant VALID_UNTIL = AT.plus(Duration.ofDays(6));
    static final OrderId ORDER = OrderId.of(uuid(1));
    static final Money AMOUNT = new Money(2198, Currency.getInstance("EUR"));
    static final PaymentId PAYMENT = payment(1);
    static final TransactionId CHARGE = transaction(1);
    static final PaymentId SECOND_PAYMENT = payment(2);
    static final TransactionId SECOND_CHARGE = transaction(2);
    static final TransactionId RETURN = transaction(11);
    static final TransactionId SECOND_RETURN = transaction(12);
    static final TransactionId TAKE = transaction(21);
    static final TransactionId SECOND_TAKE = transaction(22);
    static final TransactionId REPAY = transaction(31);
    static final TransactionId SECOND_REPAY = transaction(32);
    /** The id that comes along for whatever has to follow at once. */
    static final TransactionId NEXT = transaction(91);

    static final TransactionId SECOND_NEXT = transaction(92);
    static final String SHIPMENT = "shp_1";
    static final String WRONG_SIZE = "WRONG_SIZE";
    static final String ENDED = "CUSTOMER_REQUEST";
    static final String TOKEN = "tok_ok";
    static final String REFERENCE = "gw_1";
    static final String LATE = "LATE_MONEY";

    private PaymentExamples() {}

    static PaymentId payment(long number) {
        return PaymentId.of(uuid(number));
    }

    static TransactionId transaction(long number) {
        return TransactionId.of(uuid(number));
    }

    static Authorize authorize(int attempt) {
        return new Authorize(ORDER, attempt, PAYMENT, CHARGE, AMOUNT, TOKEN, AT);
    }

    static Authorize authorizeAgain(int attempt) {
        return new Authorize(ORDER, attempt, SECOND_PAYMENT, SECOND_CHARGE, AMOUNT, TOKEN, AT);
    }

    static VoidPayment giveBack(TransactionId transaction) {
        return new VoidPayment(ORDER, PAYMENT, transaction, LATE, AT);
    }

    static NoteOutcome note(TransactionId transaction, Outcome outcome) {
        return note(transaction, outcome, AT);
    }

    static NoteOutcome note(TransactionId transaction, Outcome outcome, Instant at) {
        return new NoteOutcome(ORDER, transaction, outcome, NEXT, at);
    }

    static Outcome ok() {
        return new Outcome.Succeeded(REFERENCE, VALID_UNTIL);
    }

    static Outcome no() {
        return new Outcome.Declined("INSUFFICIENT_FUNDS");
    }

    static Outcome unsent() {
        return new Outcome.Errored("CONNECT_REFUSED");
    }

    static Outcome silence() {
        return new Outcome.Unknown("TIMEOUT");
    }

    static Outcome notFound(Instant asked) {
        return new Outcome.NotFound(asked);
    }

    static PaymentInitiated initiated() {
        return new PaymentInitiated(ORDER, 1, PAYMENT, CHARGE, AMOUNT, TOKEN, AT);
    }

    static PaymentInitiated initiatedAgain(int attempt) {
        return new PaymentInitiated(ORDER, attempt, SECOND_PAYMENT, SECOND_CHARGE, AMOUNT, TOKEN, AT);
    }

    static PaymentAuthorized authorized() {
        return new PaymentAuthorized(ORDER, 1, PAYMENT, CHARGE, AMOUNT, REFERENCE, VALID_UNTIL, AT);
    }

    static PaymentDeclined declined() {
        return new PaymentDeclined(ORDER, 1, PAYMENT, CHARGE, AMOUNT, "INSUFFICIENT_FUNDS", AT);
    }

    static PaymentFailed failed(String detail, Instant at) {
        return new PaymentFailed(ORDER, 1, PAYMENT, CHARGE, AMOUNT, "PAYMENT_UNAVAILABLE", detail, at);
    }

    static PaymentFailed failed() {
        return failed("CONNECT_REFUSED", AT);
    }

    static PaymentUnknown unknown() {
        return new PaymentUnknown(ORDER, 1, PAYMENT, CHARGE, AMOUNT, "TIMEOUT", FIRST_CHECK, AT);
    }

    static CheckScheduled checked(TransactionId transaction, int checks, Instant next, Instant at) {
        return new CheckScheduled(ORDER, transaction, checks, next, at);
    }

    static ReviewRequired review(TransactionId transaction, String reason, Instant at) {
        return new ReviewRequired(ORDER, transaction, reason, at);
    }

    static VoidInitiated voiding(TransactionId transaction) {
        return new VoidInitiated(ORDER, 1, PAYMENT, transaction, AMOUNT, LATE, AT);
    }

    static PaymentVoided voided(TransactionId transaction) {
        return new PaymentVoided(ORDER, 1, PAYMENT, transaction, AMOUNT, LATE, REFERENCE, AT);
    }

    static VoidFailed voidFailed(TransactionId transaction, Duration wait) {
        return new VoidFailed(ORDER, 1, PAYMENT, transaction, "CONNECT_REFUSED", AT.plus(wait), AT);
    }

    static VoidUnknown voidUnknown() {
        return new VoidUnknown(ORDER, 1, PAYMENT, RETURN, "TIMEOUT", FIRST_CHECK, AT);
    }

    static PaymentEvent.TransactionResolved resolved(
            TransactionId transaction, Kind kind, TransactionStatus outcome, Money amount) {
        return new PaymentEvent.TransactionResolved(ORDER, 1, PAYMENT, transaction, amount, kind, outcome, AT);
    }

    static PaymentEvent.OutcomeRestated restated(PaymentStatus status, @Nullable String reason) {
        Instant until = status == PaymentStatus.AUTHORIZED ? VALID_UNTIL : null;
        return new PaymentEvent.OutcomeRestated(ORDER, 1, PAYMENT, CHARGE, AMOUNT, status, reason, until, AT);
    }

    static PaymentEvent.AuthorizationWithheld withheld(String detail) {
        return new PaymentEvent.AuthorizationWithheld(ORDER, 2, SECOND_PAYMENT, SECOND_CHARGE, AMOUNT, detail, AT);
    }

    static Capture take(TransactionId transaction, @Nullable Money amount, @Nullable String reference) {
        return new Capture(ORDER, PAYMENT, transaction, amount, reference, AT);
    }

    static CaptureInitiated taking(TransactionId transaction, Money amount, boolean isFinal) {
        return new CaptureInitiated(ORDER, 1, PAYMENT, transaction, amount, SHIPMENT, REFERENCE, isFinal, AT);
    }

    static PaymentCaptured taken(TransactionId transaction, Money amount) {
        return new PaymentCaptured(ORDER, 1, PAYMENT, transaction, amount, SHIPMENT, REFERENCE, AT);
    }

    static CaptureDeclined notTaken(TransactionId transaction, Money amount) {
        return new CaptureDeclined(ORDER, 1, PAYMENT, transaction, amount, SHIPMENT, "INSUFFICIENT_FUNDS", AT);
    }

    static CaptureFailed takeFailed(TransactionId transaction, Money amount) {
        return new CaptureFailed(ORDER, 1, PAYMENT, transaction, amount, SHIPMENT, "CONNECT_REFUSED", AT);
    }

    static CaptureUnknown takeUnknown(TransactionId transaction) {
        return new CaptureUnknown(ORDER, 1, PAYMENT, transaction, "TIMEOUT", FIRST_CHECK, AT);
    }

    static Refund repay(TransactionId transaction, Money amount, @Nullable String reference) {
        return new Refund(ORDER, PAYMENT, transaction, amount, reference, WRONG_SIZE, AT);
    }

    static RefundInitiated repaying(TransactionId transaction, Money amount, String reason) {
        return new RefundInitiated(ORDER, 1, PAYMENT, transaction, amount, null, REFERENCE, reason, AT);
    }

    static PaymentRefunded repaid(TransactionId transaction, Money amount) {
        return new PaymentRefunded(ORDER, 1, PAYMENT, transaction, amount, null, REFERENCE, AT);
    }

    static RefundDeclined notRepaid(TransactionId transaction, Money amount) {
        return new RefundDeclined(ORDER, 1, PAYMENT, transaction, amount, null, "INSUFFICIENT_FUNDS", AT);
    }

    static RefundFailed repayFailed(TransactionId transaction, Money amount, @Nullable Instant retryAt) {
        return new RefundFailed(ORDER, 1, PAYMENT, transaction, amount, null, "CONNECT_REFUSED", retryAt, AT);
    }

    static RefundUnknown repayUnknown(TransactionId transaction) {
        return new RefundUnknown(ORDER, 1, PAYMENT, transaction, "TIMEOUT", FIRST_CHECK, AT);
    }

    static VoidInitiated voiding(TransactionId transaction, Money amount, String reason) {
        return new VoidInitiated(ORDER, 1, PAYMENT, transaction, amount, reason, AT);
    }

    static PaymentVoided voided(TransactionId transaction, Money amount, String reason) {
        return new PaymentVoided(ORDER, 1, PAYMENT, transaction, amount, reason, REFERENCE, AT);
    }

    static PaymentEvent.MoneyUnwanted unwanted(boolean evenCaptured) {
        return new PaymentEvent.MoneyUnwanted(ORDER, 1, PAYMENT, evenCaptured, LATE, AT);
    }

    static ClosePayments close(TransactionId next) {
        return new ClosePayments(ORDER, 1, next, ENDED, AT);
    }

    static PaymentEvent.ClosingBegun closing() {
        return new PaymentEvent.ClosingBegun(ORDER, 1, ENDED, AT);
    }

    static PaymentEvent.PaymentsClosed closed() {
        return new PaymentEvent.PaymentsClosed(ORDER, 1, ENDED, AT);
    }

    static PaymentEvent.AuthorizationExpired expired(Money rest) {
        return new PaymentEvent.AuthorizationExpired(ORDER, 1, PAYMENT, CHARGE, rest, VALID_UNTIL);
    }

    static Money euros(long cents) {
        return new Money(cents, AMOUNT.currency());
    }

    /** A version 7 UUID that differs by this number. */
    private static UUID uuid(long number) {
        return new UUID(0x0195_50f0_0000_7000L, 0x8000_0000_0000_0000L | number);
    }
}
