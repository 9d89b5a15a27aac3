package waybill.testkit.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/** People who do something at the same time. */
public final class Crowd {
    private Crowd() {}

    /** What one of them does. */
    @FunctionalInterface
    public interface Deed {
        /** Does it; the number says who. */
        void by(int number) throws Exception;
    }

    /** Has so many people start together, and waits for all; what one of them throws, this throws. */
    public static void of(int people, Deed deed) {
        CountDownLatch start = new CountDownLatch(1);
        List<CompletableFuture<Void>> done = new ArrayList<>();
        for (int i = 0; i < people; i++) {
            int number = i;
            CompletableFuture<Void> mine = new CompletableFuture<>();
            done.add(mine);
            Thread.ofPlatform().name("crowd-" + i).daemon().start(() -> doIt(start, deed, number, mine));
        }
        start.countDown();
        done.forEach(Eventually::get);
    }

    private static void doIt(CountDownLatch start, Deed deed, int number, CompletableFuture<Void> mine) {
        try {
            start.await();
            deed.by(number);
            mine.complete(null);
        } catch (Exception | AssertionError failed) {
            mine.completeExceptionally(failed);
        }
    }
}
