package waybill.torture.load;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import waybill.torture.history.HistoryFile;
import waybill.torture.history.Request;
import waybill.torture.system.Waiting;

/**
 * Clients who come at a rate of their own, whatever the shop is doing: an open loop, with the gaps of a Poisson
 * process. Who is not answered stays and asks again; when too many stay, who comes finds no room at the tester and
 * leaves, and is counted.
 */
public final class Load {
    private static final int AT_ONCE_MAX = 1_500;

    private final Menu menu;
    private final Clients clients;
    private final long seed;
    private final double rate;
    private final AtomicInteger operations = new AtomicInteger();
    private final AtomicInteger left = new AtomicInteger();
    private final Set<Thread> present = ConcurrentHashMap.newKeySet();
    private volatile boolean closing;

    /**
     * For the shop at this port.
     *
     * @param rate clients a second
     */
    public Load(HistoryFile history, int port, long seed, double rate) {
        Known known = new Known();
        this.menu = new Menu(seed, known);
        this.clients = new Clients(history, port, seed, known);
        this.seed = seed;
        this.rate = rate;
    }

    /** Fills the shelves; nothing fails yet. */
    public void stock() {
        for (String product : Shelves.all()) {
            if (!clients.see(menu.delivery(operations.incrementAndGet(), product, Shelves.first(product)))) {
                throw new IllegalStateException("Nobody took the first goods.");
            }
        }
    }

    /** Lets clients come for this long. */
    public void run(Duration length) {
        Chance gaps = new Chance(seed, Long.MAX_VALUE);
        long began = System.nanoTime();
        double next = began;
        while (next - began < length.toNanos() && !closing) {
            next += -Math.log(1 - gaps.fraction()) * TimeUnit.SECONDS.toNanos(1) / rate;
            while (System.nanoTime() < (long) next && !closing) {
                LockSupport.parkNanos((long) next - System.nanoTime());
            }
            arrive();
        }
    }

    private void arrive() {
        if (present.size() >= AT_ONCE_MAX) {
            left.incrementAndGet();
            return;
        }
        Request request = menu.next(operations.incrementAndGet());
        Thread client = Thread.ofVirtual().unstarted(() -> {
            try {
                clients.see(request);
            } finally {
                present.remove(Thread.currentThread());
            }
        });
        present.add(client);
        client.start();
    }

    /** Waits until every client knows what became of its request; whether that was in time. Then nobody asks again. */
    public boolean awaitAnswers(Duration longest) {
        boolean all = Waiting.until(present::isEmpty, longest);
        clients.giveUp();
        Waiting.until(present::isEmpty, Duration.ofSeconds(20));
        return all;
    }

    /** Nobody comes any more. */
    public void close() {
        closing = true;
    }

    /** How many are here and do not know yet. */
    public int waiting() {
        return present.size();
    }

    /** How many found no room and left. */
    public int left() {
        return left.get();
    }

    /** Whether the gateway fails more often than not for who pays from now on. */
    public void setStorm(boolean now) {
        menu.setStorm(now);
    }

    /** Whether some requests ask for a failure of their own from now on. */
    public void setChaos(boolean now) {
        clients.setChaos(now);
    }
}
