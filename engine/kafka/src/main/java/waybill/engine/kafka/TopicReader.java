package waybill.engine.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Looks up single messages of a topic. Used by one thread. */
final class TopicReader implements AutoCloseable {
    private static final Duration READ_MAX = Duration.ofSeconds(10);

    private final String topic;
    private final KafkaConsumer<String, byte[]> consumer;

    TopicReader(Clients clients, String client, String topic) {
        this.topic = topic;
        this.consumer = clients.reader(client);
    }

    /**
     * The position of the last message of each partition; 0 if nothing was ever written there, absent if that cannot be
     * told because what was written is deleted or is not ours.
     */
    List<OptionalLong> lastPositions(int partitions) {
        return IntStream.range(0, partitions).mapToObj(this::lastPosition).toList();
    }

    private OptionalLong lastPosition(int partition) {
        Range range = range(partition);
        if (range.end == 0) {
            return OptionalLong.of(0);
        }
        if (range.end == range.begin) {
            return OptionalLong.empty();
        }
        return EnvelopeRecords.position(read(partition, range.end - 1))
                .map(OptionalLong::of)
                .orElse(OptionalLong.empty());
    }

    /**
     * A message of this position. Relays write positions one after another and go back only to repeat some, so between
     * a lower and a higher position every one is there: halving finds one of its messages, if it is there at all.
     */
    Optional<ConsumerRecord<String, byte[]>> find(int partition, long position) {
        Range range = range(partition);
        long low = range.begin;
        long high = range.end - 1;
        if (low > high || positionAt(partition, high) < position) {
            return Optional.empty();
        }
        // All the time: what is at high has the position or a higher one.
        while (low < high) {
            long middle = low + (high - low) / 2;
            if (positionAt(partition, middle) < position) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        ConsumerRecord<String, byte[]> found = read(partition, high);
        return EnvelopeRecords.position(found).filter(at -> at == position).map(_ -> found);
    }

    /** What is not ours is between two that are; it counts as low, and the search goes on behind it. */
    private long positionAt(int partition, long offset) {
        return EnvelopeRecords.position(read(partition, offset)).orElse(0L);
    }

    /** The message there, or the next one that there is. */
    private ConsumerRecord<String, byte[]> read(int partition, long offset) {
        TopicPartition place = new TopicPartition(topic, partition);
        consumer.assign(List.of(place));
        consumer.seek(place, offset);
        long giveUp = System.nanoTime() + READ_MAX.toNanos();
        while (System.nanoTime() - giveUp < 0) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                return record;
            }
        }
        throw new KafkaException("nothing could be read at " + offset + " of " + place);
    }

    private Range range(int partition) {
        TopicPartition place = new TopicPartition(topic, partition);
        Map<TopicPartition, Long> begin = consumer.beginningOffsets(List.of(place));
        Map<TopicPartition, Long> end = consumer.endOffsets(List.of(place));
        return new Range(begin.getOrDefault(place, 0L), end.getOrDefault(place, 0L));
    }

    /** What is there: from the one, before the other. */
    private record Range(long begin, long end) {}

    @Override
    public void close() {
        consumer.close();
    }
}
