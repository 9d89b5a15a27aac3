package waybill.bench.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What all rounds of one scenario found.
 *
 * @param median the round with the middle rate, of an even number the lower
 * @param rounds one after another
 * @param timesA1 its rate by that of anchor A1; the middle of the ratios of all rounds; null without that anchor
 * @param timesA3 the same for anchor A3
 */
public record Outcome(
        Result median,
        List<Result> rounds,
        @Nullable Double timesA1,
        @Nullable Double timesA3) {
    private static final String A1 = "a1";
    private static final String A3 = "a3";

    /** Compares the rounds of each scenario, by key, with those of the anchors. */
    public static List<Outcome> of(Map<String, List<Result>> byKey) {
        List<Outcome> outcomes = new ArrayList<>();
        byKey.values()
                .forEach(rounds -> outcomes.add(new Outcome(
                        middle(rounds, Comparator.comparingDouble(Result::perSecond)),
                        List.copyOf(rounds),
                        times(rounds, byKey.get(A1)),
                        times(rounds, byKey.get(A3)))));
        return outcomes;
    }

    /** Round by round where both had the same rounds; else the middle rate by the middle rate. */
    static @Nullable Double times(List<Result> rounds, @Nullable List<Result> anchor) {
        if (anchor == null || !rounds.getFirst().unit().equals(anchor.getFirst().unit())) {
            return null;
        }
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < rounds.size(); round++) {
            double rate = rounds.get(round).perSecond();
            ratios.add(
                    rate / (rounds.size() == anchor.size() ? anchor.get(round).perSecond() : middleRate(anchor)));
        }
        return middle(ratios, Comparator.naturalOrder());
    }

    private static double middleRate(List<Result> rounds) {
        return middle(rounds, Comparator.comparingDouble(Result::perSecond)).perSecond();
    }

    static <T> T middle(List<T> values, Comparator<T> order) {
        return values.stream().sorted(order).toList().get((values.size() - 1) / 2);
    }

    /** The word of the scenario. */
    String key() {
        return median.key();
    }

    /** Whether every round was good. */
    boolean good() {
        return rounds.stream().allMatch(Result::good);
    }

    /** Whether it is bare SQL rather than Waybill. */
    boolean isAnchor() {
        return key().matches("a\\d");
    }
}
