package waybill.auditor.checks;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import waybill.auditor.Check;
import waybill.auditor.books.MadeFromEvents.Booked;
import waybill.auditor.folds.Payment;
import waybill.auditor.folds.Transaction;
import waybill.auditor.folds.Transaction.Kind;
import waybill.auditor.folds.Transaction.State;

/** I3 of one order, and what I8 says about money: nothing too much, nothing twice, and the gateway says the same. */
final class MoneyRules {
    /** What the built-in gateway calls what it did; other gateways keep their books themselves. */
    private static final String SANDBOX = "sbx_";

    private MoneyRules() {}

    static void check(Evidence order) {
        Map<String, Booked> books = new HashMap<>();
        order.booked().forEach(entry -> books.put(entry.key(), entry));
        Set<Integer> paid = new HashSet<>();
        for (Payment payment : order.money().payments().values()) {
            limits(order, payment);
            for (Transaction transaction : payment.transactions()) {
                compare(order, payment, transaction, books.remove(transaction.id()));
            }
            if (payment.isLive() && !paid.add(payment.attempt())) {
                say(
                        order,
                        payment,
                        Check.I8,
                        "attempt " + payment.attempt() + " has a second payment with the customer's money",
                        Advice.giveBack(payment.id()));
            }
        }
        books.values().forEach(entry -> unheardOf(order, entry));
    }

    private static void limits(Evidence order, Payment payment) {
        long authorized = payment.done(Kind.AUTHORIZE);
        long captured = payment.done(Kind.CAPTURE);
        long refunded = payment.done(Kind.REFUND);
        long freed = payment.done(Kind.VOID);
        if (captured + freed > authorized) {
            say(
                    order,
                    payment,
                    Check.I3,
                    captured + " was captured and " + freed + " set free of " + authorized + " that was authorized",
                    Advice.giveBack(payment.id()));
        }
        if (refunded > captured) {
            say(
                    order,
                    payment,
                    Check.I3,
                    refunded + " was refunded of " + captured + " that was captured",
                    Advice.reconcile(payment.id()));
        }
    }

    private static void compare(
            Evidence order, Payment payment, Transaction ours, @org.jspecify.annotations.Nullable Booked theirs) {
        String name = ours.kind() + " " + ours.id();
        if (theirs == null) {
            if (ours.state() == State.SUCCEEDED && ours.gatewayReference().startsWith(SANDBOX)) {
                say(
                        order,
                        payment,
                        Check.I3,
                        name + " of " + ours.amount() + " succeeded, and the gateway's books do not have it",
                        Advice.reconcile(payment.id()));
            }
            return;
        }
        boolean isSame = theirs.kind().equals(ours.kind().name())
                && theirs.amount().equals(ours.amount().toString());
        boolean agrees = switch (ours.state()) {
            case SUCCEEDED -> !theirs.declined();
            case DECLINED -> theirs.declined();
            case ERRORED, UNSENT -> false;
            case INITIATED, UNKNOWN, REVIEW -> true;
        };
        if (!isSame || !agrees) {
            say(
                    order,
                    payment,
                    Check.I3,
                    name + " of " + ours.amount() + " is " + ours.state() + " with us, and " + words(theirs)
                            + " in the gateway's books",
                    Advice.reconcile(payment.id()));
        }
    }

    private static void unheardOf(Evidence order, Booked entry) {
        order.say(
                Check.I3,
                "payment",
                entry.key(),
                new Evidence.Saying(
                        "the gateway's books have " + words(entry) + " under " + entry.key()
                                + ", which nobody here asked for.",
                        "Ask whoever has the keys of the gateway; GET /sandbox/transactions shows the entry. What was"
                                + " taken wrongly goes back by POST /payments/refund."));
    }

    static String words(Booked entry) {
        return (entry.declined() ? "a declined " : "a ") + entry.kind() + " of " + entry.amount();
    }

    private static void say(Evidence order, Payment payment, Check check, String what, String advice) {
        order.say(check, "payment", payment.id(), new Evidence.Saying(what + ".", advice));
    }
}
