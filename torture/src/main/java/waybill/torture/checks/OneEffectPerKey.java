package waybill.torture.checks;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import waybill.torture.ending.Ending;
import waybill.torture.ending.Order;
import waybill.torture.ending.Refund;
import waybill.torture.ending.Shipment;
import waybill.torture.history.Attempt;
import waybill.torture.history.History;
import waybill.torture.history.Kind;

/**
 * However often a request was sent: one order, one shipment, one refund, and never another one than was told before.
 */
final class OneEffectPerKey implements Check {
    @Override
    public String promise() {
        return "one key has one effect: one order, one shipment, one refund, however often it was sent";
    }

    @Override
    public String things() {
        return "keys";
    }

    @Override
    public void judge(History history, Ending ending, Notes notes) {
        Map<String, List<String>> orders = new HashMap<>();
        ending.orders()
                .values()
                .forEach(order -> orders.computeIfAbsent(order.mark(), _ -> new ArrayList<>())
                        .add(order.id()));
        history.byKey(Kind.PLACE).forEach((key, attempts) -> one(key, attempts, orders, notes));
        Map<String, List<String>> shipments =
                marked(ending, Order::shipments, Shipment::isShipped, Shipment::mark, Shipment::id);
        history.byKey(Kind.FULFILL).forEach((key, attempts) -> done(key, attempts, shipments, notes));
        Map<String, List<String>> refunds = marked(ending, Order::refunds, Refund::isDone, Refund::mark, Refund::id);
        history.byKey(Kind.REFUND).forEach((key, attempts) -> done(key, attempts, refunds, notes));
    }

    /** The order of a key, and no other one was ever told of under it. */
    private static void one(String key, List<Attempt> attempts, Map<String, List<String>> orders, Notes notes) {
        List<String> made = orders.getOrDefault(key, List.of());
        Set<String> told = attempts.stream()
                .map(attempt -> attempt.answer().order())
                .filter(id -> !id.isEmpty())
                .collect(Collectors.toSet());
        notes.expect(
                made.size() <= 1 && (told.isEmpty() || told.equals(Set.copyOf(made))),
                "key %s made %s and was told of %s".formatted(key, made, told));
    }

    /** At most one effect, and exactly one if a client was told that it is done. */
    private static void done(String key, List<Attempt> attempts, Map<String, List<String>> effects, Notes notes) {
        List<String> made = effects.getOrDefault(key, List.of());
        boolean promised = attempts.stream()
                .anyMatch(attempt -> attempt.isOk() && attempt.answer().status() != 202);
        notes.expect(
                made.size() <= 1 && (!promised || made.size() == 1),
                "%s with key %s %s, and is there as %s"
                        .formatted(
                                attempts.getFirst().request().kind(),
                                key,
                                promised ? "was acknowledged" : "was sent",
                                made));
    }

    private static <T> Map<String, List<String>> marked(
            Ending ending,
            Function<Order, List<T>> parts,
            Predicate<T> happened,
            Function<T, String> mark,
            Function<T, String> id) {
        return ending.orders().values().stream()
                .flatMap(order -> parts.apply(order).stream())
                .filter(happened)
                .collect(Collectors.groupingBy(mark, Collectors.mapping(id, Collectors.toList())));
    }
}
