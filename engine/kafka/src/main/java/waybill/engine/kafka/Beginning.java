package waybill.engine.kafka;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Where a partition has to be read from so that nothing after the checkpoint is missed. The checkpoint in the
 * subscriber's database is the truth; what the brokers remember of the group only says which offset a position had.
 */
final class Beginning {
    /** So much further back than reckoned, because of places that were published twice meanwhile. */
    private static final long SLACK = 1_000;

    private final String topic;
    private final KafkaConsumer<String, byte[]> consumer;

    Beginning(String topic, KafkaConsumer<String, byte[]> consumer) {
        this.topic = topic;
        this.consumer = consumer;
    }

    /** The offsets to begin at, for these partitions behind these checkpoints. */
    Map<TopicPartition, Long> of(Set<Integer> partitions, long[] checkpoints) {
        Set<TopicPartition> places = partitions.stream()
                .map(partition -> new TopicPartition(topic, partition))
                .collect(Collectors.toSet());
        Map<TopicPartition, OffsetAndMetadata> hints = consumer.committed(places);
        Map<TopicPartition, Long> earliest = consumer.beginningOffsets(places);
        return places.stream().collect(Collectors.toMap(place -> place, place -> {
            long first = earliest.getOrDefault(place, 0L);
            return Math.max(first, reckoned(hints.get(place), checkpoints[place.partition()], first));
        }));
    }

    private static long reckoned(@Nullable OffsetAndMetadata hint, long checkpoint, long first) {
        if (hint == null || !hint.metadata().matches("\\d{1,18}")) {
            return first;
        }
        long ahead = Math.max(0, Long.parseLong(hint.metadata()) - checkpoint);
        return hint.offset() - ahead - SLACK;
    }
}
