package waybill.torture.checks;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import waybill.torture.ending.Ending;
import waybill.torture.ending.Order;
import waybill.torture.ending.Refund;
import waybill.torture.ending.Shipment;
import waybill.torture.ending.Transaction;
import waybill.torture.history.History;

/** Every order is charged exactly what has shipped, less what was given back; a cancelled one nothing. */
final class OrdersAreChargedExactly implements Check {
    @Override
    public String promise() {
        return "an order is charged exactly what shipped of it, once; a cancelled one keeps no money";
    }

    @Override
    public String things() {
        return "orders";
    }

    @Override
    public void judge(History history, Ending ending, Notes notes) {
        Map<String, List<Transaction>> money = ending.transactions().stream()
                .filter(Transaction::isDone)
                .collect(Collectors.groupingBy(Transaction::order));
        for (Order order : ending.orders().values()) {
            Map<String, Long> sums = new HashMap<>();
            money.getOrDefault(order.id(), List.of()).forEach(one -> sums.merge(one.kind(), one.amount(), Long::sum));
            String wrong = wrong(order, sums);
            notes.expect(wrong.isEmpty(), "%s (%s): %s; %s".formatted(order.id(), order.status(), wrong, sums));
        }
    }

    private static String wrong(Order order, Map<String, Long> sums) {
        long captured = sums.getOrDefault("CAPTURE", 0L);
        long refunded = sums.getOrDefault("REFUND", 0L);
        long setAside = sums.getOrDefault("AUTHORIZE", 0L) - captured - sums.getOrDefault("VOID", 0L);
        if (order.isCancelled()) {
            return captured == refunded && setAside == 0 ? "" : "it is cancelled and not all money is back";
        }
        long kept = captured - takenInVain(order);
        if (kept != order.priceOfShipped()) {
            return "what shipped costs " + order.priceOfShipped() + " and " + kept + " was taken";
        }
        long promised = order.refunds().stream()
                .filter(Refund::isDone)
                .mapToLong(Refund::amount)
                .sum();
        if (refunded != promised) {
            return "refunds of " + promised + " are recorded and " + refunded + " was given back";
        }
        long open = order.lines().stream()
                .mapToLong(line -> line.price() * line.open())
                .sum();
        return setAside == open ? "" : "what is open costs " + open + " and " + setAside + " is set aside";
    }

    /** Money that was taken for a shipment that had been given up goes back under the shipment's own number. */
    private static long takenInVain(Order order) {
        Set<String> abandoned = order.shipments().stream()
                .filter(Shipment::isAbandoned)
                .map(shipment -> number(shipment.id()))
                .collect(Collectors.toSet());
        return order.refunds().stream()
                .filter(refund -> refund.isDone() && abandoned.contains(number(refund.id())))
                .mapToLong(Refund::amount)
                .sum();
    }

    private static String number(String id) {
        return id.substring(id.indexOf('_') + 1);
    }
}
