package waybill.bench.load;

import java.util.SplittableRandom;

/**
 * Which products are wanted: all equally, or one of them, product 0, more than the others. What order n is made of
 * depends on nothing but n, so that it can be written again.
 *
 * @param products how many there are, at least 2
 * @param hotShare which part of all lines is for product 0, 0 to 0.5; 0 means that it is like the others
 * @param seed chooses the products
 */
public record Demand(int products, double hotShare, long seed) {
    /** Far from the step of the generator itself, so that no order continues where another began. */
    private static final long STEP = 0xD1B54A32D192ED03L;

    /** All products equally. */
    public static Demand uniform(int products, long seed) {
        return new Demand(products, 0, seed);
    }

    /** Chooses for this order. */
    SplittableRandom choices(long order) {
        return new SplittableRandom(seed + order * STEP);
    }

    /** The product of the first line, from 0. */
    int first(SplittableRandom choices) {
        if (hotShare == 0) {
            return choices.nextInt(products);
        }
        // Two lines are never for the same product, so that no order has more than one that is hot.
        return choices.nextDouble() < 2 * hotShare ? 0 : other(0, choices);
    }

    /** The product of the second line, another one than the first. */
    int second(int first, SplittableRandom choices) {
        if (hotShare == 0 || first == 0) {
            return other(first, choices);
        }
        return products == 2 ? 0 : 1 + (first + choices.nextInt(products - 2)) % (products - 1);
    }

    private int other(int than, SplittableRandom choices) {
        return (than + 1 + choices.nextInt(products - 1)) % products;
    }
}
