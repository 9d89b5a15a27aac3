package waybill.payment.service.gateway;

import java.util.LinkedHashMap;
import java.util.Map;
import waybill.kernel.OrderId;
import waybill.payment.domain.Kind;

/**
 * Remembers which calls of which orders have had their one error; forgets the oldest, and everything when the process
 * ends.
 */
final class FirstCalls {
    private record Call(OrderId order, Kind kind) {}

    private static final int REMEMBERED_MAX = 10_000;

    private final Map<Call, Boolean> seen = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Call, Boolean> eldest) {
            return size() > REMEMBERED_MAX;
        }
    };

    synchronized boolean isFirst(OrderId order, Kind kind) {
        return seen.putIfAbsent(new Call(order, kind), true) == null;
    }
}
