package waybill.engine.core.memory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import waybill.engine.core.log.Batch;
import waybill.engine.core.log.CheckpointMove;
import waybill.engine.core.log.Deadline;
import waybill.engine.core.log.EventCodec;
import waybill.engine.core.log.EventStore;
import waybill.engine.core.log.KeyEntry;
import waybill.engine.core.log.KeyId;
import waybill.engine.core.log.NewEvent;
import waybill.engine.core.log.NewsRecord;
import waybill.engine.core.log.ParkedNews;
import waybill.engine.core.log.Recorded;
import waybill.engine.core.log.StoreFault;
import waybill.engine.core.parked.NewsPlace;
import waybill.engine.core.parked.ParkingLot;
import waybill.engine.core.parked.Parkings;

/** The log of one service in memory: the same promises as the real one, but for durability. */
public final class InMemoryEventStore<S, E, B> implements EventStore<S, E, B> {
    private final EventCodec<E> codec;
    private final List<List<Recorded<E>>> log = new ArrayList<>();
    private final Map<String, List<Recorded<E>>> streams = new HashMap<>();
    private final Map<String, B> shared = new HashMap<>();
    private final Map<KeyId, KeyEntry> keys = new HashMap<>();
    private final Map<String, long[]> checkpoints = new HashMap<>();
    private final Map<String, Integer> tries = new HashMap<>();
    private final TreeSet<Deadline> deadlines = new TreeSet<>(Comparator.comparing(Deadline::dueAt)
            .thenComparing(deadline -> deadline.stream().name())
            .thenComparing(Deadline::name));
    private final List<NewsRecord> ignored = new ArrayList<>();
    private final InMemoryParkingLot parking = new InMemoryParkingLot();
    private final List<Long> parkings = new ArrayList<>();
    private final ReentrantLock rows = new ReentrantLock();

    /** An empty log. Events are encoded and decoded as on the way to a disk. */
    public InMemoryEventStore(EventCodec<E> codec, int shards) {
        this.codec = codec;
        for (int i = 0; i < shards; i++) {
            log.add(new ArrayList<>());
            parkings.add(0L);
        }
    }

    @Override
    public int shards() {
        return log.size();
    }

    @Override
    public synchronized Map<String, List<Recorded<E>>> load(Collection<String> names) {
        Map<String, List<Recorded<E>>> found = new HashMap<>();
        for (String name : names) {
            List<Recorded<E>> history = streams.get(name);
            if (history != null) {
                found.put(name, List.copyOf(history));
            }
        }
        return found;
    }

    @Override
    public synchronized Map<KeyId, KeyEntry> keys(Collection<KeyId> wanted) {
        Map<KeyId, KeyEntry> found = new HashMap<>(keys);
        found.keySet().retainAll(wanted);
        return found;
    }

    @Override
    public Unit<S, E, B> begin(SortedSet<String> sharedKeys) {
        boolean locks = !sharedKeys.isEmpty();
        if (locks) {
            rows.lock();
        }
        return new InMemoryUnit(locks, copyOf(sharedKeys));
    }

    private synchronized Map<String, B> copyOf(SortedSet<String> sharedKeys) {
        Map<String, B> rowsNow = new LinkedHashMap<>(shared);
        rowsNow.keySet().retainAll(sharedKeys);
        return rowsNow;
    }

    @Override
    public synchronized List<Recorded<E>> read(int shard, long after, int limit) {
        List<Recorded<E>> events = log.get(shard);
        int from = (int) Math.min(after, events.size());
        return List.copyOf(events.subList(from, (int) Math.min(events.size(), (long) from + limit)));
    }

    @Override
    public synchronized long[] heads() {
        return log.stream().mapToLong(List::size).toArray();
    }

    @Override
    public synchronized long[] checkpoints(String source) {
        return checkpoints.computeIfAbsent(source, _ -> new long[log.size()]).clone();
    }

    @Override
    public synchronized int countTry(String source, int shard, long position) {
        return tries.merge(source + "/" + shard + "/" + position, 1, Integer::sum);
    }

    @Override
    public synchronized Parkings parkings() {
        return new Parkings(List.copyOf(parkings), parking.subjects());
    }

    @Override
    public ParkingLot parkingLot() {
        return parking;
    }

    @Override
    public synchronized int forget(Instant keysBefore, Instant ignoredBefore, int max) {
        List<KeyId> oldKeys = keys.values().stream()
                .filter(key -> key.at().isBefore(keysBefore))
                .limit(max)
                .map(KeyEntry::id)
                .toList();
        List<NewsRecord> oldNews = ignored.stream()
                .filter(news -> news.at().isBefore(ignoredBefore))
                .limit(max)
                .toList();
        keys.keySet().removeAll(oldKeys);
        ignored.removeAll(oldNews);
        return oldKeys.size() + oldNews.size();
    }

    @Override
    public synchronized List<Deadline> due(Instant now, int limit) {
        return deadlines.stream()
                .takeWhile(deadline -> !deadline.dueAt().isAfter(now))
                .limit(limit)
                .toList();
    }

    /** What was heard and changed nothing. */
    public synchronized List<NewsRecord> ignored() {
        return List.copyOf(ignored);
    }

    /** What is parked. */
    public synchronized List<ParkedNews> parked() {
        return parking.news();
    }

    private synchronized List<Recorded<E>> write(Batch<S, E, B> batch) {
        check(batch);
        // All of it is encoded before any of it is kept: an event that cannot be written takes its batch with it.
        List<E> written = batch.events().stream()
                .map(event -> throughBytes(event.event()))
                .toList();
        List<Recorded<E>> recorded = new ArrayList<>();
        for (int i = 0; i < written.size(); i++) {
            recorded.add(append(batch.events().get(i), written.get(i), batch.at()));
        }
        shared.putAll(batch.shared());
        batch.keys().forEach(key -> keys.put(key.id(), key));
        for (CheckpointMove move : batch.checkpoints()) {
            position(move.source())[move.shard()] = move.to();
        }
        deadlines.addAll(batch.deadlinesSet());
        batch.deadlinesMet().forEach(deadlines::remove);
        ignored.addAll(batch.ignored());
        batch.parked().forEach(news -> {
            parking.park(news, tries.getOrDefault(news.source() + "/" + news.shard() + "/" + news.position(), 0));
            parkings.set(news.shard(), parkings.get(news.shard()) + 1);
        });
        batch.settled().forEach(place -> {
            parking.settle(place);
            parkings.set(place.shard(), parkings.get(place.shard()) + 1);
        });
        return recorded;
    }

    private void check(Batch<S, E, B> batch) {
        Map<String, Long> versions = new HashMap<>();
        Function<String, Long> stored =
                name -> (long) streams.getOrDefault(name, List.of()).size();
        for (NewEvent<E> event : batch.events()) {
            String name = event.stream().name();
            long expected = versions.computeIfAbsent(name, stored) + 1;
            require(event.version() == expected, name + " is not at version " + (event.version() - 1));
            versions.put(name, expected);
        }
        for (KeyEntry key : batch.keys()) {
            require(!keys.containsKey(key.id()), "the key is taken");
        }
        for (CheckpointMove move : batch.checkpoints()) {
            require(position(move.source())[move.shard()] == move.from(), "the checkpoint has moved");
        }
        for (NewsPlace place : batch.settled()) {
            require(parking.find(place).isPresent(), "it is parked no more");
        }
        batch.parkings()
                .forEach((shard, known) ->
                        require(known.equals(parkings.get(shard)), "something was parked or settled"));
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new StoreFault.Conflict(message, new IllegalStateException(message));
        }
    }

    private long[] position(String source) {
        return checkpoints.computeIfAbsent(source, _ -> new long[log.size()]);
    }

    private E throughBytes(E event) {
        return codec.decode(codec.type(event), codec.encode(event));
    }

    private Recorded<E> append(NewEvent<E> event, E written, Instant at) {
        int shard = event.stream().shard(log.size());
        List<Recorded<E>> events = log.get(shard);
        String type = codec.type(event.event());
        Recorded<E> recorded = new Recorded<>(
                shard, events.size() + 1L, event.stream(), event.version(), type, written, event.meta(), at);
        events.add(recorded);
        streams.computeIfAbsent(event.stream().name(), _ -> new ArrayList<>()).add(recorded);
        return recorded;
    }

    private final class InMemoryUnit implements Unit<S, E, B> {
        private final boolean locks;
        private final Map<String, B> rowsNow;

        InMemoryUnit(boolean locks, Map<String, B> rowsNow) {
            this.locks = locks;
            this.rowsNow = rowsNow;
        }

        @Override
        public Map<String, B> shared() {
            return rowsNow;
        }

        @Override
        public List<Recorded<E>> commit(Batch<S, E, B> batch) {
            return write(batch);
        }

        @Override
        public void close() {
            if (locks) {
                rows.unlock();
            }
        }
    }
}
