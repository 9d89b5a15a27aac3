package waybill.bench.load;

/** Hears of orders that were seen CONFIRMED. */
@FunctionalInterface
public interface Confirmed {
    /** Nobody needs to know. */
    Confirmed NOBODY = (number, id) -> {};

    /** The order of this number, which the shop calls so, is confirmed. */
    void confirmed(long number, String id);
}
