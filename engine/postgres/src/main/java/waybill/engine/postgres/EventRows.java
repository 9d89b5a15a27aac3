package waybill.engine.postgres;

import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import waybill.engine.core.log.Batch;
import waybill.engine.core.log.EventCodec;
import waybill.engine.core.log.NewEvent;
import waybill.engine.core.log.Recorded;

/** The events of a batch as rows: encoded once, numbered within their shard, digested for the chain. */
final class EventRows<E> {
    /** The batch does not rely on what is parked in the shard. */
    private static final long NOT_KNOWN = -1;

    private final List<NewEvent<E>> events;
    private final List<String> types = new ArrayList<>();
    private final byte[][] data;
    private final byte[][] meta;
    private final int[] shards;
    private final long[] nth;
    private final Map<Integer, BatchDigest> digests = new TreeMap<>();
    private final Map<Integer, Long> counts = new TreeMap<>();
    private final Map<Integer, Long> bases = new TreeMap<>();
    /** How much is parked or settled in each shard. */
    private final Map<Integer, Long> parked = new TreeMap<>();
    /** The shards where it matters what is parked, even for news that change nothing: they may have to wait. */
    private final Set<Integer> reliedOn;

    /** As precisely as it is kept, so that what is digested is what will be read. */
    private final Instant at;

    private EventRows(Batch<?, E, ?> batch, EventCodec<E> codec, int shardCount) {
        this.events = batch.events();
        this.reliedOn = batch.parkings().keySet();
        this.at = batch.at().truncatedTo(ChronoUnit.MICROS);
        this.data = new byte[events.size()][];
        this.meta = new byte[events.size()][];
        this.shards = new int[events.size()];
        this.nth = new long[events.size()];
        for (int i = 0; i < events.size(); i++) {
            NewEvent<E> event = events.get(i);
            types.add(codec.type(event.event()));
            data[i] = codec.encode(event.event());
            meta[i] = MetaJson.write(event.meta());
            shards[i] = event.stream().shard(shardCount);
            nth[i] = counts.merge(shards[i], 1L, Long::sum);
            digests.computeIfAbsent(shards[i], shard -> BatchDigest.of(BatchDigest.WHOLE_ROWS, shard))
                    .add(which(event), types.get(i), data[i], meta[i], Binder.micros(this.at));
        }
    }

    private static BatchDigest.Which which(NewEvent<?> event) {
        return new BatchDigest.Which(
                event.stream().name(), event.version(), event.stream().key());
    }

    static <E> EventRows<E> of(Batch<?, E, ?> batch, EventCodec<E> codec, int shardCount) {
        EventRows<E> rows = new EventRows<>(batch, codec, shardCount);
        batch.parked().forEach(news -> rows.parked.merge(news.shard(), 1L, Long::sum));
        batch.settled().forEach(place -> rows.parked.merge(place.shard(), 1L, Long::sum));
        return rows;
    }

    /** How many heads it takes. */
    int heads() {
        return touched().size();
    }

    private SortedSet<Integer> touched() {
        SortedSet<Integer> touched = new TreeSet<>(counts.keySet());
        touched.addAll(parked.keySet());
        touched.addAll(reliedOn);
        return touched;
    }

    void bind(Binder binder, Batch<?, E, ?> batch) throws SQLException {
        List<Integer> touched = List.copyOf(touched());
        binder.ints(touched, Integer::intValue);
        binder.ints(touched, Integer::intValue).longs(touched, shard -> counts.getOrDefault(shard, 0L));
        binder.bytes(touched.stream().map(this::digestOf).toArray(byte[][]::new));
        binder.longs(touched, shard -> batch.parkings().getOrDefault(shard, NOT_KNOWN))
                .longs(touched, shard -> parked.getOrDefault(shard, 0L));
        binder.instant(at)
                .ints(shards)
                .longs(nth)
                .texts(events, event -> event.stream().name())
                .longs(events, NewEvent::version)
                .texts(events, event -> event.stream().key())
                .texts(types, type -> type)
                .bytes(data)
                .bytes(meta);
    }

    private byte[] digestOf(int shard) {
        BatchDigest digest = digests.get(shard);
        return digest == null ? new byte[0] : digest.value();
    }

    /** The shard's positions of this batch begin after {@code base}. */
    void based(int shard, long base) {
        bases.put(shard, base);
    }

    List<Recorded<E>> recorded(Instant at) {
        List<Recorded<E>> recorded = new ArrayList<>(events.size());
        for (int i = 0; i < events.size(); i++) {
            NewEvent<E> event = events.get(i);
            Long base = bases.get(shards[i]);
            if (base == null) {
                throw new IllegalStateException("the log has no shard " + shards[i]);
            }
            recorded.add(new Recorded<>(
                    shards[i],
                    base + nth[i],
                    event.stream(),
                    event.version(),
                    types.get(i),
                    event.event(),
                    event.meta(),
                    at));
        }
        return recorded;
    }
}
