package waybill.system;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Sixteen customers who order as fast as they are answered, and remember what they sent and what they were told. */
final class Rush implements AutoCloseable {
    private static final int CUSTOMERS = 16;
    private static final int PRODUCTS = 20;

    private final ExecutorService customers = Executors.newFixedThreadPool(CUSTOMERS);
    private final Map<String, Sent> sent = new ConcurrentHashMap<>();
    private final AtomicInteger buyers = new AtomicInteger();
    private final AtomicInteger acknowledgements = new AtomicInteger();
    private final List<Future<?>> running = new ArrayList<>();

    /**
     * One order as it was sent; its key is its customer's name.
     *
     * @param order the id it was acknowledged with, if it was
     * @param answered the status it was first acknowledged with, or 0
     */
    record Sent(OrderForm form, @Nullable String order, int answered) {
        String key() {
            return form.customer();
        }

        boolean acknowledged() {
            return order != null;
        }

        /**
         * Where it may end: whoever was told the outcome keeps it; a payment cut off by a kill may turn out either way.
         */
        Set<String> endings() {
            return switch (answered) {
                case 201 -> Set.of("CONFIRMED");
                case 402 -> Set.of("PAYMENT_FAILED");
                default ->
                    form.token().equals("tok_ok") ? Set.of("CONFIRMED", "PAYMENT_FAILED") : Set.of("PAYMENT_FAILED");
            };
        }
    }

    static String product(int n) {
        return "RUSH-" + n;
    }

    static List<String> products() {
        return java.util.stream.IntStream.range(0, PRODUCTS)
                .mapToObj(Rush::product)
                .toList();
    }

    /** Begins to order until the server is gone; the seed chooses what. */
    void begin(Shop shop, long seed) {
        begin(CUSTOMERS, seed, () -> false, form -> shop.place(form, form.customer()));
    }

    /** So many of the customers begin to order, in this way, until it is over or the server is gone. */
    void begin(int some, long seed, BooleanSupplier over, Function<OrderForm, Answer> place) {
        for (int i = 0; i < some; i++) {
            Random random = new Random(seed + i);
            running.add(customers.submit(() -> orderUntil(over, place, random)));
        }
    }

    private void orderUntil(BooleanSupplier over, Function<OrderForm, Answer> place, Random random) {
        try {
            while (!over.getAsBoolean()) {
                order(place, form(random));
            }
        } catch (UncheckedIOException gone) {
            // The end of the rush: this customer's last order was sent and not acknowledged.
        }
    }

    private OrderForm form(Random random) {
        int first = random.nextInt(PRODUCTS);
        int second = (first + 1 + random.nextInt(PRODUCTS - 1)) % PRODUCTS;
        OrderForm form = OrderForm.of(product(first), 1 + random.nextInt(3))
                .and(product(second), 1)
                .from("buyer-" + buyers.incrementAndGet());
        return random.nextInt(8) == 0 ? form.paidWith("tok_declined") : form;
    }

    private void order(Function<OrderForm, Answer> place, OrderForm form) {
        sent.put(form.customer(), new Sent(form, null, 0));
        Answer answer = place.apply(form);
        sent.put(form.customer(), new Sent(form, acknowledgedId(answer), answer.status()));
        acknowledgements.incrementAndGet();
    }

    /** Repeats an order; it must have the id it had before. */
    void repeat(Shop shop, Sent before) {
        String id = acknowledgedId(shop.place(before.form(), before.key()));
        if (before.acknowledged() && !id.equals(before.order())) {
            throw new AssertionError("key " + before.key() + " was " + before.order() + " and is now " + id);
        }
        sent.put(before.key(), new Sent(before.form(), id, before.answered()));
    }

    private static String acknowledgedId(Answer answer) {
        return switch (answer.status()) {
            case 201, 202 -> answer.member("/id");
            // A payment cut off by a kill may have failed by now; the order is there all the same.
            case 402, 503 -> answer.member("/orderId");
            default -> throw new AssertionError("an order was answered " + answer);
        };
    }

    /** How many orders have been acknowledged since the beginning. */
    int acknowledgements() {
        return acknowledgements.get();
    }

    /** Waits until every customer has noticed that the server is gone; what failed them otherwise fails the test. */
    void awaitEnd() {
        running.forEach(Rush::await);
        running.clear();
    }

    /** Everything sent so far. */
    Collection<Sent> sent() {
        return List.copyOf(sent.values());
    }

    /** Does something with each order, sixteen at a time. */
    void forEach(Collection<Sent> orders, Consumer<Sent> action) {
        List<Future<?>> all = new ArrayList<>();
        orders.forEach(order -> all.add(customers.submit(() -> action.accept(order))));
        all.forEach(Rush::await);
    }

    private static void await(Future<?> future) {
        try {
            future.get();
        } catch (ExecutionException e) {
            throw new AssertionError("one of the customers failed: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        customers.shutdownNow();
    }
}
