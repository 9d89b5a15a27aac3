package waybill.simulation.exploration;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import waybill.inventory.domain.InventoryDecider;
import waybill.inventory.domain.Reservation;
import waybill.inventory.domain.Warehouse;
import waybill.order.domain.Order;
import waybill.order.domain.OrderDeadlines;
import waybill.payment.domain.Kind;
import waybill.payment.domain.PaymentDeadlines;
import waybill.simulation.exploration.Moment.Life;

/** What must be true at every moment, and what must be true when nothing is left to happen by itself. */
final class Laws {
    private Laws() {}

    /** What is wrong; empty if all is well. */
    static List<String> broken(Moment moment) {
        List<String> wrong = new ArrayList<>();
        long promised = moment.lives().stream().mapToLong(Laws::promised).sum();
        if (promised != moment.level().held() + moment.level().committed()) {
            wrong.add("I2: promised " + promised + " of " + moment.level());
        }
        for (Life life : moment.lives()) {
            always(life, wrong);
            if (isAtRest(moment)) {
                inTheEnd(life, wrong);
            }
        }
        return wrong;
    }

    private static void always(Life life, List<String> wrong) {
        if (charged(life) < 0 || charged(life) > 1) {
            wrong.add("charged " + charged(life) + " times: " + life.books());
        }
        if (life.order() instanceof Order.Cancelled && (charged(life) != 0 || promised(life) != 0)) {
            wrong.add("I4: cancelled, and charged " + charged(life) + ", promised " + promised(life));
        }
    }

    private static void inTheEnd(Life life, List<String> wrong) {
        switch (life.order()) {
            case Order.Unplaced _, Order.Cancelled _ -> {}
            case Order.Confirmed was -> {
                boolean isCommitted = life.goods()
                        .attempt(was.facts().attempt())
                        .filter(Reservation.Committed.class::isInstance)
                        .isPresent();
                if (!isCommitted || charged(life) != 1) {
                    wrong.add("I5: confirmed, with " + life.goods() + ", charged " + charged(life));
                }
            }
            case Order.Known known -> wrong.add("I7: waits for ever: " + known);
        }
    }

    /** Nothing is under way, and no deadline stands. */
    static boolean isAtRest(Moment moment) {
        return moment.lives().stream()
                .allMatch(life -> life.said().isEmpty()
                        && life.calls().isEmpty()
                        && OrderDeadlines.of(life.order()).isEmpty()
                        && InventoryDecider.deadlines(new Warehouse(life.goods(), Map.of()))
                                .isEmpty()
                        && PaymentDeadlines.of(life.payments()).keySet().stream()
                                .allMatch(name -> name.startsWith(PaymentDeadlines.EXPIRY)));
    }

    private static long promised(Life life) {
        return life.goods().list().stream()
                .filter(one -> !one.promised().isEmpty())
                .count();
    }

    private static long charged(Life life) {
        return life.times(Kind.AUTHORIZE) - life.times(Kind.VOID);
    }
}
