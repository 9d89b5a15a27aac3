package waybill.simulation.exploration;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import waybill.inventory.domain.InventoryDecider;
import waybill.inventory.domain.Warehouse;
import waybill.kernel.Money;
import waybill.kernel.TransactionId;
import waybill.order.domain.Address;
import waybill.order.domain.Customer;
import waybill.order.domain.Line;
import waybill.order.domain.NewOrder;
import waybill.order.domain.Order;
import waybill.order.domain.OrderCommand;
import waybill.order.domain.OrderDeadlines;
import waybill.order.domain.PaymentMethod;
import waybill.payment.domain.Kind;
import waybill.payment.domain.Outcome;
import waybill.payment.domain.PaymentCommand;
import waybill.payment.domain.PaymentDeadlines;
import waybill.simulation.exploration.Moment.Call;
import waybill.simulation.exploration.Moment.Life;

/** Everything that can happen next: what is heard, what the gateway does, which deadline passes, what people want. */
final class Steps {
    static final Instant BEGIN = Instant.parse("2026-11-22T10:00:00Z");
    private static final Currency EUR = Currency.getInstance("EUR");
    static final PaymentMethod CARD = new PaymentMethod("card", "tok_exploration");
    private static final Duration SAGA = Duration.ofMinutes(15);
    static final OrderDeadlines.Spans SPANS = new OrderDeadlines.Spans(Duration.ofMinutes(15), Duration.ofSeconds(30));

    private final SmallShop shop;
    private final boolean isPrompt;
    private final int attempts;

    /**
     * Steps of this shop.
     *
     * @param isPrompt whether the gateway answers at once, yes or no
     * @param attempts how often an order may be paid
     */
    Steps(SmallShop shop, boolean isPrompt, int attempts) {
        this.shop = shop;
        this.isPrompt = isPrompt;
        this.attempts = attempts;
    }

    /** One thing that happens. */
    record Step(String what, Moment next) {}

    /** All that can happen at this moment. */
    List<Step> after(Moment was) {
        List<Step> all = new ArrayList<>();
        for (int i = 0; i < was.lives().size(); i++) {
            shop.nameFrom(names(was, i));
            answers(was, i, all);
        }
        if (isPrompt && !all.isEmpty()) {
            return all;
        }
        for (int i = 0; i < was.lives().size(); i++) {
            shop.nameFrom(names(was, i));
            heard(was, i, all);
            passed(was, i, all);
            wanted(was, i, all);
        }
        return all;
    }

    private void heard(Moment was, int i, List<Step> all) {
        was.lives().get(i).said().forEach((lane, said) -> {
            String what = lane + " of order " + (i + 1) + ": " + said.getFirst();
            all.add(new Step(what, shop.hear(was, i, lane, false)));
            if (was.repeats() > 0) {
                all.add(new Step(what + ", and it will be heard again", shop.hear(was, i, lane, true)));
            }
        });
    }

    private void answers(Moment was, int i, List<Step> all) {
        Life life = was.lives().get(i);
        for (Call call : life.calls()) {
            Moment lost = was.with(i, life.called(call));
            Moment done = was.with(i, life.called(call).booked(call, true));
            boolean mayRefuse = call.kind() == Kind.AUTHORIZE;
            all.add(step(done, i, call, new Outcome.Succeeded("ref", null)));
            if (mayRefuse) {
                Moment refused = was.with(i, life.called(call).booked(call, false));
                all.add(step(refused, i, call, new Outcome.Declined("NO")));
            }
            if (!isPrompt) {
                all.add(step(lost, i, call, new Outcome.Errored("AWAY")));
                all.add(step(done, i, call, new Outcome.Unknown("NO_ANSWER")));
                all.add(step(lost, i, call, new Outcome.Unknown("NO_ANSWER")));
                all.add(new Step(call.kind() + " done, and the process ends", done));
                all.add(new Step("the process ends before " + call.kind(), lost));
            }
        }
    }

    private Step step(Moment was, int i, Call call, Outcome outcome) {
        return new Step(call.kind() + " of order " + (i + 1) + ": " + outcome, noted(was, i, call.key(), outcome));
    }

    private Moment noted(Moment was, int i, TransactionId key, Outcome outcome) {
        return shop.money(
                was,
                i,
                new PaymentCommand.NoteOutcome(was.lives().get(i).id(), key, outcome, transaction(), was.now()));
    }

    private TransactionId transaction() {
        return TransactionId.of(shop.first());
    }

    /** Moments that came about in another order are to be the same, so names are counted by what there is. */
    private static long names(Moment was, int i) {
        Life life = was.lives().get(i);
        long made = life.payments().all().stream()
                .mapToLong(payment -> payment.transactions().size())
                .sum();
        return 1_000_000L * (i + 1)
                + 1_000L * made
                + 100_000L * life.goods().list().size()
                + 10L * Duration.between(BEGIN, was.now()).toMinutes();
    }

    /** A deadline that passes is late for nobody else, but for the end of a hold: a new hold ends later. */
    private void passed(Moment was, int i, List<Step> all) {
        Life life = was.lives().get(i);
        Instant now = was.now();
        OrderDeadlines.of(life.order()).forEach((name, at) -> {
            if (!(life.order() instanceof Order.Cancelling ending) || ending.round() < 2) {
                Instant then = later(now, at);
                OrderCommand due = OrderDeadlines.commandAt(life.id(), name, then, SPANS);
                all.add(passes(name, i, shop.order(was.when(then), i, due).when(now)));
            }
        });
        InventoryDecider.deadlines(new Warehouse(life.goods(), Map.of())).forEach((name, at) -> {
            Instant then = later(now, at);
            all.add(passes(name, i, shop.stock(was.when(then), i, InventoryDecider.expireAt(life.id(), name, then))));
        });
        PaymentDeadlines.of(life.payments()).forEach((name, at) -> {
            if (!name.startsWith(PaymentDeadlines.EXPIRY)) {
                all.add(passes(name, i, asked(was.when(later(now, at)), i, name).when(now)));
            }
        });
    }

    private static Step passes(String name, int i, Moment next) {
        return new Step(name + " of order " + (i + 1) + " passes", next);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** Payment asks the gateway what became of a key, or goes on to give money back. */
    private Moment asked(Moment was, int i, String name) {
        Life life = was.lives().get(i);
        if (!name.startsWith(PaymentDeadlines.ASK_GATEWAY)) {
            return shop.money(was, i, new PaymentCommand.GoOn(life.id(), transaction(), true, was.now()));
        }
        TransactionId key = new TransactionId(name.substring(PaymentDeadlines.ASK_GATEWAY.length()));
        Moment then = was.with(i, life.without(key));
        Outcome known = life.books().entrySet().stream()
                .filter(entry -> entry.getKey().key().equals(key))
                .findFirst()
                .<Outcome>map(
                        entry -> entry.getValue() ? new Outcome.Succeeded("ref", null) : new Outcome.Declined("NO"))
                .orElseGet(() -> new Outcome.NotFound(was.now()));
        return noted(then, i, key, known);
    }

    private void wanted(Moment was, int i, List<Step> all) {
        Life life = was.lives().get(i);
        Instant now = was.now();
        switch (life.order()) {
            case Order.Unplaced _ -> {
                // Orders are alike: the first is placed first.
                if (i == 0 || !(was.lives().get(i - 1).order() instanceof Order.Unplaced)) {
                    all.add(new Step(
                            "order " + (i + 1) + " is placed",
                            shop.order(
                                    was,
                                    i,
                                    new OrderCommand.PlaceOrder(newOrder(life), null, false, now.plus(SAGA), now))));
                }
            }
            case Order.Known known -> {
                OrderCommand cancel = new OrderCommand.Cancel(
                        life.id(), Order.CancelReason.CUSTOMER_REQUEST, null, "ada", now.plus(SAGA), now);
                all.add(new Step("order " + (i + 1) + " is cancelled", shop.order(was, i, cancel)));
                if (known instanceof Order.Unpaid && known.facts().attempt() < attempts) {
                    OrderCommand again = new OrderCommand.RetryPayment(life.id(), CARD, now.plus(SAGA), now);
                    all.add(new Step("order " + (i + 1) + " is paid again", shop.order(was, i, again)));
                }
            }
        }
    }

    static NewOrder newOrder(Life life) {
        return new NewOrder(
                life.id(),
                new Customer("ada", "Ada", "ada@example.com"),
                EUR,
                List.of(new Line(1, SmallShop.PRODUCT, null, 1, new Money(1099, EUR))),
                new Address("1 Main St", "Berlin", "10115", "DE", null),
                CARD,
                NewOrder.Confirmation.AUTO,
                Map.of());
    }
}
