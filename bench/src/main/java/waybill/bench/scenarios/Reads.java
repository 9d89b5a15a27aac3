package waybill.bench.scenarios;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.SplittableRandom;
import waybill.bench.Scenario;
import waybill.bench.load.Buyer;
import waybill.bench.load.Demand;
import waybill.bench.load.FollowUps;
import waybill.bench.load.KnownOrders;
import waybill.bench.load.OrderRequests;
import waybill.bench.load.Pace;
import waybill.bench.load.Reader;
import waybill.bench.load.Refusals;
import waybill.bench.load.Tally;
import waybill.bench.wire.LoadClient;

/** Of ten looks nine are at one order, and one is at a page of 50. */
final class Reads implements Scenario {
    private static final int ORDERS = 2_000;
    private static final Duration FILLING_MAX = Duration.ofMinutes(1);
    private static final Reader.Habit HABIT = new Reader.Habit(10, true);

    private final int connections;
    private final Demand demand;
    private KnownOrders known;

    Reads(int connections, Demand demand) {
        this.connections = connections;
        this.demand = demand;
        this.known = new KnownOrders(demand.seed());
    }

    @Override
    public String name() {
        return "reads";
    }

    @Override
    public int connections() {
        return connections;
    }

    @Override
    public String unit() {
        return "requests";
    }

    @Override
    public long achieved(Tally tally) {
        return tally.answersByStatus().getOrDefault(200, 0L);
    }

    /** Places the orders that are then looked at. */
    @Override
    public void prepare(InetSocketAddress server, String run) {
        known = new KnownOrders(demand.seed());
        Tally tally = new Tally();
        Buyer.Shop shop = new Buyer.Shop(
                OrderRequests.waiting(server, run, demand),
                new FollowUps(server, run),
                tally,
                Refusals.areFailures(tally),
                known);
        Pace pace = Pace.untilSoMany(ORDERS);
        new LoadClient(server).run(connections, _ -> new Buyer(shop, pace), FILLING_MAX);
        Errands.check(known.size() == ORDERS, "The orders to be read could not all be placed: " + tally.failures());
    }

    @Override
    public Duration run(InetSocketAddress server, String run, Duration length, Tally tally) {
        Reader.Library library = new Reader.Library(
                known, new FollowUps(server, run), HABIT, new SplittableRandom(demand.seed()), tally);
        return new LoadClient(server).run(connections, _ -> new Reader(library, Pace.AT_ONCE), length);
    }
}
