package waybill.order.service.meters;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import waybill.engine.core.commands.CommandRunner;
import waybill.engine.core.log.Meta;
import waybill.engine.core.log.Recorded;
import waybill.engine.core.log.StreamId;
import waybill.engine.core.log.StreamState;
import waybill.kernel.Decision;
import waybill.kernel.EventId;
import waybill.kernel.Money;
import waybill.kernel.OrderId;
import waybill.kernel.PaymentId;
import waybill.kernel.ProductId;
import waybill.kernel.ReservationId;
import waybill.order.domain.Address;
import waybill.order.domain.Customer;
import waybill.order.domain.Line;
import waybill.order.domain.NewOrder;
import waybill.order.domain.Order;
import waybill.order.domain.OrderCommand;
import waybill.order.domain.OrderDecider;
import waybill.order.domain.OrderEvent;
import waybill.order.domain.PaymentMethod;
import waybill.order.domain.Shortage;

/** The life of one order, each moment of it committed and measured. */
final class MeasuredOrder {
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private static final UUID ANY = UUID.fromString("0195500a-0000-7000-8000-000000000001");
    private static final OrderId ID = OrderId.of(ANY);
    private static final PaymentId PAYMENT = PaymentId.of(ANY);
    private static final ReservationId RESERVATION = ReservationId.of(ANY);
    private static final ProductId MUG = new ProductId("MUG");
    private static final Currency EUR = Currency.getInstance("EUR");
    private static final Money PRICE = new Money(500, EUR);
    private static final StreamId STREAM = new StreamId("order-" + ID.value(), ID.value());
    private static final Meta META = new Meta(EventId.of(ANY), "corr-1", null, "tester", null);
    private static final OrderDecider DECIDER = new OrderDecider();

    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final OrderMeters measured = new OrderMeters(meters);
    private final List<OrderEvent> waiting = new ArrayList<>();
    private Order committed = DECIDER.initial();
    private Order order = committed;
    private long version;
    private boolean together;
    private Instant now = NOON;

    /** What follows is committed together, when {@link #commit} is called. */
    MeasuredOrder together() {
        together = true;
        return this;
    }

    /** Time goes on. */
    MeasuredOrder after(Duration time) {
        now = now.plus(time);
        return this;
    }

    MeasuredOrder place(NewOrder.Confirmation confirmation) {
        NewOrder what = new NewOrder(
                ID,
                new Customer("cust123", null, null),
                EUR,
                List.of(new Line(1, MUG, null, 1, PRICE)),
                new Address("1 Main St", "Berlin", "10115", "DE", null),
                new PaymentMethod("card", "tok_ok"),
                confirmation,
                Map.of());
        return tell(new OrderCommand.PlaceOrder(what, null, false, now.plus(Duration.ofMinutes(15)), now));
    }

    MeasuredOrder place() {
        return place(NewOrder.Confirmation.AUTO);
    }

    MeasuredOrder held(int attempt) {
        return tell(new OrderCommand.NoteStockHeld(ID, attempt, RESERVATION, now.plus(Duration.ofMinutes(20)), now));
    }

    MeasuredOrder tooLittle() {
        return tell(new OrderCommand.NoteStockShort(
                ID, 1, List.of(new Shortage(MUG, 1, 0)), now.plus(Duration.ofMinutes(15)), now));
    }

    MeasuredOrder authorized(int attempt) {
        return tell(new OrderCommand.NotePaymentAuthorized(ID, attempt, PAYMENT, PRICE, now));
    }

    MeasuredOrder declined() {
        return tell(
                new OrderCommand.NotePaymentDeclined(ID, 1, PAYMENT, "DECLINED", now.plus(Duration.ofHours(1)), now));
    }

    MeasuredOrder released() {
        return tell(new OrderCommand.NoteStockReleased(
                ID, 1, RESERVATION, "PAYMENT_FAILED", now.plus(Duration.ofMinutes(15)), now));
    }

    MeasuredOrder payAgain() {
        return tell(new OrderCommand.RetryPayment(
                ID, new PaymentMethod("card", "tok_ok"), now.plus(Duration.ofMinutes(15)), now));
    }

    MeasuredOrder confirm() {
        return tell(new OrderCommand.Confirm(ID, now));
    }

    MeasuredOrder cancel() {
        return tell(new OrderCommand.Cancel(
                ID, Order.CancelReason.CUSTOMER_REQUEST, null, "cust123", now.plus(Duration.ofMinutes(15)), now));
    }

    MeasuredOrder timeOut() {
        return tell(new OrderCommand.TimeOutSaga(ID, now.plus(Duration.ofMinutes(15)), now));
    }

    private MeasuredOrder tell(OrderCommand command) {
        if (!(DECIDER.decide(order, command) instanceof Decision.Accepted<OrderEvent, ?>(List<OrderEvent> events))) {
            throw new AssertionError("not accepted: " + command);
        }
        for (OrderEvent event : events) {
            order = DECIDER.evolve(order, event);
            waiting.add(event);
        }
        return together ? this : commit();
    }

    /** Writes what waits, as one batch. */
    MeasuredOrder commit() {
        StreamState<Order> before = new StreamState<>(STREAM, version, committed);
        List<Recorded<OrderEvent>> events = new ArrayList<>();
        for (OrderEvent event : waiting) {
            version++;
            events.add(new Recorded<>(0, version, STREAM, version, "any.v1", event, META, now));
        }
        waiting.clear();
        committed = order;
        measured.committed(new CommandRunner.Committed<>(
                events,
                Map.of(STREAM.name(), before),
                Map.of(STREAM.name(), new StreamState<>(STREAM, version, order))));
        return this;
    }

    /** How often and how long in all: {@code 2 in 1500 ms}. */
    String placements(String outcome) {
        return told(
                meters.get("order_processing_duration").tag("outcome", outcome).timer());
    }

    /** The same of a step. */
    String steps(String step, String outcome) {
        return told(meters.get("saga_step_duration")
                .tags("step", step, "outcome", outcome)
                .timer());
    }

    double undone(String kind) {
        return meters.get("saga_compensations").tag("kind", kind).counter().count();
    }

    private static String told(Timer timer) {
        return timer.count() + " in " + Math.round(timer.totalTime(TimeUnit.MILLISECONDS)) + " ms";
    }
}
