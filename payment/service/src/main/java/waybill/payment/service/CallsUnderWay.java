package waybill.payment.service;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** The calls to the gateway whose outcome is not written yet: a process that stops waits a while for it. */
final class CallsUnderWay {
    /** As long as the gateway has for an answer; what comes later is asked for after the next start. */
    static final Duration LAST_ANSWER_MAX = Duration.ofSeconds(5);

    private final Map<Long, CompletableFuture<?>> all = new ConcurrentHashMap<>();
    private final AtomicLong numbers = new AtomicLong();
    private volatile boolean closed;

    /** A call is under way until this is done, however it ends. */
    void add(CompletableFuture<?> written) {
        long number = numbers.incrementAndGet();
        all.put(number, written);
        var _ = written.whenComplete((_, _) -> all.remove(number));
    }

    boolean isClosed() {
        return closed;
    }

    /** Returns when all are done, or when the time is up; no more are to be begun. */
    void close(Duration longest) {
        closed = true;
        CompletableFuture.allOf(all.values().toArray(CompletableFuture[]::new))
                .exceptionally(_ -> null)
                .completeOnTimeout(null, longest.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }
}
