package waybill.order.service.store;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import waybill.order.domain.OrderStatus;

/**
 * Which orders a list shows; what is null or empty does not filter.
 *
 * @param statuses any of these
 * @param text the beginning of an order id, or the whole of a customer id, product id or tracking number
 * @param stuckAt only those that are stuck at this moment: a deadline has passed and nobody has acted, or something
 *     stops them that somebody has to settle
 * @param running only those whose saga has not ended
 * @param after only those that come after this one
 */
public record OrderFilter(
        Set<OrderStatus> statuses,
        @Nullable String customer,
        @Nullable Instant createdAfter,
        @Nullable Instant createdBefore,
        @Nullable Instant stuckAt,
        boolean running,
        @Nullable String text,
        @Nullable Place after) {

    public OrderFilter {
        statuses = Set.copyOf(statuses);
    }

    /** Where an order stands in every list: by its age, the newest first. */
    public record Place(Instant createdAt, String id) {}

    /** The same, but only this customer's. */
    public OrderFilter ofCustomer(String self) {
        return new OrderFilter(statuses, self, createdAfter, createdBefore, stuckAt, running, text, after);
    }

    /** Every saga that runs, or is stuck at this moment. */
    public static OrderFilter sagas(@Nullable Instant stuckAt, @Nullable Place after) {
        return new OrderFilter(Set.of(), null, null, null, stuckAt, stuckAt == null, null, after);
    }
}
