package waybill.simulation.exploration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import waybill.contracts.Announcement;
import waybill.inventory.domain.InventoryDecider;
import waybill.inventory.domain.StockLevel;
import waybill.inventory.domain.Warehouse;
import waybill.kernel.OrderId;
import waybill.kernel.ShipmentId;
import waybill.kernel.TransactionId;
import waybill.order.domain.FulfilmentCommand;
import waybill.order.domain.Order;
import waybill.order.domain.OrderCommand;
import waybill.order.domain.OrderDeadlines;
import waybill.order.domain.fulfilment.Shipment;
import waybill.payment.domain.Kind;
import waybill.payment.domain.Outcome;
import waybill.payment.domain.Payment;
import waybill.payment.domain.PaymentCommand;
import waybill.payment.domain.PaymentDeadlines;
import waybill.payment.domain.Transaction;
import waybill.payment.domain.TransactionStatus;
import waybill.simulation.exploration.Moment.Lane;
import waybill.simulation.exploration.Moment.Life;

/** Lives a run of the model once more with the real deciders. Each service has its own clock: the model has none. */
final class Replay {
    private static final Pattern HEARS = Pattern.compile("hears (\\w+) (\\d)");
    private static final Pattern TRANSACTION = Pattern.compile("(authorization|CAPTURE|VOID|REFUND) (\\d): (.*)");
    private static final Pattern ASKED = Pattern.compile("asked to (capture|refund).* shipment (\\d)");
    private static final Pattern NUMBER = Pattern.compile("(\\d)");
    private static final Duration SOON = Duration.ofMinutes(15);

    private final SmallShop shop = SmallShop.real();
    private final Map<String, Instant> clocks = new HashMap<>();
    private final Map<Integer, Outcome> answers = new HashMap<>();
    private final Map<Integer, ShipmentId> shipments = new HashMap<>();
    private Moment moment;
    private boolean isAnswer;
    private @Nullable TransactionId noted;

    Replay() {
        moment = new Moment(
                List.of(Life.unborn(OrderId.of(shop.next()))),
                new StockLevel(SmallShop.PRODUCT, null, 1, 0, 0),
                Steps.BEGIN,
                0);
    }

    /** Where all is now. */
    Moment moment() {
        return moment;
    }

    /** Does what this line of the model says was done. */
    void step(String line) {
        if (line.endsWith("is answered")) {
            isAnswer = true;
            return;
        }
        String who = line.substring(0, line.indexOf(' '));
        String what = line.substring(line.indexOf(':') + 2);
        moment = moment.when(clocks.getOrDefault(who, Steps.BEGIN));
        switch (who) {
            case "order" -> order(what);
            case "stock" -> stock(what);
            case "money" -> money(what);
            default -> gateway(what);
        }
        clocks.put(who, moment.now());
        isAnswer = false;
    }

    private Life life() {
        return moment.lives().getFirst();
    }

    private Order.Known known() {
        return (Order.Known) life().order();
    }

    private void order(String what) {
        Optional<MatchResult> heard = found(HEARS, what);
        if (heard.isPresent() && isAnswer) {
            told(answered(heard.get().group(1), shipment(number(heard.get(), 2))));
        } else if (heard.isPresent()) {
            hear(heard.get().group(1), Lane.STOCK_TO_ORDER, Lane.MONEY_TO_ORDER);
        } else {
            told(wish(what.split("[: ]", 2)[0], what));
        }
    }

    private void told(OrderCommand command) {
        moment = shop.order(moment, 0, command);
    }

    private OrderCommand wish(String word, String what) {
        Instant now = moment.now();
        OrderId id = life().id();
        return switch (word) {
            case "PlaceOrder" -> new OrderCommand.PlaceOrder(Steps.newOrder(life()), null, false, now.plus(SOON), now);
            case "Cancel" ->
                new OrderCommand.Cancel(id, Order.CancelReason.CUSTOMER_REQUEST, null, "ada", now.plus(SOON), now);
            case "RetryPayment" -> new OrderCommand.RetryPayment(id, Steps.CARD, now.plus(SOON), now);
            case "TimeOutSaga" -> due(OrderDeadlines.SAGA);
            case "CloseRetryWindow" -> due(OrderDeadlines.PAYMENT_RETRY);
            case "BeginShipment" -> {
                ShipmentId shipment = shipment(number(found(NUMBER, what).orElseThrow(), 1));
                yield new FulfilmentCommand.BeginShipment(id, shipment, List.of(), "DHL", null, now.plus(SOON), now);
            }
            default -> due(chase(what));
        };
    }

    private static String chase(String what) {
        if (what.contains("closed")) {
            return OrderDeadlines.CANCEL;
        }
        return what.contains("capture") ? OrderDeadlines.SHIPMENT : OrderDeadlines.REFUND;
    }

    /** The deadline of this name passes; of refunds there is one. */
    private OrderCommand due(String name) {
        Map.Entry<String, Instant> deadline = OrderDeadlines.of(life().order()).entrySet().stream()
                .filter(one -> one.getKey().startsWith(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no deadline " + name + " of " + life().order()));
        moment = moment.when(later(moment.now(), deadline.getValue()));
        return OrderDeadlines.commandAt(life().id(), deadline.getKey(), moment.now(), Steps.SPANS);
    }

    private OrderCommand answered(String news, ShipmentId shipment) {
        OrderId id = life().id();
        Instant now = moment.now();
        return switch (news) {
            case "PaymentCaptured" ->
                new FulfilmentCommand.NoteShipmentPaid(
                        id, shipment, known().facts().what().total(), now);
            case "PaymentCaptureFailed" ->
                new FulfilmentCommand.NoteShipmentUnpaid(id, shipment, "PAYMENT_UNAVAILABLE", true, now);
            case "PaymentRefunded" -> new FulfilmentCommand.NoteRefunded(id, Shipment.refundInVain(shipment), now);
            default ->
                new FulfilmentCommand.NoteRefundFailed(
                        id,
                        Shipment.refundInVain(shipment),
                        "PAYMENT_UNAVAILABLE",
                        news.equals("PaymentRefundFailed"),
                        now);
        };
    }

    private void stock(String what) {
        Optional<MatchResult> heard = found(HEARS, what);
        if (heard.isPresent()) {
            hear(heard.get().group(1), Lane.ORDER_TO_STOCK, Lane.MONEY_TO_STOCK);
            return;
        }
        Map<String, Instant> deadlines = InventoryDecider.deadlines(new Warehouse(life().goods(), Map.of()));
        String name = "hold-" + number(found(NUMBER, what).orElseThrow(), 1);
        assertThat(deadlines).containsKey(name);
        moment = moment.when(later(moment.now(), deadlines.getOrDefault(name, Steps.BEGIN)));
        moment = shop.stock(moment, 0, InventoryDecider.expireAt(life().id(), name, moment.now()));
    }

    private void money(String what) {
        Optional<MatchResult> heard = found(HEARS, what);
        Optional<MatchResult> asked = found(ASKED, what);
        Optional<MatchResult> transaction = found(TRANSACTION, what);
        if (heard.isPresent()) {
            hear(heard.get().group(1), Lane.ORDER_TO_MONEY, Lane.STOCK_TO_MONEY);
        } else if (asked.isPresent()) {
            ask(asked.get().group(1).equals("capture"), shipment(number(asked.get(), 2)));
        } else if (transaction.isPresent()) {
            int attempt = number(transaction.get(), 2);
            boolean isSilent = transaction.get().group(3).equals("no answer");
            Outcome answer = answers.getOrDefault(attempt, new Outcome.Errored("AWAY"));
            note(
                    transaction(kind(transaction.get().group(1)), attempt).id(),
                    isSilent ? new Outcome.Unknown("NO_ANSWER") : answer);
        } else {
            Instant again = PaymentDeadlines.of(life().payments()).entrySet().stream()
                    .filter(one -> !one.getKey().startsWith(PaymentDeadlines.EXPIRY)
                            && !one.getKey().startsWith(PaymentDeadlines.ASK_GATEWAY))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("nothing goes on of " + life().payments()));
            moment = moment.when(later(moment.now(), again));
            moment = shop.money(moment, 0, new PaymentCommand.GoOn(life().id(), next(), true, moment.now()));
        }
    }

    private void ask(boolean isCapture, ShipmentId shipment) {
        Payment payment = payment(known().facts().attempt());
        Instant now = moment.now();
        moment = shop.money(
                moment,
                0,
                isCapture
                        ? new PaymentCommand.Capture(
                                life().id(), payment.id(), next(), payment.amount(), shipment.value(), now)
                        : new PaymentCommand.Refund(
                                life().id(),
                                payment.id(),
                                next(),
                                payment.amount(),
                                Shipment.refundInVain(shipment).value(),
                                "REFUND",
                                now));
    }

    private void note(TransactionId key, Outcome outcome) {
        noted = key;
        moment = shop.money(moment, 0, new PaymentCommand.NoteOutcome(life().id(), key, outcome, next(), moment.now()));
    }

    /** What the gateway does is known to nobody yet. */
    private void gateway(String what) {
        int attempt = number(found(NUMBER, what).orElseThrow(), 1);
        Outcome answer = switch (what.substring(0, what.indexOf(' '))) {
            case "says" -> new Outcome.Declined("NO");
            case "what" -> new Outcome.Errored("AWAY");
            default -> new Outcome.Succeeded("ref", null);
        };
        answers.put(attempt, answer);
    }

    /** The next that is said must be this. */
    private void hear(String news, Lane... lanes) {
        for (Lane lane : lanes) {
            skip(lane);
            List<Announcement> said = life().said().getOrDefault(lane, List.of());
            if (!said.isEmpty() && isThis(news, said.getFirst())) {
                moment = shop.hear(moment, 0, lane, false);
                return;
            }
        }
        throw new AssertionError("nobody says " + news + ": " + life().said());
    }

    /** The model leaves out that inventory tells the order what was consumed. */
    private void skip(Lane lane) {
        List<Announcement> said = life().said().getOrDefault(lane, List.of());
        if (!said.isEmpty() && name(said.getFirst()).equals("InventoryConsumed")) {
            moment = shop.hear(moment, 0, lane, false);
        }
    }

    private static boolean isThis(String news, Announcement said) {
        return switch (news) {
            case "InventoryReservedAgain" -> name(said).equals("InventoryReserved");
            case "PaymentReturned" ->
                name(said).equals("PaymentVoided") || name(said).equals("PaymentRefunded");
            default -> name(said).equals(news);
        };
    }

    private static String name(Announcement said) {
        return said.getClass().getSimpleName();
    }

    /** How the transaction stands that was noted last. */
    TransactionStatus settled() {
        return life().payments()
                .transaction(Objects.requireNonNull(noted))
                .orElseThrow()
                .status();
    }

    private Transaction transaction(Kind kind, int attempt) {
        return payment(attempt).last(kind).orElseThrow(() -> new AssertionError("no " + kind + " of " + attempt));
    }

    private Payment payment(int attempt) {
        return life().payments().all().stream()
                .filter(one -> one.attempt() == attempt)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no payment of attempt " + attempt));
    }

    private TransactionId next() {
        return TransactionId.of(shop.next());
    }

    private ShipmentId shipment(int number) {
        return shipments.computeIfAbsent(number, _ -> ShipmentId.of(shop.next()));
    }

    private static Kind kind(String word) {
        return word.equals("authorization") ? Kind.AUTHORIZE : Kind.valueOf(word);
    }

    static Optional<MatchResult> found(Pattern pattern, String line) {
        Matcher matcher = pattern.matcher(line);
        return matcher.find() ? Optional.of(matcher.toMatchResult()) : Optional.empty();
    }

    static int number(MatchResult found, int group) {
        return Integer.parseInt(found.group(group));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
