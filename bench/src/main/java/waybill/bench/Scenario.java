package waybill.bench;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import waybill.bench.load.Tally;

/** One way to use the shop, run on its own against a server that does nothing else. */
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

    /** The word that {@code --only} and {@code --skip} know it by: small letters, digits and hyphens. */
    default String key() {
        return name().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    }

    /** What is counted per second: orders, requests, events. */
    default String unit() {
        return "orders";
    }

    /** How many of the unit came to the end they should come to. */
    default long achieved(Tally tally) {
        return tally.confirmedOrders();
    }

    /** What must be there before the load begins; not measured, and called before the warm-up too. */
    default void prepare(InetSocketAddress server, String run) {}

    /** Takes away what would disturb those who come after; not measured, and called after the warm-up too. */
    default void clearUp() {}

    /** Whether it is run once unmeasured before it is measured. */
    default boolean warmsUp() {
        return true;
    }

    /** Whether it takes so long that only {@code --full} runs it. */
    default boolean takesLong() {
        return false;
    }

    /** What went otherwise than it should have, a sentence each; empty if the run was good. */
    default List<String> faults(Tally tally) {
        List<String> faults = new ArrayList<>();
        if (achieved(tally) == 0) {
            faults.add("nothing was achieved");
        }
        tally.failures().forEach((why, times) -> faults.add(times + " × " + why));
        tally.answersByStatus().forEach((status, times) -> {
            if (status >= 500) {
                faults.add(times + " × answer " + status);
            }
        });
        return List.copyOf(faults);
    }
}
