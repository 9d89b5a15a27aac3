package waybill.order.domain.fulfilment;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import waybill.kernel.ProductId;

/**
 * So many pieces of one line of an order.
 *
 * @param line the number of the line, 1 for the first
 * @param quantity 1 or more
 */
public record Portion(int line, ProductId product, int quantity) {
    public Portion {
        requirePieces(line, quantity);
    }

    /**
     * So many pieces of one line, as somebody asks for them; whether there is such a line, and enough of it, is
     * decided.
     *
     * @param quantity 1 or more
     */
    public record Asked(int line, int quantity) {
        public Asked {
            requirePieces(line, quantity);
        }

        /**
         * The same, each line once.
         *
         * @throws IllegalArgumentException if a line is there twice
         */
        public static List<Asked> eachOnce(List<Asked> lines) {
            Set<Integer> seen = new HashSet<>();
            for (Asked asked : lines) {
                if (!seen.add(asked.line())) {
                    throw new IllegalArgumentException("line " + asked.line() + " is there twice");
                }
            }
            return List.copyOf(lines);
        }
    }

    private static void requirePieces(int line, int quantity) {
        if (line < 1 || quantity < 1) {
            throw new IllegalArgumentException("no such part of a line: line " + line + ", quantity " + quantity);
        }
    }
}
