package waybill.bench;

import java.net.InetSocketAddress;
import java.time.Duration;
import waybill.bench.load.Tally;

/** One way to use the shop. To add one, implement this and add it to the list in {@link Bench}. */
public interface Scenario {
    /** A few words for the table. */
    String name();

    /** Over how many connections. */
    int connections();

    /**
     * Puts the load on the server for this long and counts into the tally what came of it.
     *
     * @param run a word that begins every idempotency key, new for each call
     * @return how long it took until everything begun had ended
     */
    Duration run(InetSocketAddress server, String run, Duration length, Tally tally);
}
