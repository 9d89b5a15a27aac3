package waybill.engine.kafka;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import waybill.engine.core.feeds.Envelope;
import waybill.engine.core.feeds.Feed;
import waybill.engine.core.relay.RelayLease;
import waybill.engine.core.relay.RelayLeases;
import waybill.engine.core.tracing.Span;
import waybill.engine.core.tracing.Tracer;

/** One replica publishing under one lease, with one producer, until the lease or the producer is lost. One thread. */
final class Publishing<A> implements AutoCloseable {
    private static final int CHUNK = 256;
    private static final long POLL_MILLIS = 20;
    /** How much is published again, at most, when the holder of the lease dies. */
    private static final long WRITE_DOWN_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final Feed<A> feed;
    private final EnvelopeRecords<A> records;
    private final KafkaProducer<String, byte[]> producer;
    private final RelayLeases leases;
    private final RelayLease lease;
    private final Duration span;
    private final Tracer tracer;
    private final long[] published;
    private boolean moved;
    private long keptAt;

    /** Who publishes, and by which right. */
    record Right(RelayLeases leases, RelayLease lease, Duration span, Tracer tracer) {}

    Publishing(
            Feed<A> feed,
            EnvelopeRecords<A> records,
            KafkaProducer<String, byte[]> producer,
            Right right,
            long[] from) {
        this.feed = feed;
        this.records = records;
        this.producer = producer;
        this.leases = right.leases;
        this.lease = right.lease;
        this.span = right.span;
        this.tracer = right.tracer;
        this.published = from.clone();
    }

    /**
     * Publishes what there is and what comes, as long as it is wanted and the lease is ours.
     *
     * @param counted told how many were published
     * @throws KafkaException if something could not be published; what follows has to come from a new producer
     */
    void whileWanted(BooleanSupplier wanted, LongConsumer counted) throws InterruptedException {
        // Written down at once: the one who had the lease before learns that it is gone.
        boolean ours = keep();
        while (ours && wanted.getAsBoolean()) {
            long seen = feed.signal().times();
            long sent = pass();
            counted.accept(sent);
            moved |= sent > 0;
            ours = keepIfDue();
            if (sent == 0) {
                feed.signal().await(seen, POLL_MILLIS);
            }
        }
    }

    /** One look at every shard: all that is there goes out together, and counts when the brokers have all of it. */
    private long pass() throws InterruptedException {
        long sent = 0;
        long[] reached = published.clone();
        Acknowledged acknowledged = new Acknowledged();
        for (int shard = 0; shard < reached.length; shard++) {
            List<Envelope<A>> envelopes = feed.read(shard, reached[shard], CHUNK);
            for (Envelope<A> envelope : envelopes) {
                publish(envelope, acknowledged);
                reached[shard] = envelope.position();
            }
            sent += envelopes.size();
        }
        acknowledged.await(sent);
        System.arraycopy(reached, 0, published, 0, reached.length);
        return sent;
    }

    private void publish(Envelope<A> envelope, Acknowledged acknowledged) {
        String cause = envelope.meta().traceparent();
        Span sending = envelope.announcement() == null
                ? Span.NONE
                : tracer.follow(Tracer.Kind.PRODUCER, envelope.type(), cause);
        sending.with("messaging.system", "kafka")
                .with("messaging.operation.type", "send")
                .with("messaging.destination.name", Topics.of(envelope.source()));
        var _ = producer.send(records.record(envelope, lease.epoch(), sending.traceparentOr(cause)), (_, failure) -> {
            (failure == null ? sending : sending.failed()).end();
            acknowledged.one(failure);
        });
    }

    /** What the brokers have said about the messages of one pass. */
    private final class Acknowledged {
        private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
        private final AtomicLong count = new AtomicLong();
        private final CountDownLatch all = new CountDownLatch(1);
        private volatile long expected = Long.MAX_VALUE;

        void one(@Nullable Exception failed) {
            if (failed != null) {
                failure.compareAndSet(null, failed);
            }
            if (count.incrementAndGet() >= expected || failed != null) {
                all.countDown();
            }
        }

        /** Keeps the lease while it waits: as long as brokers are away nobody else could do better. */
        void await(long sent) throws InterruptedException {
            expected = sent;
            if (count.get() >= sent) {
                all.countDown();
            }
            while (!all.await(span.toMillis() / 3, TimeUnit.MILLISECONDS)) {
                if (!keep()) {
                    throw new KafkaException("the lease was lost while brokers were away");
                }
            }
            Exception failed = failure.get();
            if (failed != null) {
                throw new KafkaException("a message was not taken", failed);
            }
        }
    }

    private boolean keepIfDue() {
        long since = System.nanoTime() - keptAt;
        boolean due = since > span.toNanos() / 3 || (moved && since > WRITE_DOWN_NANOS);
        return !due || keep();
    }

    private boolean keep() {
        keptAt = System.nanoTime();
        moved = false;
        return leases.keep(lease, positions(), span);
    }

    private List<Long> positions() {
        return Arrays.stream(published).boxed().toList();
    }

    /** Lets others have the lease at once. */
    void release() {
        leases.release(lease, positions());
    }

    /** Sends nothing any more. */
    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }
}
