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

    /**
     * What is left of these lines after so much of them was taken.
     *
     * @throws IllegalArgumentException if more is taken than there is
     */
    static List<Quantity> without(List<Quantity> lines, List<Quantity> taken) {
        Map<ProductId, Integer> left = new LinkedHashMap<>();
        lines.forEach(line -> left.put(line.product, line.quantity));
        for (Quantity each : taken) {
            int rest = left.getOrDefault(each.product, 0) - each.quantity;
            if (rest < 0) {
                throw new IllegalArgumentException("more than there is: " + each + " of " + lines);
            }
            left.put(each.product, rest);
        }
        return left.entrySet().stream()
                .filter(line -> line.getValue() > 0)
                .map(line -> new Quantity(line.getKey(), line.getValue()))
                .toList();
    }

    /** What is left of these lines after the shipments. */
    static List<Quantity> unshipped(List<Quantity> lines, List<Reservation.Shipment> shipments) {
        List<Quantity> left = lines;
        for (Reservation.Shipment shipment : shipments) {
            left = without(left, shipment.lines());
        }
        return left;
    }

    /** How much of this product the lines have, each product being on one line at most. */
    public static int of(ProductId product, List<Quantity> lines) {
        for (Quantity line : lines) {
            if (line.product.equals(product)) {
                return line.quantity;
            }
        }
        return 0;
    }

    /** Whether these lines have all of those, each product being on one line at most. */
    static boolean have(List<Quantity> lines, List<Quantity> wanted) {
        for (Quantity line : wanted) {
            if (of(line.product, lines) < line.quantity) {
                return false;
            }
        }
        return true;
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
