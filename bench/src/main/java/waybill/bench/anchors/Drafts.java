package waybill.bench.anchors;

import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Drafts one order after another as the load client does: two lines of different, random products. */
final class Drafts {
    private static final int CUSTOMERS = 1_000_000;

    private final String run;
    private final int products;
    private final SplittableRandom random;
    private long drafted;

    /** Numbers begin with the run's name, which must be new. */
    Drafts(String run, int products, long seed) {
        this.run = run;
        this.products = products;
        this.random = new SplittableRandom(seed);
    }

    Draft next() {
        int first = random.nextInt(products);
        int second = (first + 1 + random.nextInt(products - 1)) % products;
        List<Draft.Line> lines = Stream.of(new Draft.Line(name(first), 1, 1099), new Draft.Line(name(second), 2, 450))
                .sorted(Comparator.comparing(Draft.Line::product))
                .toList();
        return new Draft(run + "-" + digits(++drafted, 10), "cust-" + digits(random.nextInt(CUSTOMERS), 6), lines);
    }

    private static String name(int product) {
        return "SKU-" + digits(product, 4);
    }

    private static String digits(long number, int width) {
        String digits = Long.toString(number);
        return "0".repeat(Math.max(0, width - digits.length())) + digits;
    }
}
