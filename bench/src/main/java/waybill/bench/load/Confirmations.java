package waybill.bench.load;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Brings together who waits for an order and who hears of it. */
public final class Confirmations {
    private final Map<String, Waiting> waiting = new HashMap<>();
    /** What was heard of orders whose own answer had not come yet. */
    private final Map<String, Consumer<Waiting>> early = new HashMap<>();

    private int customers;

    /** Somebody who waits for an order. */
    interface Waiting {
        /** It is confirmed. */
        void confirmed(long now);

        /** It ended in another way. */
        void ended(String how);
    }

    /** One more who will wait for orders. */
    void enter() {
        customers++;
    }

    /** One of them has gone. */
    void leave() {
        customers--;
    }

    /** Whether nobody will wait any more. */
    boolean isEmpty() {
        return customers == 0;
    }

    /** Tells this customer when the order is settled; at once, if it is already. */
    void await(String order, Waiting customer) {
        Consumer<Waiting> heard = early.remove(order);
        if (heard != null) {
            heard.accept(customer);
        } else {
            waiting.put(order, customer);
        }
    }

    /** Waits no longer. */
    void giveUp(String order) {
        waiting.remove(order);
    }

    /** It was heard that an order is settled. */
    void heard(String order, Consumer<Waiting> news) {
        Waiting customer = waiting.remove(order);
        if (customer == null) {
            early.put(order, news);
        } else {
            news.accept(customer);
        }
    }
}
