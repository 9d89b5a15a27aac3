package waybill.inventory.domain;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import waybill.kernel.ProductId;

/**
 * So many units of a product.
 *
 * @param quantity units, 1 or more; the API allows 1,000,000 a line and 100 lines, so a sum fits an int
 */
public record Quantity(ProductId product, int quantity) {
    public Quantity {
        if (quantity < 1) {
            throw new IllegalArgumentException("a quantity is 1 or more: " + quantity + " of " + product);
        }
    }

    /**
     * The same lines with one line per product, quantities summed, in the order of first mention.
     *
     * @throws ArithmeticException if a sum does not fit an int, which the API's limits rule out
     */
    public static List<Quantity> perProduct(List<Quantity> lines) {
        return repeatsProduct(lines) ? summed(lines) : List.copyOf(lines);
    }

    private static List<Quantity> summed(List<Quantity> lines) {
        Map<ProductId, Integer> sums = new LinkedHashMap<>();
        for (Quantity line : lines) {
            sums.merge(line.product, line.quantity, Math::addExact);
        }
        return sums.entrySet().stream()
                .map(sum -> new Quantity(sum.getKey(), sum.getValue()))
                .toList();
    }

    /** Two loops and no allocation: orders have few lines, and hardly one names a product twice. */
    private static boolean repeatsProduct(List<Quantity> lines) {
        for (int i = 1; i < lines.size(); i++) {
            for (int j = 0; j < i; j++) {
                if (lines.get(i).product.equals(lines.get(j).product)) {
                    return true;
                }
            }
        }
        return false;
    }
}
