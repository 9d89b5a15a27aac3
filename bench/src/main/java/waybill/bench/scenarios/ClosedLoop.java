package waybill.bench.scenarios;

import java.net.InetSocketAddress;
import java.time.Duration;
import waybill.bench.Scenario;
import waybill.bench.load.Buyer;
import waybill.bench.load.Demand;
import waybill.bench.load.FollowUps;
import waybill.bench.load.OrderRequests;
import waybill.bench.load.Pace;
import waybill.bench.load.Tally;
import waybill.bench.wire.LoadClient;

/** Each connection places its next order when its last is confirmed. */
public record ClosedLoop(String key, String name, int connections, Demand demand) implements Scenario {
    private static final double HOT_SHARE = 0.3;

    /** All products wanted equally. */
    public static ClosedLoop uniform(int connections, int products, long seed) {
        return new ClosedLoop("closed-" + connections, "closed loop", connections, Demand.uniform(products, seed));
    }

    /** Three lines in ten are for one product. */
    static ClosedLoop hotSku(int connections, int products, long seed) {
        return new ClosedLoop(
                "hot-sku", "30 % of lines on one product", connections, new Demand(products, HOT_SHARE, seed));
    }

    @Override
    public Duration run(InetSocketAddress server, String run, Duration length, Tally tally) {
        return run(server, run, length, tally, Pace.AT_ONCE);
    }

    /** The same at another pace. */
    Duration run(InetSocketAddress server, String run, Duration length, Tally tally, Pace pace) {
        Buyer.Shop shop = new Buyer.Shop(OrderRequests.waiting(server, run, demand), new FollowUps(server, run), tally);
        return new LoadClient(server).run(connections, _ -> new Buyer(shop, pace), length);
    }
}
