package waybill.engine.redis;

import io.lettuce.core.RedisException;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.sync.RedisCommands;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import waybill.engine.core.access.Sha256;
import waybill.engine.core.rates.SharedBuckets;

/**
 * Buckets in Redis: one hash for each caller, by Redis' own clock, gone when it would be full again. Redis learns a
 * digest of the caller's name and nothing else.
 */
public final class RedisBuckets implements SharedBuckets {
    private static final Logger LOG = LoggerFactory.getLogger(RedisBuckets.class);

    /** Takes a token (or only looks), and answers how many microseconds it takes until there is one. */
    private static final String TAKE = """
            local time = redis.call('TIME')
            local now = time[1] * 1000000 + time[2]
            local burst, rate, taking = tonumber(ARGV[1]), tonumber(ARGV[2]), ARGV[3] == 'take'
            local kept = redis.call('HMGET', KEYS[1], 'tokens', 'at')
            local tokens = burst
            if kept[1] then
                tokens = math.min(burst, tonumber(kept[1]) + math.max(0, now - tonumber(kept[2])) * rate / 1000000)
            end
            if tokens < 1 then
                return math.ceil((1 - tokens) * 1000000 / rate)
            end
            if taking then
                redis.call('HSET', KEYS[1],
                    'tokens', string.format('%.6f', tokens - 1), 'at', string.format('%.0f', now))
                redis.call('PEXPIRE', KEYS[1], math.ceil(burst * 1000 / rate) + 1000)
            end
            return 0
            """;

    private final RedisLine line;
    private volatile String digest = "";

    /**
     * Buckets in this Redis, which may be away.
     *
     * @param address {@code redis://[[user]:password@]host[:port][/database]}, {@code rediss://} with TLS
     * @param patience how long an answer is waited for
     */
    public RedisBuckets(String address, Duration patience, MeterRegistry meters) {
        this.line = new RedisLine(address, patience, meters);
    }

    @Override
    public Optional<Duration> take(String caller, Size size) {
        return asked(caller, size, "take");
    }

    @Override
    public Optional<Duration> missing(String caller, Size size) {
        return asked(caller, size, "look");
    }

    private Optional<Duration> asked(String caller, Size size, String what) {
        Optional<RedisCommands<String, String>> redis = line.commands();
        if (redis.isEmpty()) {
            return Optional.empty();
        }
        String[] keys = {"waybill:rate:" + Sha256.hex(caller)};
        String[] arguments = {Integer.toString(size.burst()), Integer.toString(size.perSecond()), what};
        try {
            Long micros = run(redis.get(), keys, arguments);
            return Optional.of(Duration.of(micros, ChronoUnit.MICROS));
        } catch (RedisException away) {
            LOG.debug("Redis does not answer; this replica counts for itself", away);
            line.broken();
            return Optional.empty();
        }
    }

    private Long run(RedisCommands<String, String> redis, String[] keys, String[] arguments) {
        if (digest.isEmpty()) {
            digest = redis.digest(TAKE);
        }
        try {
            return redis.evalsha(digest, ScriptOutputType.INTEGER, keys, arguments);
        } catch (RedisNoScriptException unknown) {
            return redis.eval(TAKE, ScriptOutputType.INTEGER, keys, arguments);
        }
    }

    @Override
    public void close() {
        line.close();
    }
}
