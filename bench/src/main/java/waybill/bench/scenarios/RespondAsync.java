package waybill.bench.scenarios;

import java.net.InetSocketAddress;
import java.time.Duration;
import waybill.bench.Scenario;
import waybill.bench.load.AsyncBuyer;
import waybill.bench.load.Confirmations;
import waybill.bench.load.Demand;
import waybill.bench.load.FeedFollower;
import waybill.bench.load.OrderRequests;
import waybill.bench.load.Tally;
import waybill.bench.wire.LoadClient;

/**
 * Each order is answered when it is accepted; its connection places the next when the feed says that it is confirmed.
 * One more connection reads the feed.
 */
record RespondAsync(int connections, Demand demand) implements Scenario {
    @Override
    public String name() {
        return "closed loop, respond-async";
    }

    @Override
    public String key() {
        return "async-" + connections;
    }

    @Override
    public Duration run(InetSocketAddress server, String run, Duration length, Tally tally) {
        String end = new Errands(server).endOfFeed();
        OrderRequests orders = OrderRequests.respondAsync(server, run, demand);
        Confirmations confirmations = new Confirmations();
        return new LoadClient(server)
                .with(connections, line -> new AsyncBuyer(line, orders, confirmations, tally))
                .with(1, _ -> new FeedFollower(server, end, confirmations, tally))
                .run(length);
    }
}
