package waybill.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import waybill.engine.core.feeds.AnnouncedFeed;
import waybill.engine.core.feeds.Announcer;
import waybill.engine.core.feeds.Envelope;
import waybill.engine.core.feeds.FeedTail;
import waybill.engine.core.feeds.LogFeed;
import waybill.engine.core.feeds.Watchers;
import waybill.engine.core.log.Recorded;
import waybill.engine.core.log.StreamId;
import waybill.testkit.engine.purse.PurseEvent;

/** A service's own feed: what this process commits from memory, what others commit from the store. */
final class FeedTest {
    private static final StreamId ANN = Writing.purse("ann");
    private static final int SHARD = ANN.shard(6);

    private final CorruptedStore store = new CorruptedStore(new MemoryUnderTest().store());
    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open.reversed()) {
            each.close();
        }
    }

    private LogFeed<PurseEvent> feed() {
        LogFeed<PurseEvent> feed = new LogFeed<>("purses", store);
        open.add(feed);
        return feed;
    }

    private List<Recorded<PurseEvent>> put(long version) {
        return new Writing().put(ANN, version, 1).to(store);
    }

    @Test
    void what_was_committed_here_is_read_from_memory() {
        LogFeed<PurseEvent> feed = feed();
        List<Recorded<PurseEvent>> all = new ArrayList<>();
        for (int version = 1; version <= 5; version++) {
            List<Recorded<PurseEvent>> committed = put(version);
            feed.committed(committed);
            all.addAll(committed);
        }

        assertThat(feed.read(SHARD, 0, 10)).isEqualTo(all);
        assertThat(feed.read(SHARD, 2, 2)).isEqualTo(all.subList(2, 4));
        assertThat(feed.read(SHARD, 5, 10)).isEmpty();
        assertThat(feed.heads()[SHARD]).isEqualTo(5);
        assertThat(store.reads()).isZero();
    }

    @Test
    void what_was_there_before_is_read_from_the_store() {
        List<Recorded<PurseEvent>> before = put(1);
        LogFeed<PurseEvent> feed = feed();

        assertThat(feed.read(SHARD, 0, 10)).isEqualTo(before);
        assertThat(store.reads()).isEqualTo(1);
    }

    @Test
    void what_is_dropped_is_read_from_the_store_and_what_comes_after_it_from_memory() {
        LogFeed<PurseEvent> feed = feed();
        List<Recorded<PurseEvent>> all = new ArrayList<>();
        feed.committed(remember(put(1), all));
        feed.drop();
        assertThat(feed.read(SHARD, 0, 10)).isEqualTo(all);
        assertThat(store.reads()).isEqualTo(1);

        feed.committed(remember(put(2), all));
        assertThat(feed.read(SHARD, 1, 10)).isEqualTo(all.subList(1, 2));
        assertThat(store.reads()).isEqualTo(1);
        assertThat(feed.read(SHARD, 0, 10)).isEqualTo(all);
    }

    @Test
    void what_another_replica_wrote_in_between_is_not_left_out() {
        LogFeed<PurseEvent> feed = feed();
        List<Recorded<PurseEvent>> all = new ArrayList<>();
        feed.committed(remember(put(1), all));
        remember(put(2), all);
        feed.committed(remember(put(3), all));

        assertThat(feed.read(SHARD, 0, 10)).isEqualTo(all);
        assertThat(feed.read(SHARD, 1, 10)).isEqualTo(all.subList(1, 3));
        assertThat(store.reads()).isEqualTo(2);
        assertThat(feed.read(SHARD, 2, 10)).isEqualTo(all.subList(2, 3));
        assertThat(store.reads()).as("the last one is in memory").isEqualTo(2);
    }

    private static List<Recorded<PurseEvent>> remember(
            List<Recorded<PurseEvent>> committed, List<Recorded<PurseEvent>> all) {
        all.addAll(committed);
        return committed;
    }

    @Test
    void what_only_others_write_is_seen_soon_and_wakes_the_readers() throws InterruptedException {
        LogFeed<PurseEvent> feed = feed();
        long seen = feed.signal().times();
        List<Recorded<PurseEvent>> others = put(1);

        assertThat(feed.signal().await(seen, 30_000)).isTrue();
        assertThat(feed.read(SHARD, 0, 10)).isEqualTo(others);
    }

    @Test
    void what_this_process_is_about_to_be_told_of_is_not_read_from_the_store() throws InterruptedException {
        LogFeed<PurseEvent> feed = feed();
        store.headsInTurn();
        store.awaitHeadsAsked();
        List<Recorded<PurseEvent>> ours = put(1);
        store.nextHeads();
        assertThat(feed.heads()[SHARD]).as("seen once").isZero();
        feed.committed(ours);

        assertThat(feed.read(SHARD, 0, 10)).isEqualTo(ours);
        assertThat(store.reads()).isZero();

        List<Recorded<PurseEvent>> others = put(2);
        store.nextHeads();
        store.nextHeads();
        store.headsForAll();
        assertThat(feed.heads()[SHARD]).as("seen twice").isEqualTo(2);
        assertThat(feed.read(SHARD, 1, 10)).isEqualTo(others);
    }

    @Test
    void whatever_is_thrown_the_heads_are_asked_for_again() throws InterruptedException {
        LogFeed<PurseEvent> feed = feed();
        store.breakOnce(new AssertionError("thrown by a test"));
        long seen = feed.signal().times();
        put(1);

        assertThat(feed.signal().await(seen, 30_000)).isTrue();
    }

    @Test
    void whatever_is_thrown_the_tail_goes_on() throws InterruptedException {
        LogFeed<PurseEvent> feed = feed();
        // Who follows has to read from the store, and is the only one to ask it.
        store.headsInTurn();
        store.awaitHeadsAsked();
        List<Long> shown = follow(feed);
        put(1);
        store.nextHeads();
        store.breakOnce(new AssertionError("thrown by a test"));
        feed.committed(put(2));

        Eventually.holds(() -> assertThat(shown).containsExactly(1L, 2L));
        store.headsForAll();
    }

    @Test
    void more_than_memory_holds_is_still_read_without_gaps() {
        LogFeed<PurseEvent> feed = feed();
        for (int version = 1; version <= 9_000; version++) {
            feed.committed(put(version));
        }

        assertThat(feed.read(SHARD, 0, 20_000).stream().map(Recorded::position))
                .hasSize(9_000)
                .startsWith(1L, 2L);
        assertThat(store.reads()).isEqualTo(1);
        assertThat(feed.read(SHARD, 8_990, 20_000)).hasSize(10);
        assertThat(store.reads()).isEqualTo(1);
    }

    @Test
    void an_unreadable_event_is_announced_in_its_place() {
        for (int version = 1; version <= 5; version++) {
            put(version);
        }
        store.corrupt(SHARD, 3);
        AnnouncedFeed<PurseEvent, String> announced = new AnnouncedFeed<>("purses", feed(), event -> "put");

        List<Envelope<String>> all = new ArrayList<>();
        while (all.size() < 5) {
            all.addAll(announced.read(SHARD, all.size(), 10));
        }

        assertThat(all).extracting(Envelope::position).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(all).extracting(Envelope::announcement).containsExactly("put", "put", null, "put", "put");
        assertThat(all.get(2).failure()).contains("purse.put.v1");
        assertThat(all.get(2).subject()).isEqualTo("ann");
    }

    @Test
    void an_event_may_be_announced_under_the_name_of_another() {
        put(1);
        Announcer<PurseEvent, String> renamed = new Announcer<>() {
            @Override
            public String announce(Recorded<PurseEvent> event) {
                return "put";
            }

            @Override
            public String type(Recorded<PurseEvent> event) {
                return "purse.said-again.v1";
            }
        };
        assertThat(new AnnouncedFeed<>("purses", feed(), renamed).read(SHARD, 0, 10))
                .extracting(Envelope::type)
                .containsExactly("purse.said-again.v1");
    }

    @Test
    void the_tail_shows_everything_from_now_on_once_and_in_order() {
        put(1);
        LogFeed<PurseEvent> feed = feed();
        List<Long> shown = follow(feed);
        for (int version = 2; version <= 50; version++) {
            List<Recorded<PurseEvent>> committed = put(version);
            if (version % 3 != 0) {
                feed.committed(committed);
            }
        }

        Eventually.holds(() -> assertThat(shown).hasSize(49));
        assertThat(shown).first().isEqualTo(2L);
        assertThat(shown).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void the_tail_steps_over_an_unreadable_event_and_nothing_else() {
        LogFeed<PurseEvent> feed = feed();
        store.corrupt(SHARD, 3);
        List<Long> shown = follow(feed);
        for (int version = 1; version <= 5; version++) {
            put(version);
        }

        Eventually.holds(() -> assertThat(shown).containsExactly(1L, 2L, 4L, 5L));
    }

    @Test
    void who_cannot_look_at_one_event_still_sees_the_next() {
        LogFeed<PurseEvent> feed = feed();
        List<Long> shown = new CopyOnWriteArrayList<>();
        open.add(new FeedTail<>("tail", feed, event -> {
            if (event.version() == 2) {
                throw new IllegalStateException("cannot look");
            }
            shown.add(event.version());
        }));
        for (int version = 1; version <= 3; version++) {
            feed.committed(put(version));
        }

        Eventually.holds(() -> assertThat(shown).containsExactly(1L, 3L));
    }

    @Test
    void who_waits_is_answered_from_the_feed_whichever_replica_writes() {
        LogFeed<PurseEvent> feed = feed();
        Watchers<PurseEvent> watchers = new Watchers<>();
        open.add(new FeedTail<>("tail", feed, watchers::see));
        try (var watch = watchers.watch(ANN.name(), seen -> seen.getLast().version() == 3)) {
            feed.committed(put(1));
            put(2);
            put(3);

            assertThat(Eventually.get(watch.done()).stream().map(Recorded::version))
                    .containsExactly(1L, 2L, 3L);
        }
    }

    private List<Long> follow(LogFeed<PurseEvent> feed) {
        List<Long> shown = new CopyOnWriteArrayList<>();
        open.add(new FeedTail<>("tail", feed, event -> shown.add(event.position())));
        return shown;
    }
}
