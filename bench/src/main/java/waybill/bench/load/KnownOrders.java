package waybill.bench.load;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Confirmed orders of a run that nothing else has happened to yet. */
public final class KnownOrders implements Confirmed {
    private static final int REMEMBERED_MAX = 50_000;

    private final List<Known> orders = new ArrayList<>();
    private final SplittableRandom random;

    /** Chooses by this seed. */
    public KnownOrders(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** An order by the number it was placed under, and by the shop's name for it. */
    record Known(long number, String id) {}

    @Override
    public void confirmed(long number, String id) {
        if (orders.size() < REMEMBERED_MAX && !id.isEmpty()) {
            orders.add(new Known(number, id));
        }
    }

    /** How many there are. */
    public int size() {
        return orders.size();
    }

    /** Any of them; there must be one. */
    Known any() {
        return orders.get(random.nextInt(orders.size()));
    }

    /** Any of them, and nobody gets it again. */
    Known taken() {
        int index = random.nextInt(orders.size());
        Known known = orders.get(index);
        orders.set(index, orders.getLast());
        orders.removeLast();
        return known;
    }
}
