package waybill.torture.checks;

import java.util.HashSet;
import java.util.Set;
import waybill.torture.ending.Ending;
import waybill.torture.ending.Order;
import waybill.torture.history.Attempt;
import waybill.torture.history.History;
import waybill.torture.history.Kind;

/** No order that a client was told of is lost, or is another one than was sent. */
final class AcknowledgedOrdersExist implements Check {
    @Override
    public String promise() {
        return "every order a client was told of exists, with what the client sent";
    }

    @Override
    public String things() {
        return "orders";
    }

    @Override
    public void judge(History history, Ending ending, Notes notes) {
        Set<String> seen = new HashSet<>();
        for (Attempt attempt : history.of(Kind.PLACE)) {
            String id = attempt.answer().order();
            if (id.isEmpty() || !seen.add(id)) {
                continue;
            }
            Order order = ending.orders().get(id);
            String difference = order == null ? "it is not there" : Sent.difference(attempt.request(), order);
            notes.expect(
                    difference.isEmpty(),
                    "%s was acknowledged (%d) under key %s: %s"
                            .formatted(
                                    id,
                                    attempt.answer().status(),
                                    attempt.request().key(),
                                    difference));
        }
    }
}
