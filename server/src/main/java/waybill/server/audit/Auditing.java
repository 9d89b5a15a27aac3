package waybill.server.audit;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import waybill.auditor.Auditor;
import waybill.auditor.BackgroundAudit;
import waybill.auditor.Check;
import waybill.auditor.Databases;
import waybill.auditor.Finding;
import waybill.auditor.Place;
import waybill.auditor.Report;
import waybill.auditor.Scope;
import waybill.engine.postgres.DatabaseAddress;
import waybill.server.settings.AuditSettings;
import waybill.server.settings.Role;

/** The audit of this process: in the background unless it is turned off, and of everything at once when asked. */
public final class Auditing implements AutoCloseable {
    private static final long NEARLY = 2_000;

    private final Databases databases;
    private final Scope scope;
    private final Instant began;
    private final Optional<BackgroundAudit> background;
    private final AtomicReference<@Nullable CompletableFuture<Report>> whole = new AtomicReference<>();
    private final AtomicReference<@Nullable Report> last = new AtomicReference<>();

    /** Audits these databases, by what this clock says. */
    public Auditing(
            Function<Role, DatabaseAddress> addresses,
            AuditSettings settings,
            InstantSource clock,
            MeterRegistry meters) {
        this.databases = databases(addresses);
        this.scope = Scope.usual(clock).withGrace(settings.grace());
        this.began = clock.instant();
        this.background = settings.enabled()
                ? Optional.of(BackgroundAudit.start(
                        databases, scope, new BackgroundAudit.Pace(settings.share(), settings.pause())))
                : Optional.empty();
        register(meters);
    }

    /** The databases of the three services, as the auditor knows them. */
    public static Databases databases(Function<Role, DatabaseAddress> addresses) {
        return new Databases(
                place(addresses.apply(Role.ORDER)),
                place(addresses.apply(Role.INVENTORY)),
                place(addresses.apply(Role.PAYMENT)));
    }

    private static Place place(DatabaseAddress address) {
        return new Place(address.url(), address.user(), address.password());
    }

    private void register(MeterRegistry meters) {
        for (Check check : Check.values()) {
            Gauge.builder("consistency.violations", this, audit -> audit.violations(check))
                    .description("What the auditor has found and is still so: " + check.law())
                    .tag("check", check.name())
                    .register(meters);
        }
        Gauge.builder(
                        "audit.finished.timestamp",
                        this,
                        audit -> audit.finished().toEpochMilli() / 1e3)
                .description("When the auditor had last seen everything there was; when it began, if it never has")
                .baseUnit("seconds")
                .register(meters);
        Gauge.builder("audit.lag.events", this, Auditing::behind)
                .description("Events that the auditor has not read")
                .register(meters);
    }

    /** Whether it audits by itself. */
    boolean isOn() {
        return background.isPresent();
    }

    /** When it had last seen everything; when it began, if it never has. */
    Instant finished() {
        Instant finished = background.map(BackgroundAudit::finished).orElse(Instant.EPOCH);
        Report asked = last.get();
        Instant later = asked != null && asked.at().isAfter(finished) ? asked.at() : finished;
        return later.isAfter(began) ? later : began;
    }

    /** Whether it has seen everything, or nearly, and not only when there was nothing. */
    boolean isCurrent() {
        return hasSeenAll() && behind() < NEARLY;
    }

    /** Whether it has seen everything at least once. */
    boolean hasSeenAll() {
        return finished().isAfter(began);
    }

    /** How many events it has not read. */
    long behind() {
        return background.map(BackgroundAudit::behind).orElse(0L);
    }

    private double violations(Check check) {
        return findings().stream().filter(finding -> finding.check() == check).count();
    }

    /** What both have found: some things are only seen when everything is looked at at once. */
    private List<Finding> findings() {
        List<Finding> found = new ArrayList<>(report().findings());
        Report asked = last.get();
        if (asked != null) {
            asked.findings().stream()
                    .filter(finding -> found.stream().noneMatch(finding::isLike))
                    .forEach(found::add);
        }
        return found;
    }

    /** What is known by now; of the last whole audit if there is no other. */
    Report report() {
        Report asked = last.get();
        if (background.isPresent()) {
            return background.get().report();
        }
        return asked == null ? new Report(began, Duration.ZERO, Map.of(), 0, List.of(), List.of(), 0) : asked;
    }

    /** The whole audit that is running, or a new one. Whoever hears its end takes it away by {@link #heard}. */
    CompletableFuture<Report> whole() {
        while (true) {
            CompletableFuture<Report> running = whole.get();
            if (running != null) {
                return running;
            }
            CompletableFuture<Report> next = new CompletableFuture<>();
            if (whole.compareAndSet(null, next)) {
                Thread.ofPlatform().name("whole-audit").daemon().start(() -> audit(next));
                return next;
            }
        }
    }

    private void audit(CompletableFuture<Report> next) {
        try {
            Report report = Auditor.audit(databases, scope);
            last.set(report);
            next.complete(report);
        } catch (RuntimeException failed) {
            next.completeExceptionally(failed);
        }
    }

    /** Somebody was told how this whole audit ended: whoever asks next gets a new one. */
    void heard(CompletableFuture<Report> ended) {
        whole.compareAndSet(ended, null);
    }

    @Override
    public void close() {
        background.ifPresent(BackgroundAudit::close);
    }
}
