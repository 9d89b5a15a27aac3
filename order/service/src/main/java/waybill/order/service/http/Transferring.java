package waybill.order.service.http;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import waybill.engine.core.commands.Outcome;
import waybill.engine.core.log.KeyEntry;
import waybill.engine.core.log.Recorded;
import waybill.engine.core.log.StoredAnswer;
import waybill.engine.http.Answer;
import waybill.engine.http.Call;
import waybill.engine.http.headers.Waiting;
import waybill.engine.http.writes.Writes;
import waybill.kernel.OrderId;
import waybill.order.domain.Order;
import waybill.order.domain.OrderCommand;
import waybill.order.domain.OrderEvent;
import waybill.order.domain.OrderRefusal;
import waybill.order.service.Transfers;

/**
 * Requests that move money: begun under the call's key, moved by payment under a reference that the key remembers, and
 * answered from the history of the order. A repeat that finds it under way asks payment again, which moves nothing
 * twice; one that finds that nobody could be asked begins anew, and the key remembers that from then on. The order
 * decides about that once for all repeats: a refusal is kept, too, and given again even if it would be obeyed by now,
 * since no history tells when somebody was refused.
 */
final class Transferring {
    private static final String REFERENCE_POINTER = "transfer";

    private final OrderDoor door;

    Transferring(OrderDoor door) {
        this.door = door;
    }

    /** What is special to one kind of request. */
    interface Errand {
        OrderId order();

        OrderCommand begin(UUID reference);

        boolean begins(OrderEvent event, UUID reference);

        boolean ends(OrderEvent event, UUID reference);

        /** Whether this end means that provably nothing was moved because nobody could be asked. */
        boolean isRetryable(OrderEvent end);

        /** Under which reference it is begun anew, after this one has come to nothing. */
        UUID again(UUID failed);

        /** Asks payment; null if it does not know. */
        @Nullable
        OrderCommand move(OrderEvent begun, Transfers.Ask ask);

        /** The answer, once the last event of this history has ended it. */
        Answer ended(Call call, List<Recorded<OrderEvent>> until, Recorded<OrderEvent> begun);

        /** The answer as long as nobody knows. */
        Answer pending(List<Recorded<OrderEvent>> history, UUID reference);
    }

    Answer run(Call call, Errand errand, Waiting waiting) {
        Begun first = new Begun(door.newId(), 1, true);
        Outcome<Order, OrderRefusal> outcome = door.submit(call, errand.begin(first.reference()), first.pointer());
        Answer answer = switch (outcome) {
            case Outcome.Done<Order, OrderRefusal> _ -> settle(call, errand, first, waiting);
            case Outcome.Refused<Order, OrderRefusal> refused -> Writes.sent(refused.answer());
            case Outcome.Replayed<Order, OrderRefusal>(KeyEntry entry) -> repeat(call, errand, entry, waiting);
            case Outcome.KeyReused<Order, OrderRefusal> _ ->
                throw Writes.keyReused().asException();
        };
        return Placing.applied(answer, waiting);
    }

    /**
     * What a request has begun.
     *
     * @param time for the how manieth time under this reference, 1 for the first
     * @param now by this very call
     */
    private record Begun(UUID reference, int time, boolean now) {
        private static final String TIMES = "/";

        static Begun before(StoredAnswer kept) {
            String[] parts = kept.body().split(TIMES, 2);
            return new Begun(UUID.fromString(parts[0]), parts.length == 1 ? 1 : Integer.parseInt(parts[1]), false);
        }

        Begun anew(UUID next) {
            return new Begun(next, next.equals(reference) ? time + 1 : 1, true);
        }

        /** Nobody has asked payment for it yet. */
        boolean isUnasked() {
            return now && time == 1;
        }

        OrderDoor.Pointer pointer() {
            String body = time == 1 ? reference.toString() : reference + TIMES + time;
            return _ -> new StoredAnswer(202, REFERENCE_POINTER, body);
        }
    }

    private Answer settle(Call call, Errand errand, Begun what, Waiting waiting) {
        UUID reference = what.reference();
        List<Recorded<OrderEvent>> history = door.historyOrNone(errand.order());
        Recorded<OrderEvent> begun = begun(history, errand, reference);
        if (end(history, errand, reference) < 0) {
            OrderCommand known = errand.move(
                    begun.event(),
                    new Transfers.Ask(what.isUnasked(), begun.meta().traceparent()));
            if (known != null) {
                var _ = door.submitUnkeyed(call, known);
            }
            history = door.until(errand.order(), seen -> end(seen, errand, reference) >= 0, waiting.time());
        }
        int end = end(history, errand, reference);
        return end < 0 ? errand.pending(history, reference) : errand.ended(call, history.subList(0, end + 1), begun);
    }

    private Answer repeat(Call call, Errand errand, KeyEntry entry, Waiting waiting) {
        StoredAnswer kept = door.latest(call, entry, REFERENCE_POINTER);
        if (!kept.contentType().equals(REFERENCE_POINTER)) {
            return Writes.replayed(Writes.sent(kept));
        }
        Begun begun = Begun.before(kept);
        List<Recorded<OrderEvent>> history = door.historyOrNone(errand.order());
        int end = end(history, errand, begun.reference());
        return end < 0 || !errand.isRetryable(history.get(end).event())
                ? Writes.replayed(settle(call, errand, begun, waiting))
                : anew(call, errand, kept, waiting);
    }

    /** Of repeats that come side by side one begins. */
    private Answer anew(Call call, Errand errand, StoredAnswer failed, Waiting waiting) {
        Begun before = Begun.before(failed);
        Begun next = before.anew(errand.again(before.reference()));
        return switch (door.submitAnew(call, failed, errand.begin(next.reference()), next.pointer())) {
            case Outcome.Done<Order, OrderRefusal> _ -> settle(call, errand, next, waiting);
            case Outcome.Refused<Order, OrderRefusal> refused -> Writes.sent(refused.answer());
            case Outcome.Replayed<Order, OrderRefusal>(KeyEntry entry) -> repeat(call, errand, entry, waiting);
            case Outcome.KeyReused<Order, OrderRefusal> _ ->
                throw Writes.keyReused().asException();
        };
    }

    /** The event with which it began, for the last time. */
    private static Recorded<OrderEvent> begun(List<Recorded<OrderEvent>> history, Errand errand, UUID reference) {
        for (Recorded<OrderEvent> recorded : history.reversed()) {
            if (errand.begins(recorded.event(), reference)) {
                return recorded;
            }
        }
        throw new IllegalStateException("the key names what the order has never begun: " + reference);
    }

    /**
     * Where it ended; -1 if it has not, or has begun again since. What was given up for want of an answer may turn out
     * to have been done, and is not begun anew then.
     */
    static int end(List<Recorded<OrderEvent>> history, Errand errand, UUID reference) {
        int end = -1;
        for (int i = 0; i < history.size(); i++) {
            OrderEvent event = history.get(i).event();
            boolean isGivenUp = end < 0 || errand.isRetryable(history.get(end).event());
            if (isGivenUp && errand.ends(event, reference)) {
                end = i;
            } else if (isGivenUp && errand.begins(event, reference)) {
                end = -1;
            }
        }
        return end;
    }
}
