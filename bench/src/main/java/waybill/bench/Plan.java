package waybill.bench;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import waybill.bench.anchors.Anchor;
import waybill.bench.report.Setup;

/**
 * What to run, how long and how often.
 *
 * @param pace how long each run warms up and is measured, and in how many rounds what is compared
 * @param goods which products orders choose from
 * @param anchors what to run of bare SQL
 * @param scenarios what to run of Waybill
 * @param replay whether a view is made again at the end
 */
record Plan(Pace pace, Goods goods, Set<Anchor.Way> anchors, List<Scenario> scenarios, boolean replay) {
    /**
     * Times of the runs.
     *
     * @param warmUp of the first scenario
     * @param laterWarmUp of the others, which find a warm server, and of the anchors
     */
    record Pace(Duration warmUp, Duration laterWarmUp, Duration measured, int rounds) {}

    /** Products 0 to {@code products - 1}, chosen by a generator with this seed. */
    record Goods(int products, long seed) {}

    /** Whose rates are set against each other: they are run in turns, so that all of them see the same machine. */
    private static final List<String> COMPARED = List.of(Peak.OF, "hot-sku");

    private static final Set<Anchor.Way> COMPARED_ANCHORS =
            EnumSet.of(Anchor.Way.FIVE_TRANSACTIONS, Anchor.Way.BATCHES);

    static boolean isCompared(Scenario scenario) {
        return COMPARED.contains(scenario.key());
    }

    static boolean isCompared(Anchor.Way anchor) {
        return COMPARED_ANCHORS.contains(anchor);
    }

    Setup.Options options() {
        return Setup.Options.of(pace.warmUp(), pace.measured(), pace.rounds(), goods.products(), goods.seed());
    }
}
