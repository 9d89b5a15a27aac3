package waybill.bench.scenarios;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import waybill.bench.Scenario;
import waybill.bench.load.Demand;
import waybill.bench.load.Pace;
import waybill.bench.load.Tally;

/**
 * A closed loop in a shop that has had so many orders before, each of them placed like any other; the tally tells how
 * many it were. The smallest mark is warmed up, although that passes it: a cold one would flatter the others.
 */
record Growth(ClosedLoop loop, int orders) implements Scenario {
    private static final Map<Integer, String> KEYS =
            Map.of(10_000, "growth-10k", 100_000, "growth-100k", 1_000_000, "growth-1m");
    private static final int LONG = 100_000;
    private static final Duration FILLING_MAX = Duration.ofHours(1);

    /** At this mark. */
    static Growth to(int orders, int connections, Demand demand) {
        return new Growth(new ClosedLoop("growth", "growth", connections, demand), orders);
    }

    @Override
    public String name() {
        return "with %,d orders".formatted(orders);
    }

    @Override
    public String key() {
        return KEYS.getOrDefault(orders, "growth-" + orders);
    }

    @Override
    public int connections() {
        return loop.connections();
    }

    @Override
    public boolean warmsUp() {
        return !takesLong();
    }

    @Override
    public boolean takesLong() {
        return orders >= LONG;
    }

    /** Places what is missing; the shop is warm afterwards. */
    @Override
    public void prepare(InetSocketAddress server, String run) {
        long missing = orders - new Errands(server).ordersMade();
        Tally tally = new Tally();
        loop.run(server, run + "-fill", FILLING_MAX, tally, Pace.untilSoMany(Math.max(0, missing)));
        Errands.check(tally.failures().isEmpty(), "The shop could not be filled: " + tally.failures());
    }

    @Override
    public Duration run(InetSocketAddress server, String run, Duration length, Tally tally) {
        tally.note("orders before", new Errands(server).ordersMade());
        return loop.run(server, run, length, tally);
    }
}
