package waybill.simulation.laws;

import java.time.Instant;
import java.util.List;
import waybill.engine.core.log.Deadline;
import waybill.order.domain.Order;
import waybill.payment.domain.PaymentDeadlines;
import waybill.simulation.shop.Service;
import waybill.simulation.shop.Shop;

/**
 * What the living owe an order while one service is dead: no order waits for the saga or for its customer longer than
 * it may, and no deadline of theirs is over without having been acted upon. An order that is to end waits for the dead:
 * only it can say that nothing is left.
 */
final class Forsaken {
    private final Shop shop;
    private final Service<?, ?, ?, ?, ?> dead;

    Forsaken(Shop shop, Service<?, ?, ?, ?, ?> dead) {
        this.shop = shop;
        this.dead = dead;
    }

    void check(List<String> wrong) {
        Instant now = shop.world().instant().minusSeconds(2);
        if (dead != shop.orders()) {
            shop.known().forEach((id, order) -> {
                boolean late = switch (order) {
                    case Order.Pending it -> it.deadline().isBefore(now);
                    case Order.Unpaid it -> it.payableUntil().isBefore(now);
                    case Order.Cancelling _, Order.Cancelled _, Order.Paid _ -> false;
                };
                if (late) {
                    wrong.add("I7: without " + dead + ", " + id + " waits for ever: " + order);
                }
            });
        }
        for (Service<?, ?, ?, ?, ?> living : shop.services()) {
            if (living != dead) {
                living.disk().deadlines().stream()
                        .filter(due -> due.dueAt().isBefore(now))
                        .filter(due -> !due.name().startsWith(PaymentDeadlines.EXPIRY))
                        .forEach(due -> overdue(wrong, due));
            }
        }
    }

    private void overdue(List<String> wrong, Deadline due) {
        wrong.add("I7: without " + dead + ", nobody acts on " + due);
    }
}
