package waybill.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static waybill.testkit.engine.EventStoreContract.ANN;
import static waybill.testkit.engine.EventStoreContract.BEN;
import static waybill.testkit.engine.Writing.AT;
import static waybill.testkit.engine.Writing.key;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import waybill.engine.core.log.Deadline;
import waybill.engine.core.log.EventStore;
import waybill.engine.core.log.KeyEntry;
import waybill.engine.core.log.KeyId;
import waybill.engine.core.log.NewsRecord;
import waybill.engine.core.log.ParkedNews;
import waybill.engine.core.log.StoreFault;
import waybill.engine.core.log.StoredAnswer;
import waybill.testkit.engine.purse.Pot;
import waybill.testkit.engine.purse.Purse;
import waybill.testkit.engine.purse.PurseEvent;

/** What every event store promises about what is kept beside the events. */
public abstract class BookkeepingContract {
    private static final StoredAnswer ANSWER = new StoredAnswer(201, "application/json", "{\"id\":\"ö\"}");

    private StoreUnderTest examined;
    private EventStore<Purse, PurseEvent, Pot> store;

    /** An empty log. */
    protected abstract StoreUnderTest emptyStore();

    @BeforeEach
    void open() {
        examined = emptyStore();
        store = examined.store();
    }

    @Test
    void keys_are_found_as_they_were_kept() {
        KeyEntry answered = key("k1", ANSWER);
        KeyEntry derived = new KeyEntry(new KeyId("tester POST /purses", "k2"), "print", "", null, AT);
        new Writing().put(ANN, 1, 1).keep(answered).keep(derived).to(store);

        KeyId otherScope = new KeyId("another POST /purses", "k1");
        KeyId unknown = new KeyId("tester POST /purses", "k3");
        assertThat(store.keys(List.of(answered.id(), derived.id(), otherScope, unknown)))
                .isEqualTo(Map.of(answered.id(), answered, derived.id(), derived));
        assertThat(store.keys(List.of(unknown))).isEmpty();
    }

    @Test
    void a_key_is_taken_once_and_the_second_taker_writes_nothing() {
        new Writing().put(ANN, 1, 1).keep(key("k1", ANSWER)).to(store);
        long[] heads = store.heads();

        assertThatThrownBy(() -> new Writing()
                        .put(ANN, 2, 1)
                        .keep(key("k0", ANSWER))
                        .keep(key("k1", ANSWER))
                        .to(store))
                .isInstanceOf(StoreFault.Conflict.class);

        assertThat(store.heads()).isEqualTo(heads);
        assertThat(store.keys(List.of(key("k0", ANSWER).id()))).isEmpty();
    }

    @Test
    void a_key_can_be_kept_without_any_event() {
        new Writing().keep(key("k1", ANSWER)).to(store);

        assertThat(store.keys(List.of(key("k1", ANSWER).id()))).containsValue(key("k1", ANSWER));
    }

    @Test
    void checkpoints_begin_at_zero_and_are_kept_by_source_and_shard() {
        assertThat(store.checkpoints("order")).hasSize(store.shards()).containsOnly(0);
        assertThat(store.checkpoints("payment")).containsOnly(0);

        new Writing().move("order", 0, 0, 7).move("order", 3, 0, 2).to(store);
        new Writing().move("order", 0, 7, 8).to(store);

        long[] expected = new long[store.shards()];
        expected[0] = 8;
        expected[3] = 2;
        assertThat(store.checkpoints("order")).isEqualTo(expected);
        assertThat(store.checkpoints("payment")).containsOnly(0);
    }

    @Test
    void a_checkpoint_moves_only_from_where_it_is_or_nothing_is_written() {
        assertThat(store.checkpoints("order")).containsOnly(0);
        new Writing().move("order", 0, 0, 7).to(store);

        assertThatThrownBy(() -> new Writing()
                        .put(ANN, 1, 1)
                        .move("order", 1, 0, 1)
                        .move("order", 0, 6, 8)
                        .to(store))
                .isInstanceOf(StoreFault.Conflict.class);

        assertThat(store.checkpoints("order")[0]).isEqualTo(7);
        assertThat(store.checkpoints("order")[1]).isZero();
        assertThat(store.load(List.of(ANN.name()))).isEmpty();
    }

    @Test
    void a_lost_race_takes_everything_with_it() {
        new Writing().put(ANN, 1, 1).pot(new Pot("jar", 5, 0)).to(store);
        assertThat(store.checkpoints("order")).containsOnly(0);
        Deadline kept = new Deadline(AT, ANN, "kept");
        new Writing().set(kept).put(BEN, 1, 1).to(store);

        assertThatThrownBy(() -> new Writing()
                        .put(ANN, 1, 2)
                        .pot(new Pot("jar", 0, 5))
                        .keep(key("k1", ANSWER))
                        .move("order", 0, 0, 1)
                        .set(new Deadline(AT, ANN, "set"))
                        .met(kept)
                        .ignore("order", 1, "why not")
                        .park("order", 1, "somebody")
                        .to(store))
                .isInstanceOf(StoreFault.Conflict.class);

        assertThat(store.keys(List.of(key("k1", ANSWER).id()))).isEmpty();
        assertThat(store.checkpoints("order")).containsOnly(0);
        assertThat(store.due(AT, 10)).containsExactly(kept);
        assertThat(store.parkings().blocked()).isEmpty();
        assertThat(examined.ignored()).isEmpty();
        try (var unit = store.begin(new TreeSet<>(List.of("jar")))) {
            assertThat(unit.shared()).containsEntry("jar", new Pot("jar", 5, 0));
        }
    }

    @Test
    void deadlines_come_due_earliest_first() {
        Deadline first = new Deadline(AT.minus(Duration.ofDays(30)), BEN, "pay");
        Deadline second = new Deadline(AT.plusNanos(1_000), ANN, "pay");
        Deadline third = new Deadline(AT.plus(Duration.ofDays(400)), ANN, "ship");
        new Writing().put(ANN, 1, 1).set(third).set(second).to(store);
        new Writing().put(BEN, 1, 1).set(first).to(store);

        assertThat(store.due(third.dueAt(), 10)).containsExactly(first, second, third);
        assertThat(store.due(third.dueAt(), 2)).containsExactly(first, second);
        assertThat(store.due(second.dueAt(), 10)).containsExactly(first, second);
        assertThat(store.due(AT, 10)).containsExactly(first);
        assertThat(store.due(Instant.EPOCH, 10)).isEmpty();
    }

    @Test
    void a_deadline_that_is_met_is_gone_and_the_others_stay() {
        Deadline pay = new Deadline(AT, ANN, "pay");
        Deadline ship = new Deadline(AT, ANN, "ship");
        Deadline other = new Deadline(AT, BEN, "pay");
        new Writing()
                .put(ANN, 1, 1)
                .put(BEN, 1, 1)
                .set(pay)
                .set(ship)
                .set(other)
                .to(store);

        new Writing().put(ANN, 2, 1).met(pay).to(store);

        assertThat(store.due(AT, 10)).containsExactlyInAnyOrder(ship, other);
    }

    @Test
    void tries_are_counted_for_each_source_and_shard() {
        assertThat(store.countTry("order", 0, 5)).isEqualTo(1);
        assertThat(store.countTry("order", 0, 5)).isEqualTo(2);
        assertThat(store.countTry("order", 1, 5)).isEqualTo(1);
        assertThat(store.countTry("payment", 0, 5)).isEqualTo(1);
        assertThat(store.countTry("order", 0, 5)).isEqualTo(3);
        assertThat(store.countTry("order", 0, 6)).isEqualTo(1);
    }

    @Test
    void parked_news_are_kept_and_block_their_subjects() {
        assertThat(store.checkpoints("order")).containsOnly(0);
        new Writing()
                .move("order", 0, 0, 2)
                .park("order", 1, "ann")
                .park("order", 2, "ann")
                .to(store);
        new Writing().move("order", 0, 2, 3).park("order", 3, "ben").to(store);

        assertThat(store.parkings().blocked()).containsExactlyInAnyOrder("ann", "ben");
        assertThat(examined.parked())
                .containsExactly(
                        new ParkedNews("order", 0, 1, "ann", "purse.put.v1", "no", AT),
                        new ParkedNews("order", 0, 2, "ann", "purse.put.v1", "no", AT),
                        new ParkedNews("order", 0, 3, "ben", "purse.put.v1", "no", AT));
    }

    @Test
    void ignored_news_are_kept_with_their_reason() {
        assertThat(store.checkpoints("order")).containsOnly(0);
        new Writing().move("order", 0, 0, 1).ignore("order", 1, "it is late").to(store);

        assertThat(examined.ignored()).containsExactly(new NewsRecord("order", 0, 1, "subject", "it is late", AT));
    }

    @Test
    void another_replica_sees_what_was_committed_and_moves_on_from_there() {
        EventStore<Purse, PurseEvent, Pot> replica = examined.replica();
        var written = new Writing().put(ANN, 1, 1).keep(key("k1", ANSWER)).to(store);

        assertThat(replica.load(List.of(ANN.name()))).isEqualTo(Map.of(ANN.name(), written));
        assertThat(replica.shards()).isEqualTo(store.shards());
        assertThatThrownBy(() -> new Writing().put(ANN, 1, 2).to(replica)).isInstanceOf(StoreFault.Conflict.class);
        var next = new Writing().put(ANN, 2, 2).to(replica).getFirst();
        assertThat(next.position()).isEqualTo(2);
    }

    @Test
    void what_is_old_enough_is_forgotten_a_few_rows_at_a_time() {
        assertThat(store.checkpoints("order")).containsOnly(0);
        new Writing()
                .keep(key("k1", ANSWER))
                .keep(key("k2", ANSWER))
                .keep(key("k3", ANSWER))
                .to(store);
        new Writing().move("order", 0, 0, 1).ignore("order", 1, "why not").to(store);
        Instant later = AT.plusMillis(1);

        assertThat(store.forget(AT, AT, 10)).as("nothing is older than itself").isZero();
        assertThat(store.forget(AT, later, 10)).isEqualTo(1);
        assertThat(examined.ignored()).isEmpty();
        assertThat(store.forget(later, later, 2)).isEqualTo(2);
        assertThat(store.forget(later, later, 2)).isEqualTo(1);
        assertThat(store.keys(List.of(key("k1", ANSWER).id(), key("k3", ANSWER).id())))
                .isEmpty();
        assertThat(store.forget(later, later, 2)).isZero();
    }
}
