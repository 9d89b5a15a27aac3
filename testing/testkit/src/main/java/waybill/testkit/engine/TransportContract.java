package waybill.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import waybill.engine.core.feeds.AnnouncedFeed;
import waybill.engine.core.feeds.Envelope;
import waybill.engine.core.feeds.Feed;
import waybill.engine.core.feeds.LogFeed;
import waybill.engine.core.feeds.Transport;
import waybill.engine.core.log.NewEvent;
import waybill.engine.core.log.StreamId;
import waybill.engine.core.memory.InMemoryEventStore;
import waybill.testkit.engine.purse.Pot;
import waybill.testkit.engine.purse.Purse;
import waybill.testkit.engine.purse.PurseCodec;
import waybill.testkit.engine.purse.PurseEvent;
import waybill.testkit.feeds.Taken;

/** What every transport promises: at least once, each shard in order and without gaps, nothing before its commit. */
public abstract class TransportContract {
    private static final int SHARDS = 6;

    private UnsteadyStore<Purse, PurseEvent, Pot> store;
    private LogFeed<PurseEvent> log;
    private Transport<String> transport;
    private final List<Transport.Delivery> deliveries = new ArrayList<>();

    /** A transport that carries what this service announces. */
    protected abstract Transport<String> transportOf(Feed<String> feed);

    /** Whether each shard comes in order; one that breaks it on purpose still brings every place. */
    protected boolean keepsOrder() {
        return true;
    }

    private void assertOrder(Taken taken) {
        if (keepsOrder()) {
            assertThat(taken.gaps()).isEmpty();
        }
    }

    @BeforeEach
    void open() {
        store = new UnsteadyStore<>(new InMemoryEventStore<>(new PurseCodec(), SHARDS));
        log = new LogFeed<>("purses", store);
        transport = transportOf(new AnnouncedFeed<>("purses", log, event -> switch (event.event()) {
            case PurseEvent.CoinsPut(int coins) when coins == 13 -> throw new IllegalStateException("unlucky");
            case PurseEvent.CoinsPut(int coins) -> "put " + coins;
            case PurseEvent.CoinsTaken _,
                    PurseEvent.PotFilled _,
                    PurseEvent.PotMade _,
                    PurseEvent.PotDrawn _,
                    PurseEvent.DrawnGivenBack _,
                    PurseEvent.ReminderSet _,
                    PurseEvent.ReminderDropped _ -> null;
        }));
    }

    @AfterEach
    void close() {
        store.away(false);
        deliveries.forEach(Transport.Delivery::close);
        log.close();
    }

    private Taken subscribe(long[] after) {
        Taken taken = new Taken(after);
        deliveries.add(transport.subscribe("purses", "reader", () -> after, taken));
        return taken;
    }

    private void put(String owner, int from, int to) {
        for (int version = from; version <= to; version++) {
            log.committed(
                    new Writing().put(Writing.purse(owner), version, version).to(store));
        }
    }

    @Test
    void every_shard_comes_in_order_and_without_gaps() {
        Taken taken = subscribe(new long[SHARDS]);
        for (int owner = 0; owner < 12; owner++) {
            put("p" + owner, 1, 12);
        }

        Eventually.holds(() -> assertThat(taken.count()).isEqualTo(144));
        assertOrder(taken);
        for (int shard = 0; shard < SHARDS; shard++) {
            var expected = store.read(shard, 0, 1_000);
            assertThat(taken.of(shard).stream().map(Envelope::position))
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, expected.size()).boxed().toList());
            for (int i = 0; i < expected.size(); i++) {
                var event = expected.get(i);
                assertThat(taken.of(shard).get(i))
                        .isEqualTo(new Envelope<>(
                                "purses",
                                shard,
                                event.position(),
                                event.version(),
                                event.stream().key(),
                                "purse.put.v1",
                                event.recordedAt(),
                                event.meta(),
                                "put " + event.version(),
                                null));
            }
        }
    }

    @Test
    void a_subscriber_goes_on_after_the_position_it_names() {
        put("ann", 1, 10);
        int shard = new StreamId("purse-ann", "ann").shard(SHARDS);
        long[] after = new long[SHARDS];
        after[shard] = 7;

        Taken taken = subscribe(after);

        Eventually.holds(() -> assertThat(taken.count()).isEqualTo(3));
        put("ann", 11, 12);
        Eventually.holds(() -> assertThat(taken.count()).isEqualTo(5));
        assertOrder(taken);
        assertThat(taken.of(shard).getFirst().position()).isEqualTo(8);
    }

    @Test
    void what_is_nobodys_business_comes_as_a_place_without_an_announcement() {
        Taken taken = subscribe(new long[SHARDS]);
        log.committed(new Writing()
                .event(new NewEvent<>(Writing.purse("ann"), 1, new PurseEvent.ReminderDropped(), Writing.meta(1)))
                .to(store));

        Eventually.holds(() -> assertThat(taken.count()).isEqualTo(1));
        Envelope<String> place = taken.all().getFirst();
        assertThat(place.announcement()).isNull();
        assertThat(place.failure()).isNull();
    }

    @Test
    void what_cannot_be_announced_comes_as_a_place_that_says_so_and_stops_nobody() {
        Taken taken = subscribe(new long[SHARDS]);
        put("ann", 1, 15);

        Eventually.holds(() -> assertThat(taken.count()).isEqualTo(15));
        List<Envelope<String>> envelopes = taken.all();
        assertThat(envelopes.get(12).announcement()).isNull();
        assertThat(envelopes.get(12).failure()).contains("unlucky");
        assertThat(envelopes.get(13).announcement()).isEqualTo("put 14");
    }

    @Test
    void what_another_replica_committed_comes_too() {
        Taken taken = subscribe(new long[SHARDS]);
        put("ann", 1, 3);
        // Nobody tells this process of these.
        for (int version = 4; version <= 6; version++) {
            new Writing().put(Writing.purse("ann"), version, version).to(store);
        }

        Eventually.holds(() -> assertThat(taken.count()).isEqualTo(6));
        put("ann", 7, 8);
        Eventually.holds(() -> assertThat(taken.count()).isEqualTo(8));
        assertOrder(taken);
    }

    @Test
    void two_subscribers_get_everything_each() {
        Taken one = subscribe(new long[SHARDS]);
        Taken other = subscribe(new long[SHARDS]);
        put("ann", 1, 5);

        Eventually.holds(() -> assertThat(List.of(one.count(), other.count())).containsExactly(5, 5));
    }

    @Test
    void a_subscriber_that_takes_its_time_misses_nothing() {
        Semaphore turns = new Semaphore(0);
        Taken taken = new Taken(new long[SHARDS]);
        Transport.Delivery delivery = transport.subscribe("purses", "slow", () -> new long[SHARDS], envelopes -> {
            for (Envelope<String> envelope : envelopes) {
                if (taken.isNew(envelope)) {
                    turns.acquire();
                }
                taken.take(envelope);
            }
        });
        deliveries.add(delivery);
        put("ann", 1, 30);

        int shard = new StreamId("purse-ann", "ann").shard(SHARDS);
        Eventually.holds(() -> assertThat(delivery.lag()).isEqualTo(30));
        assertThat(delivery.isBehind(shard)).isTrue();
        assertThat(taken.count()).isZero();
        turns.release(10);
        Eventually.holds(() -> assertThat(taken.count()).isEqualTo(10));
        turns.release(20);
        Eventually.holds(() -> assertThat(delivery.lag()).isZero());
        Eventually.holds(() -> assertThat(delivery.isBehind(shard)).isFalse());
        assertOrder(taken);
    }

    @Test
    void a_subscriber_that_fails_gets_the_same_again() {
        Taken taken = new Taken(new long[SHARDS]);
        AtomicInteger failures = new AtomicInteger();
        deliveries.add(transport.subscribe("purses", "broken", () -> new long[SHARDS], envelopes -> {
            switch (failures.incrementAndGet()) {
                case 1 -> throw new IllegalStateException("thrown by a test");
                case 2 -> throw new AssertionError("thrown by a test");
                default -> taken.receive(envelopes);
            }
        }));
        put("ann", 1, 3);

        Eventually.holds(() -> assertThat(taken.count()).isEqualTo(3));
        assertOrder(taken);
    }

    @Test
    void nothing_is_delivered_once_it_is_closed_even_to_one_that_blocks() {
        Taken taken = new Taken(new long[SHARDS]);
        Semaphore turns = new Semaphore(1);
        Transport.Delivery delivery = transport.subscribe("purses", "closed", () -> new long[SHARDS], envelopes -> {
            for (Envelope<String> envelope : envelopes) {
                if (taken.isNew(envelope)) {
                    turns.acquire();
                }
                taken.take(envelope);
            }
        });
        put("ann", 1, 3);
        Eventually.holds(() -> assertThat(taken.count()).isEqualTo(1));

        delivery.close();
        turns.release(10);

        put("ann", 4, 5);
        Taken witness = subscribe(new long[SHARDS]);
        Eventually.holds(() -> assertThat(witness.count()).isEqualTo(5));
        assertThat(taken.count()).isEqualTo(1);
    }

    @Test
    void a_store_that_is_away_for_a_while_costs_nothing_but_time() {
        put("ann", 1, 5);
        store.away(true);
        Taken taken = new Taken(new long[SHARDS]);
        // A second log of the same store has no memory and must read.
        try (LogFeed<PurseEvent> other = otherLog()) {
            Transport<String> late = transportOf(new AnnouncedFeed<>("late", other, event -> "put"));
            deliveries.add(late.subscribe("late", "reader", () -> new long[SHARDS], taken));
            int before = store.refused();
            Eventually.holds(() -> assertThat(store.refused()).isGreaterThan(before + 2));
            assertThat(taken.count()).isZero();
            store.away(false);
            Eventually.holds(() -> assertThat(taken.count()).isEqualTo(5));
            deliveries.forEach(Transport.Delivery::close);
        }
        assertOrder(taken);
    }

    private LogFeed<PurseEvent> otherLog() {
        store.away(false);
        LogFeed<PurseEvent> other = new LogFeed<>("other", store);
        store.away(true);
        return other;
    }
}
