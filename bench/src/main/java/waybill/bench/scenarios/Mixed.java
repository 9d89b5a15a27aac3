package waybill.bench.scenarios;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.SplittableRandom;
import org.HdrHistogram.Histogram;
import waybill.bench.Scenario;
import waybill.bench.load.Buyer;
import waybill.bench.load.Demand;
import waybill.bench.load.FollowUps;
import waybill.bench.load.KnownOrders;
import waybill.bench.load.OrderRequests;
import waybill.bench.load.Reader;
import waybill.bench.load.Refusals;
import waybill.bench.load.Regular;
import waybill.bench.load.Tally;
import waybill.bench.wire.LoadClient;

/**
 * Of a hundred requests 70 place an order, 10 repeat the placing of an earlier one, 10 cancel one, 5 ship one and 5
 * read, one of them a list. Answers and confirmations are those of the placing.
 */
record Mixed(int connections, Demand demand) implements Scenario {
    private static final Reader.Habit HABIT = new Reader.Habit(5, false);

    @Override
    public String name() {
        return "mixed";
    }

    @Override
    public String unit() {
        return "requests";
    }

    @Override
    public long achieved(Tally tally) {
        return tally.confirmedOrders()
                + tally.times().values().stream()
                        .mapToLong(Histogram::getTotalCount)
                        .sum();
    }

    @Override
    public Duration run(InetSocketAddress server, String run, Duration length, Tally tally) {
        FollowUps followUps = new FollowUps(server, run);
        KnownOrders known = new KnownOrders(demand.seed());
        SplittableRandom random = new SplittableRandom(demand.seed());
        Regular.Day day = new Regular.Day(
                new Buyer.Shop(
                        OrderRequests.waiting(server, run, demand),
                        followUps,
                        tally,
                        Refusals.areFailures(tally),
                        known),
                new Reader.Library(known, followUps, HABIT, random, tally),
                random);
        return new LoadClient(server).run(connections, _ -> new Regular(day), length);
    }
}
