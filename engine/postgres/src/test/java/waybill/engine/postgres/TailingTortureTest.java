package waybill.engine.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import waybill.testkit.engine.Crowd;
import waybill.testkit.engine.Eventually;

/**
 * Two dozen writers, who dawdle in the middle of their transactions and throw some of them away, and three readers who
 * follow: nothing may be lost, nothing come out of order, no position stay empty. And the harness bites: a log on a
 * sequence, read in the same way, loses events in it.
 */
final class TailingTortureTest {
    private static final int WRITERS = 24;
    private static final int BATCHES = 24;
    private static final int TAILERS = 3;

    private final long seed = Long.getLong("seed", System.nanoTime());

    /** A log of marks, as the torture sees it. */
    interface Tortured {
        int shards();

        /** Writes these marks in one transaction, dawdling while it is open; or throws it away. */
        void write(List<String> marks, SplittableRandom random) throws Exception;

        /** What follows a position. */
        List<Seen> read(int shard, long after, int limit) throws Exception;
    }

    record Seen(long position, String mark) {}

    @Test
    void nothing_is_lost_or_reordered_and_there_are_no_gaps() throws Exception {
        try (TorturedLog log = new TorturedLog()) {
            List<List<List<Seen>>> seen = torture(log);
            List<List<Seen>> truth = new ArrayList<>();
            for (int shard = 0; shard < log.shards(); shard++) {
                truth.add(log.read(shard, 0, 1_000_000));
            }
            assertThat(truth.stream().mapToInt(List::size).sum())
                    .as("events, -Dseed=%d", seed)
                    .isEqualTo(log.committed());
            assertThat(log.lost()).as("transactions thrown away").isGreaterThan(20);
            for (int tailer = 0; tailer < TAILERS; tailer++) {
                assertThat(seen.get(tailer))
                        .as("tailer %d, -Dseed=%d", tailer, seed)
                        .isEqualTo(truth);
            }
            for (List<Seen> shard : truth) {
                for (int i = 0; i < shard.size(); i++) {
                    assertThat(shard.get(i).position()).as("-Dseed=%d", seed).isEqualTo(i + 1L);
                }
            }
        }
    }

    @Test
    void a_log_on_a_sequence_loses_events_under_the_same_torture() throws Exception {
        try (SequenceLog log = new SequenceLog()) {
            List<List<List<Seen>>> seen = torture(log);

            int written = log.read(0, 0, 1_000_000).size();
            assertThat(written).isEqualTo(log.committed());
            assertThat(seen.stream().mapToInt(shards -> shards.getFirst().size()))
                    .as("seen by each tailer of %d events, -Dseed=%d", written, seed)
                    .allMatch(count -> count < written);
        }
    }

    /** What each tailer saw of each shard. */
    private List<List<List<Seen>>> torture(Tortured log) {
        AtomicInteger writing = new AtomicInteger(WRITERS);
        List<CompletableFuture<List<List<Seen>>>> tailers = new ArrayList<>();
        for (int tailer = 0; tailer < TAILERS; tailer++) {
            CompletableFuture<List<List<Seen>>> seen = new CompletableFuture<>();
            tailers.add(seen);
            int limit = tailer == 0 ? 7 : 500;
            Thread.ofPlatform().daemon().start(() -> complete(seen, log, limit, writing));
        }
        Crowd.of(WRITERS, number -> {
            SplittableRandom random = new SplittableRandom(seed + number);
            try {
                for (int batch = 0; batch < BATCHES; batch++) {
                    List<String> marks = new ArrayList<>();
                    for (int i = 0; i <= random.nextInt(4); i++) {
                        marks.add(number + "-" + batch + "-" + i);
                    }
                    log.write(marks, random);
                }
            } finally {
                writing.decrementAndGet();
            }
        });
        return tailers.stream().map(Eventually::get).toList();
    }

    private static void complete(
            CompletableFuture<List<List<Seen>>> seen, Tortured log, int limit, AtomicInteger writing) {
        try {
            seen.complete(follow(log, limit, writing));
        } catch (Exception | AssertionError failed) {
            seen.completeExceptionally(failed);
        }
    }

    /** Follows every shard until nobody writes any more and nothing is left to read. */
    private static List<List<Seen>> follow(Tortured log, int limit, AtomicInteger writing) throws Exception {
        List<List<Seen>> seen = new ArrayList<>();
        for (int shard = 0; shard < log.shards(); shard++) {
            seen.add(new ArrayList<>());
        }
        while (true) {
            boolean last = writing.get() == 0;
            boolean moved = false;
            for (int shard = 0; shard < log.shards(); shard++) {
                List<Seen> mine = seen.get(shard);
                long cursor = mine.isEmpty() ? 0 : mine.getLast().position();
                List<Seen> more = log.read(shard, cursor, limit);
                mine.addAll(more);
                moved |= !more.isEmpty();
            }
            if (last && !moved) {
                return seen;
            }
        }
    }

    static void dawdle(SplittableRandom random) {
        LockSupport.parkNanos(random.nextInt(3_000_000));
    }
}
