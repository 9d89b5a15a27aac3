package waybill.engine.http.server;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import waybill.engine.http.live.LiveEvent;
import waybill.engine.http.live.LiveEvents;

/** What one client is told in the tests of streams: numbered words, said by the test. */
final class News implements LiveEvents {
    private final List<String> words = new ArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private int told;
    private @Nullable RuntimeException failure;

    News(int told) {
        this.told = told;
    }

    synchronized void say(String word) {
        words.add(word);
        notifyAll();
    }

    synchronized void fail(RuntimeException with) {
        failure = with;
        notifyAll();
    }

    /** Until nobody listens any more. */
    void awaitClosed() throws InterruptedException {
        closed.await();
    }

    @Override
    public synchronized List<LiveEvent> next(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (words.size() <= told && closed.getCount() > 0 && failure == null && System.nanoTime() < end) {
            wait(Math.max(1, (end - System.nanoTime()) / 1_000_000));
        }
        if (failure != null) {
            throw failure;
        }
        List<LiveEvent> news = new ArrayList<>();
        while (told < words.size()) {
            news.add(new LiveEvent(Integer.toString(told + 1), "word", "\"" + words.get(told) + "\""));
            told++;
        }
        return news;
    }

    @Override
    public synchronized void close() {
        closed.countDown();
        notifyAll();
    }
}
