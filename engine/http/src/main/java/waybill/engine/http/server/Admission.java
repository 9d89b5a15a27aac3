package waybill.engine.http.server;

import java.util.concurrent.atomic.AtomicInteger;

/** How many calls are being answered, and whether one more may be. Nobody waits: who cannot enter is told at once. */
final class Admission {
    private final int max;
    private final AtomicInteger inside = new AtomicInteger();

    Admission(int max) {
        this.max = max;
    }

    boolean enter() {
        if (inside.incrementAndGet() <= max) {
            return true;
        }
        inside.decrementAndGet();
        return false;
    }

    void leave() {
        inside.decrementAndGet();
    }

    int inside() {
        return inside.get();
    }
}
