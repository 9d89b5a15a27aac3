package waybill.torture.checks;

import java.util.Map;
import java.util.TreeMap;
import waybill.torture.ending.Ending;
import waybill.torture.history.Attempt;
import waybill.torture.history.History;
import waybill.torture.history.Outcome;

/** Whoever goes on asking with the same key is told what became of it, once nothing fails any more. */
final class EveryRequestIsAnswered implements Check {
    @Override
    public String promise() {
        return "who repeats a write with its key is told its outcome in the end";
    }

    @Override
    public String things() {
        return "writes";
    }

    @Override
    public void judge(History history, Ending ending, Notes notes) {
        Map<Integer, Attempt> last = new TreeMap<>();
        for (Attempt attempt : history.attempts()) {
            if (attempt.request().kind().isWrite()) {
                last.merge(attempt.request().operation(), attempt, EveryRequestIsAnswered::better);
            }
        }
        last.values()
                .forEach(attempt -> notes.expect(
                        attempt.answer().outcome() != Outcome.INFO,
                        "%s %s was never answered; the last time: %s %s"
                                .formatted(
                                        attempt.request().kind(),
                                        attempt.request().key(),
                                        attempt.answer().status(),
                                        attempt.answer().problem())));
    }

    private static Attempt better(Attempt before, Attempt after) {
        return before.answer().outcome() == Outcome.INFO ? after : before;
    }
}
