package waybill.engine.core.commands;

import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import waybill.engine.core.log.StoreFault;
import waybill.engine.core.time.Pause;
import waybill.engine.core.time.Workers;

/** The worker of some shards: takes what waits, has it decided and written, and tries again when the world fails. */
final class Lane<S, C, E, R, B> {
    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);
    private static final Duration PAUSE_MIN = Duration.ofMillis(10);
    private static final Duration PAUSE_MAX = Duration.ofSeconds(1);
    /** News that wait for missing ones are looked after so often. */
    private static final long MISSING_MILLIS = 1_000;
    /** After so many lost races in a row somebody else needs a little time. */
    private static final int RACES_MAX = 10;
    /** Less than a person sees; what was measured is in docs/decisions/0022-what-was-tried-for-speed.md. */
    private static final Queue.Manners MANNERS = new Queue.Manners(Duration.ofMillis(25), Duration.ofMillis(4), 32);

    private final Queue<Work<S, C, R>> queue;
    private final Desk<S, C, E, R, B> desk;
    private final int batchMax;
    private final Pause pause;
    private final Thread thread;

    /** Begins to work. */
    Lane(String name, Desk<S, C, E, R, B> desk, CommandRunner.Sizes sizes, Workers workers) {
        this.queue = new Queue<>(sizes.requestsMax(), MANNERS);
        this.desk = desk;
        this.batchMax = sizes.batchMax();
        this.pause = workers.resting(time -> queue.pause(time.toMillis()));
        this.thread = workers.begin(name, this::work, this::step);
    }

    boolean offer(Work<S, C, R> request) {
        return queue.offer(request);
    }

    void addAll(List<? extends Work<S, C, R>> heard) {
        queue.addAll(heard);
    }

    void addInTime(List<? extends Work<S, C, R>> heard) {
        queue.addInTime(heard);
    }

    void drop(Predicate<S> which) {
        desk.drop(which);
    }

    int waiting() {
        return queue.size();
    }

    int waitingForMissing() {
        return desk.waitingForMissing();
    }

    void awaitIdle(long millis) throws InterruptedException {
        queue.awaitIdle(millis);
    }

    void close() {
        queue.close();
    }

    void join() {
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void work() {
        try {
            while (true) {
                if (desk.waitingForMissing() > 0 && !queue.await(MISSING_MILLIS)) {
                    writeAll(foundMissing());
                    continue;
                }
                List<Work<S, C, R>> batch = queue.take(batchMax);
                if (batch.isEmpty()) {
                    leave();
                    return;
                }
                writeAll(batch);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** The same without waiting for anything. */
    private boolean step() throws InterruptedException {
        if (queue.size() > 0) {
            writeAll(queue.takeNow(batchMax));
            return true;
        }
        List<Work<S, C, R>> found = desk.waitingForMissing() > 0 ? foundMissing() : List.of();
        writeAll(found);
        return !found.isEmpty();
    }

    /** Nothing more may ever come to a shard that is quiet: what waits there must not wait for it. */
    private List<Work<S, C, R>> foundMissing() {
        try {
            return desk.foundMissing();
        } catch (StoreFault away) {
            LOG.warn("what news are missing cannot be asked now: {}", away.getMessage());
        } catch (RuntimeException defect) {
            LOG.error("what news are missing cannot be asked because the code is wrong", defect);
        }
        return List.of();
    }

    /** What was heard and did not concern us need not be heard again after the next start. */
    private void leave() {
        try {
            desk.writeReached();
        } catch (StoreFault unwritten) {
            LOG.debug("the last checkpoints are not written; what follows them comes again", unwritten);
        }
    }

    /** Until everything is settled: a part may be put off, a batch may lose a race, the store may be away. */
    private void writeAll(List<Work<S, C, R>> batch) throws InterruptedException {
        List<Work<S, C, R>> rest = batch;
        int failures = 0;
        Duration next = PAUSE_MIN;
        while (!rest.isEmpty()) {
            // After a second failure the batch is halved again and again: the loser ends up apart from the rest.
            int share = Math.max(1, rest.size() >> Math.clamp(failures - 1L, 0, 30));
            try {
                List<Work<S, C, R>> putOff = desk.write(rest.subList(0, share));
                rest = Desk.joined(putOff, rest.subList(share, rest.size()));
                failures = Math.max(0, failures - 1);
                next = PAUSE_MIN;
            } catch (StoreFault.Conflict lostRace) {
                LOG.debug("lost a race, deciding again: {}", lostRace.getMessage());
                failures++;
                rest = again(rest, new StoreFault.Unavailable("lost race after race", lostRace));
                if (failures > RACES_MAX) {
                    pause.last(PAUSE_MIN);
                }
            } catch (StoreFault.Unavailable away) {
                LOG.warn("the event store is away, trying again: {}", away.getMessage());
                rest = again(rest, away);
                rest = queue.isClosed() ? desk.abandon(rest, away) : rest;
                next = paused(next);
            } catch (RuntimeException defect) {
                failures++;
                rest = findCulprit(rest, share, defect);
                next = share > 1 ? next : paused(next);
            } catch (Error broken) {
                LOG.error("a batch could not be written because the program is broken", broken);
                rest = queue.isClosed() ? desk.abandon(rest, broken) : desk.failAsks(rest, broken);
                next = paused(next);
            }
        }
        desk.noDoubt();
    }

    /** What is to be tried again: late callers are not kept waiting, be they in this batch or behind it. */
    private List<Work<S, C, R>> again(List<Work<S, C, R>> works, StoreFault.Unavailable why) {
        desk.forget(works);
        List<Work<S, C, R>> late = queue.takeRequests(Desk::isLate);
        var _ = desk.giveUpLate(late, why);
        return desk.giveUpLate(works, why);
    }

    /** A batch that cannot be written is halved until the work that is to blame is alone; its neighbours go on. */
    private List<Work<S, C, R>> findCulprit(List<Work<S, C, R>> works, int share, RuntimeException defect) {
        if (share > 1) {
            LOG.warn("a batch cannot be written, looking for the culprit: {}", defect.toString());
            desk.forget(works);
            return works;
        }
        LOG.error("this cannot be written because the code is wrong", defect);
        return queue.isClosed() ? desk.abandon(works, defect) : desk.blame(works, defect);
    }

    /** Lets so much time pass; says how much it is the next time. */
    private Duration paused(Duration time) throws InterruptedException {
        pause.last(time);
        Duration twice = time.multipliedBy(2);
        return twice.compareTo(PAUSE_MAX) < 0 ? twice : PAUSE_MAX;
    }
}
