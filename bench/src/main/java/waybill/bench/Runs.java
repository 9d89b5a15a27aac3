package waybill.bench;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import waybill.bench.anchors.Anchor;
import waybill.bench.load.Tally;
import waybill.bench.report.Result;

/** Runs scenarios against one server and keeps what they found, by key. */
final class Runs {
    private final InetSocketAddress server;
    private final Plan.Pace pace;
    private final Meter meter;
    private final Consumer<Result> heard;
    private final Consumer<String> say;
    private final Map<String, List<Result>> results = new HashMap<>();
    private boolean warm;

    /** Each result is heard as soon as it is there. */
    Runs(InetSocketAddress server, Plan.Pace pace, Meter meter, Consumer<Result> heard, Consumer<String> say) {
        this.server = server;
        this.pace = pace;
        this.meter = meter;
        this.heard = heard;
        this.say = say;
    }

    /** Runs the whole course; what it found is in the order in which it is told, which is not that of running. */
    Map<String, List<Result>> run(Course course) {
        course.first().forEach(this::warmUpAndMeasure);
        course.inRounds().forEach(this::warmUp);
        for (int round = 1; round <= pace.rounds(); round++) {
            for (Scenario scenario : course.inRounds()) {
                measure(scenario, "Round " + round + " of " + pace.rounds() + ", ");
            }
        }
        course.once().forEach(this::warmUpAndMeasure);
        Map<String, List<Result>> told = new LinkedHashMap<>();
        course.told().forEach(key -> told.put(key, Objects.requireNonNull(results.get(key))));
        return told;
    }

    private void warmUpAndMeasure(Scenario scenario) {
        warmUp(scenario);
        measure(scenario, "Measuring ");
    }

    private void warmUp(Scenario scenario) {
        boolean isAnchor = scenario instanceof Anchor;
        Duration length = warm || isAnchor ? pace.laterWarmUp() : pace.warmUp();
        if (scenario.warmsUp() && !length.isZero()) {
            say.accept("Warming up for " + length.toSeconds() + " s: " + scenario.name() + ".");
            String run = newName();
            scenario.prepare(server, run);
            scenario.run(server, run, length, new Tally());
            scenario.clearUp();
            warm = warm || !isAnchor;
        }
    }

    private void measure(Scenario scenario, String introduction) {
        say.accept(introduction + scenario.name() + ", " + scenario.connections() + " connections.");
        String run = newName();
        scenario.prepare(server, run);
        Tally tally = new Tally();
        Meter.Reading reading = meter.begin();
        Duration took = scenario.run(server, run, pace.measured(), tally);
        Result result = Result.of(scenario, took, tally, reading.end());
        scenario.clearUp();
        say.accept("  %,.0f %s/s".formatted(result.perSecond(), result.unit()));
        results.computeIfAbsent(scenario.key(), _ -> new ArrayList<>()).add(result);
        heard.accept(result);
    }

    /** New for each run, so that no run repeats another's orders. */
    static String newName() {
        return "bench-" + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    }
}
