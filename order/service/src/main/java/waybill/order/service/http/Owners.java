package waybill.order.service.http;

import java.util.List;
import org.jspecify.annotations.Nullable;
import waybill.engine.core.log.Recorded;
import waybill.engine.http.Call;
import waybill.engine.http.Problem;
import waybill.kernel.OrderId;
import waybill.order.domain.OrderEvent;

/** Keeps customers to their own: for one of them, the orders of all others do not exist. */
final class Owners {
    private Owners() {}

    /** Raises what an order raises that is not there, if it is not there or not the caller's. */
    static void requireOwn(Call call, OrderId id, List<Recorded<OrderEvent>> history) {
        String customer = call.customer();
        if (history.isEmpty() || (customer != null && !customer.equals(ownerOf(history)))) {
            throw OrderProblems.absent(id).asException();
        }
    }

    /** The customer of the order, which its first event names. */
    private static @Nullable String ownerOf(List<Recorded<OrderEvent>> history) {
        return history.getFirst().event() instanceof OrderEvent.OrderCreated created
                ? created.what().customer().id()
                : null;
    }

    /** Refuses a new order of a customer who is not the caller. */
    static void requireSelf(Call call, String customer) {
        String self = call.customer();
        if (self != null && !self.equals(customer)) {
            throw Problem.of("forbidden", "A customer may only place orders of their own: customer.id is another one.")
                    .asException();
        }
    }
}
