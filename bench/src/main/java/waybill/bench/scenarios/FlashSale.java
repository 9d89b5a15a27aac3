package waybill.bench.scenarios;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import waybill.bench.Scenario;
import waybill.bench.load.Crowd;
import waybill.bench.load.Tally;
import waybill.bench.wire.LoadClient;

/**
 * Many more buyers than pieces of one product, all at once: as many as there are connections come in the first moment,
 * and each of the others when a connection is free. Exactly as many are confirmed as there were pieces, and everybody
 * else is told that there is too little.
 */
record FlashSale(int connections, int buyers, int units) implements Scenario {
    private static final String LEFT = "left on the shelf";
    private static final String COMMITTED = "committed to orders";
    private static final Duration LONGEST = Duration.ofMinutes(2);

    /** Inventory commits what was sold a moment after the order is confirmed. */
    private static final Duration SETTLED_WITHIN = Duration.ofSeconds(10);

    @Override
    public String name() {
        return "flash sale: %,d buyers, %,d pieces".formatted(buyers, units);
    }

    @Override
    public String key() {
        return "flash-sale";
    }

    @Override
    public boolean warmsUp() {
        return false;
    }

    /** Everybody who was told yes or no. */
    @Override
    public String unit() {
        return "buyers";
    }

    @Override
    public long achieved(Tally tally) {
        return tally.answers().getTotalCount();
    }

    @Override
    public void prepare(InetSocketAddress server, String run) {
        new Errands(server).receive(product(run), units, run);
    }

    private static String product(String run) {
        return "FLASH-" + run;
    }

    @Override
    public Duration run(InetSocketAddress server, String run, Duration length, Tally tally) {
        Crowd crowd = new Crowd(server, run, product(run), buyers, tally);
        Duration took = new LoadClient(server).run(connections, _ -> crowd.queue(), LONGEST);
        checkStock(server, run, tally);
        return took;
    }

    private void checkStock(InetSocketAddress server, String run, Tally tally) {
        JsonNode stock = new Errands(server)
                .stockOnce(product(run), it -> it.path("held").asInt() == 0, SETTLED_WITHIN);
        tally.note(LEFT, stock.path("available").asLong());
        tally.note(COMMITTED, stock.path("committed").asLong());
    }

    @Override
    public List<String> faults(Tally tally) {
        List<String> faults = new ArrayList<>();
        tally.failures().forEach((why, times) -> faults.add(times + " × " + why));
        expect(faults, "confirmed", units, tally.confirmedOrders());
        expect(
                faults,
                "told that there is too little",
                buyers - units,
                tally.answersByStatus().getOrDefault(409, 0L));
        expect(faults, LEFT, 0, tally.noted(LEFT));
        expect(faults, COMMITTED, units, tally.noted(COMMITTED));
        return List.copyOf(faults);
    }

    private static void expect(List<String> faults, String what, long expected, long actual) {
        if (expected != actual) {
            faults.add("%s: %,d instead of %,d".formatted(what, actual, expected));
        }
    }
}
