package waybill.engine.http.access.keys;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import waybill.engine.core.access.ApiKey;
import waybill.engine.core.access.ApiKeys;
import waybill.engine.core.access.KeyText;
import waybill.engine.http.access.Caller;
import waybill.engine.http.access.Recognition;
import waybill.engine.http.access.Recognized;
import waybill.engine.http.access.Scope;

/** Knows callers by their API keys; one that is revoked is out within five seconds. */
public final class KeyRecognition implements Recognition {
    /** The same for a key that is made up, revoked or almost right: nobody learns which. */
    private static final Recognized NOT_VALID = new Recognized.Refused("The API key is not valid.");

    /** What is compared where there is no key, so that it takes as long. */
    private static final String NOTHING = "0".repeat(64);

    private final KnownKeys known;
    private final InstantSource clock;

    /**
     * Callers with these keys.
     *
     * @param clock real time, by which keys expire
     * @param nanos time that only goes on, by which what was read becomes old
     */
    public KeyRecognition(ApiKeys keys, InstantSource clock, LongSupplier nanos) {
        this.known = new KnownKeys(keys, nanos);
        this.clock = clock;
    }

    @Override
    public boolean concerns(String credentials) {
        return credentials.startsWith(KeyText.PREFIX);
    }

    @Override
    public Recognized recognize(String credentials) {
        Optional<KeyText> shown = KeyText.parse(credentials);
        if (shown.isEmpty()) {
            return NOT_VALID;
        }
        ApiKey key = known.find(shown.get().id());
        boolean same = isSame(shown.get().digest(), key == null ? NOTHING : key.digest());
        if (key == null || !same) {
            return NOT_VALID;
        }
        return isExpired(key.expiresAt())
                ? new Recognized.Refused("The API key has expired.")
                : new Recognized.As(new Caller("key:" + key.id(), scopes(key), null));
    }

    private boolean isExpired(@Nullable Instant expiresAt) {
        return expiresAt != null && !clock.instant().isBefore(expiresAt);
    }

    /** A scope that only a newer Waybill knows lets nobody do anything here. */
    private static Set<Scope> scopes(ApiKey key) {
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        key.scopes().forEach(label -> Scope.named(label).ifPresent(scopes::add));
        return scopes;
    }

    /** Takes as long wherever they differ. */
    private static boolean isSame(String shown, String kept) {
        return MessageDigest.isEqual(
                shown.getBytes(StandardCharsets.US_ASCII), kept.getBytes(StandardCharsets.US_ASCII));
    }
}
