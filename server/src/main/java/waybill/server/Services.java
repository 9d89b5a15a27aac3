package waybill.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import waybill.contracts.Announcement;
import waybill.contracts.Announcements;
import waybill.contracts.ContractFiles;
import waybill.engine.core.access.ApiKeys;
import waybill.engine.core.assembly.Environment;
import waybill.engine.core.chaos.Chaos;
import waybill.engine.core.chaos.ChaosTransport;
import waybill.engine.core.commands.CommandRunner;
import waybill.engine.core.feeds.Transport;
import waybill.engine.core.time.MovableClock;
import waybill.engine.core.time.Pause;
import waybill.engine.core.time.TimedIds;
import waybill.engine.core.tracing.Tracing;
import waybill.engine.http.Routes;
import waybill.engine.http.chaos.ChaosDoor;
import waybill.engine.http.feed.FeedRoutes;
import waybill.engine.http.logging.LevelRoutes;
import waybill.engine.http.logging.LogLevels;
import waybill.engine.http.pages.Health;
import waybill.engine.http.pages.StandardPages;
import waybill.engine.http.parked.ParkedRoutes;
import waybill.engine.http.writes.KeyedRequests;
import waybill.engine.telemetry.OtlpTracing;
import waybill.server.audit.Auditing;
import waybill.server.audit.ReconciliationRoutes;
import waybill.server.neighbours.Neighbours;
import waybill.server.roles.RunningRole;
import waybill.server.roles.StartingRoles;
import waybill.server.roles.Surroundings;
import waybill.server.settings.ObservationSettings;
import waybill.server.settings.Role;
import waybill.server.settings.Settings;
import waybill.server.storage.Storage;

/** The roles of this process, each on its own database, joined by a transport. */
final class Services implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Services.class);

    /** As fine as events are stored: what is decided is what is read back. */
    private static final InstantSource REAL = Clock.tick(Clock.systemUTC(), Duration.ofNanos(1_000));

    private final Deque<Runnable> running = new ArrayDeque<>();
    private final Settings settings;
    /** What everything goes by in test mode. */
    private final MovableClock movable = new MovableClock(REAL);

    private final Optional<Chaos> chaos;
    private final Tracing tracing;
    private final List<RunningRole> roles;
    private final Surroundings around;
    /** Where all three services are at home; the others' databases are none of our business. */
    private final Optional<Auditing> auditing;

    /** These roles on this storage, whose databases are migrated first. */
    Services(Set<Role> roles, Storage storage, Settings settings, MeterRegistry meters) {
        this(roles, storage, settings, meters, UnaryOperator.identity());
    }

    /** The same with other ways from the order service to its neighbours. */
    Services(
            Set<Role> roles,
            Storage storage,
            Settings settings,
            MeterRegistry meters,
            UnaryOperator<Neighbours> neighbours) {
        this.settings = settings;
        this.chaos = settings.chaos().map(asked -> chaos(asked, meters));
        if (chaos.isEmpty()) {
            Chaos.off(meters);
        }
        this.tracing = tracing(settings.observation(), meters);
        running.push(tracing::close);
        InstantSource clock = settings.testMode() ? movable : REAL;
        Environment environment = new Environment(
                clock,
                new TimedIds(clock, () -> ThreadLocalRandom.current().nextLong()),
                meters,
                CommandRunner.Sizes.usual(),
                tracing);
        this.around = new Surroundings(storage, settings, environment, chaos);
        running.push(around::close);
        try {
            this.roles = new StartingRoles(around, roles).with(neighbours);
            if (isAuditor()) {
                around.open(Role.ORDER);
            }
            this.roles.reversed().forEach(role -> running.push(role::close));
            join();
            this.auditing = auditing(roles, storage);
            auditing.ifPresent(audit -> running.push(audit::close));
        } catch (RuntimeException failed) {
            close();
            throw failed;
        }
    }

    private static Tracing tracing(ObservationSettings wanted, MeterRegistry meters) {
        return wanted.traces()
                .<Tracing>map(it -> OtlpTracing.to(it.endpoint(), it.sample(), meters))
                .orElse(Tracing.NONE);
    }

    /** Where is recorded what the services do. */
    Tracing tracing() {
        return tracing;
    }

    /** Whether this process runs no service, and audits those of others. */
    private boolean isAuditor() {
        return roles.isEmpty();
    }

    private static Chaos chaos(Chaos.Settings asked, MeterRegistry meters) {
        LOG.atWarn()
                .addKeyValue("event", "chaos-mode")
                .log(
                        "chaos mode is on: Waybill fails on purpose at a rate of {} at {}; seed {}",
                        asked.rate(),
                        asked.points().stream().map(Chaos.Point::label).sorted().toList(),
                        asked.seed());
        return new Chaos(asked, meters);
    }

    private Optional<Auditing> auditing(Set<Role> roles, Storage storage) {
        return isAuditor() || roles.containsAll(Role.all())
                ? Optional.of(new Auditing(
                        storage::database,
                        settings.audit(),
                        around.environment().clock(),
                        around.environment().meters()))
                : Optional.empty();
    }

    /** Lets everybody hear each other. */
    private void join() {
        Hearing hearing = new Hearing(settings.transport(), roles, around.environment());
        // The relays stop before the roles do; whoever is behind them reads on from the log.
        running.push(hearing::close);
        Transport<Announcement> transport = chaos.<Transport<Announcement>>map(
                        it -> new ChaosTransport<>(hearing.transport(), it, Pause.REAL))
                .orElse(hearing.transport());
        roles.forEach(role -> role.begin(transport, hearing.heardBy(role.role())));
        if (settings.testMode()) {
            LOG.warn("test mode is on: whoever can reach this process can move its clock; not for real orders");
        }
    }

    /** What can be asked about the services' health. */
    Health health() {
        Health health = new Health();
        roles.forEach(role -> role.checkedBy(health));
        return health;
    }

    /** The API keys that let somebody in here. */
    ApiKeys apiKeys() {
        return around.apiKeys();
    }

    /** Everything that is served, struck by chaos if that is asked for. */
    List<Routes> routes(Health health, PrometheusMeterRegistry metrics) {
        Version.show(metrics);
        List<Routes> routes = new ArrayList<>();
        roles.forEach(role -> {
            String service = role.role().service();
            KeyedRequests keyed = new KeyedRequests(service, metrics);
            role.routes().forEach(some -> routes.add(some.wrapped(keyed).of(service)));
        });
        if (!isAuditor()) {
            routes.add(
                    new FeedRoutes<>(roles.stream().map(RunningRole::feed).toList(), Announcements::encode).routes());
            routes.add(new ParkedRoutes(
                            roles.stream().map(RunningRole::parkedEvents).toList())
                    .routes());
        }
        auditing.ifPresent(audit -> routes.add(new ReconciliationRoutes(audit).routes()));
        if (settings.testMode()) {
            routes.add(new ClockEndpoints(movable).routes());
        }
        routes.add(new LevelRoutes(LogLevels.ofProcess()).routes());
        routes.add(StandardPages.routes(health, metrics, ContractFiles.openApi(), contract()));
        if (!settings.keysRequired()) {
            routes.replaceAll(Services::withoutNeedOfKeys);
        }
        chaos.map(ChaosDoor::new).ifPresent(door -> routes.replaceAll(some -> some.wrapped(door)));
        return routes;
    }

    private static Routes withoutNeedOfKeys(Routes routes) {
        return routes.wrapped((_, handler) -> call -> handler.answer(call.withoutNeedOfKey()));
    }

    private static JsonNode contract() {
        try {
            return new YAMLMapper().readTree(ContractFiles.openApi());
        } catch (IOException impossible) {
            throw new UncheckedIOException("the contract in this program is not YAML", impossible);
        }
    }

    /** Whoever waits for an outcome is answered with what there is. */
    void endWaits() {
        roles.forEach(RunningRole::endWaits);
    }

    @Override
    public void close() {
        CloseAll.of(running);
    }
}
