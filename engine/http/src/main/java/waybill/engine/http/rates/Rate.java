package waybill.engine.http.rates;

/**
 * How much one caller may ask for.
 *
 * @param perSecond so many requests a second, for as long as it likes
 * @param burst so many at once, after a pause
 */
public record Rate(int perSecond, int burst) {
    /** @throws IllegalArgumentException if one of them is not positive */
    public Rate {
        if (perSecond < 1 || burst < 1) {
            throw new IllegalArgumentException("not a rate: " + perSecond + " a second, " + burst + " at once");
        }
    }
}
