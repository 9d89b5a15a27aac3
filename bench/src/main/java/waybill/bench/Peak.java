package waybill.bench;

import java.util.function.DoubleSupplier;

/**
 * The best rate of the closed loop so far, in orders a second; 0 before it was measured. Others aim at shares of it.
 */
final class Peak implements DoubleSupplier {
    /** The scenario whose rate it is. */
    static final String OF = "closed-64";

    private double best;

    void heard(double perSecond) {
        best = Math.max(best, perSecond);
    }

    @Override
    public double getAsDouble() {
        return best;
    }
}
