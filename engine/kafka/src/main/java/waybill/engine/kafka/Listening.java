package waybill.engine.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import waybill.engine.core.feeds.Checkpoints;
import waybill.engine.core.feeds.Envelope;
import waybill.engine.core.feeds.Receiver;
import waybill.engine.core.feeds.Transport;
import waybill.engine.core.log.StoreFault;

/** One replica of a subscriber listening to one source: a member of the subscriber's group. */
final class Listening<A> implements Transport.Delivery {
    private static final Logger LOG = LoggerFactory.getLogger(Listening.class);
    private static final Duration POLL_MAX = Duration.ofMillis(200);
    private static final long HANDING_MILLIS_MAX = 200;
    private static final long AGAIN_MILLIS = 500;
    private static final long HINT_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final Duration CLOSE_MAX = Duration.ofSeconds(2);

    private final Clients clients;
    private final EnvelopeRecords<A> records;
    private final Who who;
    private final String topic;
    private final Checkpoints after;
    private final Handing<A> handing;
    private final Tracks tracks = new Tracks();
    private final Ends ends;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    private long hintedAt = System.nanoTime();

    /**
     * Who listens to whom.
     *
     * @param member the name of this process, unlike that of any other
     */
    record Who(String source, String subscriber, String member) {
        String group() {
            return "waybill." + subscriber + ".from." + source;
        }

        String name() {
            return source + "-to-" + subscriber;
        }
    }

    Listening(Clients clients, EnvelopeRecords<A> records, Who who, Checkpoints after, Receiver<A> receiver) {
        this.clients = clients;
        this.records = records;
        this.who = who;
        this.topic = Topics.of(who.source());
        this.after = after;
        this.ends = new Ends(clients, who.member() + "-" + who.name() + "-ends", topic);
        this.handing = new Handing<>(
                who.name(), receiver, portion -> tracks.handed(portion.partition(), portion.next(), portion.last()));
        this.thread = Thread.ofPlatform().name(who.name() + "-poll").daemon().start(this::run);
    }

    private void run() {
        try {
            while (closed.getCount() > 0) {
                listen();
                var _ = closed.await(AGAIN_MILLIS, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** With one consumer, until it is closed or broken. */
    private void listen() throws InterruptedException {
        try {
            Topics.ensure(clients, who.member() + "-topics", topic, after.now().length);
        } catch (KafkaException | StoreFault away) {
            LOG.warn("{} cannot be listened to now: {}", topic, away.getMessage());
            return;
        }
        KafkaConsumer<String, byte[]> consumer = clients.member(who.member() + "-" + who.name(), who.group());
        try {
            consumer.subscribe(List.of(topic), new Sharing(consumer));
            while (closed.getCount() > 0) {
                turn(consumer);
            }
            consumer.commitSync(tracks.hints(topic), CLOSE_MAX);
        } catch (KafkaException away) {
            LOG.warn("{} is not listened to for a moment: {}", topic, away.getMessage());
        } catch (RuntimeException | Error defect) {
            LOG.error("{} is not listened to for a moment because the code is wrong", topic, defect);
        } finally {
            leave(consumer);
        }
    }

    private void leave(KafkaConsumer<String, byte[]> consumer) {
        // An interrupt says that there is no time for a farewell.
        boolean hurry = Thread.interrupted();
        try {
            consumer.close(CloseOptions.timeout(hurry ? Duration.ZERO : CLOSE_MAX));
        } catch (KafkaException away) {
            LOG.debug("the group was left without a word", away);
        }
        if (hurry) {
            Thread.currentThread().interrupt();
        }
    }

    private void turn(KafkaConsumer<String, byte[]> consumer) throws InterruptedException {
        place(consumer);
        ConsumerRecords<String, byte[]> polled = consumer.poll(POLL_MAX);
        List<Handing.Portion<A>> portions = new ArrayList<>();
        for (TopicPartition partition : polled.partitions()) {
            portions.add(portion(consumer, partition, polled.records(partition)));
        }
        if (!portions.isEmpty()) {
            handing.give(portions);
            awaitHanded(consumer);
        }
        hint(consumer);
    }

    /** While others take their time, nothing more is fetched, and the brokers are told that we are alive. */
    private void awaitHanded(KafkaConsumer<String, byte[]> consumer) throws InterruptedException {
        while (!handing.awaitIdle(HANDING_MILLIS_MAX) && closed.getCount() > 0) {
            consumer.pause(consumer.assignment());
            var _ = consumer.poll(Duration.ZERO);
        }
        consumer.resume(partitions(tracks.placed()));
    }

    private Set<TopicPartition> partitions(Collection<Integer> numbers) {
        return numbers.stream().map(number -> new TopicPartition(topic, number)).collect(Collectors.toSet());
    }

    /** What has just become ours begins where the subscriber's database says by now. */
    private void place(KafkaConsumer<String, byte[]> consumer) throws InterruptedException {
        Set<Integer> unplaced = tracks.unplaced();
        if (unplaced.isEmpty()) {
            return;
        }
        try {
            long[] checkpoints = after.now();
            Map<TopicPartition, Long> begin = new Beginning(topic, consumer).of(unplaced, checkpoints);
            begin.forEach((partition, offset) -> {
                consumer.seek(partition, offset);
                tracks.place(partition.partition(), checkpoints[partition.partition()], offset);
            });
            consumer.resume(begin.keySet());
            LOG.debug("{} listens to {} of {} behind {}", who.subscriber(), unplaced, topic, checkpoints);
        } catch (StoreFault away) {
            LOG.warn("{} cannot be listened to now: {}", topic, away.getMessage());
            var _ = closed.await(AGAIN_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private Handing.Portion<A> portion(
            KafkaConsumer<String, byte[]> consumer,
            TopicPartition partition,
            List<ConsumerRecord<String, byte[]>> polled) {
        List<Envelope<A>> envelopes = new ArrayList<>(polled.size());
        for (ConsumerRecord<String, byte[]> record : polled) {
            Optional<Long> position = EnvelopeRecords.position(record);
            if (position.isEmpty()) {
                LOG.error(
                        "{} at {} is none of ours and is left out: somebody else writes there",
                        partition,
                        record.offset());
                continue;
            }
            Tracks.Verdict verdict = tracks.judge(partition.partition(), position.get());
            if (verdict == Tracks.Verdict.LOOK_BACK) {
                OptionalLong earlier = lookBack(partition.partition(), record.offset());
                if (earlier.isPresent()) {
                    consumer.seek(partition, earlier.getAsLong());
                    return new Handing.Portion<>(partition.partition(), envelopes, earlier.getAsLong());
                }
                verdict = Tracks.Verdict.TAKE;
            }
            if (verdict == Tracks.Verdict.TAKE) {
                envelopes.add(records.envelope(who.source(), position.get(), record));
            }
        }
        return new Handing.Portion<>(
                partition.partition(), envelopes, polled.getLast().offset() + 1);
    }

    /** Where what is missing is, if that is before this offset. */
    private OptionalLong lookBack(int partition, long offset) {
        long missing = tracks.missing(partition);
        LOG.warn("{}-{} has a gap: {} is missing before offset {}, looking back", topic, partition, missing, offset);
        try (TopicReader reader = new TopicReader(clients, who.member() + "-" + who.name() + "-search", topic)) {
            Optional<ConsumerRecord<String, byte[]>> found =
                    reader.find(partition, missing).filter(record -> record.offset() < offset);
            if (found.isEmpty()) {
                tracks.missed(partition);
            }
            return found.map(record -> OptionalLong.of(record.offset())).orElse(OptionalLong.empty());
        }
    }

    private void hint(KafkaConsumer<String, byte[]> consumer) {
        if (System.nanoTime() - hintedAt > HINT_NANOS) {
            hintedAt = System.nanoTime();
            consumer.commitAsync(tracks.hints(topic), (_, failure) -> {
                if (failure != null) {
                    LOG.debug("the brokers were not told where we are; the next time will do", failure);
                }
            });
        }
    }

    /** What the brokers say about who has which partition. */
    private final class Sharing implements ConsumerRebalanceListener {
        private final KafkaConsumer<String, byte[]> consumer;

        Sharing(KafkaConsumer<String, byte[]> consumer) {
            this.consumer = consumer;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            consumer.pause(partitions);
            tracks.assign(partitions);
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            hintFor(partitions);
            onPartitionsLost(partitions);
        }

        private void hintFor(Collection<TopicPartition> partitions) {
            try {
                var hints = tracks.hints(topic);
                hints.keySet().retainAll(partitions);
                consumer.commitSync(hints, CLOSE_MAX);
            } catch (KafkaException away) {
                LOG.debug("the next one has to look for the place itself", away);
            }
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            tracks.remove(partitions);
            handing.forget(partitions.stream().map(TopicPartition::partition).collect(Collectors.toSet()));
        }
    }

    @Override
    public long lag() {
        return ends.behind(tracks, tracks.placed());
    }

    @Override
    public long repeats() {
        return tracks.repeats();
    }

    @Override
    public boolean isBehind(int shard) {
        return tracks.handedNext(shard).isEmpty() || ends.behind(tracks, List.of(shard)) > 0;
    }

    @Override
    public void close() {
        closed.countDown();
        handing.close();
        try {
            thread.join(CLOSE_MAX.toMillis());
            thread.interrupt();
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        ends.close();
    }
}
