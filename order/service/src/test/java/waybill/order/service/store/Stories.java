package waybill.order.service.store;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import waybill.kernel.Decision;
import waybill.kernel.Money;
import waybill.kernel.OrderId;
import waybill.kernel.PaymentId;
import waybill.kernel.ProductId;
import waybill.kernel.RefundId;
import waybill.kernel.ReservationId;
import waybill.kernel.ShipmentId;
import waybill.order.domain.Address;
import waybill.order.domain.Customer;
import waybill.order.domain.FulfilmentCommand.BeginRefund;
import waybill.order.domain.FulfilmentCommand.BeginShipment;
import waybill.order.domain.FulfilmentCommand.ChaseRefund;
import waybill.order.domain.FulfilmentCommand.ChaseShipment;
import waybill.order.domain.FulfilmentCommand.Deliver;
import waybill.order.domain.FulfilmentCommand.NoteRefundFailed;
import waybill.order.domain.FulfilmentCommand.NoteRefunded;
import waybill.order.domain.FulfilmentCommand.NoteShipmentPaid;
import waybill.order.domain.FulfilmentCommand.NoteShipmentUnpaid;
import waybill.order.domain.FulfilmentCommand.NoteStockConsumed;
import waybill.order.domain.FulfilmentEvent;
import waybill.order.domain.Hold;
import waybill.order.domain.Line;
import waybill.order.domain.NewOrder;
import waybill.order.domain.Order;
import waybill.order.domain.OrderCommand;
import waybill.order.domain.OrderCommand.AddHold;
import waybill.order.domain.OrderCommand.ChangeAddress;
import waybill.order.domain.OrderCommand.CloseRetryWindow;
import waybill.order.domain.OrderCommand.NotePaymentAuthorized;
import waybill.order.domain.OrderCommand.NotePaymentClosed;
import waybill.order.domain.OrderCommand.NotePaymentDeclined;
import waybill.order.domain.OrderCommand.NotePaymentExpired;
import waybill.order.domain.OrderCommand.NotePaymentFailed;
import waybill.order.domain.OrderCommand.NotePaymentReturned;
import waybill.order.domain.OrderCommand.NotePaymentUnknown;
import waybill.order.domain.OrderCommand.NoteStockClosed;
import waybill.order.domain.OrderCommand.NoteStockCommitted;
import waybill.order.domain.OrderCommand.NoteStockExpired;
import waybill.order.domain.OrderCommand.NoteStockHeld;
import waybill.order.domain.OrderCommand.NoteStockReleased;
import waybill.order.domain.OrderCommand.NoteStockShort;
import waybill.order.domain.OrderCommand.PlaceOrder;
import waybill.order.domain.OrderCommand.RecordOperatorAct;
import waybill.order.domain.OrderCommand.RemoveHold;
import waybill.order.domain.OrderCommand.RetryPayment;
import waybill.order.domain.OrderCommand.RetrySaga;
import waybill.order.domain.OrderDecider;
import waybill.order.domain.OrderEvent;
import waybill.order.domain.PaymentMethod;
import waybill.order.domain.Remark;
import waybill.order.domain.Shortage;
import waybill.order.domain.fulfilment.Portion;

/** Lives of orders that together meet every kind of event, told as commands. */
final class Stories {
    private static final Currency EURO = Currency.getInstance("EUR");
    private static final OrderId ORDER = OrderId.of(uuid(1));
    static final PaymentId PAYMENT = PaymentId.of(uuid(2));
    private static final ReservationId RESERVATION = ReservationId.of(uuid(3));
    private static final ShipmentId FIRST = ShipmentId.of(uuid(4));
    private static final ShipmentId SECOND = ShipmentId.of(uuid(5));
    private static final RefundId REFUND = RefundId.of(uuid(6));
    private static final PaymentMethod CARD = new PaymentMethod("card", "tok_ok");
    private static final Money PRICE = money("10.99");
    private static final Money TOTAL = money("32.97");
    private static final Remark NOTE = new Remark("because");

    private final List<OrderEvent> events = new ArrayList<>();
    private Order order = new OrderDecider().initial();
    private Instant now = Instant.parse("2026-01-31T09:30:00Z");

    private Stories() {}

    private static UUID uuid(int number) {
        return new UUID(0x019a_aaaa_0000_7000L, 0x8000_0000_0000_0000L + number);
    }

    private static Money money(String decimal) {
        return Money.of(new BigDecimal(decimal), EURO);
    }

    /** By name; the name ends with the status that the order has at the end. */
    static Map<String, List<OrderEvent>> all() {
        Map<String, List<OrderEvent>> all = new LinkedHashMap<>();
        all.put("shipped-in-parts.DELIVERED", shippedInParts());
        all.put("shipped-at-once.SHIPPED", shippedAtOnce());
        all.put("never-paid.CANCELLED", neverPaid());
        all.put("hold-ran-out.CANCELLED", holdRanOut());
        all.put("placed-by-hand.PLACED", placedByHand());
        all.put("asked-again.PENDING", askedAgain());
        return all;
    }

    private static List<OrderEvent> shippedInParts() {
        Stories it = new Stories().place(true, NewOrder.Confirmation.AUTO).held(1);
        it.tell(new NotePaymentUnknown(ORDER, 1, PAYMENT, it.now)).authorized(1).committed();
        it.tell(new ChangeAddress(ORDER, new Address("2 Side St", "Berlin", "10117", "DE", null), it.now));
        it.tell(new AddHold(ORDER, NOTE, "ann", it.now));
        it.tell(new RemoveHold(ORDER, Hold.Kind.OPERATOR, NOTE, "ann", it.now));
        it.ship(FIRST, 1).tell(new NoteShipmentUnpaid(ORDER, FIRST, "DECLINED", false, it.now));
        it.ship(SECOND, 1).tell(new NoteShipmentPaid(ORDER, FIRST, PRICE, it.now));
        RefundId inVain = it.lastRefund();
        it.tell(new NoteRefunded(ORDER, inVain, it.now)).later();
        it.tell(new ChaseShipment(ORDER, it.soon(), it.now));
        it.tell(new NoteShipmentPaid(ORDER, SECOND, PRICE, it.now));
        it.tell(new NoteStockConsumed(
                ORDER, 1, RESERVATION, SECOND, List.of(new FulfilmentEvent.Goods(new ProductId("MUG"), 1)), it.now));
        it.tell(new BeginRefund(ORDER, REFUND, money("5.00"), List.of(), NOTE, "ann", it.soon(), it.now));
        it.later().tell(new ChaseRefund(ORDER, REFUND, it.soon(), it.now));
        it.tell(new NoteRefundFailed(ORDER, REFUND, "DECLINED", false, it.now));
        return it.tell(new Deliver(ORDER, it.now)).events;
    }

    private static List<OrderEvent> shippedAtOnce() {
        Stories it = new Stories()
                .place(false, NewOrder.Confirmation.AUTO)
                .held(1)
                .authorized(1)
                .committed()
                .ship(FIRST, 3);
        it.tell(new NoteShipmentPaid(ORDER, FIRST, TOTAL, it.now));
        return it.tell(new RecordOperatorAct(ORDER, "PARKED_EVENT_DISCARDED", NOTE, "ann", it.now)).events;
    }

    private static List<OrderEvent> neverPaid() {
        Stories it = new Stories().place(false, NewOrder.Confirmation.AUTO).held(1);
        it.tell(new NotePaymentDeclined(ORDER, 1, PAYMENT, "DECLINED", it.soon(), it.now));
        it.tell(new NoteStockReleased(ORDER, 1, RESERVATION, "PAYMENT_DECLINED", it.soon(), it.now));
        it.tell(new RetryPayment(ORDER, CARD, it.soon(), it.now)).held(2);
        it.tell(new NotePaymentFailed(ORDER, 2, PAYMENT, "PAYMENT_UNAVAILABLE", it.soon(), it.now));
        it.tell(new NoteStockReleased(ORDER, 2, RESERVATION, "PAYMENT_FAILED", it.soon(), it.now))
                .later();
        it.tell(new CloseRetryWindow(ORDER, it.soon(), it.now)).authorized(2);
        return it.tell(new NotePaymentReturned(ORDER, 2, PAYMENT, it.now)).events;
    }

    private static List<OrderEvent> holdRanOut() {
        Stories it = new Stories().place(false, NewOrder.Confirmation.AUTO).held(1);
        it.tell(new NoteStockExpired(ORDER, 1, RESERVATION, it.now)).authorized(1);
        it.tell(new NoteStockShort(ORDER, 1, List.of(new Shortage(new ProductId("MUG"), 3, 1)), it.soon(), it.now));
        it.tell(new NoteStockClosed(ORDER, 1, "OUT_OF_STOCK", it.now));
        return it.tell(new NotePaymentClosed(ORDER, 1, "OUT_OF_STOCK", it.now)).events;
    }

    private static List<OrderEvent> placedByHand() {
        Stories it = new Stories()
                .place(false, NewOrder.Confirmation.MANUAL)
                .held(1)
                .authorized(1)
                .committed();
        return it.tell(new NotePaymentExpired(ORDER, 1, PAYMENT, it.now)).events;
    }

    private static List<OrderEvent> askedAgain() {
        Stories it = new Stories().place(false, NewOrder.Confirmation.AUTO);
        return it.tell(new RetrySaga(ORDER, NOTE, "ann", it.soon(), it.now)).events;
    }

    private Stories place(boolean unverified, NewOrder.Confirmation confirmation) {
        NewOrder what = new NewOrder(
                ORDER,
                new Customer("cust123", "Ada", "ada@example.com"),
                EURO,
                List.of(new Line(1, new ProductId("MUG"), "Mug", 3, PRICE)),
                new Address("1 Main St", "Berlin", "10115", "DE", null),
                CARD,
                confirmation,
                Map.of("cart", "77"));
        return tell(new PlaceOrder(what, TOTAL, unverified, soon(), now));
    }

    private Stories held(int attempt) {
        return tell(new NoteStockHeld(ORDER, attempt, RESERVATION, soon(), now));
    }

    private Stories authorized(int attempt) {
        return tell(new NotePaymentAuthorized(ORDER, attempt, PAYMENT, TOTAL, now));
    }

    private Stories committed() {
        return tell(new NoteStockCommitted(ORDER, 1, RESERVATION, now));
    }

    private Stories ship(ShipmentId shipment, int pieces) {
        List<Portion.Asked> lines = List.of(new Portion.Asked(1, pieces));
        return tell(new BeginShipment(ORDER, shipment, lines, "DHL", "0034", soon(), now));
    }

    private Instant soon() {
        return now.plus(Duration.ofMinutes(15));
    }

    private Stories later() {
        now = now.plus(Duration.ofMinutes(20));
        return this;
    }

    private RefundId lastRefund() {
        return order instanceof Order.Known known
                ? known.facts().fulfilment().refunds().getLast().id()
                : REFUND;
    }

    /** Obeyed, or the story is wrong. */
    private Stories tell(OrderCommand command) {
        now = now.plusSeconds(1);
        if (!(new OrderDecider().decide(order, command) instanceof Decision.Accepted<OrderEvent, ?>(var accepted))) {
            throw new IllegalStateException(command + " is not obeyed by " + order);
        }
        for (OrderEvent event : accepted) {
            order = new OrderDecider().evolve(order, event);
            events.add(event);
        }
        return this;
    }
}
