package waybill.inventory.domain;

import org.jspecify.annotations.Nullable;
import waybill.kernel.ProductId;

/**
 * How much of a product is on hand, and how much of that is promised: {@code onHand = available + held + committed},
 * every term 0 or more (invariant I1). A level that breaks this cannot be constructed.
 *
 * @param name the shop's name for the product, if a receipt ever said one
 * @param onHand units in the warehouse, at most {@link #ON_HAND_MAX}
 * @param held units promised to orders that are not placed yet
 * @param committed units promised to placed orders
 */
public record StockLevel(ProductId product, @Nullable String name, long onHand, long held, long committed) {
    /** The most units of one product: far below the range of a long, so that no sum of levels overflows. */
    public static final long ON_HAND_MAX = 1_000_000_000_000L;

    public StockLevel {
        if (onHand < 0 || onHand > ON_HAND_MAX || held < 0 || committed < 0 || !fits(onHand, held, committed)) {
            throw new IllegalArgumentException("impossible stock of " + product + ": " + onHand + " on hand, " + held
                    + " held, " + committed + " committed");
        }
    }

    /** A product of which nothing was ever received. */
    public static StockLevel none(ProductId product) {
        return new StockLevel(product, null, 0, 0, 0);
    }

    /** Units nobody has a promise on. */
    public long available() {
        return onHand - held - committed;
    }

    /** Whether so many more units fit under {@link #ON_HAND_MAX}. */
    public boolean hasRoomFor(long units) {
        return units <= ON_HAND_MAX - onHand;
    }

    StockLevel received(long units, @Nullable String newName) {
        return new StockLevel(product, newName == null ? name : newName, onHand + units, held, committed);
    }

    StockLevel adjusted(long delta) {
        return new StockLevel(product, name, onHand + delta, held, committed);
    }

    StockLevel hold(int units) {
        return new StockLevel(product, name, onHand, held + units, committed);
    }

    StockLevel commit(int units) {
        return new StockLevel(product, name, onHand, held - units, committed + units);
    }

    StockLevel releaseHeld(int units) {
        return new StockLevel(product, name, onHand, held - units, committed);
    }

    StockLevel releaseCommitted(int units) {
        return new StockLevel(product, name, onHand, held, committed - units);
    }

    StockLevel consume(int units) {
        return new StockLevel(product, name, onHand - units, held, committed - units);
    }

    StockLevel take(int units) {
        return new StockLevel(product, name, onHand - units, held, committed);
    }

    /** Written so that it does not overflow, whatever the two are. */
    private static boolean fits(long onHand, long held, long committed) {
        return held <= onHand && committed <= onHand - held;
    }
}
