package waybill.auditor.checks;

import java.util.EnumMap;
import java.util.Map;
import waybill.auditor.Check;
import waybill.auditor.folds.OrderTale.Transfer;

/** How many things of an order were looked at for each law. */
final class Counting {
    private Counting() {}

    static Map<Check, Long> of(Evidence order) {
        Map<Check, Long> counted = new EnumMap<>(Check.class);
        long payments = order.money().payments().size();
        long claims = order.goods().claims().size();
        long events = (long) order.tale().events().size()
                + order.goods().events().size()
                + order.money().events().size();
        counted.put(Check.I3, payments);
        counted.put(Check.I4, order.tale().status().equals("CANCELLED") ? 1L : 0L);
        counted.put(Check.I5, order.tale().isPlaced() ? 1L : 0L);
        counted.put(
                Check.I6,
                order.tale().shipments().values().stream()
                        .filter(Transfer::isDone)
                        .count());
        counted.put(
                Check.I7,
                (long) order.tale().deadlines().size()
                        + order.goods().deadlines().size()
                        + order.money().deadlines().size());
        counted.put(Check.I8, payments + claims);
        counted.put(Check.I9, events);
        counted.put(Check.I10, events);
        counted.put(Check.I11, order.tale().exists() ? 1L : 0L);
        return counted;
    }
}
