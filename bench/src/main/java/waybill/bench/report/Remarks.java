package waybill.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What a scenario found that has no column. */
final class Remarks {
    private Remarks() {}

    static List<String> of(Outcome outcome) {
        Result result = outcome.median();
        List<String> remarks = new ArrayList<>();
        if (outcome.rounds().size() > 1) {
            remarks.add(outcome.rounds().stream()
                    .map(round -> Units.whole(round.perSecond()))
                    .collect(Collectors.joining(", ", "rounds ", " per second")));
        }
        result.times()
                .forEach((name, time) -> remarks.add("%s: %s times, p50 %s ms, p99 %s ms, at most %s ms"
                        .formatted(
                                name,
                                Units.whole((double) time.count()),
                                Units.millis(time.p50Millis()),
                                Units.millis(time.p99Millis()),
                                Units.millis(time.maxMillis()))));
        result.counts().forEach((name, count) -> remarks.add(name + ": " + Units.whole((double) count)));
        if (!result.answersByStatus().isEmpty()) {
            remarks.add(result.answersByStatus().entrySet().stream()
                    .map(status -> status.getKey() + " " + Units.whole((double) status.getValue()) + " ×")
                    .collect(Collectors.joining(", ", "answers: ", "")));
        }
        return remarks;
    }
}
