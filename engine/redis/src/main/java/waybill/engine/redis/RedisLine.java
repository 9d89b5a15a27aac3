package waybill.engine.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.StringCodec;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection to Redis that is made when it can be, and made again. Nobody ever waits for it: while it is not there,
 * and for a moment after it did not answer, there is none.
 */
final class RedisLine implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RedisLine.class);

    private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(2);
    private static final Duration GOODBYE_MAX = Duration.ofMillis(100);
    private static final long AGAIN_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final RedisClient client;
    private final RedisURI address;
    private final Duration patience;
    private volatile @Nullable StatefulRedisConnection<String, String> connection;
    private volatile long restUntil = System.nanoTime();

    RedisLine(String address, Duration patience, MeterRegistry meters) {
        this.address = RedisURI.create(address);
        this.address.setTimeout(CONNECT_PATIENCE);
        this.patience = patience;
        this.client = RedisClient.create(this.address);
        client.setOptions(ClientOptions.builder()
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .timeoutOptions(TimeoutOptions.enabled())
                .socketOptions(
                        SocketOptions.builder().connectTimeout(CONNECT_PATIENCE).build())
                .build());
        Gauge.builder("redis.connected", this, RedisLine::connected)
                .description("1 while Redis can be asked")
                .register(meters);
        connect();
    }

    private double connected() {
        StatefulRedisConnection<String, String> now = connection;
        return now != null && now.isOpen() ? 1 : 0;
    }

    /** What can be asked now; empty if there is nobody who would answer. */
    Optional<RedisCommands<String, String>> commands() {
        if (restUntil - System.nanoTime() > 0) {
            return Optional.empty();
        }
        StatefulRedisConnection<String, String> now = connection;
        return now != null && now.isOpen() ? Optional.of(now.sync()) : Optional.empty();
    }

    /** It did not answer: it is left alone for a moment. */
    void broken() {
        restUntil = System.nanoTime() + AGAIN_NANOS;
    }

    /** Until it is there for the first time; from then on the connection makes itself again. */
    private void connect() {
        var _ = client.connectAsync(StringCodec.UTF8, address).whenComplete((made, failed) -> {
            if (failed == null) {
                made.setTimeout(patience);
                connection = made;
                LOG.info("Redis at {} counts for all replicas", address.getHost());
            } else {
                LOG.warn("Redis at {} cannot be reached; each replica counts for itself", address.getHost());
                var _ = client.getResources()
                        .eventExecutorGroup()
                        .schedule(this::connect, AGAIN_NANOS, TimeUnit.NANOSECONDS);
            }
        });
    }

    @Override
    public void close() {
        client.shutdown(Duration.ZERO, GOODBYE_MAX);
    }
}
