package waybill.torture.checks;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import waybill.torture.ending.Ending;
import waybill.torture.history.Attempt;
import waybill.torture.history.History;
import waybill.torture.history.Kind;

/** Once a request has its final answer, whoever repeats it gets the same one, byte for byte, from whichever process. */
final class RepeatsAreAnsweredAlike implements Check {
    @Override
    public String promise() {
        return "a repeated request is given its first final answer again, byte for byte";
    }

    @Override
    public String things() {
        return "repeated answers";
    }

    @Override
    public void judge(History history, Ending ending, Notes notes) {
        for (Kind kind : List.of(Kind.RECEIVE, Kind.PLACE, Kind.PAY, Kind.CANCEL, Kind.FULFILL, Kind.REFUND)) {
            for (Map.Entry<String, List<Attempt>> key : history.byKey(kind).entrySet()) {
                judge(kind, key.getKey(), key.getValue(), notes);
            }
        }
    }

    private static void judge(Kind kind, String key, List<Attempt> attempts, Notes notes) {
        List<Attempt> settled = attempts.stream()
                .filter(attempt -> attempt.answer().isSettled())
                .toList();
        for (int i = 1; i < settled.size(); i++) {
            notes.looked();
        }
        Set<String> different = settled.stream()
                .map(attempt ->
                        attempt.answer().status() + " " + attempt.answer().problem() + " "
                                + attempt.answer().orderStatus() + " #"
                                + attempt.answer().digest())
                .collect(Collectors.toCollection(java.util.TreeSet::new));
        if (different.size() > 1) {
            notes.found("%s with key %s was answered in %d ways: %s".formatted(kind, key, different.size(), different));
        }
    }
}
