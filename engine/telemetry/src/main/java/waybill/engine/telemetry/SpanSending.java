package waybill.engine.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends spans in batches, on a thread of its own. A span for which there is no room, or whose batch nobody takes, is
 * lost and counted; whoever did the work learns nothing of it.
 */
final class SpanSending implements SpanProcessor {
    private static final Logger LOG = LoggerFactory.getLogger(SpanSending.class);
    private static final int WAITING_MAX = 8_192;
    private static final int BATCH_MAX = 512;
    private static final long GATHER_MILLIS = 500;
    private static final Duration ANSWER_MAX = Duration.ofSeconds(6);
    private static final Duration LAST_MAX = Duration.ofSeconds(3);

    private final BlockingQueue<SpanData> waiting = new ArrayBlockingQueue<>(WAITING_MAX);
    private final SpanExporter exporter;
    private final Counter exported;
    private final Counter failed;
    private final Counter dropped;
    private final Thread thread;
    private volatile boolean closed;

    private SpanSending(SpanExporter exporter, MeterRegistry meters) {
        this.exporter = exporter;
        this.exported = counter(meters, "exported");
        this.failed = counter(meters, "failed");
        this.dropped = counter(meters, "dropped");
        this.thread = Thread.ofPlatform().name("traces").daemon().unstarted(this::run);
    }

    static SpanSending start(SpanExporter exporter, MeterRegistry meters) {
        SpanSending sending = new SpanSending(exporter, meters);
        sending.thread.start();
        return sending;
    }

    private static Counter counter(MeterRegistry meters, String result) {
        return Counter.builder("trace_spans")
                .description("Spans that the collector took, that it did not take, and for which there was no room")
                .tag("result", result)
                .register(meters);
    }

    private void run() {
        try {
            while (!closed) {
                SpanData first = waiting.poll(GATHER_MILLIS, TimeUnit.MILLISECONDS);
                if (first != null) {
                    gatherAndSend(first);
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** What comes within a moment goes along: a trace is of many spans. */
    private void gatherAndSend(SpanData first) throws InterruptedException {
        List<SpanData> batch = new ArrayList<>(BATCH_MAX);
        batch.add(first);
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(GATHER_MILLIS);
        while (batch.size() < BATCH_MAX && !closed) {
            SpanData next = waiting.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (next == null) {
                break;
            }
            batch.add(next);
        }
        send(batch, ANSWER_MAX);
    }

    private void send(List<SpanData> batch, Duration longest) {
        try {
            CompletableResultCode taken = exporter.export(batch).join(longest.toMillis(), TimeUnit.MILLISECONDS);
            (taken.isSuccess() ? exported : failed).increment(batch.size());
        } catch (RuntimeException defect) {
            failed.increment(batch.size());
            LOG.atWarn().addKeyValue("event", "traces-unsent").setCause(defect).log("spans cannot be sent");
        }
    }

    @Override
    public void onStart(Context parent, ReadWriteSpan span) {
        // nothing is known of it yet
    }

    @Override
    public boolean isStartRequired() {
        return false;
    }

    @Override
    public void onEnd(ReadableSpan span) {
        if (closed || !waiting.offer(span.toSpanData())) {
            dropped.increment();
        }
    }

    @Override
    public boolean isEndRequired() {
        return true;
    }

    /** Sends what waits, if somebody takes it at once; a collector that is away does not hold up the stop. */
    @Override
    public void close() {
        closed = true;
        try {
            thread.join(ANSWER_MAX);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
        List<SpanData> last = new ArrayList<>();
        waiting.drainTo(last);
        if (!last.isEmpty()) {
            send(last, LAST_MAX);
        }
        exporter.shutdown();
    }
}
