package waybill.engine.http.access.jwt;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The issuer's keys where the issuer publishes them. They are fetched anew when they are old and when a token names one
 * that is not among them, but not more often than the issuer can bear, whatever tokens are made up. While the issuer is
 * away, the keys it had stay good for a while.
 */
public final class RemoteKeys implements JWKSource<SecurityContext> {
    private static final Logger LOG = LoggerFactory.getLogger(RemoteKeys.class);

    private final Fetch fetch;
    private final Times times;
    private final LongSupplier nanos;
    private final ReentrantLock fetching = new ReentrantLock();
    private volatile @Nullable Fetched last;
    private @Nullable Long tried;

    /** Where the keys come from. */
    @FunctionalInterface
    public interface Fetch {
        /** The JWK set as it is now; within seconds. */
        String now() throws IOException;
    }

    /**
     * How old keys may be.
     *
     * @param fresh until then nobody looks for newer ones
     * @param good until then they are used if there are no newer ones to be had
     * @param pause the least time between two looks
     */
    public record Times(Duration fresh, Duration good, Duration pause) {
        /** What issuers are used to. */
        public static Times usual() {
            return new Times(Duration.ofMinutes(5), Duration.ofHours(1), Duration.ofSeconds(10));
        }
    }

    private record Fetched(IssuerKeys keys, long at) {}

    /**
     * Keys that are fetched when the first token comes.
     *
     * @param nanos time that only goes on
     */
    public RemoteKeys(Fetch fetch, Times times, LongSupplier nanos) {
        this.fetch = fetch;
        this.times = times;
        this.nanos = nanos;
    }

    @Override
    public List<JWK> get(JWKSelector wanted, @Nullable SecurityContext unused) throws KeySourceException {
        IssuerKeys known = known();
        List<JWK> found = known.matching(wanted);
        return found.isEmpty() ? newer(known).matching(wanted) : found;
    }

    private IssuerKeys known() throws KeySourceException {
        Fetched seen = last;
        if (seen == null || isOver(seen.at(), times.good())) {
            return awaited();
        }
        if (isOver(seen.at(), times.fresh()) && fetching.tryLock()) {
            try {
                Fetched now = look();
                return (now == null ? seen : now).keys();
            } finally {
                fetching.unlock();
            }
        }
        return seen.keys();
    }

    private IssuerKeys awaited() throws KeySourceException {
        fetching.lock();
        try {
            Fetched seen = last;
            Fetched now = seen != null && !isOver(seen.at(), times.good()) ? seen : look();
            if (now == null) {
                throw new KeySourceException("the issuer's keys are out of reach");
            }
            return now.keys();
        } finally {
            fetching.unlock();
        }
    }

    /** The keys after one more look, or the same if it is too early for one, or if it was in vain. */
    private IssuerKeys newer(IssuerKeys known) {
        fetching.lock();
        try {
            Fetched seen = last;
            boolean renewed = seen != null && seen.keys() != known;
            Fetched now = renewed ? seen : look();
            return now == null ? known : now.keys();
        } finally {
            fetching.unlock();
        }
    }

    /** What the issuer says now; null if nothing, or if it was asked a moment ago. */
    private @Nullable Fetched look() {
        if (tried != null && !isOver(tried, times.pause())) {
            return null;
        }
        tried = nanos.getAsLong();
        try {
            Fetched now = new Fetched(IssuerKeys.parse(fetch.now()), nanos.getAsLong());
            last = now;
            return now;
        } catch (IOException away) {
            LOG.warn("the keys of the tokens' issuer cannot be fetched: {}", String.valueOf(away.getMessage()));
        } catch (IssuerKeys.Unusable useless) {
            LOG.warn("the keys of the tokens' issuer cannot be used: {}", useless.getMessage());
        }
        return null;
    }

    private boolean isOver(long since, Duration time) {
        return nanos.getAsLong() - since >= time.toNanos();
    }
}
