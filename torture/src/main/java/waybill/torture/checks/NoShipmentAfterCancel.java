package waybill.torture.checks;

import java.util.ArrayList;
import java.util.List;
import waybill.torture.ending.Ending;
import waybill.torture.ending.Line;
import waybill.torture.ending.Order;
import waybill.torture.ending.Shipment;
import waybill.torture.history.Answer;
import waybill.torture.history.Attempt;
import waybill.torture.history.History;
import waybill.torture.history.Kind;

/** Who was told that an order is cancelled gets no parcel of it; of a partly shipped one, no further parcel. */
final class NoShipmentAfterCancel implements Check {
    @Override
    public String promise() {
        return "nothing is shipped after a cancellation was acknowledged";
    }

    @Override
    public String things() {
        return "acknowledged cancellations";
    }

    @Override
    public void judge(History history, Ending ending, Notes notes) {
        for (Attempt attempt : history.of(Kind.CANCEL)) {
            Order order = ending.orders().get(attempt.request().order());
            if (!attempt.isOk() || order == null) {
                continue;
            }
            List<Integer> shipped = order.lines().stream().map(Line::shipped).toList();
            String wrong = wrong(attempt.answer(), order, shipped);
            notes.expect(
                    wrong.isEmpty(),
                    "%s was cancelled under key %s, answered %d %s with %s shipped, and %s"
                            .formatted(
                                    order.id(),
                                    attempt.request().key(),
                                    attempt.answer().status(),
                                    attempt.answer().orderStatus(),
                                    attempt.answer().shipped(),
                                    wrong));
        }
    }

    private static String wrong(Answer told, Order order, List<Integer> shipped) {
        return switch (told.orderStatus()) {
            case "CANCELLED", "CANCEL_PENDING" ->
                order.isCancelled() && order.shipments().stream().noneMatch(Shipment::isShipped)
                        ? ""
                        : "is " + order.status() + " with " + shipped + " shipped";
            default -> told.shipped().equals(shipped) && hasNothingOpen(order) ? "" : later(order, shipped);
        };
    }

    private static boolean hasNothingOpen(Order order) {
        return order.lines().stream().allMatch(line -> line.open() == 0);
    }

    private static String later(Order order, List<Integer> shipped) {
        List<Integer> open = new ArrayList<>();
        order.lines().forEach(line -> open.add(line.open()));
        return "has now " + shipped + " shipped and " + open + " open";
    }
}
