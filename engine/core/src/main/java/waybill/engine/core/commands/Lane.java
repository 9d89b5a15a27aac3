package waybill.engine.core.commands;

import java.util.List;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import waybill.engine.core.log.StoreFault;

/** The worker of some shards: takes what waits, has it decided and written, and tries again when the world fails. */
final class Lane<S, C, E, R, B> {
    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);
    private static final long PAUSE_MILLIS_MIN = 10;
    private static final long PAUSE_MILLIS_MAX = 1_000;
    /** News that wait for missing ones are looked after so often. */
    private static final long MISSING_MILLIS = 1_000;
    /** After so many lost races in a row somebody else needs a little time. */
    private static final int RACES_MAX = 10;

    private final Queue<Work<S, C, R>> queue;
    private final Desk<S, C, E, R, B> desk;
    private final int batchMax;
    private final Thread thread;

    Lane(String name, Desk<S, C, E, R, B> desk, CommandRunner.Sizes sizes) {
        this.queue = new Queue<>(sizes.requestsMax());
        this.desk = desk;
        this.batchMax = sizes.batchMax();
        this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::work);
    }

    void start() {
        thread.start();
    }

    boolean offer(Work<S, C, R> request) {
        return queue.offer(request);
    }

    void addAll(List<? extends Work<S, C, R>> heard) {
        queue.addAll(heard);
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
        long pauseMillis = PAUSE_MILLIS_MIN;
        while (!rest.isEmpty()) {
            // After a second failure the batch is halved again and again: the loser ends up apart from the rest.
            int share = Math.max(1, rest.size() >> Math.clamp(failures - 1L, 0, 30));
            try {
                List<Work<S, C, R>> putOff = desk.write(rest.subList(0, share));
                rest = Desk.joined(putOff, rest.subList(share, rest.size()));
                failures = Math.max(0, failures - 1);
                pauseMillis = PAUSE_MILLIS_MIN;
            } catch (StoreFault.Conflict lostRace) {
                LOG.debug("lost a race, deciding again: {}", lostRace.getMessage());
                failures++;
                rest = again(rest, new StoreFault.Unavailable("lost race after race", lostRace));
                if (failures > RACES_MAX) {
                    queue.pause(PAUSE_MILLIS_MIN);
                }
            } catch (StoreFault.Unavailable away) {
                LOG.warn("the event store is away, trying again: {}", away.getMessage());
                rest = again(rest, away);
                rest = queue.isClosed() ? desk.abandon(rest, away) : rest;
                pauseMillis = paused(pauseMillis);
            } catch (RuntimeException defect) {
                failures++;
                rest = findCulprit(rest, share, defect);
                pauseMillis = share > 1 ? pauseMillis : paused(pauseMillis);
            } catch (Error broken) {
                LOG.error("a batch could not be written because the program is broken", broken);
                rest = queue.isClosed() ? desk.abandon(rest, broken) : desk.failAsks(rest, broken);
                pauseMillis = paused(pauseMillis);
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

    private long paused(long millis) throws InterruptedException {
        queue.pause(millis);
        return Math.min(PAUSE_MILLIS_MAX, millis * 2);
    }
}
