package waybill.engine.kafka;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import waybill.engine.core.feeds.Checkpoints;
import waybill.engine.core.feeds.Envelope;
import waybill.engine.core.feeds.Feed;
import waybill.engine.core.feeds.Receiver;
import waybill.engine.core.feeds.Signal;
import waybill.engine.core.feeds.Transport;
import waybill.engine.core.memory.InMemoryRelayLeases;
import waybill.engine.core.relay.RelayLeases;

/** A feed with its relay, on a topic that no other test uses, under the name that the test knows it by. */
final class Relayed implements Transport<String>, AutoCloseable {
    private final String given;
    private final Feed<String> unique;
    private final RelayLeases leases;
    private final KafkaSettings kafka;
    private final Collection<KafkaRelay<String>> relays = new CopyOnWriteArrayList<>();
    private final KafkaTransport<String> transport;

    Relayed(Feed<String> feed, KafkaSettings kafka) {
        this(feed, kafka, new InMemoryRelayLeases(InstantSource.system(), feed.shards()));
    }

    Relayed(Feed<String> feed, KafkaSettings kafka, RelayLeases leases) {
        this.given = feed.source();
        this.unique = new Renamed(feed, feed.source() + "-" + UUID.randomUUID());
        this.leases = leases;
        this.kafka = kafka;
        this.transport = transportOf("reader");
    }

    /** Starts a replica's relay. */
    KafkaRelay<String> relay(String holder) {
        KafkaRelay<String> relay = new KafkaRelay<>(
                unique, new KafkaRelay.Setting<>(kafka, new TextCodec(), leases, holder, new SimpleMeterRegistry()));
        relays.add(relay);
        return relay;
    }

    /** What a process of this name hears by. */
    KafkaTransport<String> transportOf(String member) {
        return new KafkaTransport<>(kafka, new TextCodec(), member);
    }

    /** Listens as another replica. */
    Delivery subscribe(KafkaTransport<String> by, String subscriber, Checkpoints after, Receiver<String> receiver) {
        return by.subscribe(unique.source(), subscriber, after, envelopes -> receiver.receive(renamed(envelopes)));
    }

    /** The topic it is all on. */
    String topic() {
        return Topics.of(unique.source());
    }

    private List<Envelope<String>> renamed(List<Envelope<String>> envelopes) {
        return envelopes.stream().map(envelope -> named(envelope, given)).toList();
    }

    @Override
    public Delivery subscribe(String source, String subscriber, Checkpoints after, Receiver<String> receiver) {
        return subscribe(transport, subscriber + "-" + UUID.randomUUID(), after, receiver);
    }

    @Override
    public @Nullable Envelope<String> at(String source, int shard, long position) {
        Envelope<String> envelope = transport.at(unique.source(), shard, position);
        return envelope == null ? null : named(envelope, given);
    }

    @Override
    public void close() {
        relays.forEach(KafkaRelay::close);
    }

    private static Envelope<String> named(Envelope<String> envelope, String source) {
        return new Envelope<>(
                source,
                envelope.shard(),
                envelope.position(),
                envelope.version(),
                envelope.subject(),
                envelope.type(),
                envelope.time(),
                envelope.meta(),
                envelope.announcement(),
                envelope.failure());
    }

    private record Renamed(Feed<String> feed, String source) implements Feed<String> {
        @Override
        public int shards() {
            return feed.shards();
        }

        @Override
        public List<Envelope<String>> read(int shard, long after, int limit) {
            return feed.read(shard, after, limit).stream()
                    .map(envelope -> named(envelope, source))
                    .toList();
        }

        @Override
        public long[] heads() {
            return feed.heads();
        }

        @Override
        public Signal signal() {
            return feed.signal();
        }
    }
}
