package waybill.cluster.processes;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one program running: starts it, and starts it again whenever it ends, until it is told to stop. Between two
 * starts there is a pause, which grows while the program does not stay.
 */
public final class Keeper implements AutoCloseable {
    /** How long a program must have lived to be thought well. */
    private static final Duration STEADY = Duration.ofSeconds(30);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

    private final String name;
    private final Program program;
    private final Journal journal;
    private final Runnable changed;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final CompletableFuture<Child> first = new CompletableFuture<>();
    private final AtomicInteger endings = new AtomicInteger();
    private final Thread thread;
    private volatile @Nullable Child child;
    private Duration pause = FIRST_PAUSE;

    /**
     * Keeps it from {@link #begin} on.
     *
     * @param changed run after every start
     */
    public Keeper(String name, Program program, Journal journal, Runnable changed) {
        this.name = name;
        this.program = program;
        this.journal = journal;
        this.changed = changed;
        this.thread = Thread.ofPlatform().daemon(true).name("keeper-" + name).unstarted(this::keep);
    }

    /** Starts it for the first time. */
    public void begin() {
        thread.start();
    }

    /**
     * Waits until it has been started for the first time.
     *
     * @throws NotStarted if it could not be; it is not tried again then
     */
    public void awaitBegun() throws NotStarted, InterruptedException {
        try {
            first.get();
        } catch (ExecutionException failure) {
            throw failure.getCause() instanceof NotStarted reason
                    ? reason
                    : new NotStarted(name + " cannot be started.", failure);
        }
    }

    /** What it is called. */
    public String name() {
        return name;
    }

    /** The process that runs now, if one does. */
    public Optional<Child> child() {
        return Optional.ofNullable(child);
    }

    /** How often it has ended without being told to. */
    public int endings() {
        return endings.get();
    }

    private void keep() {
        try {
            Child running = started();
            first.complete(running);
            while (true) {
                long began = System.nanoTime();
                if (isStopping()) {
                    running.end();
                }
                OptionalInt code = running.ended().join();
                child = null;
                if (isStopping()) {
                    return;
                }
                endings.incrementAndGet();
                choosePause(Duration.ofNanos(System.nanoTime() - began));
                say("ended" + words(code));
                running = startedAgain();
                say("is running again, as process " + running.pid());
            }
        } catch (NotStarted failure) {
            first.completeExceptionally(failure);
        } catch (InterruptedException stopped) {
            first.completeExceptionally(stopped);
        } finally {
            // A defect must not leave anybody waiting; otherwise this has been completed long ago.
            first.completeExceptionally(new NotStarted(name + " cannot be started.", null));
        }
    }

    private Child started() throws NotStarted, InterruptedException {
        Child running = program.start();
        child = running;
        changed.run();
        return running;
    }

    private Child startedAgain() throws InterruptedException {
        while (true) {
            if (stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new InterruptedException("the cluster is stopping");
            }
            try {
                return started();
            } catch (NotStarted failure) {
                say("does not start: " + failure.sentence());
                choosePause(Duration.ZERO);
            }
        }
    }

    private void choosePause(Duration lived) {
        if (lived.compareTo(STEADY) > 0) {
            pause = FIRST_PAUSE;
        } else if (endings.get() > 1) {
            Duration doubled = pause.multipliedBy(2);
            pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
        }
    }

    private void say(String what) {
        journal.say(name + " " + what + ".");
    }

    private static String words(OptionalInt code) {
        return code.isPresent() ? " with exit code " + code.getAsInt() : "";
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }

    /** Ends the program at once, so that it is started again. */
    public void endByForce() {
        child().flatMap(running -> ProcessHandle.of(running.pid())).ifPresent(ProcessHandle::destroyForcibly);
    }

    /** Ends the program and starts it no more; returns when it is gone. */
    @Override
    public void close() {
        stopping.countDown();
        Optional.ofNullable(child).ifPresent(Child::end);
        try {
            thread.join();
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }
}
