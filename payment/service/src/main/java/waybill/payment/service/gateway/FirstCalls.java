package waybill.payment.service.gateway;

import java.util.LinkedHashMap;
import java.util.Map;
import waybill.kernel.OrderId;

/** Remembers which orders have had their one error; forgets the oldest, and everything when the process ends. */
final class FirstCalls {
    private static final int REMEMBERED_MAX = 10_000;

    private final Map<OrderId, Boolean> seen = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<OrderId, Boolean> eldest) {
            return size() > REMEMBERED_MAX;
        }
    };

    synchronized boolean isFirst(OrderId order) {
        return seen.putIfAbsent(order, true) == null;
    }
}
