package waybill.engine.http.access.keys;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import waybill.engine.core.access.ApiKey;
import waybill.engine.core.access.ApiKeys;
import waybill.engine.core.log.StoreFault;

/**
 * All valid keys, as they were moments ago. They are few, so all are read at once: however many keys are made up, the
 * database is asked a few times a second at most, and nobody is kept waiting while another asks it.
 */
final class KnownKeys {
    /** When somebody looks again. */
    private static final long FRESH = Duration.ofSeconds(2).toNanos();

    /** When somebody looks again for a key that was not there, and may have been made since. */
    private static final long FRESH_ENOUGH_TO_REFUSE = Duration.ofMillis(250).toNanos();

    /** Older than this nothing is believed: a revoked key is out after this time, even if the database is slow. */
    private static final long OLD = Duration.ofSeconds(5).toNanos();

    /** A database that was away a moment ago is not asked again by each of those who wait. */
    private static final long AWAY = Duration.ofSeconds(1).toNanos();

    private final ApiKeys keys;
    private final LongSupplier nanos;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile @Nullable Snapshot last;
    private @Nullable Failure failure;

    private record Snapshot(Map<String, ApiKey> byId, long at) {}

    private record Failure(StoreFault reason, long at) {}

    KnownKeys(ApiKeys keys, LongSupplier nanos) {
        this.keys = keys;
        this.nanos = nanos;
    }

    /** The key of this id; null if there is none that is not revoked. */
    @Nullable
    ApiKey find(String id) {
        return current(id).byId().get(id);
    }

    private Snapshot current(String id) {
        Snapshot seen = last;
        if (seen == null || age(seen.at()) >= OLD) {
            return awaited();
        }
        boolean fresh = age(seen.at()) < (seen.byId().containsKey(id) ? FRESH : FRESH_ENOUGH_TO_REFUSE);
        if (fresh || !reading.tryLock()) {
            return seen;
        }
        try {
            return read();
        } catch (StoreFault away) {
            return seen;
        } finally {
            reading.unlock();
        }
    }

    private Snapshot awaited() {
        reading.lock();
        try {
            Snapshot seen = last;
            return seen != null && age(seen.at()) < FRESH ? seen : read();
        } finally {
            reading.unlock();
        }
    }

    private Snapshot read() {
        Failure before = failure;
        if (before != null && age(before.at()) < AWAY) {
            throw before.reason();
        }
        long at = nanos.getAsLong();
        try {
            Map<String, ApiKey> byId = new HashMap<>();
            keys.valid().forEach(key -> byId.put(key.id(), key));
            Snapshot now = new Snapshot(byId, at);
            last = now;
            failure = null;
            return now;
        } catch (StoreFault away) {
            failure = new Failure(away, nanos.getAsLong());
            throw away;
        }
    }

    private long age(long at) {
        return nanos.getAsLong() - at;
    }
}
