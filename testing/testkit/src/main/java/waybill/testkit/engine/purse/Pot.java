package waybill.testkit.engine.purse;

/**
 * A pot of coins that many purses share; a shared row.
 *
 * @param coins in it, never negative
 * @param out coins that purses drew and did not give back, never negative
 */
public record Pot(String name, long coins, long out) {
    public Pot {
        if (coins < 0 || out < 0) {
            throw new IllegalArgumentException("a pot is never negative: " + name + " " + coins + ", out " + out);
        }
    }
}
