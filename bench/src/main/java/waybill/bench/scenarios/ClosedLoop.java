package waybill.bench.scenarios;

import java.net.InetSocketAddress;
import java.time.Duration;
import waybill.bench.Scenario;
import waybill.bench.load.Buyer;
import waybill.bench.load.OrderRequests;
import waybill.bench.load.Tally;
import waybill.bench.wire.LoadClient;

/** Each connection places its next order when its last is confirmed. */
public record ClosedLoop(int connections, int products, long seed) implements Scenario {
    @Override
    public String name() {
        return "closed loop";
    }

    @Override
    public Duration run(InetSocketAddress server, String run, Duration length, Tally tally) {
        OrderRequests orders = new OrderRequests(server, run, products, seed);
        return new LoadClient(server).run(connections, _ -> new Buyer(orders, tally), length);
    }
}
