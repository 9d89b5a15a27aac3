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
import waybill.order.domain.OrderCommand.Confirm;
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

/** A random life of one order: commands and news in any order, doubled, late, of old and new attempts. */
final class OrderWalk {
    private static final OrderDecider GUIDE = new OrderDecider();
    private static final List<String> CURRENCIES = List.of("EUR", "JPY", "KWD");

    private final Random random;
    private final NewOrder what;
    private Instant now = NOON;

    private OrderWalk(long seed) {
        random = new Random(seed);
        what = randomOrder();
    }

    /** The commands of this seed: always the same ones. */
    static List<OrderCommand> of(long seed) {
        return new OrderWalk(seed).commands();
    }

    private List<OrderCommand> commands() {
        int length = 5 + random.nextInt(36);
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
        int attempt = attempt(order);
        return switch (random.nextInt(16)) {
            case 0 -> place();
            case 1, 2, 3 -> new RetryPayment(ID, CARD, now.plus(Duration.ofMinutes(15)), now);
            case 4 -> new Confirm(ID, now);
            case 5, 6, 7 -> new NoteStockHeld(ID, attempt, reservation(attempt), now.plusSeconds(1200), now);
            case 8 -> new NoteStockShort(ID, attempt, OrderExamples.SHORT, now.plusSeconds(900), now);
            case 9 -> new NoteStockCommitted(ID, attempt, reservation(attempt), now);
            case 10 -> new NoteStockReleased(ID, attempt, reservation(attempt), "DECLINED", now.plusSeconds(900), now);
            case 11, 12 -> new NotePaymentAuthorized(ID, attempt, payment(attempt), amount(), now);
            case 13 -> new NotePaymentDeclined(ID, attempt, payment(attempt), "DECLINED", now.plusSeconds(3600), now);
            case 14 ->
                new NotePaymentFailed(ID, attempt, payment(attempt), "PAYMENT_UNAVAILABLE", now.plusSeconds(3600), now);
            default -> new NotePaymentUnknown(ID, attempt, payment(attempt), now);
        };
    }

    private PlaceOrder place() {
        NewOrder wanted = random.nextInt(10) > 0 ? what : OrderExamples.what(Confirmation.AUTO);
        Money expected = random.nextInt(10) > 0 ? wanted.total() : Money.zero(wanted.currency());
        return new PlaceOrder(
                wanted,
                random.nextBoolean() ? expected : null,
                random.nextInt(4) == 0,
                now.plus(Duration.ofMinutes(15)),
                now);
    }

    /** Mostly the attempt the order is in; sometimes an older one, or one that has not begun. */
    private int attempt(Order order) {
        int current = order instanceof Order.Known known ? known.facts().attempt() : 1;
        return random.nextInt(4) > 0 ? current : 1 + random.nextInt(current + 1);
    }

    private static ReservationId reservation(int attempt) {
        return ReservationId.of(new UUID(0x7000L, attempt));
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
        int count = 1 + random.nextInt(5);
        for (int number = 1; number <= count; number++) {
            Money price = new Money(random.nextInt(10_000), currency);
            lines.add(new Line(number, new ProductId("P" + number), null, 1 + random.nextInt(20), price));
        }
        Confirmation confirmation = random.nextInt(3) > 0 ? Confirmation.AUTO : Confirmation.MANUAL;
        return new NewOrder(ID, ADA, currency, lines, BERLIN, CARD, confirmation, Map.of());
    }
}
