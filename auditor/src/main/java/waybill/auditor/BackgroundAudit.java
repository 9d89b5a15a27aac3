package waybill.auditor;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;
import waybill.auditor.books.UnreadableBook;
import waybill.auditor.walk.Books;
import waybill.auditor.walk.Pass;
import waybill.auditor.walk.Surroundings;
import waybill.auditor.walk.Suspicions;
import waybill.auditor.walk.Sweep;
import waybill.auditor.walk.WholeTables;

/**
 * The audit that never ends: from the beginning of the logs in small steps, then along with the shop. After every step
 * it rests for as long as it takes to stay within its share of the machine.
 */
public final class BackgroundAudit implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BackgroundAudit.class);
    private static final long NEARLY_THERE = 2_000;
    private static final Duration WHOLE_EVERY = Duration.ofDays(1);
    private static final Duration AGAIN_EVERY = Duration.ofSeconds(20);

    private final Databases databases;
    private final Scope scope;
    private final Pace pace;
    private final long began = System.nanoTime();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread;
    private volatile State state;
    private Set<String> known = new HashSet<>();

    /**
     * How fast it may be.
     *
     * @param share how much of the machine it takes, above 0 and at most 1: with two cores, 0.03 is 6 % of one
     * @param pause how long it waits when there is nothing new
     */
    public record Pace(double share, Duration pause) {
        public Pace {
            if (!(share > 0 && share <= 1)) {
                throw new IllegalArgumentException("a share is above 0 and at most 1: " + share);
            }
        }

        /** How long it rests after it has worked for so long, with one hand and one connection at a time. */
        long restAfter(long nanos) {
            double ofOneCore = Math.min(1, share * Runtime.getRuntime().availableProcessors());
            return (long) (nanos * (1 / ofOneCore - 1));
        }
    }

    /** What it works with, begun anew if something unforeseen happens. */
    private static final class State {
        private final Books books;
        private final Suspicions suspicions = new Suspicions();
        private final Pass pass;
        private final Surroundings around;
        private final Sweep sweep;
        private final WholeTables tables;
        private volatile Instant finished = Instant.EPOCH;
        private volatile boolean isAway;
        private volatile long behind;
        private volatile long events;
        private volatile int moving;
        private long roundAt = System.nanoTime();
        private long againAt = System.nanoTime();
        private long wholeAt = System.nanoTime();

        State(Databases databases, Scope scope) {
            this.books = new Books(databases);
            this.pass = new Pass(books, scope, suspicions);
            this.around = new Surroundings(books, scope, pass, suspicions);
            this.sweep = new Sweep(books, pass);
            this.tables = new WholeTables(books, pass);
        }
    }

    private BackgroundAudit(Databases databases, Scope scope, Pace pace) {
        this.databases = databases;
        this.scope = scope;
        this.pace = pace;
        this.state = new State(databases, scope);
        this.thread = Thread.ofPlatform().name("auditor").daemon().unstarted(this::run);
    }

    /** Begins. */
    public static BackgroundAudit start(Databases databases, Scope scope, Pace pace) {
        BackgroundAudit audit = new BackgroundAudit(databases, scope, pace);
        audit.thread.start();
        return audit;
    }

    private void run() {
        // Whoever has just started has better things to do.
        boolean goesOn = !isStopped(pace.pause().toNanos());
        while (goesOn) {
            long start = System.nanoTime();
            boolean isBusy = step();
            long rest = pace.restAfter(System.nanoTime() - start);
            goesOn = !isStopped(isBusy ? rest : Math.max(rest, pace.pause().toNanos()));
        }
        state.books.close();
    }

    private boolean isStopped(long nanos) {
        try {
            return stopped.await(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** One small step; answers whether the next may follow at once. */
    private boolean step() {
        State now = state;
        try {
            boolean isBusy = step(now);
            now.isAway = false;
            now.behind = now.pass.behind();
            now.events = now.pass.events();
            now.moving = now.pass.moving();
            return isBusy;
        } catch (UnreadableBook away) {
            if (!now.isAway) {
                now.isAway = true;
                LOG.atWarn().addKeyValue("event", "audit-waits").log("the audit waits: {}", away.getMessage());
            }
            now.books.close();
            return false;
        } catch (RuntimeException defect) {
            LOG.atError()
                    .addKeyValue("event", "audit-failed")
                    .setCause(defect)
                    .log("the audit failed and begins anew; no data is in doubt because of that");
            now.books.close();
            state = new State(databases, scope);
            return false;
        }
    }

    private boolean step(State now) {
        if (System.nanoTime() - now.roundAt >= 0) {
            round(now);
            now.roundAt = System.nanoTime() + pace.pause().toNanos();
            return true;
        }
        if (now.pass.hasBatch()) {
            return now.pass.judge();
        }
        return now.pass.read();
    }

    /** What is looked at every few seconds, however much there is to read. */
    private void round(State now) {
        now.pass.read();
        now.pass.judge();
        now.around.compareHearing();
        now.around.compareDeadlines(scope.overdue());
        now.sweep.next();
        if (now.pass.behind() < NEARLY_THERE) {
            now.pass.compareStock();
            if (System.nanoTime() - now.wholeAt >= 0) {
                now.pass.compareMovements();
                now.tables.compare();
                now.wholeAt = System.nanoTime() + WHOLE_EVERY.toNanos();
            }
            now.finished = scope.clock().instant();
        }
        if (System.nanoTime() - now.againAt >= 0) {
            now.pass.lookAgain();
            now.againAt = System.nanoTime() + AGAIN_EVERY.toNanos();
        }
        tell(now.suspicions.told());
    }

    /** Each is told once, and again if it was gone in between. */
    private void tell(List<Finding> findings) {
        Set<String> told = new HashSet<>();
        for (Finding finding : findings) {
            String name = finding.check() + " " + finding.service() + " " + finding.subject();
            if (told.add(name) && !known.contains(name)) {
                LoggingEventBuilder line = LOG.atError()
                        .addKeyValue("event", "consistency-violation")
                        .addKeyValue("check", finding.check().name());
                if (finding.subject().startsWith("ord_")) {
                    line = line.addKeyValue("order_id", finding.subject());
                }
                if (finding.subject().startsWith("pay_")) {
                    line = line.addKeyValue("payment_id", finding.subject());
                }
                line.log("{}: {} {}", finding.check(), finding.what(), finding.advice());
            }
        }
        known = told;
    }

    /** When it had last seen everything there was; the epoch if it never has. */
    public Instant finished() {
        return state.finished;
    }

    /** How many events there are that it has not read. */
    public long behind() {
        return state.behind;
    }

    /** How many findings of a law there are. */
    public long violations(Check check) {
        return state.suspicions.told(check);
    }

    /** What it knows by now. */
    public Report report() {
        State now = state;
        return new Report(
                now.finished,
                Duration.ofNanos(System.nanoTime() - began),
                now.pass.counted(),
                now.events,
                now.suspicions.told(),
                now.pass.blocked(),
                now.moving);
    }

    /** Stops after the step it is in. */
    @Override
    public void close() {
        stopped.countDown();
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }
}
