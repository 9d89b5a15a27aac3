package waybill.engine.kafka;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import waybill.engine.core.feeds.Feed;
import waybill.engine.core.log.StoreFault;
import waybill.engine.core.relay.RelayLease;
import waybill.engine.core.relay.RelayLeases;
import waybill.engine.core.tracing.Tracer;
import waybill.engine.core.tracing.Tracing;

/**
 * Publishes what a service announces: each shard in order to the partition of the same number, nothing before its
 * commit, nothing left out. Of the replicas of a service the one that holds the lease does it. What was published and
 * not yet written down as such is published again by the next one; who listens tells repeats by their position.
 */
public final class KafkaRelay<A> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaRelay.class);
    /** After so long without a sign of life another replica takes over. */
    private static final Duration SPAN = Duration.ofSeconds(3);

    private static final long ASK_MILLIS = 500;
    private static final long CLOSE_MILLIS_MAX = 2_000;

    private final Clients clients;
    private final EnvelopeRecords<A> records;
    private final Feed<A> feed;
    private final RelayLeases leases;
    private final String holder;
    private final Tracer tracer;
    private final Counter published;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean leads;
    private final Thread thread;

    /**
     * What it works with.
     *
     * @param holder the name of this process, unlike that of any other
     * @param tracing where it is recorded what is published
     */
    public record Setting<A>(
            KafkaSettings kafka,
            AnnouncementCodec<A> codec,
            RelayLeases leases,
            String holder,
            MeterRegistry meters,
            Tracing tracing) {
        /** One in which nothing is traced. */
        public Setting(
                KafkaSettings kafka,
                AnnouncementCodec<A> codec,
                RelayLeases leases,
                String holder,
                MeterRegistry meters) {
            this(kafka, codec, leases, holder, meters, Tracing.NONE);
        }
    }

    /** Begins to ask for the lease; brokers may be away. */
    public KafkaRelay(Feed<A> feed, Setting<A> setting) {
        this.clients = new Clients(setting.kafka());
        this.records = new EnvelopeRecords<>(setting.codec());
        this.feed = feed;
        this.leases = setting.leases();
        this.holder = setting.holder();
        this.tracer = setting.tracing().of(feed.source());
        this.published = Counter.builder("events_published_total")
                .tag("name", feed.source())
                .description("Places of the log that were published, repeats included")
                .register(setting.meters());
        Gauge.builder("relay_leader", this, relay -> relay.leads ? 1 : 0)
                .tag("name", feed.source())
                .description("1 in the one process that publishes what the service announces")
                .register(setting.meters());
        this.thread =
                Thread.ofPlatform().name(feed.source() + "-relay").daemon().start(this::run);
    }

    private void run() {
        try {
            while (closed.getCount() > 0) {
                turn();
                var _ = closed.await(ASK_MILLIS, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void turn() throws InterruptedException {
        try {
            Optional<RelayLease> lease = leases.take(holder, SPAN);
            if (lease.isPresent()) {
                lead(lease.get());
            }
        } catch (StoreFault away) {
            LOG.warn("{}: the lease of the relay cannot be had now: {}", feed.source(), away.getMessage());
        } catch (KafkaException away) {
            LOG.warn("{}: nothing can be published now: {}", feed.source(), reason(away));
        } catch (RuntimeException | Error defect) {
            // Who publishes for all must not stop: it is tried again until it can be done.
            LOG.error("{}: the relay failed because the code is wrong", feed.source(), defect);
        } finally {
            leads = false;
        }
    }

    private void lead(RelayLease lease) throws InterruptedException {
        String topic = Topics.of(feed.source());
        Topics.ensure(clients, holder + "-topics", topic, feed.shards());
        long[] from = from(lease, topic);
        Publishing.Right right = new Publishing.Right(leases, lease, SPAN, tracer);
        try (Publishing<A> publishing =
                new Publishing<>(feed, records, clients.producer(holder + "-relay"), right, from)) {
            leads = true;
            LOG.info("{}: this process publishes from now on (epoch {})", feed.source(), lease.epoch());
            publishing.whileWanted(() -> closed.getCount() > 0, published::increment);
            if (closed.getCount() == 0) {
                publishing.release();
            } else {
                LOG.info("{}: another process publishes from now on", feed.source());
            }
        }
    }

    /** From where it is written down; from further back if the brokers have lost what came after. */
    private long[] from(RelayLease lease, String topic) {
        long[] from = new long[feed.shards()];
        try (TopicReader reader = new TopicReader(clients, holder + "-ends", topic)) {
            List<OptionalLong> there = reader.lastPositions(from.length);
            for (int shard = 0; shard < from.length; shard++) {
                long known = lease.published().get(shard);
                from[shard] = Math.min(known, there.get(shard).orElse(known));
            }
        }
        return from;
    }

    private static String reason(KafkaException away) {
        Throwable cause = away.getCause();
        return cause == null ? String.valueOf(away.getMessage()) : away.getMessage() + ": " + cause.getMessage();
    }

    /** Whether this process publishes. */
    public boolean leads() {
        return leads;
    }

    /** Stops, and lets another replica go on at once. */
    @Override
    public void close() {
        closed.countDown();
        try {
            thread.join(CLOSE_MILLIS_MAX);
            thread.interrupt();
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
