package waybill.bench.scenarios;

import java.util.List;
import java.util.function.DoubleSupplier;
import waybill.bench.Scenario;
import waybill.bench.load.Demand;

/** All scenarios, in the order in which they are run: each leaves the next one's shop fuller, so growth comes first. */
public final class Catalogue {
    private static final int FEW = 16;
    private static final int USUAL = 64;
    private static final int MANY = 256;

    /** As many as come at once; then each of the 10,000 waits only for the shop, not for its own client. */
    private static final int BUYERS_AT_ONCE = 1_000;

    /** So many that no arrival waits for a connection until the shop has halted for half a second. */
    private static final int OPEN = 1_000;

    /** More than the server answers at the same time, so that it is the server who says no. */
    private static final int CROWD = 6_000;

    private static final int BUYERS = 10_000;
    private static final int UNITS = 500;

    private Catalogue() {}

    /**
     * Every scenario there is.
     *
     * @param products how many products the shelves are full of, 2 to 9999
     * @param seed chooses the products of the orders, and when they come
     * @param peak confirmed orders per second of the closed loop at 64 connections, once that was measured
     */
    public static List<Scenario> all(int products, long seed, DoubleSupplier peak) {
        Demand demand = Demand.uniform(products, seed);
        return List.of(
                Growth.to(10_000, USUAL, demand),
                Growth.to(100_000, USUAL, demand),
                ClosedLoop.uniform(FEW, products, seed),
                ClosedLoop.uniform(USUAL, products, seed),
                ClosedLoop.uniform(MANY, products, seed),
                new RespondAsync(FEW, demand),
                new RespondAsync(USUAL, demand),
                new RespondAsync(MANY, demand),
                OpenLoop.halfOfPeak(OPEN, demand, peak),
                new Mixed(USUAL, demand),
                ClosedLoop.hotSku(USUAL, products, seed),
                new FlashSale(BUYERS_AT_ONCE, BUYERS, UNITS),
                new Reads(USUAL, demand),
                OpenLoop.fiveTimesPeak(CROWD, demand, peak),
                Growth.to(1_000_000, USUAL, demand));
    }
}
