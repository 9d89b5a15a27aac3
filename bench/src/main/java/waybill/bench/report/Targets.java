package waybill.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import waybill.bench.host.Memory;
import waybill.bench.host.Replay;

/** What Waybill wants to reach on two quiet cores, the load client included; those that were measured, in order. */
final class Targets {
    private static final double TIMES_A1_MIN = 3;
    private static final double TIMES_A3_MIN = 0.5;
    private static final double OPEN_LOOP_P99_MILLIS_MAX = 50;
    private static final double FLASH_SALE_P99_MILLIS_MAX = 1000;
    private static final double HOT_SKU_SHARE_MIN = 0.8;
    private static final double GROWN_SHARE_MIN = 0.9;
    private static final double GOODPUT_SHARE_MIN = 0.8;
    private static final double TURNED_AWAY_P99_MILLIS_MAX = 50;
    /** Flat, but for pages of the heap that the JVM had not touched before; its limit is judged by itself. */
    private static final double OVERLOAD_MEMORY_MAX = 1.2;

    private static final double HEAP_MEGABYTES_MAX = 512;
    private static final double READY_SECONDS_MAX = 3;
    private static final double MILLION_EVENTS_SECONDS_MAX = 30;

    private static final String PEAK = "closed-64";
    private static final String MILLIS = "%.0f ms";
    private static final String SECONDS = "%.1f s";
    private static final String TIMES = "%.2f ×";

    private final List<Outcome> outcomes;
    private final List<Target> targets = new ArrayList<>();

    private Targets(List<Outcome> outcomes) {
        this.outcomes = outcomes;
    }

    /** The targets that can be judged by what was measured. */
    static List<Target> of(List<Outcome> outcomes, @Nullable StartUp startUp, @Nullable Replay replay) {
        Targets targets = new Targets(outcomes);
        targets.againstSql();
        targets.latencies();
        targets.shares();
        targets.overload();
        targets.resources(startUp, replay);
        return List.copyOf(targets.targets);
    }

    private void againstSql() {
        judge(
                PEAK,
                Outcome::timesA1,
                times -> Target.atLeast("orders/s against A1, five transactions", TIMES, TIMES_A1_MIN, times));
        judge(
                PEAK,
                Outcome::timesA3,
                times -> Target.atLeast("orders/s against A3, batches of 64", TIMES, TIMES_A3_MIN, times));
    }

    private void latencies() {
        judge(
                "open-loop",
                open -> open.median().confirmation().p99Millis(),
                millis -> Target.atMost("open loop, p99 to CONFIRMED", MILLIS, OPEN_LOOP_P99_MILLIS_MAX, millis));
        judge(
                "flash-sale",
                sale -> sale.median().answer().p99Millis(),
                millis -> Target.atMost("flash sale, p99 of the answer", MILLIS, FLASH_SALE_P99_MILLIS_MAX, millis));
        judge(
                "flash-sale",
                sale -> sale,
                sale -> new Target(
                        "flash sale, nothing sold twice or left over",
                        "exact",
                        sale.good() ? "exact" : String.join("; ", sale.median().faults()),
                        sale.good()));
    }

    private void shares() {
        judge(
                "hot-sku",
                hot -> Outcome.times(hot.rounds(), rounds(PEAK)),
                share -> Target.atLeast("hot SKU against the uniform rate", TIMES, HOT_SKU_SHARE_MIN, share));
        judge(
                "growth-1m",
                grown -> Outcome.times(grown.rounds(), rounds("growth-10k")),
                share -> Target.atLeast("rate at 10⁶ orders against 10⁴", TIMES, GROWN_SHARE_MIN, share));
    }

    private void overload() {
        judge(
                "overload",
                overload -> Outcome.times(overload.rounds(), rounds(PEAK)),
                share -> Target.atLeast("overload, goodput against peak", TIMES, GOODPUT_SHARE_MIN, share));
        judge(
                "overload",
                overload -> overload.median().times().get("503 answered"),
                turned ->
                        Target.atMost("overload, p99 of 503", MILLIS, TURNED_AWAY_P99_MILLIS_MAX, turned.p99Millis()));
        judge(
                "overload",
                this::grownInMemory,
                share -> Target.atMost("overload, resident memory against before", TIMES, OVERLOAD_MEMORY_MAX, share));
    }

    private void resources(@Nullable StartUp startUp, @Nullable Replay replay) {
        outcomes.stream()
                .map(outcome -> memory(outcome))
                .flatMap(Optional::stream)
                .mapToDouble(memory -> memory.heapUsedBytes() / Units.MEGABYTE)
                .max()
                .ifPresent(heap -> targets.add(
                        Target.atMost("heap in use after any scenario", "%.0f MB", HEAP_MEGABYTES_MAX, heap)));
        if (startUp != null) {
            targets.add(Target.atMost(
                    "ready on existing data", SECONDS, READY_SECONDS_MAX, startUp.existingDataMillis() / 1000.0));
        }
        if (replay != null) {
            targets.add(Target.atMost(
                    "10⁶ events replayed into a view",
                    SECONDS,
                    MILLION_EVENTS_SECONDS_MAX,
                    replay.secondsPerMillion()));
        }
    }

    /** Resident memory after the scenario by that after the one before it. */
    private @Nullable Double grownInMemory(Outcome outcome) {
        int place = outcomes.indexOf(outcome);
        Optional<Memory> before = place < 1 ? Optional.empty() : memory(outcomes.get(place - 1));
        return before.flatMap(then ->
                        memory(outcome).map(now -> (double) now.serverResidentBytes() / then.serverResidentBytes()))
                .orElse(null);
    }

    private static Optional<Memory> memory(Outcome outcome) {
        Cost cost = outcome.median().cost();
        return cost == null ? Optional.empty() : Optional.ofNullable(cost.memory());
    }

    /** Adds the target if the scenario was run and has this fact. */
    private <T> void judge(String key, Function<Outcome, @Nullable T> fact, Function<T, Target> verdict) {
        find(key).ifPresent(outcome -> {
            T found = fact.apply(outcome);
            if (found != null) {
                targets.add(verdict.apply(found));
            }
        });
    }

    private @Nullable List<Result> rounds(String key) {
        return find(key).map(Outcome::rounds).orElse(null);
    }

    private Optional<Outcome> find(String key) {
        return outcomes.stream().filter(outcome -> outcome.key().equals(key)).findFirst();
    }
}
