package waybill.server;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import waybill.engine.core.chaos.Chaos;
import waybill.engine.http.Routes;
import waybill.engine.http.chaos.ChaosDoor;
import waybill.engine.http.logging.JsonLogs;
import waybill.engine.http.pages.Health;
import waybill.engine.http.pages.Metrics;
import waybill.engine.http.server.CannotListen;
import waybill.engine.http.server.HttpServer;
import waybill.engine.http.server.HttpSettings;
import waybill.engine.postgres.embedded.EmbeddedPostgres;
import waybill.engine.postgres.embedded.EmbeddedPostgresException;
import waybill.order.service.MasterKeySource;
import waybill.order.service.NoMasterKey;
import waybill.server.settings.Settings;

/** All services in one process, on an embedded PostgreSQL. */
public final class AllInOne implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AllInOne.class);

    private final Deque<Runnable> running = new ArrayDeque<>();
    private URI address = URI.create("http://localhost");

    private AllInOne() {}

    private void open(String host, int port, Path data, Settings settings) {
        HttpServer.requireFree(host, port);
        JsonLogs logs = JsonLogs.start(new JsonLogs.Settings("waybill", Level.INFO, logFile(data)));
        running.push(logs::close);
        Metrics metrics = new Metrics();
        running.push(metrics::close);
        EmbeddedPostgres postgres = EmbeddedPostgres.start(data);
        running.push(postgres::close);
        Services services = new Services(postgres::database, metrics.registry(), settings, masterKey(settings, data));
        running.push(services::close);
        Health health = services.health();
        HttpSettings edge = HttpSettings.of(
                        host, port, routes(services.routes(health, metrics.registry()), metrics, settings))
                .withFaults(new EngineFaults());
        HttpServer http = HttpServer.start(edge, metrics.registry());
        running.push(http::close);
        address = URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + http.port());
        health.started();
        running.push(health::stopping);
        LOG.atInfo().addKeyValue("event", "started").log("Waybill is ready at {}", address);
    }

    private static List<Routes> routes(List<Routes> routes, Metrics metrics, Settings settings) {
        if (settings.chaos().isEmpty()) {
            return routes;
        }
        Chaos.Settings asked = settings.chaos().get();
        LOG.warn("chaos mode is on: requests fail on purpose at a rate of {}; seed {}", asked.rate(), asked.seed());
        ChaosDoor chaos = new ChaosDoor(new Chaos(asked), metrics.registry());
        return routes.stream().map(some -> some.wrapped(chaos)).toList();
    }

    /**
     * Starts everything.
     *
     * @param port 0 for any free one
     * @param data directory of the database and the logs, made if it is not there
     * @throws CannotStart for a reason that the user can mend
     */
    public static AllInOne start(String host, int port, Path data, Settings settings) {
        try {
            Files.createDirectories(data);
            return opened(host, port, data, settings);
        } catch (CannotListen | EmbeddedPostgresException | NoMasterKey reason) {
            throw new CannotStart(String.valueOf(reason.getMessage()), reason);
        } catch (IOException unwritable) {
            throw new CannotStart("Cannot write to the data directory " + data + ".", unwritable);
        }
    }

    /** What was started before something failed is stopped again. */
    private static AllInOne opened(String host, int port, Path data, Settings settings) {
        AllInOne waybill = new AllInOne();
        try {
            waybill.open(host, port, data, settings);
            return waybill;
        } catch (RuntimeException failed) {
            waybill.close();
            throw failed;
        }
    }

    /** What is set; else a file that belongs to the data. */
    private static MasterKeySource masterKey(Settings settings, Path data) {
        return settings.masterKey()
                .map(key -> MasterKeySource.of(key.reveal()))
                .orElseGet(() -> new MasterKeyFile(data));
    }

    private static Path logFile(Path data) {
        return data.resolve("log").resolve("waybill.log");
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
