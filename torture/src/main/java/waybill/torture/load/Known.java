package waybill.torture.load;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import waybill.torture.history.Answer;
import waybill.torture.history.Kind;
import waybill.torture.history.Outcome;
import waybill.torture.history.Request;

/** What clients have been told so far, for others to go on with. */
final class Known {
    private static final int REMEMBERED = 2_000;
    /** Often it is one of these last ones, so that clients meet at the same order. */
    private static final int FRESH = 30;

    /** What can be done with an order, as far as is known. */
    enum Shelf {
        OPEN,
        UNPAID,
        SHIPPED,
        ANY
    }

    private final Map<Shelf, List<String>> orders = new EnumMap<>(Shelf.class);
    private final List<Request> answered = new ArrayList<>();

    Known() {
        for (Shelf shelf : Shelf.values()) {
            orders.put(shelf, new ArrayList<>());
        }
    }

    /** A client was told this. */
    synchronized void heard(Request request, Answer answer) {
        if (answer.isSettled() && request.kind().isWrite() && request.kind() != Kind.IMPOSTOR) {
            add(answered, request);
        }
        if (answer.order().isEmpty()) {
            return;
        }
        switch (request.kind()) {
            case PLACE, PAY -> {
                put(Shelf.ANY, answer.order());
                put(isUnpaid(answer) ? Shelf.UNPAID : Shelf.OPEN, answer.order());
            }
            case FULFILL -> {
                if (answer.outcome() == Outcome.OK) {
                    put(Shelf.SHIPPED, answer.order());
                }
            }
            case RECEIVE, IMPOSTOR, CANCEL, REFUND, READ -> {
                // They make nothing possible that was not possible before.
            }
        }
    }

    private static boolean isUnpaid(Answer answer) {
        return answer.status() == 402 || answer.status() == 503;
    }

    private void put(Shelf shelf, String order) {
        List<String> some = orders.get(shelf);
        if (some != null) {
            add(some, order);
        }
    }

    private static <T> void add(List<T> some, T one) {
        if (some.size() == REMEMBERED) {
            some.subList(0, REMEMBERED / 2).clear();
        }
        some.add(one);
    }

    /** One of those orders. */
    synchronized Optional<String> order(Shelf shelf, Chance chance) {
        return any(orders.getOrDefault(shelf, List.of()), chance);
    }

    /** A request that was answered for good. */
    synchronized Optional<Request> answered(Chance chance) {
        return any(answered, chance);
    }

    /** A placement that was answered for good. */
    synchronized Optional<Request> placed(Chance chance) {
        return any(answered.stream().filter(one -> one.kind() == Kind.PLACE).toList(), chance);
    }

    private static <T> Optional<T> any(List<T> some, Chance chance) {
        if (some.isEmpty()) {
            return Optional.empty();
        }
        int from = chance.percent(60) ? Math.max(0, some.size() - FRESH) : 0;
        return Optional.of(some.get(from + chance.below(some.size() - from)));
    }
}
