package waybill.simulation.exploration;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import waybill.contracts.Announcement;
import waybill.inventory.domain.Reservations;
import waybill.kernel.TransactionId;
import waybill.order.domain.Order;
import waybill.order.domain.OrderFacts;
import waybill.order.domain.OrderSaga.Entry;
import waybill.order.domain.OrderSaga.Mark;
import waybill.order.domain.rules.OrderTable;
import waybill.payment.domain.Payment;
import waybill.payment.domain.Payments;
import waybill.simulation.exploration.Moment.Lane;
import waybill.simulation.exploration.Moment.Life;

/**
 * What two moments have in common that differ in names, in times, and in the order of what was noted where no rule asks
 * for the order. The deciders tell them apart by their clocks only, which the exploration does not let matter.
 */
final class Likeness {
    private static final Pattern NAMES_AND_TIMES =
            Pattern.compile("[a-z]+_[0-9a-z]{26}|\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z");

    /** Of these the last one decides, so their order counts. */
    private static final Set<Mark> IN_ORDER =
            EnumSet.of(Mark.STOCK_HELD, Mark.STOCK_EXPIRED, Mark.STOCK_COMMITTED, Mark.STOCK_RELEASED);

    private final IdentityHashMap<Announcement, String> words = new IdentityHashMap<>();

    /** Equal for moments that are alike. */
    List<Object> of(Moment moment) {
        List<Object> all = new ArrayList<>();
        for (Life life : moment.lives()) {
            order(life.order(), all);
            goods(life.goods(), all);
            payments(life, all);
            for (Lane lane : Lane.values()) {
                all.add(life.said().getOrDefault(lane, List.of()).stream()
                        .map(said -> words.computeIfAbsent(said, Likeness::words))
                        .toList());
            }
        }
        all.add(moment.repeats());
        all.add(moment.level());
        return all;
    }

    private static String words(Announcement said) {
        return NAMES_AND_TIMES.matcher(said.toString()).replaceAll("");
    }

    private static void order(Order order, List<Object> all) {
        all.add(OrderTable.State.of(order));
        if (!(order instanceof Order.Known known)) {
            return;
        }
        OrderFacts facts = known.facts();
        all.add(facts.attempt());
        all.add(facts.holds().stream().map(hold -> hold.kind()).toList());
        all.add(Order.payment(known).isPresent());
        all.add(facts.returns().stream()
                .map(back -> back.attempt() + " " + (back.askedAt() != null) + (back.doneAt() != null))
                .sorted()
                .toList());
        all.add(facts.log().entries().stream()
                .filter(entry -> IN_ORDER.contains(entry.mark()))
                .map(Likeness::noted)
                .toList());
        all.add(facts.log().entries().stream()
                .filter(entry -> !IN_ORDER.contains(entry.mark()))
                .map(Likeness::noted)
                .distinct()
                .sorted()
                .toList());
        if (known instanceof Order.Cancelling ending) {
            all.add(List.of(ending.stockClosed(), ending.moneyClosed(), ending.round()));
        }
    }

    private static String noted(Entry entry) {
        return entry.mark() + " " + entry.attempt();
    }

    private static void goods(Reservations goods, List<Object> all) {
        all.add(goods.getClass().getSimpleName());
        all.add(goods.list().stream()
                .map(one -> one.attempt() + one.getClass().getSimpleName())
                .toList());
    }

    private static void payments(Life life, List<Object> all) {
        Payments payments = life.payments();
        all.add(payments.closing() == null ? "open" : payments.closing().isDone());
        for (Payment payment : payments.all()) {
            all.add(payment.attempt());
            all.add(payment.unwanted() == null ? "wanted" : payment.unwanted().evenCaptured());
            all.add(payment.transactions().stream()
                    .map(one -> one.kind() + " " + one.state().getClass().getSimpleName() + " " + fate(life, one.id()))
                    .toList());
        }
    }

    /** What has become of a call: whether the gateway has it in its books, or is still to be asked. */
    private static String fate(Life life, TransactionId key) {
        return life.calls().stream().filter(call -> call.key().equals(key)).count()
                + " "
                + life.books().entrySet().stream()
                        .filter(entry -> entry.getKey().key().equals(key))
                        .map(Map.Entry::getValue)
                        .sorted(Comparator.naturalOrder())
                        .toList();
    }
}
