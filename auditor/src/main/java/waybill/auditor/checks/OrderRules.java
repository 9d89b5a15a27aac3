package waybill.auditor.checks;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import waybill.auditor.Check;
import waybill.auditor.folds.OrderTale;
import waybill.auditor.folds.OrderTale.Transfer;
import waybill.auditor.folds.Payment;
import waybill.auditor.folds.StockTale.Claim;
import waybill.auditor.folds.StockTale.Standing;
import waybill.auditor.folds.Transaction.Kind;
import waybill.kernel.Money;

/** I4, I5 and I6 of one order: what it has of the others is what it is entitled to. */
final class OrderRules {
    private OrderRules() {}

    static void check(Evidence order) {
        if (order.tale().status().equals("CANCELLED")) {
            cancelled(order);
        }
        if (order.tale().isPlaced()) {
            goods(order);
            money(order);
        }
        shipped(order);
    }

    private static void cancelled(Evidence order) {
        order.goods().claims().forEach((attempt, claim) -> {
            if (claim.isLive()) {
                order.say(
                        Check.I4,
                        "inventory",
                        "it is cancelled, and attempt " + attempt + " still has " + words(claim.open()) + " "
                                + claim.standing() + ".",
                        Advice.release(order.order()));
            }
        });
        for (Payment payment : order.money().payments().values()) {
            if (payment.isLive() && !payment.isAtWork()) {
                order.say(
                        Check.I4,
                        "payment",
                        "it is cancelled, and " + payment.id() + " still has " + rest(payment) + ".",
                        Advice.giveBack(payment.id()));
            }
        }
    }

    private static String rest(Payment payment) {
        return payment.hasRest()
                ? payment.amount() + " of the customer's set aside"
                : new Money(payment.kept(), payment.amount().currency()) + " that was taken and not given back";
    }

    /** What a person has released, and the order has heard of, is known to be gone. */
    private static void goods(Evidence order) {
        OrderTale tale = order.tale();
        Claim claim = order.goods().claims().get(tale.attempt());
        boolean isThere =
                claim != null && (claim.standing() == Standing.COMMITTED || claim.standing() == Standing.CONSUMED);
        if (!isThere && !tale.noted("inventory.released.v1", tale.attempt())) {
            order.say(
                    Check.I5,
                    "inventory",
                    "it is " + tale.status() + ", and its goods are "
                            + (claim == null ? "not reserved at all" : claim.standing()) + ".",
                    Advice.retry(order.order()));
        }
    }

    private static void money(Evidence order) {
        OrderTale tale = order.tale();
        Payment paid = order.money().payments().get(String.valueOf(tale.payment()));
        if (paid == null || !paid.isAuthorized()) {
            order.say(
                    Check.I5,
                    "payment",
                    "it is " + tale.status() + ", and its payment " + tale.payment()
                            + (paid == null ? " does not exist." : " was never authorized."),
                    Advice.compensate(order.order()));
            return;
        }
        if (!paid.amount().equals(tale.total())) {
            order.say(
                    Check.I5,
                    "payment",
                    "it costs " + tale.total() + ", and " + paid.id() + " is of " + paid.amount() + ".",
                    Advice.compensate(order.order()));
        }
        boolean isKnownToBeGone = tale.noted("payment.expired.v1", paid.id())
                || tale.noted("payment.returned.v1", paid.id())
                || paid.done(Kind.CAPTURE) > 0
                || paid.isAtWork();
        if (!paid.isLive() && !isKnownToBeGone) {
            order.say(
                    Check.I5,
                    "payment",
                    "it is " + tale.status() + ", and nothing of " + paid.amount() + " is set aside by " + paid.id()
                            + " any more.",
                    Advice.compensate(order.order()));
        }
        others(order, paid);
        tale.shipments().forEach((id, shipment) -> moved(order, paid, Kind.CAPTURE, id, shipment));
        tale.refunds().forEach((id, refund) -> moved(order, paid, Kind.REFUND, id, refund));
    }

    private static void others(Evidence order, Payment paid) {
        for (Payment other : order.money().payments().values()) {
            if (other != paid && other.isLive() && !other.isAtWork()) {
                order.say(
                        Check.I5,
                        "payment",
                        "it is paid by " + paid.id() + ", and " + other.id() + " has " + rest(other) + " too.",
                        Advice.giveBack(other.id()));
            }
        }
    }

    private static void moved(Evidence order, Payment paid, Kind kind, String id, Transfer transfer) {
        if (transfer.isDone() && !transfer.amount().isZero() && !paid.has(kind, id, transfer.amount())) {
            order.say(
                    Check.I5,
                    "payment",
                    "its " + id + " says that " + transfer.amount() + " was "
                            + (kind == Kind.CAPTURE ? "taken" : "given back") + ", and " + paid.id() + " has no such "
                            + kind + ".",
                    kind == Kind.CAPTURE ? Advice.reconcile(paid.id()) : Advice.giveBack(paid.id()));
        }
    }

    private static void shipped(Evidence order) {
        Map<String, Map<String, Long>> consumed = new HashMap<>();
        order.goods().claims().values().forEach(claim -> consumed.putAll(claim.consumed()));
        order.tale().shipments().forEach((id, shipment) -> {
            if (shipment.isDone()) {
                compare(order, id, shipment.goods(), consumed.remove(id));
            }
        });
        if (order.tale().exists()) {
            consumed.forEach((id, goods) -> compare(order, id, Map.of(), goods));
        }
    }

    private static void compare(
            Evidence order, String shipment, Map<String, Long> left, @Nullable Map<String, Long> booked) {
        if (left.equals(booked)) {
            return;
        }
        String product = (left.isEmpty() && booked != null ? booked : left)
                .keySet().stream().findFirst().orElse("");
        order.say(
                Check.I6,
                "inventory",
                "with " + shipment + " it shipped " + words(left) + ", and "
                        + (booked == null ? "nothing" : words(booked)) + " was taken from the stock.",
                Advice.adjust(product));
    }

    static String words(Map<String, Long> goods) {
        if (goods.isEmpty()) {
            return "nothing";
        }
        StringBuilder words = new StringBuilder();
        goods.forEach((product, units) -> words.append(words.isEmpty() ? "" : ", ")
                .append(units)
                .append(" of ")
                .append(product));
        return words.toString();
    }
}
