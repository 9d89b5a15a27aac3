package waybill.system;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Customers of a cluster: whoever is not answered, or is told to come again, sends the same request with the same key
 * until it is acknowledged. What went wrong before is remembered.
 */
final class PatientRush {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Rush rush;
    private final Shop shop;
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private volatile boolean over;

    PatientRush(Rush rush, Shop shop) {
        this.rush = rush;
        this.shop = shop;
    }

    /** So many customers begin to order, until {@link #end}; the seed chooses what. */
    void begin(int customers, long seed) {
        over = false;
        rush.begin(customers, seed, () -> over, this::acknowledged);
    }

    private Answer acknowledged(OrderForm form) {
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < giveUp) {
            try {
                Answer answer = shop.place(form, form.customer());
                if (isOutcome(answer)) {
                    return answer;
                }
                failures.add(form.customer() + " was answered " + answer);
            } catch (UncheckedIOException brokenOff) {
                failures.add(form.customer() + " was not answered: " + brokenOff.getMessage());
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        throw new AssertionError(form.customer() + " lost patience; " + failures);
    }

    /** Whether there is an order by now, whatever became of it. */
    private static boolean isOutcome(Answer answer) {
        return switch (answer.status()) {
            case 201, 202, 402 -> true;
            case 503 -> !answer.member("/orderId").isEmpty();
            default -> false;
        };
    }

    /** What went wrong until now, once. */
    List<String> takeFailures() {
        List<String> taken = List.copyOf(failures);
        failures.removeAll(taken);
        return taken;
    }

    /** Nobody orders any more when this returns. */
    void end() {
        over = true;
        rush.awaitEnd();
    }
}
