package waybill.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import waybill.engine.core.commands.Directed;
import waybill.engine.core.feeds.AnnouncedFeed;
import waybill.engine.core.feeds.LocalTransport;
import waybill.engine.core.feeds.LogFeed;
import waybill.engine.core.feeds.Subscription;
import waybill.engine.core.log.Meta;
import waybill.engine.core.log.ParkedNews;
import waybill.engine.core.log.Recorded;
import waybill.engine.core.log.StreamId;
import waybill.testkit.engine.purse.Pot;
import waybill.testkit.engine.purse.Purse;
import waybill.testkit.engine.purse.PurseCommand;
import waybill.testkit.engine.purse.PurseCommand.Break;
import waybill.testkit.engine.purse.PurseCommand.Put;
import waybill.testkit.engine.purse.PurseDecider;
import waybill.testkit.engine.purse.PurseEvent;

/** One service listens to another: whatever goes into a purse there, goes into the purse of the same name here. */
final class SubscriptionTest {
    private static final int SILLY = 7;
    private static final int POISON = 8;
    private static final int PRIVATE = 9;

    private final MemoryUnderTest there = new MemoryUnderTest();
    private final MemoryUnderTest here = new MemoryUnderTest();
    private final UnsteadyStore<Purse, PurseEvent, Pot> ours = new UnsteadyStore<>(here.store());
    private final LogFeed<PurseEvent> log = new LogFeed<>("there", there.store());
    private final LocalTransport<Integer> transport = new LocalTransport<>();
    private final List<AutoCloseable> open = new ArrayList<>();
    private final int[] versions = new int[100];

    @BeforeEach
    void offer() {
        transport.offer(new AnnouncedFeed<>(
                "there",
                log,
                event -> event.event() instanceof PurseEvent.CoinsPut(int coins) && coins != PRIVATE ? coins : null));
    }

    @AfterEach
    void close() throws Exception {
        ours.away(false);
        ours.release();
        for (AutoCloseable each : open.reversed()) {
            each.close();
        }
        log.close();
    }

    private PurseRunner listen() {
        PurseRunner runner = new PurseRunner(ours, PurseRunner.ONE_LANE);
        open.add(runner);
        open.add(new Subscription<>(
                "there",
                "here",
                transport,
                ours,
                new Subscription.Listener<Integer, PurseCommand>(
                        (coins, envelope) -> {
                            StreamId purse = Writing.purse(envelope.subject());
                            return switch (coins) {
                                case SILLY -> throw new IllegalArgumentException("a silly number of coins");
                                case POISON -> new Directed<>(purse, new Break());
                                default -> new Directed<>(purse, new Put(coins));
                            };
                        },
                        runner.runner())));
        return runner;
    }

    private void putThere(int owner, int coins) {
        log.committed(new Writing()
                .put(Writing.purse("p" + owner), ++versions[owner], coins)
                .to(there.store()));
    }

    private long coinsHere(int owner) {
        var history = here.store().load(List.of("purse-p" + owner)).getOrDefault("purse-p" + owner, List.of());
        return new PurseDecider()
                .fold(history.stream().map(event -> event.event()).toList())
                .coins();
    }

    private long behind() {
        long[] heads = there.store().heads();
        long[] applied = here.store().checkpoints("there");
        return IntStream.range(0, heads.length)
                .mapToLong(shard -> heads[shard] - applied[shard])
                .sum();
    }

    @Test
    void everything_there_has_its_effect_here_once() {
        listen();
        for (int i = 0; i < 600; i++) {
            putThere(i % 20, 1);
        }

        Eventually.holds(() -> assertThat(behind()).isZero());
        for (int owner = 0; owner < 20; owner++) {
            assertThat(coinsHere(owner)).isEqualTo(30);
        }
    }

    private static Recorded<PurseEvent> firstOf(MemoryUnderTest log) {
        return log.store()
                .load(List.of("purse-p1"))
                .getOrDefault("purse-p1", List.of())
                .getFirst();
    }

    @Test
    void effects_say_what_caused_them() {
        listen();
        putThere(1, 5);
        Eventually.holds(() -> assertThat(behind()).isZero());

        Meta cause = firstOf(there).meta();
        Meta effect = firstOf(here).meta();
        assertThat(effect.correlationId()).isEqualTo(cause.correlationId());
        assertThat(effect.causationId()).isEqualTo(cause.id().value());
        assertThat(effect.actor()).isEqualTo("service:here");
        assertThat(effect.id()).isNotEqualTo(cause.id());
    }

    @Test
    void a_killed_listener_is_followed_by_one_that_goes_on_exactly_there() {
        listen();
        for (int i = 0; i < 50; i++) {
            putThere(i % 5, 1);
        }
        ours.hold();
        for (int i = 0; i < 50; i++) {
            putThere(i % 5, 1);
        }
        ours.awaitHeld();
        // The first one hangs in its commit for good; the next process starts from the checkpoint.
        PurseRunner next = new PurseRunner(here.store(), PurseRunner.ONE_LANE);
        open.add(next);
        open.add(new Subscription<>(
                "there",
                "here",
                transport,
                here.store(),
                new Subscription.Listener<Integer, PurseCommand>(
                        (coins, envelope) -> new Directed<>(Writing.purse(envelope.subject()), new Put(coins)),
                        next.runner())));
        Eventually.holds(() -> assertThat(behind()).isZero());
        ours.release();

        for (int owner = 0; owner < 5; owner++) {
            assertThat(coinsHere(owner)).isEqualTo(20);
        }
    }

    @Test
    void poison_and_nonsense_stop_only_their_own_purses() {
        listen();
        for (int owner = 0; owner < 12; owner++) {
            putThere(owner, 1);
        }
        putThere(3, POISON);
        putThere(4, SILLY);
        putThere(5, PRIVATE);
        for (int owner = 0; owner < 12; owner++) {
            putThere(owner, 1);
        }
        Eventually.holds(() -> assertThat(behind()).isZero());

        for (int owner = 0; owner < 12; owner++) {
            assertThat(coinsHere(owner)).isEqualTo(owner == 3 || owner == 4 ? 1 : 2);
        }
        assertThat(here.parked()).extracting(ParkedNews::subject).containsExactlyInAnyOrder("p3", "p3", "p4", "p4");
        assertThat(here.parked()).extracting(ParkedNews::error).anyMatch(error -> error.contains("silly number"));
    }

    @Test
    void an_outage_here_parks_nothing_and_loses_nothing() {
        listen();
        for (int i = 0; i < 50; i++) {
            putThere(i % 5, 1);
        }
        ours.away(true);
        for (int i = 0; i < 50; i++) {
            putThere(i % 5, 1);
        }
        int before = ours.refused();
        Eventually.holds(() -> assertThat(ours.refused()).isGreaterThan(before + 2));
        ours.away(false);

        Eventually.holds(() -> assertThat(behind()).isZero());
        assertThat(here.parked()).isEmpty();
        for (int owner = 0; owner < 5; owner++) {
            assertThat(coinsHere(owner)).isEqualTo(20);
        }
    }
}
