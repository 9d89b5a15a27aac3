package waybill.bench.scenarios;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.function.DoubleSupplier;
import waybill.bench.Scenario;
import waybill.bench.load.Arrivals;
import waybill.bench.load.Buyer;
import waybill.bench.load.Confirmed;
import waybill.bench.load.Demand;
import waybill.bench.load.FollowUps;
import waybill.bench.load.OrderRequests;
import waybill.bench.load.Refusals;
import waybill.bench.load.Tally;
import waybill.bench.wire.LoadClient;

/** Orders come at a rate that does not depend on the shop: a share of its peak, or a multiple of it. */
final class OpenLoop implements Scenario {
    private final Load load;
    private final int connections;
    private final Demand demand;
    private final DoubleSupplier peak;

    /** How much comes. */
    private enum Load {
        HALF_OF_PEAK("open-loop", "open loop at 50 % of peak", 0.5),
        FIVE_TIMES_PEAK("overload", "open loop at 5 × peak", 5);

        private final String key;
        private final String name;
        private final double ofPeak;

        Load(String key, String name, double ofPeak) {
            this.key = key;
            this.name = name;
            this.ofPeak = ofPeak;
        }
    }

    private OpenLoop(Load load, int connections, Demand demand, DoubleSupplier peak) {
        this.load = load;
        this.connections = connections;
        this.demand = demand;
        this.peak = peak;
    }

    /** Every order must be confirmed. */
    static OpenLoop halfOfPeak(int connections, Demand demand, DoubleSupplier peak) {
        return new OpenLoop(Load.HALF_OF_PEAK, connections, demand, peak);
    }

    /** Every order must be confirmed or answered 503 with {@code Retry-After}. */
    static OpenLoop fiveTimesPeak(int connections, Demand demand, DoubleSupplier peak) {
        return new OpenLoop(Load.FIVE_TIMES_PEAK, connections, demand, peak);
    }

    @Override
    public String name() {
        return load.name;
    }

    @Override
    public String key() {
        return load.key;
    }

    @Override
    public int connections() {
        return connections;
    }

    @Override
    public Duration run(InetSocketAddress server, String run, Duration length, Tally tally) {
        double rate = rate();
        tally.note("arrivals per second meant", Math.round(rate));
        boolean overload = load == Load.FIVE_TIMES_PEAK;
        Arrivals arrivals =
                overload ? Arrivals.whoLeave(rate, demand.seed(), tally) : Arrivals.whoWait(rate, demand.seed(), tally);
        Buyer.Shop shop = new Buyer.Shop(
                OrderRequests.waiting(server, run, demand),
                new FollowUps(server, run),
                tally,
                overload ? Refusals.mayBeOverload(tally) : Refusals.areFailures(tally),
                Confirmed.NOBODY);
        return new LoadClient(server)
                .with(1, _ -> arrivals.clock())
                .with(connections, line -> new Buyer(shop, arrivals.of(line)))
                .run(length);
    }

    private double rate() {
        double known = peak.getAsDouble();
        if (known <= 0) {
            throw new IllegalStateException("the peak is not known");
        }
        return known * load.ofPeak;
    }
}
