package waybill.engine.kafka;

import java.util.Map;
import java.util.OptionalInt;

/**
 * How Kafka is reached.
 *
 * @param servers where some of the brokers are: {@code host:port}, separated by commas
 * @param replication how many brokers keep each topic that is made by us; the brokers' default if absent
 * @param more further settings of every client, such as those of TLS and SASL; ours win where both say something
 */
public record KafkaSettings(String servers, OptionalInt replication, Map<String, String> more) {
    public KafkaSettings {
        more = Map.copyOf(more);
    }

    /** Never shows what is in the further settings, among which are passwords. */
    @Override
    public String toString() {
        return "KafkaSettings[servers=" + servers + ", replication=" + replication + ", more=" + more.keySet() + "]";
    }
}
