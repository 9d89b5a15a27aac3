package waybill.order.domain;

import org.jspecify.annotations.Nullable;
import waybill.kernel.Money;
import waybill.kernel.ProductId;

/**
 * One product of an order.
 *
 * @param number 1 for the first line
 * @param name as the shop shows it
 * @param quantity 1 to 1,000,000 (API.md §1)
 * @param price of one piece
 */
public record Line(int number, ProductId product, @Nullable String name, int quantity, Money price) {
    /** The most pieces one line may have. */
    public static final int QUANTITY_MAX = 1_000_000;

    public Line {
        if (number < 1 || quantity < 1 || quantity > QUANTITY_MAX) {
            throw new IllegalArgumentException("no such line: number " + number + ", quantity " + quantity);
        }
    }

    /** The price of all its pieces. */
    public Money subtotal() {
        return price.times(quantity);
    }
}
