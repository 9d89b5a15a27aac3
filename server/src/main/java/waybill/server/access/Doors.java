package waybill.server.access;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import waybill.engine.core.access.ApiKeys;
import waybill.engine.http.Routes;
import waybill.engine.http.access.AccessDoor;
import waybill.engine.http.access.Attempts;
import waybill.engine.http.access.Recognition;
import waybill.engine.http.access.jwt.KeyFetch;
import waybill.engine.http.access.jwt.RemoteKeys;
import waybill.engine.http.access.jwt.TokenRecognition;
import waybill.engine.http.access.keys.KeyRecognition;
import waybill.server.settings.AccessSettings;

/** Who is let in to a process: nobody is asked where the settings name no way to know anybody. */
public final class Doors implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Doors.class);

    private final List<Recognition> recognitions = new ArrayList<>();
    private final List<KeyFetch> fetches = new ArrayList<>();

    /**
     * Doors as the settings want them.
     *
     * @param keys where API keys are looked up
     */
    public Doors(AccessSettings settings, ApiKeys keys) {
        // Test mode moves no door: keys and tokens go by real time.
        InstantSource clock = InstantSource.system();
        if (settings.apiKeys()) {
            recognitions.add(new KeyRecognition(keys, clock, System::nanoTime));
            LOG.info("API keys are accepted");
        }
        settings.tokens().ifPresent(tokens -> {
            recognitions.add(recognition(tokens, clock));
            LOG.info("access tokens of {} are accepted", tokens.rules().issuer());
        });
    }

    private TokenRecognition recognition(AccessSettings.Tokens tokens, InstantSource clock) {
        return switch (tokens.keys()) {
            case AccessSettings.Keys.Given(var given) -> new TokenRecognition(tokens.rules(), given.forEver(), clock);
            case AccessSettings.Keys.Published(var address) -> {
                KeyFetch fetch = new KeyFetch(address);
                fetches.add(fetch);
                yield new TokenRecognition(
                        tokens.rules(), new RemoteKeys(fetch, RemoteKeys.Times.usual(), System::nanoTime), clock);
            }
        };
    }

    /** The same routes, behind the doors. */
    public List<Routes> before(List<Routes> routes) {
        return before(routes, Attempts.UNLIMITED);
    }

    /** The same routes, behind the doors, at which nobody may fail more often than this. */
    public List<Routes> before(List<Routes> routes, Attempts attempts) {
        if (recognitions.isEmpty()) {
            return routes;
        }
        AccessDoor door = new AccessDoor(recognitions, attempts);
        return routes.stream().map(some -> some.wrapped(door)).toList();
    }

    @Override
    public void close() {
        fetches.forEach(KeyFetch::close);
    }
}
