package waybill.torture.checks;

import java.util.HashSet;
import java.util.Set;
import waybill.torture.ending.Ending;
import waybill.torture.ending.Order;
import waybill.torture.history.Attempt;
import waybill.torture.history.History;
import waybill.torture.history.Kind;

/** A customer who was told "confirmed" has the order, unless somebody asked to cancel it or the books say why not. */
final class ConfirmedOrdersStay implements Check {
    /** The customer's own wish; every other reason is the shop's, and must be one that the rules know. */
    private static final String WISHED = "CUSTOMER_REQUEST";

    /** Goods that were gone when a hold had run out, and money that the bank did not give when it was to be taken. */
    private static final Set<String> KNOWN = Set.of("OUT_OF_STOCK", "PAYMENT_FAILED");

    @Override
    public String promise() {
        return "a confirmed order is not cancelled unless somebody asked for it or a rule says why";
    }

    @Override
    public String things() {
        return "confirmed orders";
    }

    @Override
    public void judge(History history, Ending ending, Notes notes) {
        Set<String> cancelled = new HashSet<>();
        history.of(Kind.CANCEL)
                .forEach(attempt -> cancelled.add(attempt.request().order()));
        Set<String> seen = new HashSet<>();
        for (Attempt attempt : history.of(Kind.PLACE, Kind.PAY, Kind.READ)) {
            String id = attempt.answer().order();
            if (!attempt.answer().orderStatus().equals("CONFIRMED") || !seen.add(id)) {
                continue;
            }
            Order order = ending.orders().get(id);
            notes.looked();
            if (order != null && order.isCancelled() && !isExplained(order, cancelled)) {
                notes.found("%s was confirmed under key %s and is cancelled: %s, and nobody asked for it"
                        .formatted(id, attempt.request().key(), order.cancelReason()));
            }
        }
    }

    private static boolean isExplained(Order order, Set<String> cancelled) {
        return order.cancelReason().equals(WISHED)
                ? cancelled.contains(order.id())
                : KNOWN.contains(order.cancelReason());
    }
}
