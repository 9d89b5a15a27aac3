package waybill.testkit.feeds;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import waybill.engine.core.feeds.Envelope;
import waybill.engine.core.feeds.Receiver;

/** What one subscriber took, each place once; what comes before its turn is noted. */
public final class Taken implements Receiver<String> {
    private final Map<Integer, NavigableMap<Long, Envelope<String>>> shards = new TreeMap<>();
    private final List<String> gaps = new ArrayList<>();
    private final long[] after;

    /** A subscriber that has taken all up to these positions. */
    public Taken(long[] after) {
        this.after = after.clone();
    }

    @Override
    public void receive(List<Envelope<String>> envelopes) {
        envelopes.forEach(this::take);
    }

    /** Takes one. */
    public synchronized void take(Envelope<String> envelope) {
        NavigableMap<Long, Envelope<String>> taken = shards.computeIfAbsent(envelope.shard(), _ -> new TreeMap<>());
        long last = taken.isEmpty() ? after[envelope.shard()] : taken.lastKey();
        if (envelope.position() > last + 1) {
            gaps.add(envelope.shard() + "/" + envelope.position() + " after " + last);
        }
        if (envelope.position() > after[envelope.shard()]) {
            taken.putIfAbsent(envelope.position(), envelope);
        }
    }

    /** Whether it was not taken yet. */
    public synchronized boolean isNew(Envelope<String> envelope) {
        return envelope.position() > after[envelope.shard()]
                && !shards.getOrDefault(envelope.shard(), new TreeMap<>()).containsKey(envelope.position());
    }

    /** How many places were taken. */
    public synchronized int count() {
        return shards.values().stream().mapToInt(Map::size).sum();
    }

    /** What came before its turn. */
    public synchronized List<String> gaps() {
        return List.copyOf(gaps);
    }

    /** What was taken of one shard, by position. */
    public synchronized List<Envelope<String>> of(int shard) {
        return List.copyOf(shards.getOrDefault(shard, new TreeMap<>()).values());
    }

    /** What was taken, by shard and position. */
    public synchronized List<Envelope<String>> all() {
        return shards.values().stream()
                .flatMap(taken -> taken.values().stream())
                .toList();
    }
}
