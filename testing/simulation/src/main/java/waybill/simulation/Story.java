package waybill.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import waybill.kernel.ProductId;
import waybill.simulation.customers.Clerk;
import waybill.simulation.customers.Customers;
import waybill.simulation.customers.Wishes;
import waybill.simulation.laws.Laws;
import waybill.simulation.shop.Director;
import waybill.simulation.shop.Service;
import waybill.simulation.shop.Shop;
import waybill.simulation.shop.Wiring;
import waybill.simulation.world.World;

/**
 * One life of the shop: first everything may go wrong, then perhaps one service is dead while the others live on, and
 * in the end all is well and everything must come to an end.
 */
public final class Story {
    private static final int FORSAKEN_PERCENT = 30;
    /** An order has so many announcements at most that may be parked, one behind the other. */
    private static final int RETRIES_MAX = 50;

    /** Longer than a saga, the customer's time to pay again, and the end of an order, one after the other. */
    private static final Duration LONG_ENOUGH = Duration.ofMinutes(100);

    private final World world;
    private final Shop shop;
    private final Customers customers;
    private final Clerk clerk;
    private final Director director;
    private final Laws laws;
    private final int orders;
    private int steps;

    private Story(long seed, Wiring wiring, boolean told) {
        this.world = new World(seed, told);
        this.shop = new Shop(world, wiring);
        List<ProductId> products = List.of(new ProductId("A"), new ProductId("B"), new ProductId("C"))
                .subList(0, 1 + world.number(3));
        this.customers = new Customers(shop, new Wishes(world, products));
        this.clerk = new Clerk(shop, products);
        this.director = new Director(shop, this::somebodyAsks);
        this.laws = new Laws(shop, customers);
        this.orders = 1 + world.number(4);
        clerk.receive();
    }

    /**
     * How a life went.
     *
     * @param sum of all that happened; the same seed has the same
     * @param wrong what was found; nothing if all is well
     * @param trace what happened, if it was to be told
     */
    public record Ending(long seed, int steps, int events, long sum, List<String> wrong, List<String> trace) {}

    /** Lives the life of this seed. */
    public static Ending live(long seed, Wiring wiring) {
        return live(seed, wiring, false);
    }

    /** Lives it and keeps what happened. */
    public static Ending tell(long seed, Wiring wiring) {
        return live(seed, wiring, true);
    }

    private static Ending live(long seed, Wiring wiring, boolean told) {
        Story story = new Story(seed, wiring, told);
        List<String> wrong = story.live();
        int events = story.shop.services().stream()
                .mapToInt(service -> service.disk().events())
                .sum();
        List<String> trace = new ArrayList<>(story.world.trace().lines());
        return new Ending(seed, story.steps, events, story.world.trace().sum(), wrong, trace);
    }

    private List<String> live() {
        try {
            List<String> wrong = rough();
            if (wrong.isEmpty() && world.happens(FORSAKEN_PERCENT)) {
                wrong = forsaken();
            }
            return wrong.isEmpty() ? healed() : wrong;
        } catch (IllegalStateException | IllegalArgumentException stopped) {
            // A history or a level that is impossible stops the shop, which is a way of being found.
            return List.of("I9: stopped: " + stopped);
        }
    }

    private void somebodyAsks() {
        int what = world.number(10);
        if (what < 4 && customers.wanted() < orders) {
            customers.placeAnOrder();
        } else if (what < 5) {
            customers.askAgain();
        } else if (what < 6) {
            somebodyIsOdd();
        } else if (clerk.isTempted() && world.happens(40)) {
            clerk.releaseByHand(customers.sent());
        } else {
            customers.askSomething();
        }
    }

    private void somebodyIsOdd() {
        switch (world.number(4)) {
            case 0 -> customers.askSomethingElse();
            case 1 -> clerk.releaseByHand(customers.sent());
            default -> customers.askSomething();
        }
    }

    /** Many lives are short, so that many can be lived. */
    private int length() {
        return switch (world.number(8)) {
            case 0, 1, 2, 3 -> 40 + world.number(60);
            case 4, 5, 6 -> 100 + world.number(150);
            default -> 250 + world.number(350);
        };
    }

    private List<String> rough() {
        customers.placeAnOrder();
        int length = length();
        for (steps = 0; steps < length; steps++) {
            director.step();
            List<String> wrong = laws.always();
            if (!wrong.isEmpty()) {
                return wrong;
            }
        }
        return List.of();
    }

    private List<String> forsaken() {
        Service<?, ?, ?, ?, ?> dead = world.oneOf(shop.services());
        director.kill(dead);
        director.heal(dead);
        Instant end = world.instant().plus(LONG_ENOUGH);
        if (!director.restUntil(end, dead)) {
            return List.of("I7: without " + dead + ", the others do not come to rest: " + director.waiting());
        }
        return laws.without(dead);
    }

    private List<String> healed() {
        director.heal(null);
        boolean rests = director.restUntil(Instant.MAX, null);
        for (int i = 0; rests && clerk.isNeeded() && i < RETRIES_MAX; i++) {
            rests = seenTo();
        }
        return rests ? laws.afterwards() : List.of("I7: the shop does not come to rest: " + director.waiting());
    }

    /** What left although it was promised to others by then waits for goods, and for somebody to try again. */
    private boolean seenTo() {
        clerk.receive();
        if (!director.restUntil(Instant.MAX, null)) {
            return false;
        }
        clerk.retry();
        return director.restUntil(Instant.MAX, null);
    }
}
