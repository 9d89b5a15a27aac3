package waybill.server;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import waybill.engine.core.rates.SharedBuckets;
import waybill.engine.http.Routes;
import waybill.engine.http.access.Attempts;
import waybill.engine.http.logging.JsonLogs;
import waybill.engine.http.pages.Health;
import waybill.engine.http.pages.Metrics;
import waybill.engine.http.rates.RateLimits;
import waybill.engine.http.server.CannotListen;
import waybill.engine.http.server.HttpServer;
import waybill.engine.http.server.HttpSettings;
import waybill.engine.http.tls.Certificates;
import waybill.engine.http.tls.UnusableCertificate;
import waybill.engine.postgres.embedded.EmbeddedPostgresException;
import waybill.engine.redis.RedisBuckets;
import waybill.order.service.NoMasterKey;
import waybill.server.access.Doors;
import waybill.server.settings.BadSettings;
import waybill.server.settings.EdgeSettings;
import waybill.server.settings.ObservationSettings;
import waybill.server.settings.Role;
import waybill.server.settings.Settings;
import waybill.server.storage.GivenStorage;
import waybill.server.storage.OwnStorage;
import waybill.server.storage.Storage;

/** One process of Waybill: its roles on their databases, and the API before them. */
public final class Waybill implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Waybill.class);

    private final Deque<Runnable> running = new ArrayDeque<>();
    private URI address = URI.create("http://localhost");
    private Duration grace = Duration.ZERO;

    private Waybill() {}

    /**
     * What a process is to be.
     *
     * @param port 0 for any free one
     * @param data directory of whatever it keeps itself
     */
    public record Plan(Set<Role> roles, String host, int port, Path data, Settings settings) {
        /** Whether it keeps anything itself; else its logs go to standard output. */
        boolean hasOwnStorage() {
            return settings.databases().isEmpty();
        }

        Storage storage() {
            return hasOwnStorage() ? new OwnStorage(data, settings) : new GivenStorage(settings);
        }

        JsonLogs.Settings logs() {
            ObservationSettings wanted = settings.observation();
            Path file = hasOwnStorage() ? data.resolve("log").resolve("waybill.log") : null;
            return new JsonLogs.Settings("waybill", wanted.level(), wanted.levels(), file);
        }
    }

    private void open(Plan plan) {
        plan.settings().access().mustSuit(plan.host());
        HttpServer.requireFree(plan.host(), plan.port());
        JsonLogs logs = JsonLogs.start(plan.logs());
        running.push(logs::close);
        Settings settings = plan.settings();
        Metrics metrics = settings.observation().traces().isPresent() ? Metrics.withExamples() : new Metrics();
        running.push(metrics::close);
        Optional<Certificates> certificates =
                settings.edge().tls().map(files -> Certificates.of(files.certificate(), files.key()));
        certificates.ifPresent(shown -> running.push(shown::close));
        Storage storage = plan.storage();
        running.push(storage::close);
        Services services = new Services(plan.roles(), storage, settings, metrics.registry());
        running.push(services::close);
        Doors doors = new Doors(settings.access(), services.apiKeys());
        running.push(doors::close);
        Health health = services.health();
        Optional<RateLimits> limits = limits(settings.edge(), metrics);
        HttpSettings edge = HttpSettings.of(
                        plan.host(),
                        plan.port(),
                        doors.before(
                                limited(services.routes(health, metrics.registry()), limits),
                                limits.<Attempts>map(these -> these).orElse(Attempts.UNLIMITED)))
                .withFaults(new EngineFaults())
                .withTls(certificates)
                .tracedBy(services.tracing())
                .endingWaits(services::endWaits);
        HttpServer http = HttpServer.start(edge, metrics.registry());
        running.push(http::close);
        String host = plan.host().contains(":") ? "[" + plan.host() + "]" : plan.host();
        address = URI.create((certificates.isPresent() ? "https://" : "http://") + host + ":" + http.port());
        grace = settings.edge().stopGrace();
        health.started();
        running.push(() -> sayGoodbye(health, http));
        LOG.atInfo().addKeyValue("event", "started").log("Waybill is ready at {}", address);
    }

    /**
     * Wants no more requests, and goes on answering those that come until everybody who sends them has noticed: a load
     * balancer asks only every few seconds.
     */
    private void sayGoodbye(Health health, HttpServer http) {
        health.stopping();
        http.sayGoodbye();
        LOG.atInfo().addKeyValue("event", "stopping").log("Waybill is stopping; it goes on serving for {}", grace);
        try {
            new CountDownLatch(1).await(grace.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }

    /** Counted together with the other replicas, if there is something to count in. */
    private Optional<RateLimits> limits(EdgeSettings edge, Metrics metrics) {
        return edge.rate().map(rate -> {
            SharedBuckets shared = edge.redis()
                    .<SharedBuckets>map(it -> new RedisBuckets(it.url().reveal(), it.timeout(), metrics.registry()))
                    .orElse(SharedBuckets.NONE);
            running.push(shared::close);
            return new RateLimits(rate, shared, metrics.registry());
        });
    }

    private static List<Routes> limited(List<Routes> routes, Optional<RateLimits> limits) {
        return limits.map(these ->
                        routes.stream().map(some -> some.wrapped(these)).toList())
                .orElse(routes);
    }

    /**
     * Starts every role on an embedded PostgreSQL.
     *
     * @param port 0 for any free one
     * @param data directory of the database and the logs, made if it is not there
     * @throws CannotStart for a reason that the user can mend
     */
    public static Waybill start(String host, int port, Path data, Settings settings) {
        return start(new Plan(Role.all(), host, port, data, settings));
    }

    /**
     * Starts a process with these roles.
     *
     * @throws CannotStart for a reason that the user can mend
     */
    public static Waybill start(Plan plan) {
        try {
            if (plan.hasOwnStorage()) {
                Files.createDirectories(plan.data());
            }
            return opened(plan);
        } catch (BadSettings | CannotListen | EmbeddedPostgresException | NoMasterKey | UnusableCertificate reason) {
            throw new CannotStart(String.valueOf(reason.getMessage()), reason);
        } catch (IOException unwritable) {
            throw new CannotStart("Cannot write to the data directory " + plan.data() + ".", unwritable);
        }
    }

    /** What was started before something failed is stopped again. */
    private static Waybill opened(Plan plan) {
        Waybill waybill = new Waybill();
        try {
            waybill.open(plan);
            return waybill;
        } catch (RuntimeException failed) {
            waybill.close();
            throw failed;
        }
    }

    /** How long it goes on serving after it was told to stop. */
    Duration grace() {
        return grace;
    }

    /** Where the API is. */
    public URI address() {
        return address;
    }

    /** Stops in the opposite order: no new requests, then the services, then the database, then the logs. */
    @Override
    public void close() {
        CloseAll.of(running);
    }
}
