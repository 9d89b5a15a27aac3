package waybill.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static waybill.testkit.engine.Writing.AT;
import static waybill.testkit.engine.Writing.purse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import waybill.engine.core.log.EventStore;
import waybill.engine.core.log.Meta;
import waybill.engine.core.log.NewEvent;
import waybill.engine.core.log.Recorded;
import waybill.engine.core.log.StoreFault;
import waybill.engine.core.log.StreamId;
import waybill.testkit.engine.purse.Pot;
import waybill.testkit.engine.purse.Purse;
import waybill.testkit.engine.purse.PurseEvent;
import waybill.testkit.engine.purse.PurseEvent.CoinsPut;
import waybill.testkit.engine.purse.PurseEvent.CoinsTaken;

/** What every event store promises about its streams and shards. */
public abstract class EventStoreContract {
    static final StreamId ANN = purse("ann");
    static final StreamId BEN = purse("ben");

    private EventStore<Purse, PurseEvent, Pot> store;

    /** An empty log. */
    protected abstract StoreUnderTest emptyStore();

    @BeforeEach
    void open() {
        store = emptyStore().store();
    }

    @Test
    void a_stream_reads_back_exactly_as_it_was_written() {
        Meta bare = Writing.meta(1);
        Meta full = new Meta(
                Writing.meta(2).id(), "corr \"ö\"", "cause", "operator:ünal", "00-0af7651916cd43dd8448eb211c80319c-01");

        List<Recorded<PurseEvent>> written = new Writing()
                .event(new NewEvent<>(ANN, 1, new CoinsPut(5), bare))
                .event(new NewEvent<>(ANN, 2, new CoinsTaken(2), full))
                .to(store);

        int shard = ANN.shard(store.shards());
        assertThat(written)
                .containsExactly(
                        new Recorded<>(shard, 1, ANN, 1, "purse.put.v1", new CoinsPut(5), bare, AT),
                        new Recorded<>(shard, 2, ANN, 2, "purse.taken.v1", new CoinsTaken(2), full, AT));
        assertThat(store.load(List.of(ANN.name()))).isEqualTo(Map.of(ANN.name(), written));
    }

    @Test
    void only_streams_that_exist_are_loaded() {
        List<Recorded<PurseEvent>> ann = new Writing().put(ANN, 1, 1).to(store);
        List<Recorded<PurseEvent>> ben = new Writing().put(BEN, 1, 2).to(store);
        new Writing().put(purse("cas"), 1, 3).to(store);

        assertThat(store.load(List.of(ANN.name(), BEN.name(), "purse-nobody")))
                .isEqualTo(Map.of(ANN.name(), ann, BEN.name(), ben));
        assertThat(store.load(List.of("purse-nobody"))).isEmpty();
        assertThat(store.load(List.of())).isEmpty();
    }

    @Test
    void a_version_of_a_stream_is_given_once() {
        new Writing().put(ANN, 1, 5).to(store);

        assertThatThrownBy(() -> new Writing().put(ANN, 1, 7).to(store)).isInstanceOf(StoreFault.Conflict.class);

        assertThat(history(ANN)).containsExactly(new CoinsPut(5));
    }

    @Test
    void a_lost_race_leaves_no_trace_and_no_gap() {
        new Writing().put(ANN, 1, 5).to(store);
        long[] heads = store.heads();

        assertThatThrownBy(() -> new Writing()
                        .put(BEN, 1, 1)
                        .put(BEN, 2, 1)
                        .put(ANN, 1, 7)
                        .to(store))
                .isInstanceOf(StoreFault.Conflict.class);

        assertThat(history(BEN)).isEmpty();
        assertThat(store.heads()).isEqualTo(heads);
        Recorded<PurseEvent> next = new Writing().put(BEN, 1, 9).to(store).getFirst();
        assertThat(next.position()).isEqualTo(heads[next.shard()] + 1);
    }

    @Test
    void a_unit_that_is_closed_without_a_commit_writes_nothing() {
        new Writing().pot(new Pot("jar", 5, 0)).to(store);

        try (var unit = store.begin(Rows.of("jar"))) {
            assertThat(unit.shared()).containsEntry("jar", new Pot("jar", 5, 0));
        }

        try (var unit = store.begin(Rows.of("jar"))) {
            assertThat(unit.shared()).containsEntry("jar", new Pot("jar", 5, 0));
        }
    }

    @Test
    void positions_are_dense_and_in_commit_order_in_every_shard() {
        List<List<Recorded<PurseEvent>>> expected = new ArrayList<>();
        for (int shard = 0; shard < store.shards(); shard++) {
            expected.add(new ArrayList<>());
        }
        for (int version = 1; version <= 4; version++) {
            Writing writing = new Writing();
            for (int owner = 0; owner < 12; owner++) {
                writing.put(purse("p" + owner), version, owner);
            }
            writing.to(store).forEach(event -> expected.get(event.shard()).add(event));
        }

        for (int shard = 0; shard < store.shards(); shard++) {
            assertThat(store.read(shard, 0, 1_000)).isEqualTo(expected.get(shard));
            assertThat(expected.get(shard).stream().map(Recorded::position))
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, expected.get(shard).size())
                                    .boxed()
                                    .toList());
        }
        assertThat(expected.stream().filter(events -> !events.isEmpty()).count())
                .as("shards in use")
                .isGreaterThan(1);
    }

    @Test
    void positions_stay_dense_while_many_write_and_some_lose() {
        AtomicInteger lost = new AtomicInteger();
        Crowd.of(4, number -> {
            for (int i = 1; i <= 25; i++) {
                Writing writing = new Writing().put(purse("own" + number), i, i);
                if (i % 3 == 0) {
                    writing.put(purse("contested" + i), 1, number);
                }
                try {
                    writing.to(store);
                } catch (StoreFault.Conflict race) {
                    lost.incrementAndGet();
                    new Writing().put(purse("own" + number), i, i).to(store);
                }
            }
        });

        Map<String, Long> versions = new HashMap<>();
        long all = 0;
        for (int shard = 0; shard < store.shards(); shard++) {
            List<Recorded<PurseEvent>> events = store.read(shard, 0, 10_000);
            for (int i = 0; i < events.size(); i++) {
                assertThat(events.get(i).position()).isEqualTo(i + 1L);
                assertThat(versions.merge(events.get(i).stream().name(), 1L, Long::sum))
                        .isEqualTo(events.get(i).version());
            }
            all += events.size();
        }
        assertThat(lost.get()).isEqualTo(8 * 3);
        assertThat(all).isEqualTo(4 * 25 + 8);
    }

    @Test
    void reading_begins_after_a_position_and_ends_at_the_limit() {
        Writing writing = new Writing();
        for (int version = 1; version <= 10; version++) {
            writing.put(ANN, version, version);
        }
        List<Recorded<PurseEvent>> all = writing.to(store);
        int shard = ANN.shard(store.shards());

        assertThat(store.read(shard, 3, 4)).isEqualTo(all.subList(3, 7));
        assertThat(store.read(shard, 8, Integer.MAX_VALUE)).isEqualTo(all.subList(8, 10));
        assertThat(store.read(shard, 10, 4)).isEmpty();
        assertThat(store.read(shard, 99, 4)).isEmpty();
    }

    @Test
    void the_heads_are_the_last_positions() {
        assertThat(store.heads()).hasSize(store.shards()).containsOnly(0);

        new Writing().put(ANN, 1, 1).put(ANN, 2, 1).to(store);
        new Writing().put(ANN, 3, 1).to(store);

        long[] expected = new long[store.shards()];
        expected[ANN.shard(store.shards())] = 3;
        assertThat(store.heads()).isEqualTo(expected);
        assertThat(Arrays.stream(store.heads()).sum()).isEqualTo(3);
    }

    @Test
    void no_change_of_a_shared_row_is_lost_even_when_all_make_it_at_once() {
        AtomicInteger made = new AtomicInteger();
        Crowd.of(4, number -> {
            for (int i = 1; i <= 10; ) {
                try (var unit = store.begin(Rows.of("jar", "mug"))) {
                    Pot jar = unit.shared().getOrDefault("jar", new Pot("jar", 0, 0));
                    unit.commit(new Writing()
                            .put(purse("own" + number), i, 1)
                            .pot(new Pot("jar", jar.coins() + 1, 0))
                            .batch());
                    made.addAndGet(unit.shared().containsKey("jar") ? 0 : 1);
                    i++;
                } catch (StoreFault.Conflict race) {
                    assertThat(i).as("only the making of a row can be lost").isEqualTo(1);
                }
            }
        });

        try (var unit = store.begin(Rows.of("jar", "mug"))) {
            assertThat(unit.shared()).isEqualTo(Map.of("jar", new Pot("jar", 40, 0)));
        }
        assertThat(made.get()).isEqualTo(1);
    }

    @Test
    void a_row_that_is_locked_is_not_lent_to_another_before_the_commit() {
        new Writing().pot(new Pot("jar", 5, 0)).to(store);
        Crowd.of(2, _ -> {
            try (var unit = store.begin(Rows.of("jar"))) {
                Pot jar = unit.shared().getOrDefault("jar", new Pot("jar", 0, 0));
                unit.commit(
                        new Writing().pot(new Pot("jar", jar.coins() * 2, 0)).batch());
            }
        });

        try (var unit = store.begin(Rows.of("jar"))) {
            assertThat(unit.shared()).containsEntry("jar", new Pot("jar", 20, 0));
        }
    }

    private List<PurseEvent> history(StreamId purse) {
        return store.load(List.of(purse.name())).getOrDefault(purse.name(), List.of()).stream()
                .map(Recorded::event)
                .toList();
    }
}
