package waybill.engine.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import waybill.engine.core.commands.Directed;
import waybill.engine.core.feeds.AnnouncedFeed;
import waybill.engine.core.feeds.Envelope;
import waybill.engine.core.feeds.Feed;
import waybill.engine.core.feeds.LogFeed;
import waybill.engine.core.feeds.Subscription;
import waybill.engine.core.log.StreamId;
import waybill.engine.core.memory.InMemoryEventStore;
import waybill.engine.core.memory.InMemoryRelayLeases;
import waybill.engine.core.relay.RelayLeases;
import waybill.testkit.engine.Eventually;
import waybill.testkit.engine.PurseRunner;
import waybill.testkit.engine.purse.Pot;
import waybill.testkit.engine.purse.Purse;
import waybill.testkit.engine.purse.PurseCodec;
import waybill.testkit.engine.purse.PurseCommand;
import waybill.testkit.engine.purse.PurseCommand.Put;
import waybill.testkit.engine.purse.PurseEvent;

/** One service that speaks and another that listens, over brokers; each may have several replicas. */
final class Conversation implements AutoCloseable {
    static final int SHARDS = 6;
    static final int OWNERS = 20;

    final String source = "purses-" + UUID.randomUUID();
    final InMemoryRelayLeases leases = new InMemoryRelayLeases(InstantSource.system(), SHARDS);
    private final KafkaSettings kafka;
    private final InMemoryEventStore<Purse, PurseEvent, Pot> said = new InMemoryEventStore<>(new PurseCodec(), SHARDS);
    private final InMemoryEventStore<Purse, PurseEvent, Pot> heard = new InMemoryEventStore<>(new PurseCodec(), SHARDS);
    private final PurseRunner speaker = new PurseRunner(said, PurseRunner.ONE_LANE);
    private final LogFeed<PurseEvent> log = new LogFeed<>("purses", said);
    final Feed<String> feed = new AnnouncedFeed<>(source, log, event -> "put");
    private final Deque<Runnable> open = new ArrayDeque<>();
    private int spoken;

    Conversation(KafkaSettings kafka) {
        this.kafka = kafka;
    }

    /** A replica of the speaker that may publish. */
    KafkaRelay<String> relay(String holder) {
        return relay(holder, leases, UnaryOperator.identity());
    }

    KafkaRelay<String> relay(String holder, RelayLeases by, UnaryOperator<Feed<String>> seen) {
        KafkaRelay<String> relay = new KafkaRelay<>(
                seen.apply(feed),
                new KafkaRelay.Setting<>(kafka, new TextCodec(), by, holder, new SimpleMeterRegistry()));
        open.push(relay::close);
        return relay;
    }

    /** Says so many things more, about many purses. */
    void say(int times) {
        for (int i = 0; i < times; i++) {
            var _ = Eventually.get(speaker.ask(purse(spoken++ % OWNERS), new Put(1)));
        }
    }

    /** A replica of the listener. */
    Listener listener(String member) {
        Listener listener = new Listener(member);
        open.push(listener::close);
        return listener;
    }

    /** Everything that was said has had its effect, once, and nothing is parked. */
    void expectEveryEffectOnce() {
        Eventually.holds(() -> assertThat(versions(heard)).isEqualTo(versions(said)));
        assertThat(heard.parkingLot().size()).isZero();
    }

    private static Map<String, Integer> versions(InMemoryEventStore<Purse, PurseEvent, Pot> store) {
        Map<String, Integer> versions = new TreeMap<>();
        for (int owner = 0; owner < OWNERS; owner++) {
            List<String> name = List.of(purse(owner).name());
            store.load(name).forEach((stream, events) -> versions.put(stream, events.size()));
        }
        return versions;
    }

    private static StreamId purse(int owner) {
        return new StreamId("purse-p" + owner, "p" + owner);
    }

    /** One process of the service that listens. */
    final class Listener implements AutoCloseable {
        private final PurseRunner runner = new PurseRunner(heard, PurseRunner.ONE_LANE);
        private final Subscription<String, PurseCommand> subscription;
        private boolean closed;

        Listener(String member) {
            this.subscription = new Subscription<>(
                    source,
                    "listeners",
                    new KafkaTransport<>(kafka, new TextCodec(), member),
                    heard,
                    new Subscription.Listener<>(this::effect, runner.runner()));
        }

        private @Nullable Directed<PurseCommand> effect(String announcement, Envelope<String> envelope) {
            return new Directed<>(new StreamId("purse-" + envelope.subject(), envelope.subject()), new Put(1));
        }

        /** How many of the shards are delivered here. */
        long shards() {
            return IntStream.range(0, SHARDS)
                    .filter(shard -> !subscription.isBehind(shard))
                    .count();
        }

        /** How many messages have come again. */
        long repeats() {
            return subscription.repeats();
        }

        @Override
        public void close() {
            if (!closed) {
                closed = true;
                subscription.close();
                runner.close();
            }
        }
    }

    @Override
    public void close() {
        while (!open.isEmpty()) {
            open.pop().run();
        }
        speaker.close();
        log.close();
    }
}
