package waybill.order.domain;

import static waybill.order.domain.OrderExamples.ADA;
import static waybill.order.domain.OrderExamples.BERLIN;
import static waybill.order.domain.OrderExamples.CARD;
import static waybill.order.domain.OrderExamples.ID;
import static waybill.order.domain.OrderExamples.NOON;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import waybill.kernel.Decision.Accepted;
import waybill.kernel.Money;
import waybill.kernel.PaymentId;
import waybill.kernel.ProductId;
import waybill.kernel.ReservationId;
import waybill.order.domain.NewOrder.Confirmation;
import waybill.order.domain.Order.CancelReason;
import waybill.order.domain.OrderCommand.NotePaymentAuthorized;
import waybill.order.domain.OrderCommand.NotePaymentDeclined;
import waybill.order.domain.OrderCommand.NotePaymentFailed;
import waybill.order.domain.OrderCommand.NotePaymentUnknown;
import waybill.order.domain.OrderCommand.NoteStockCommitted;
import waybill.order.domain.OrderCommand.NoteStockExpired;
import waybill.order.domain.OrderCommand.NoteStockHeld;
import waybill.order.domain.OrderCommand.NoteStockReleased;
import waybill.order.domain.OrderCommand.NoteStockShort;
import waybill.order.domain.OrderCommand.PlaceOrder;
import waybill.order.domain.OrderCommand.RetryPayment;

/**
 * A random life of one order: half of the time it goes on as orders do, half of the time it hears anything at all,
 * doubled, late, of old and new attempts.
 */
final class OrderWalk {
    private static final OrderDecider GUIDE = new OrderDecider();
    private static final List<String> CURRENCIES = List.of("EUR", "JPY", "KWD");
    private static final Duration QUARTER = Duration.ofMinutes(15);
    private static final Duration HOLD = Duration.ofMinutes(20);
    private static final List<Hold.Kind> HOLDS = List.of(Hold.Kind.values());
    private static final Remark SAID = new Remark("because");

    private final Random random;
    private final NewOrder what;
    private final FulfilmentWalk fulfilment;
    private Instant now = NOON;
    private int reservations;

    private OrderWalk(long seed) {
        random = new Random(seed);
        what = randomOrder();
        fulfilment = new FulfilmentWalk(random);
    }

    /** The commands of this seed: always the same ones. */
    static List<OrderCommand> of(long seed) {
        return new OrderWalk(seed).commands();
    }

    private List<OrderCommand> commands() {
        int length = 5 + random.nextInt(56);
        List<OrderCommand> commands = new ArrayList<>();
        Order order = GUIDE.initial();
        for (int i = 0; i < length; i++) {
            now = now.plusSeconds(random.nextInt(60));
            // Nearly always the order comes first, but not quite.
            OrderCommand next = i == 0 && random.nextInt(20) > 0 ? place() : command(order);
            commands.add(next);
            // Only to know which attempt it would be in: the laws decide for themselves.
            if (GUIDE.decide(order, next) instanceof Accepted<OrderEvent, OrderRefusal>(var events)) {
                for (OrderEvent event : events) {
                    order = GUIDE.evolve(order, event);
                }
            }
        }
        return commands;
    }

    private OrderCommand command(Order order) {
        return random.nextBoolean() ? usual(order) : anything(order);
    }

    /** What mostly comes next in this state. */
    private OrderCommand usual(Order order) {
        return switch (order) {
            case Order.Unplaced _ -> place();
            case Order.AwaitingStock was -> held(was.facts().attempt());
            case Order.AwaitingPayment was ->
                random.nextInt(5) > 0
                        ? authorized(was.facts().attempt())
                        : expired(order, was.facts().attempt());
            case Order.AwaitingStockAgain was -> held(was.facts().attempt());
            case Order.Placed was
            when random.nextBoolean() -> committed(was.facts().attempt());
            case Order.Placed _ -> new OrderCommand.Confirm(ID, now);
            case Order.Confirmed was
            when random.nextInt(3) == 0 -> committed(was.facts().attempt());
            case Order.Confirmed was -> fulfilment.shipping(was, now);
            case Order.PartiallyShipped was -> fulfilment.shipping(was, now);
            case Order.Shipped was -> fulfilment.ended(was, now);
            case Order.Delivered was -> fulfilment.refunding(was, now);
            case Order.Unpaid _ -> new RetryPayment(ID, CARD, now.plus(QUARTER), now);
            case Order.Cancelling was -> closed(was.facts().attempt());
            case Order.Cancelled _ -> anything(order);
        };
    }

    private OrderCommand anything(Order order) {
        int attempt = attempt(order);
        return switch (random.nextInt(5)) {
            case 0, 1 -> ofStock(order, attempt);
            case 2 -> ofPayment(attempt);
            case 3 -> order instanceof Order.Known known ? fulfilment.anything(known, now) : ofPayment(attempt);
            default -> ofPeople();
        };
    }

    private OrderCommand ofStock(Order order, int attempt) {
        return switch (random.nextInt(7)) {
            case 0 -> held(attempt);
            case 1 -> new NoteStockShort(ID, attempt, OrderExamples.SHORT, now.plus(QUARTER), now);
            case 2 -> committed(attempt);
            case 3 -> new NoteStockReleased(ID, attempt, reservation(), "DECLINED", now.plus(QUARTER), now);
            case 4 -> expired(order, attempt);
            default -> closed(attempt);
        };
    }

    private OrderCommand ofPayment(int attempt) {
        Instant payableUntil = now.plusSeconds(3600);
        return switch (random.nextInt(8)) {
            case 0, 1 -> authorized(attempt);
            case 2 -> new NotePaymentDeclined(ID, attempt, payment(attempt), "DECLINED", payableUntil, now);
            case 3 -> new NotePaymentFailed(ID, attempt, payment(attempt), "PAYMENT_UNAVAILABLE", payableUntil, now);
            case 4 -> new NotePaymentUnknown(ID, attempt, payment(attempt), now);
            case 5 -> new OrderCommand.NotePaymentReturned(ID, attempt, payment(attempt), now);
            case 6 -> new OrderCommand.NotePaymentExpired(ID, attempt, payment(attempt), now);
            default -> closed(attempt);
        };
    }

    private OrderCommand ofPeople() {
        Instant soon = now.plus(QUARTER);
        return switch (random.nextInt(13)) {
            case 0 -> place();
            case 1 -> new RetryPayment(ID, CARD, soon, now);
            case 2 -> new OrderCommand.Confirm(ID, now);
            case 3 -> new OrderCommand.ChangeAddress(ID, random.nextBoolean() ? BERLIN : OrderExamples.PARIS, now);
            case 4 -> new OrderCommand.Cancel(ID, CancelReason.CUSTOMER_REQUEST, SAID, "ada", soon, now);
            case 5 -> new OrderCommand.AddHold(ID, SAID, "olga", now);
            case 6, 7 -> new OrderCommand.RemoveHold(ID, anyHold(), null, "olga", now);
            case 8 -> new OrderCommand.RetrySaga(ID, SAID, "olga", soon, now);
            case 9 -> new OrderCommand.RecordOperatorAct(ID, "LOOKED", SAID, "olga", now);
            case 10 -> new OrderCommand.TimeOutSaga(ID, soon, later(QUARTER));
            case 11 -> new OrderCommand.CloseRetryWindow(ID, soon, later(Duration.ofHours(1)));
            default -> new OrderCommand.CancelAgain(ID, now.plus(QUARTER).plus(QUARTER), later(QUARTER));
        };
    }

    /** Now, or when a deadline of this length has come. */
    private Instant later(Duration length) {
        if (random.nextBoolean()) {
            now = now.plus(length);
        }
        return now;
    }

    private Hold.Kind anyHold() {
        return random.nextInt(3) > 0 ? Hold.Kind.OPERATOR : HOLDS.get(random.nextInt(HOLDS.size()));
    }

    private NoteStockHeld held(int attempt) {
        return new NoteStockHeld(ID, attempt, reservation(), now.plus(HOLD), now);
    }

    private NoteStockCommitted committed(int attempt) {
        return new NoteStockCommitted(ID, attempt, reservation(), now);
    }

    /** No hold expires before its time. */
    private NoteStockExpired expired(Order order, int attempt) {
        now = now.plus(HOLD);
        ReservationId which = order instanceof Order.AwaitingPayment was ? was.reservation() : reservation();
        return new NoteStockExpired(ID, attempt, which, now);
    }

    private OrderCommand closed(int attempt) {
        return random.nextBoolean()
                ? new OrderCommand.NoteStockClosed(ID, attempt, "CUSTOMER_REQUEST", now)
                : new OrderCommand.NotePaymentClosed(ID, attempt, "CUSTOMER_REQUEST", now);
    }

    private NotePaymentAuthorized authorized(int attempt) {
        return new NotePaymentAuthorized(ID, attempt, payment(attempt), amount(), now);
    }

    private PlaceOrder place() {
        NewOrder wanted = random.nextInt(10) > 0 ? what : OrderExamples.what(Confirmation.AUTO);
        Money expected = random.nextInt(10) > 0 ? wanted.total() : Money.zero(wanted.currency());
        return new PlaceOrder(
                wanted, random.nextBoolean() ? expected : null, random.nextInt(4) == 0, now.plus(QUARTER), now);
    }

    /** Mostly the attempt the order is in; sometimes an older one, or one that has not begun. */
    private int attempt(Order order) {
        int current = order instanceof Order.Known known ? known.facts().attempt() : 1;
        return random.nextInt(4) > 0 ? current : 1 + random.nextInt(current + 1);
    }

    /** Every hold has a name of its own. */
    private ReservationId reservation() {
        return ReservationId.of(new UUID(0x7000L, ++reservations));
    }

    /** Mostly the attempt's own payment; sometimes a second one. */
    private PaymentId payment(int attempt) {
        return PaymentId.of(new UUID(0x7000L, 10L * attempt + (random.nextInt(5) > 0 ? 0 : 1)));
    }

    private Money amount() {
        return random.nextInt(10) > 0 ? what.total() : what.total().plus(new Money(1, what.currency()));
    }

    private NewOrder randomOrder() {
        Currency currency = Currency.getInstance(CURRENCIES.get(random.nextInt(CURRENCIES.size())));
        List<Line> lines = new ArrayList<>();
        int count = 1 + random.nextInt(4);
        for (int number = 1; number <= count; number++) {
            // Some lines are free.
            Money price = new Money(random.nextInt(4) == 0 ? 0 : random.nextInt(10_000), currency);
            lines.add(new Line(number, new ProductId("P" + number), null, 1 + random.nextInt(4), price));
        }
        Confirmation confirmation = random.nextInt(3) > 0 ? Confirmation.AUTO : Confirmation.MANUAL;
        return new NewOrder(ID, ADA, currency, lines, BERLIN, CARD, confirmation, Map.of());
    }
}
