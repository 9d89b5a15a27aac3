package waybill.torture.checks;

import java.util.HashSet;
import java.util.Set;
import waybill.torture.ending.Ending;
import waybill.torture.ending.Order;
import waybill.torture.history.Attempt;
import waybill.torture.history.History;
import waybill.torture.history.Kind;

/** "Accepted" is a promise: whoever did not wait, by choice or by bad luck, has an order that came to an end. */
final class AcceptedOrdersEnd implements Check {
    @Override
    public String promise() {
        return "what was accepted with 202 came to an end";
    }

    @Override
    public String things() {
        return "orders";
    }

    @Override
    public void judge(History history, Ending ending, Notes notes) {
        Set<String> seen = new HashSet<>();
        for (Attempt attempt : history.of(Kind.PLACE, Kind.PAY, Kind.CANCEL, Kind.FULFILL, Kind.REFUND)) {
            String id = attempt.answer().order();
            if (attempt.answer().status() != 202 || id.isEmpty() || !seen.add(id)) {
                continue;
            }
            Order order = ending.orders().get(id);
            notes.expect(
                    order != null && order.isResting(),
                    "%s was accepted (%s) and %s"
                            .formatted(
                                    id,
                                    attempt.request().kind(),
                                    order == null ? "is not there" : "is still " + order.status()));
        }
    }
}
