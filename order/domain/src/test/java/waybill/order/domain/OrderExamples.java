package waybill.order.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import waybill.kernel.Money;
import waybill.kernel.OrderId;
import waybill.kernel.PaymentId;
import waybill.kernel.ProductId;
import waybill.kernel.ReservationId;
import waybill.order.domain.NewOrder.Confirmation;
import waybill.order.domain.OrderCommand.NotePaymentAuthorized;
import waybill.order.domain.OrderCommand.NotePaymentDeclined;
import waybill.order.domain.OrderCommand.NotePaymentFailed;
import waybill.order.domain.OrderCommand.NotePaymentUnknown;
import waybill.order.domain.OrderCommand.NoteStockCommitted;
import waybill.order.domain.OrderCommand.NoteStockHeld;
import waybill.order.domain.OrderCommand.NoteStockReleased;
import waybill.order.domain.OrderCommand.NoteStockShort;
import waybill.order.domain.OrderCommand.PlaceOrder;
import waybill.order.domain.OrderCommand.RetryPayment;
import waybill.order.domain.OrderEvent.HoldAdded;
import waybill.order.domain.OrderEvent.HoldRemoved;
import waybill.order.domain.OrderEvent.OrderCancelled;
import waybill.order.domain.OrderEvent.OrderConfirmed;
import waybill.order.domain.OrderEvent.OrderCreated;
import waybill.order.domain.OrderEvent.OrderPaymentFailed;
import waybill.order.domain.OrderEvent.OrderPlaced;
import waybill.order.domain.OrderEvent.PaymentAuthorized;
import waybill.order.domain.OrderEvent.PaymentDeclined;
import waybill.order.domain.OrderEvent.PaymentFailed;
import waybill.order.domain.OrderEvent.PaymentRetried;
import waybill.order.domain.OrderEvent.PaymentReturnRequested;
import waybill.order.domain.OrderEvent.PaymentUnknown;
import waybill.order.domain.OrderEvent.StockCommitted;
import waybill.order.domain.OrderEvent.StockHeld;
import waybill.order.domain.OrderEvent.StockReleased;
import waybill.order.domain.OrderEvent.StockShort;

/** One ordinary world: Ada orders two T-shirts and a mug, at noon. */
final class OrderExamples {
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    static final Instant DEADLINE = NOON.plus(Duration.ofMinutes(15));
    static final Instant HOLD_ENDS = NOON.plus(Duration.ofMinutes(20));
    static final Instant PAYABLE_UNTIL = NOON.plus(Duration.ofHours(1));
    static final Instant CANCEL_BY = NOON.plus(Duration.ofMinutes(15));
    static final Instant LATER = NOON.plus(Duration.ofMinutes(30));
    static final Instant LATER_DEADLINE = LATER.plus(Duration.ofMinutes(15));

    static final OrderId ID = OrderId.of(UUID.fromString("0195500a-0000-7000-8000-000000000001"));
    static final ReservationId RESERVATION = ReservationId.of(UUID.fromString("0195500a-0000-7000-8000-0000000000a1"));
    static final ReservationId RESERVATION_2 =
            ReservationId.of(UUID.fromString("0195500a-0000-7000-8000-0000000000a2"));
    static final PaymentId PAYMENT = PaymentId.of(UUID.fromString("0195500a-0000-7000-8000-0000000000b1"));
    static final PaymentId PAYMENT_2 = PaymentId.of(UUID.fromString("0195500a-0000-7000-8000-0000000000b2"));

    static final Currency EUR = Currency.getInstance("EUR");
    static final ProductId SHIRT = new ProductId("TSHIRT-M");
    static final List<Line> LINES =
            List.of(new Line(1, SHIRT, "T-shirt", 2, eur(1099)), new Line(2, new ProductId("MUG"), null, 1, eur(500)));
    static final Money TOTAL = eur(2698);
    static final Customer ADA = new Customer("cust123", "Ada", "ada@example.com");
    static final Address BERLIN = new Address("1 Main St", "Berlin", "10115", "DE", null);
    static final Address PARIS = new Address("2 Rue Neuve", "Paris", "75001", "FR", null);
    static final PaymentMethod CARD = new PaymentMethod("card", "tok_declined");
    static final PaymentMethod OTHER_CARD = new PaymentMethod("card", "tok_ok");
    static final List<Shortage> SHORT = List.of(new Shortage(SHIRT, 2, 1));

    static final Remark FRAUD = new Remark("looks like fraud");

    private OrderExamples() {}

    static Money eur(long cents) {
        return new Money(cents, EUR);
    }

    static NewOrder what(Confirmation confirmation) {
        return new NewOrder(ID, ADA, EUR, LINES, BERLIN, CARD, confirmation, Map.of("cart", "77"));
    }

    static PlaceOrder place() {
        return place(Confirmation.AUTO);
    }

    static PlaceOrder place(Confirmation confirmation) {
        return new PlaceOrder(what(confirmation), null, false, DEADLINE, NOON);
    }

    static RetryPayment retry() {
        return new RetryPayment(ID, OTHER_CARD, LATER_DEADLINE, LATER);
    }

    static OrderCommand.Confirm confirm() {
        return new OrderCommand.Confirm(ID, NOON);
    }

    static NoteStockHeld noteHeld(int attempt) {
        return new NoteStockHeld(ID, attempt, RESERVATION, HOLD_ENDS, NOON);
    }

    static NoteStockShort noteShort(int attempt) {
        return new NoteStockShort(ID, attempt, SHORT, CANCEL_BY, NOON);
    }

    static NoteStockCommitted noteCommitted(int attempt) {
        return new NoteStockCommitted(ID, attempt, RESERVATION, NOON);
    }

    static NoteStockReleased noteReleased(int attempt) {
        return new NoteStockReleased(ID, attempt, RESERVATION, "DECLINED", CANCEL_BY, NOON);
    }

    static NotePaymentAuthorized noteAuthorized(int attempt, PaymentId payment) {
        return new NotePaymentAuthorized(ID, attempt, payment, TOTAL, NOON);
    }

    static NotePaymentDeclined noteDeclined(int attempt) {
        return new NotePaymentDeclined(ID, attempt, PAYMENT, "INSUFFICIENT_FUNDS", PAYABLE_UNTIL, NOON);
    }

    static NotePaymentFailed noteFailed(int attempt) {
        return new NotePaymentFailed(ID, attempt, PAYMENT, "PAYMENT_UNAVAILABLE", PAYABLE_UNTIL, NOON);
    }

    static NotePaymentUnknown noteUnknown(int attempt) {
        return new NotePaymentUnknown(ID, attempt, PAYMENT, NOON);
    }

    static OrderCreated created() {
        return new OrderCreated(ID, what(Confirmation.AUTO), 1, DEADLINE, false, NOON);
    }

    static OrderCreated createdManual() {
        return new OrderCreated(ID, what(Confirmation.MANUAL), 1, DEADLINE, false, NOON);
    }

    static OrderCreated createdUnverified() {
        return new OrderCreated(ID, what(Confirmation.AUTO), 1, DEADLINE, true, NOON);
    }

    static StockHeld held() {
        return new StockHeld(ID, 1, RESERVATION, HOLD_ENDS, NOON);
    }

    static StockShort isShort() {
        return new StockShort(ID, 1, SHORT, NOON);
    }

    static StockCommitted committed() {
        return new StockCommitted(ID, 1, RESERVATION, NOON);
    }

    static StockReleased released() {
        return new StockReleased(ID, 1, RESERVATION, "DECLINED", NOON);
    }

    static PaymentAuthorized authorized() {
        return new PaymentAuthorized(ID, 1, PAYMENT, TOTAL, NOON);
    }

    static PaymentDeclined declined() {
        return new PaymentDeclined(ID, 1, PAYMENT, "INSUFFICIENT_FUNDS", NOON);
    }

    static PaymentFailed failed() {
        return new PaymentFailed(ID, 1, PAYMENT, "PAYMENT_UNAVAILABLE", NOON);
    }

    static PaymentUnknown unknown() {
        return new PaymentUnknown(ID, 1, PAYMENT, NOON);
    }

    static HoldAdded added(Hold.Kind kind) {
        return switch (kind) {
            case STOCK_UNVERIFIED -> HoldAdded.bySaga(ID, kind, "the stock could not be checked beforehand", NOON);
            case PAYMENT_UNKNOWN -> HoldAdded.bySaga(ID, kind, "the gateway did not say", NOON);
            case OPERATOR -> new HoldAdded(ID, kind, "OPERATOR", FRAUD, ADA.id(), "olga", NOON);
        };
    }

    static HoldRemoved removed(Hold.Kind kind, String answer) {
        return HoldRemoved.bySaga(ID, kind, answer, NOON);
    }

    static OrderPlaced placed() {
        return new OrderPlaced(ID, 1, PAYMENT, TOTAL, NOON);
    }

    static OrderConfirmed confirmed() {
        return new OrderConfirmed(ID, NOON);
    }

    static OrderPaymentFailed unpaid() {
        return new OrderPaymentFailed(ID, 1, PAYMENT, "INSUFFICIENT_FUNDS", false, PAYABLE_UNTIL, NOON);
    }

    static OrderPaymentFailed unavailable() {
        return new OrderPaymentFailed(ID, 1, PAYMENT, "PAYMENT_UNAVAILABLE", true, PAYABLE_UNTIL, NOON);
    }

    static PaymentRetried retried() {
        return new PaymentRetried(ID, 2, LINES, TOTAL, OTHER_CARD, LATER_DEADLINE, LATER);
    }

    static OrderCancelled cancelled() {
        return new OrderCancelled(ID, 1, "OUT_OF_STOCK", null, ADA.id(), "inventory", NOON);
    }

    static PaymentReturnRequested returned(int attempt, PaymentId payment) {
        return new PaymentReturnRequested(ID, attempt, payment, TOTAL, NOON);
    }
}
