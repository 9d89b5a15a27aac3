package waybill.engine.kafka;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The clients of one Kafka, with the settings that our promises rest on. */
final class Clients {
    /** How long a message may take until it is given up and sent again by a new producer. */
    private static final int DELIVERY_MILLIS_MAX = 30_000;

    private static final int REQUEST_MILLIS_MAX = 10_000;
    private static final int BLOCK_MILLIS_MAX = 10_000;
    private static final int SESSION_MILLIS = 10_000;
    private static final int HEARTBEAT_MILLIS = 2_000;
    private static final int RECONNECT_MILLIS_MAX = 1_000;
    private static final int RECORDS_AT_ONCE_MAX = 500;

    private final KafkaSettings settings;

    Clients(KafkaSettings settings) {
        this.settings = settings;
    }

    /** Keeps order and writes nothing twice as long as it lives; a message counts when all replicas in sync have it. */
    KafkaProducer<String, byte[]> producer(String id) {
        Map<String, Object> config = config(id);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_MILLIS_MAX);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, BLOCK_MILLIS_MAX);
        return new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
    }

    /** A member of a group, among whom the brokers share out the partitions. */
    KafkaConsumer<String, byte[]> member(String id, String group) {
        Map<String, Object> config = reading(id);
        config.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        config.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        config.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_MILLIS);
        config.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, HEARTBEAT_MILLIS);
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, RECORDS_AT_ONCE_MAX);
        return new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer());
    }

    /** Reads where it is told to, one message at a time. */
    KafkaConsumer<String, byte[]> reader(String id) {
        Map<String, Object> config = reading(id);
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
        return new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer());
    }

    private Map<String, Object> reading(String id) {
        Map<String, Object> config = config(id);
        // Where we are is in the subscriber's own database.
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, REQUEST_MILLIS_MAX);
        return config;
    }

    Admin admin(String id) {
        Map<String, Object> config = config(id);
        config.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, REQUEST_MILLIS_MAX);
        return Admin.create(config);
    }

    private Map<String, Object> config(String id) {
        Map<String, Object> config = new HashMap<>(settings.more());
        config.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, settings.servers());
        config.put(CommonClientConfigs.CLIENT_ID_CONFIG, id);
        config.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MILLIS_MAX);
        config.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, RECONNECT_MILLIS_MAX);
        config.put(CommonClientConfigs.RETRY_BACKOFF_MAX_MS_CONFIG, RECONNECT_MILLIS_MAX);
        config.put("enable.metrics.push", false);
        return config;
    }

    KafkaSettings settings() {
        return settings;
    }
}
