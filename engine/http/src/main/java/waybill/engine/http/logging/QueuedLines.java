package waybill.engine.http.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Writes lines on a thread of its own, so that a slow terminal does not slow down an order, and all that wait at once,
 * because a call of the system costs as much as making a line. Nothing is dropped: when the queue is full, whoever logs
 * waits.
 */
final class QueuedLines extends UnsynchronizedAppenderBase<ILoggingEvent> {
    private static final int WAITING_MAX = 8192;
    private static final int TOGETHER_MAX = 512;
    private static final long LOOK_MILLIS = 100;
    private static final int FLUSH_MILLIS_MAX = 5_000;

    private final BlockingQueue<ILoggingEvent> waiting = new ArrayBlockingQueue<>(WAITING_MAX);
    private final OutputStreamAppender<ILoggingEvent> lines;
    private final Thread thread;

    /** Before these lines, which must not flush by themselves. */
    QueuedLines(OutputStreamAppender<ILoggingEvent> lines) {
        this.lines = lines;
        this.thread = Thread.ofPlatform().name("log-lines").daemon().unstarted(this::run);
    }

    @Override
    public void start() {
        super.start();
        thread.start();
    }

    @Override
    protected void append(ILoggingEvent event) {
        event.prepareForDeferredProcessing();
        boolean interrupted = false;
        while (true) {
            try {
                waiting.put(event);
                break;
            } catch (InterruptedException later) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        List<ILoggingEvent> batch = new ArrayList<>(TOGETHER_MAX);
        try {
            while (isStarted() || !waiting.isEmpty()) {
                ILoggingEvent first = waiting.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                if (first != null) {
                    batch.add(first);
                    waiting.drainTo(batch, TOGETHER_MAX - 1);
                    write(batch);
                    batch.clear();
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** A full disk must not stop who writes: then who logs would wait for ever. */
    private void write(List<ILoggingEvent> batch) {
        try {
            batch.forEach(lines::doAppend);
            lines.getOutputStream().flush();
        } catch (IOException unwritten) {
            addError("lines of the log are lost", unwritten);
        }
    }

    /** Writes what is waiting. */
    @Override
    public void stop() {
        super.stop();
        try {
            thread.join(FLUSH_MILLIS_MAX);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
        lines.stop();
    }
}
