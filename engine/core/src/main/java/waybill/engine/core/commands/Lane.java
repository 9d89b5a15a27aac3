package waybill.engine.core.commands;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import waybill.engine.core.log.StoreFault;

/** The worker of some shards: takes what waits, has it decided and written, and tries again when the world fails. */
final class Lane<S, C, E, R, B> {
    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);
    private static final long PAUSE_MILLIS_MAX = 1_000;

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

    void add(Work<S, C, R> heard) {
        queue.add(heard);
    }

    int waiting() {
        return queue.size();
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
                List<Work<S, C, R>> batch = queue.take(batchMax);
                if (batch.isEmpty()) {
                    return;
                }
                writeAll(batch);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Until everything is settled: a part may be put off, a batch may lose a race, the store may be away. */
    private void writeAll(List<Work<S, C, R>> batch) throws InterruptedException {
        List<Work<S, C, R>> rest = batch;
        int conflicts = 0;
        long pauseMillis = 10;
        while (!rest.isEmpty()) {
            // After a second lost race the batch is halved again and again: the loser ends up apart from the rest.
            int share = Math.max(1, rest.size() >> Math.max(0, conflicts - 1));
            try {
                List<Work<S, C, R>> putOff = desk.write(rest.subList(0, share));
                rest = Desk.joined(putOff, rest.subList(share, rest.size()));
                conflicts = Math.max(0, conflicts - 1);
                pauseMillis = 10;
            } catch (StoreFault.Conflict lostRace) {
                conflicts++;
                desk.forget(rest);
                LOG.debug("lost a race, deciding again: {}", lostRace.getMessage());
            } catch (StoreFault.Unavailable away) {
                LOG.warn("the event store is away, trying again: {}", away.getMessage());
                desk.forget(rest);
                rest = desk.giveUpLate(rest, away);
                Thread.sleep(pauseMillis);
                pauseMillis = Math.min(PAUSE_MILLIS_MAX, pauseMillis * 2);
            } catch (RuntimeException | Error defect) {
                LOG.error("a batch could not be written because the code is wrong", defect);
                rest = desk.failAsks(rest, defect);
                Thread.sleep(PAUSE_MILLIS_MAX);
            }
        }
    }
}
