package waybill.auditor.checks;

import java.util.HashSet;
import java.util.Set;
import waybill.auditor.Check;
import waybill.auditor.folds.OrderTale;
import waybill.auditor.folds.Payment;
import waybill.auditor.folds.Told;
import waybill.kernel.Money;

/** I10 and I11 of one order: what was said was heard, and everybody was told the same. */
final class SagaRules {
    private SagaRules() {}

    static void check(Evidence order) {
        if (!order.tale().exists()) {
            lost(order);
            return;
        }
        order.tale().events().forEach(event -> heardOfOrder(order, event));
        order.goods().events().forEach(event -> heardOfGoods(order, event));
        order.money().events().forEach(event -> heardOfMoney(order, event));
        sameForAll(order);
    }

    /** Whoever reserves by hand sends no money along, so there was an order that asked. */
    private static void lost(Evidence order) {
        if (order.goods().isOfSaga()) {
            order.say(
                    Check.I11,
                    "order",
                    "inventory has reserved goods for it, and the order service does not know it.",
                    "Restore a backup of the orders that has it, and see docs/operate/verifying.md; until then "
                            + Advice.release(order.order()));
        }
    }

    private static void heardOfOrder(Evidence order, Told event) {
        switch (event.type()) {
            case "order.created.v1", "order.payment-retried.v1" -> {
                int attempt = event.attempt();
                boolean answered = order.goods().isClosed()
                        || order.goods().claims().keySet().stream().anyMatch(known -> known >= attempt);
                must(order, answered, "inventory", "order", event);
            }
            case "order.cancel-requested.v1" -> {
                must(order, order.goods().isClosed(), "inventory", "order", event);
                must(order, order.money().isClosing(), "payment", "order", event);
            }
            case "order.payment-return-requested.v1" -> {
                Payment payment = order.money().payments().get(event.text("payment"));
                boolean done =
                        order.money().isClosing() || (payment != null && (payment.isUnwanted() || !payment.isLive()));
                must(order, done, "payment", "order", event);
            }
            default -> {
                return;
            }
        }
    }

    private static void heardOfGoods(Evidence order, Told event) {
        OrderTale tale = order.tale();
        switch (event.type()) {
            case "inventory.reserved.v1" -> {
                if (!event.data().path("payment").isObject()) {
                    return;
                }
                int attempt = event.attempt();
                boolean asked = order.money().isClosing()
                        || order.money().payments().values().stream().anyMatch(payment -> payment.attempt() >= attempt);
                must(order, asked, "payment", "inventory", event);
            }
            case "inventory.rejected.v1" -> {
                boolean known =
                        tale.noted("inventory.rejected.v1", event.attempt()) || event.attempt() < tale.attempt();
                must(order, known || tale.has("order.cancel-requested.v1"), "order", "inventory", event);
            }
            default -> {
                return;
            }
        }
    }

    private static void heardOfMoney(Evidence order, Told event) {
        if (!event.type().equals("payment.authorized.v1")) {
            return;
        }
        OrderTale tale = order.tale();
        String payment = event.text("payment");
        boolean known = tale.noted("payment.authorized.v1", payment)
                || tale.noted("order.payment-return-requested.v1", payment)
                || tale.noted("payment.returned.v1", payment)
                || tale.has("order.cancel-requested.v1");
        must(order, known, "order", "payment", event);
    }

    private static void must(Evidence order, boolean done, String hearer, String source, Told event) {
        if (done || order.onRecord().has(hearer, source, event.stored())) {
            return;
        }
        order.say(
                Check.I10,
                hearer,
                event.place() + " was passed by in " + hearer + ": it led to nothing there, and nothing says why.",
                Advice.retry(order.order()));
    }

    private static void sameForAll(Evidence order) {
        Money total = order.tale().total();
        Set<String> asking = new HashSet<>();
        for (Told event : order.tale().events()) {
            if (event.type().equals("order.answer-wanted.v1")) {
                asking.add(event.id());
            }
        }
        for (Told event : order.goods().events()) {
            boolean isOfSaga = event.data().path("payment").isObject();
            if (event.type().equals("inventory.reserved.v1") && isOfSaga) {
                asking.add(event.id());
                told(order, event, total);
            }
        }
        for (Payment payment : order.money().payments().values()) {
            if (asking.contains(payment.causation()) && !payment.amount().equals(total)) {
                order.say(
                        Check.I11,
                        "payment",
                        "it costs " + total + ", and payment was told " + payment.amount() + " for " + payment.id()
                                + ".",
                        Advice.compensate(order.order()));
            }
        }
    }

    private static void told(Evidence order, Told event, @org.jspecify.annotations.Nullable Money total) {
        String amount = event.data().at("/payment/amount").asText() + " "
                + event.data().at("/payment/currency").asText();
        if (!amount.equals(String.valueOf(total))) {
            order.say(
                    Check.I11,
                    "inventory",
                    "it costs " + total + ", and inventory was told " + amount + ".",
                    Advice.compensate(order.order()));
        }
        if (!event.goods("lines").equals(order.tale().goods())) {
            order.say(
                    Check.I11,
                    "inventory",
                    "it is for " + OrderRules.words(order.tale().goods()) + ", and inventory was told "
                            + OrderRules.words(event.goods("lines")) + ".",
                    Advice.compensate(order.order()));
        }
    }
}
