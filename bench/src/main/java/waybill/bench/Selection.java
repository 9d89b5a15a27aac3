package waybill.bench;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import waybill.bench.anchors.Anchor;

/** Which of all scenarios and anchors to run. */
final class Selection {
    /** What a smoke test needs: the anchors that are compared, the peak, and the one scenario that must be exact. */
    private static final Set<String> QUICK = Set.of("a1", "a3", Peak.OF, "flash-sale");

    /** They aim at a share of the peak, so that must be known. */
    private static final Set<String> NEED_THE_PEAK = Set.of("open-loop", "overload");

    private final List<Scenario> scenarios;
    private final Set<String> chosen;

    private Selection(List<Scenario> scenarios, Set<String> chosen) {
        this.scenarios = scenarios;
        this.chosen = chosen;
    }

    /** Everything that does not take long; with {@code full} that too; or with {@code quick} only a few. */
    static Selection of(List<Scenario> scenarios, boolean quick, boolean full) {
        Set<String> chosen = new LinkedHashSet<>();
        anchorKeys().filter(key -> !quick || QUICK.contains(key)).forEach(chosen::add);
        for (Scenario scenario : scenarios) {
            if (quick ? QUICK.contains(scenario.key()) : full || !scenario.takesLong()) {
                chosen.add(scenario.key());
            }
        }
        return new Selection(scenarios, chosen);
    }

    /** Only these, whatever was chosen before, if there are any. */
    Selection only(List<String> keys) {
        mustBeKnown(keys);
        return keys.isEmpty() ? this : new Selection(scenarios, new LinkedHashSet<>(keys));
    }

    /** All but these. */
    Selection skip(List<String> keys) {
        mustBeKnown(keys);
        Set<String> rest = new LinkedHashSet<>(chosen);
        keys.forEach(rest::remove);
        return new Selection(scenarios, rest);
    }

    /** The scenarios chosen, in running order, and the peak if one of them needs it. */
    List<Scenario> scenarios() {
        boolean needsPeak = chosen.stream().anyMatch(NEED_THE_PEAK::contains);
        return scenarios.stream()
                .filter(scenario -> chosen.contains(scenario.key())
                        || (needsPeak && scenario.key().equals(Peak.OF)))
                .toList();
    }

    /** The anchors chosen, in order. */
    Set<Anchor.Way> anchors() {
        Set<Anchor.Way> anchors = new LinkedHashSet<>();
        for (Anchor.Way way : Anchor.Way.values()) {
            if (chosen.contains(way.key())) {
                anchors.add(way);
            }
        }
        return anchors;
    }

    private void mustBeKnown(List<String> keys) {
        List<String> all = new ArrayList<>(anchorKeys().toList());
        scenarios.forEach(scenario -> all.add(scenario.key()));
        for (String key : keys) {
            if (!all.contains(key)) {
                throw new IllegalArgumentException(
                        "There is no scenario " + key + "; there are " + String.join(", ", all) + ".");
            }
        }
    }

    private static Stream<String> anchorKeys() {
        return Stream.of(Anchor.Way.values()).map(Anchor.Way::key);
    }
}
