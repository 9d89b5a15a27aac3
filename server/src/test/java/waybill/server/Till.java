package waybill.server;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import waybill.order.service.Payments;

/**
 * Payment as the order service sees it, scripted: moves all money once per reference, unless it was told another answer
 * for the next time.
 */
public final class Till implements Payments {
    private final Deque<Said> script = new ArrayDeque<>();
    private final Map<String, String> moved = new LinkedHashMap<>();
    private final List<Transfer> asked = new ArrayList<>();

    private record Said(Outcome outcome, boolean moves) {}

    /** Answers this the next time it is asked. */
    public synchronized void next(Outcome outcome) {
        script.add(new Said(outcome, outcome instanceof Outcome.Moved));
    }

    /** Moves the money the next time it is asked, and says this nevertheless. */
    public synchronized void movesAndSays(Outcome outcome) {
        script.add(new Said(outcome, true));
    }

    @Override
    public synchronized Outcome capture(Transfer transfer) {
        return move(transfer, "");
    }

    @Override
    public synchronized Outcome refund(Transfer transfer) {
        return move(transfer, "-");
    }

    private Outcome move(Transfer transfer, String sign) {
        asked.add(transfer);
        Said said = script.isEmpty() ? new Said(new Outcome.Moved(), true) : script.poll();
        if (said.moves()) {
            moved.put(
                    transfer.reference(),
                    transfer.order() + " " + sign + transfer.amount().decimal());
        }
        return said.outcome();
    }

    /** What was moved for this order, in order: captures as they are, refunds with a minus. */
    public synchronized List<String> of(String order) {
        return moved.values().stream()
                .filter(it -> it.startsWith(order + " "))
                .map(it -> it.substring(order.length() + 1))
                .toList();
    }

    /** How often it was asked about this order. */
    public synchronized int asked(String order) {
        return (int)
                asked.stream().filter(it -> it.order().value().equals(order)).count();
    }
}
