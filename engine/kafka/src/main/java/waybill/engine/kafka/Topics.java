package waybill.engine.kafka;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** The topics, one for each service: shard i of its log is partition i. */
final class Topics {
    /** With so many copies, one broker can be away and every message is still on two. */
    private static final int COPIES_FOR_TWO_IN_SYNC = 3;

    private Topics() {}

    /** Where a service announces. */
    static String of(String source) {
        return "waybill." + source + ".events.v1";
    }

    /**
     * Makes the topic if it is not there. It keeps everything: whoever was away goes on where it was.
     *
     * @throws KafkaException if it cannot be made now, or has another number of partitions
     */
    static void ensure(Clients clients, String client, String topic, int partitions) throws InterruptedException {
        try (Admin admin = clients.admin(client)) {
            Optional<TopicDescription> known = described(admin, topic);
            if (known.isEmpty()) {
                make(admin, topic, partitions, clients.settings().replication());
                known = described(admin, topic);
            }
            int found = known.map(topicNow -> topicNow.partitions().size()).orElse(partitions);
            if (found != partitions) {
                throw new KafkaException("the topic " + topic + " has " + found + " partitions, not " + partitions
                        + ": it must have as many as its service has shards");
            }
        }
    }

    private static Optional<TopicDescription> described(Admin admin, String topic) throws InterruptedException {
        try {
            return Optional.ofNullable(
                    admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic));
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof UnknownTopicOrPartitionException) {
                return Optional.empty();
            }
            throw new KafkaException("the topic " + topic + " cannot be looked up", failed.getCause());
        }
    }

    private static void make(Admin admin, String topic, int partitions, OptionalInt replication)
            throws InterruptedException {
        Optional<Short> copies =
                replication.isPresent() ? Optional.of((short) replication.getAsInt()) : Optional.empty();
        NewTopic wanted = new NewTopic(topic, Optional.of(partitions), copies);
        Map<String, String> config = replication.orElse(0) >= COPIES_FOR_TWO_IN_SYNC
                ? Map.of(TopicConfig.RETENTION_MS_CONFIG, "-1", TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, "2")
                : Map.of(TopicConfig.RETENTION_MS_CONFIG, "-1");
        try {
            admin.createTopics(List.of(wanted.configs(config))).all().get();
        } catch (ExecutionException failed) {
            if (!(failed.getCause() instanceof TopicExistsException)) {
                throw new KafkaException("the topic " + topic + " cannot be made", failed.getCause());
            }
        }
    }
}
