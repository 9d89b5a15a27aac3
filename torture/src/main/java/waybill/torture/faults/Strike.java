package waybill.torture.faults;

import java.util.function.BooleanSupplier;

/**
 * A fault that is about to be done to somebody.
 *
 * @param what is done to whom
 * @param begin does it
 * @param undo is run whatever happens
 * @param healed waits until all is well again; whether that was in time
 */
record Strike(String what, Runnable begin, Runnable undo, BooleanSupplier healed) {
    /** Nobody is there to be struck. */
    static Strike none(String why) {
        return new Strike(why, () -> {}, () -> {}, () -> true);
    }
}
