package waybill.server.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import waybill.engine.http.rates.Rate;

/**
 * How the process meets its clients, and how it leaves them.
 *
 * @param stopGrace how long it goes on serving after it has said that it is not ready any more
 * @param tls who it is, if it speaks HTTPS
 * @param rate how much one caller may ask for, if that is limited
 * @param redis where replicas count together what a caller asks for, if anywhere
 */
public record EdgeSettings(Duration stopGrace, Optional<Tls> tls, Optional<Rate> rate, Optional<Redis> redis) {
    private static final Duration GRACE_MAX = Duration.ofMinutes(5);
    private static final Duration REDIS_TIMEOUT_MAX = Duration.ofSeconds(10);
    private static final int RATE_MAX = 1_000_000;

    /** The files of the certificate, with what vouches for it, and of its key. */
    public record Tls(Path certificate, Path key) {}

    /**
     * An optional helper.
     *
     * @param url may hold a password
     * @param timeout how long an answer is waited for
     */
    public record Redis(Secret url, Duration timeout) {}

    static EdgeSettings read(Values values) {
        return new EdgeSettings(
                values.durationUpTo(Key.STOP_GRACE, GRACE_MAX), tls(values), rate(values), redis(values));
    }

    /** An address that cannot be right is not told: there may be a password in it. */
    private static Optional<Redis> redis(Values values) {
        Optional<Secret> address = values.secretOrFile(Key.REDIS_URL, Key.REDIS_URL_FILE);
        if (address.filter(it -> !isRedis(it.reveal())).isPresent()) {
            throw new BadSettings(Key.REDIS_URL.property()
                    + " must be like redis://host:6379 or, with TLS, rediss://user:password@host:6379.");
        }
        return address.map(url -> new Redis(url, values.durationUpTo(Key.REDIS_TIMEOUT, REDIS_TIMEOUT_MAX)));
    }

    private static boolean isRedis(String address) {
        try {
            URI uri = new URI(address);
            return uri.getHost() != null && Set.of("redis", "rediss").contains(uri.getScheme());
        } catch (URISyntaxException malformed) {
            return false;
        }
    }

    private static Optional<Tls> tls(Values values) {
        Optional<Path> certificate = values.file(Key.TLS_CERTIFICATE);
        Optional<Path> key = values.file(Key.TLS_KEY);
        if (certificate.isPresent() != key.isPresent()) {
            throw new BadSettings(Key.TLS_CERTIFICATE.property() + " and " + Key.TLS_KEY.property()
                    + " must be set together or not at all.");
        }
        return certificate.map(chain -> new Tls(chain, key.orElseThrow()));
    }

    private static Optional<Rate> rate(Values values) {
        long perSecond = values.numberOr(Key.RATE_LIMIT_PER_SECOND, 0);
        boolean limited = !values.text(Key.RATE_LIMIT_PER_SECOND).isEmpty();
        if (!limited && !values.text(Key.RATE_LIMIT_BURST).isEmpty()) {
            throw new BadSettings(Key.RATE_LIMIT_BURST.property() + " means nothing without "
                    + Key.RATE_LIMIT_PER_SECOND.property() + ".");
        }
        long burst = values.numberOr(Key.RATE_LIMIT_BURST, 2 * perSecond);
        return limited
                ? Optional.of(
                        new Rate(positive(Key.RATE_LIMIT_PER_SECOND, perSecond), positive(Key.RATE_LIMIT_BURST, burst)))
                : Optional.empty();
    }

    private static int positive(Key key, long number) {
        if (number < 1 || number > 2 * RATE_MAX) {
            throw new BadSettings(key.property() + " must be from 1 to " + RATE_MAX + ", not " + number + ".");
        }
        return (int) number;
    }
}
