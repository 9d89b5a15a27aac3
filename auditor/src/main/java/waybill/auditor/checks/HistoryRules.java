package waybill.auditor.checks;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import waybill.auditor.Check;
import waybill.auditor.books.MadeFromEvents.OrderRow;
import waybill.auditor.folds.Flaw;
import waybill.auditor.folds.OrderTale;
import waybill.auditor.folds.Payment;
import waybill.auditor.folds.Told;
import waybill.auditor.folds.Transaction;
import waybill.kernel.Money;

/** I7, I8 and I9 of one order: its histories make sense, its rows say the same, and something wakes it. */
final class HistoryRules {
    private static final Set<String> ENDED = Set.of("DELIVERED", "CANCELLED");

    private HistoryRules() {}

    static void check(Evidence order) {
        history(order, "order", order.tale().events(), order.tale().flaws());
        history(order, "inventory", order.goods().events(), order.goods().flaws());
        history(order, "payment", order.money().events(), order.money().flaws());
        order.missing()
                .forEach((service, missing) -> missing.forEach(due -> order.say(
                        Check.I7,
                        service,
                        "it waits for \"" + due.name() + "\" until " + due.at()
                                + ", and there is no such deadline: nobody would notice that it is over.",
                        wake(order, service, due.name()))));
        if (order.tale().exists() && order.isListed()) {
            list(order);
        }
        index(order);
    }

    private static String wake(Evidence order, String service, String name) {
        return switch (service) {
            case "payment" ->
                order.money().payments().values().stream()
                        .filter(payment -> name.endsWith(payment.id())
                                || payment.transactions().stream().anyMatch(one -> name.endsWith(one.id())))
                        .findFirst()
                        .map(payment -> Advice.reconcile(payment.id()))
                        .orElse(Advice.PAST);
            case "inventory" -> Advice.release(order.order());
            default -> Advice.retry(order.order());
        };
    }

    private static void history(Evidence order, String service, List<Told> events, List<Flaw> flaws) {
        long expected = 1;
        Set<String> ids = new HashSet<>();
        for (Told event : events) {
            if (event.stored().version() != expected) {
                order.say(
                        Check.I9,
                        service,
                        "version " + expected + " of its history in " + service + " is missing: "
                                + event.stored().version() + " follows " + (expected - 1) + ".",
                        Advice.PAST);
                expected = event.stored().version();
            }
            expected++;
            if (!ids.add(event.id())) {
                order.say(
                        Check.I8,
                        service,
                        "the event id " + event.id() + " stands in its history in " + service + " twice.",
                        Advice.PAST);
            }
        }
        for (Flaw flaw : flaws) {
            String advice = flaw.check() == Check.I8 ? Advice.release(order.order()) : Advice.PAST;
            order.say(flaw.check(), service, "in its history in " + service + ", " + flaw.what() + ".", advice);
        }
    }

    /** What the list of orders says of it. */
    private static void list(Evidence order) {
        OrderRow expected = expected(order);
        OrderRow row = order.row();
        if (!expected.equals(row)) {
            order.say(
                    Check.I9,
                    "order",
                    "the list of orders says " + (row == null ? "nothing of it" : words(row)) + ", its history says "
                            + words(expected) + ".",
                    Advice.rebuild("orders"));
        }
    }

    private static String words(OrderRow row) {
        Instant deadline = row.deadline();
        return row.status() + ", version " + row.version() + ", attempt " + row.attempt() + ", " + row.totalMinor()
                + " " + row.currency() + (deadline == null ? "" : ", until " + deadline)
                + (row.holds().isEmpty() ? "" : ", held by " + row.holds());
    }

    private static OrderRow expected(Evidence order) {
        OrderTale tale = order.tale();
        Money total = tale.total();
        return new OrderRow(
                order.order(),
                tale.events().getLast().stored().version(),
                tale.status(),
                total == null ? "" : total.currency().getCurrencyCode(),
                total == null ? 0 : total.minor(),
                tale.attempt(),
                tale.deadlines().values().stream().min(Instant::compareTo).orElse(null),
                String.join(",", tale.holds()),
                !tale.holds().isEmpty() && !ENDED.contains(tale.status()));
    }

    /** A payment that was never begun at the gateway may be in the index or not. */
    private static void index(Evidence order) {
        for (Payment payment : order.money().payments().values()) {
            String says = order.index().get(payment.id());
            Transaction first = payment.transactions().getFirst();
            boolean mayLack = says == null && first.state() == Transaction.State.ERRORED;
            if (!mayLack && !Objects.equals(says, order.order())) {
                order.say(
                        Check.I9,
                        "payment",
                        payment.id(),
                        new Evidence.Saying(
                                "the index of payments says " + (says == null ? "nothing" : says) + " for its payment.",
                                Advice.rebuild("payment-index")));
            }
        }
    }
}
