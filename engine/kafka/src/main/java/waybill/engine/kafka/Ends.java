package waybill.engine.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where the partitions of a topic end, asked for at most twice a second however many want to know. */
final class Ends implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Ends.class);
    private static final long GOOD_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long ASK_MILLIS_MAX = 2_000;

    private final Clients clients;
    private final String client;
    private final String topic;
    private final Map<Integer, Long> known = new HashMap<>();
    private final Map<Integer, Long> askedAt = new HashMap<>();
    private @Nullable Admin admin;
    private boolean closed;

    Ends(Clients clients, String client, String topic) {
        this.clients = clients;
        this.client = client;
        this.topic = topic;
    }

    /** How many messages of these partitions were not taken yet; at least one if that cannot be told now. */
    synchronized long behind(Tracks tracks, Collection<Integer> partitions) {
        boolean sure = refresh(partitions);
        long behind = 0;
        for (int partition : partitions) {
            OptionalLong next = tracks.handedNext(partition);
            if (next.isPresent()) {
                behind += Math.max(0, known.getOrDefault(partition, 0L) - next.getAsLong());
            }
        }
        return sure ? behind : Math.max(1, behind);
    }

    private boolean refresh(Collection<Integer> partitions) {
        long now = System.nanoTime();
        Map<TopicPartition, OffsetSpec> old = partitions.stream()
                .filter(partition -> {
                    Long asked = askedAt.get(partition);
                    return asked == null || now - asked > GOOD_NANOS;
                })
                .collect(Collectors.toMap(partition -> new TopicPartition(topic, partition), _ -> OffsetSpec.latest()));
        if (old.isEmpty()) {
            return true;
        }
        try {
            admin().listOffsets(old)
                    .all()
                    .get(ASK_MILLIS_MAX, TimeUnit.MILLISECONDS)
                    .forEach((partition, end) -> {
                        known.put(partition.partition(), end.offset());
                        askedAt.put(partition.partition(), now);
                    });
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException | KafkaException away) {
            LOG.debug("where {} ends cannot be told now", topic, away);
            return false;
        }
    }

    private Admin admin() {
        Admin open = admin;
        if (open == null) {
            if (closed) {
                throw new KafkaException("closed");
            }
            open = clients.admin(client);
            admin = open;
        }
        return open;
    }

    @Override
    public synchronized void close() {
        closed = true;
        Admin open = admin;
        if (open != null) {
            open.close(Duration.ZERO);
        }
    }
}
