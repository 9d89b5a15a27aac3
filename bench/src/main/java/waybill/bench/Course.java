package waybill.bench;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import waybill.bench.anchors.Anchor;
import waybill.bench.anchors.AnchorTables;

/**
 * What is run in which order.
 *
 * @param first in a shop that is almost empty, because it is about how many orders there have been
 * @param inRounds one after another, and again, as many rounds as are planned
 * @param once after the rounds, one after another
 * @param told the keys of all of them in the order of the report: first the anchors, then as in the catalogue
 */
record Course(List<Scenario> first, List<Scenario> inRounds, List<Scenario> once, List<String> told) {
    private static final String GROWTH = "growth-";

    /** A1, then Waybill, then A3; then A2 and the rest of Waybill. No anchors without tables. */
    static Course of(Plan plan, @Nullable AnchorTables tables) {
        List<Scenario> first = plan.scenarios().stream()
                .takeWhile(scenario -> scenario.key().startsWith(GROWTH))
                .toList();
        List<Scenario> inRounds = new ArrayList<>();
        List<Scenario> once = new ArrayList<>();
        List<String> told = new ArrayList<>();
        if (tables != null) {
            for (Anchor.Way way : plan.anchors()) {
                told.add(way.key());
                (Plan.isCompared(way) ? inRounds : once)
                        .add(new Anchor(way, tables, plan.goods().seed()));
            }
        }
        int afterFirst = Math.min(1, inRounds.size());
        for (Scenario scenario :
                plan.scenarios().subList(first.size(), plan.scenarios().size())) {
            if (Plan.isCompared(scenario)) {
                inRounds.add(afterFirst++, scenario);
            } else {
                once.add(scenario);
            }
        }
        plan.scenarios().forEach(scenario -> told.add(scenario.key()));
        return new Course(first, inRounds, once, told);
    }
}
