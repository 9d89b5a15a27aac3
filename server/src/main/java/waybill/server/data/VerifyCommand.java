package waybill.server.data;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import waybill.auditor.books.UnreadableBook;
import waybill.engine.postgres.DatabaseAddress;
import waybill.engine.postgres.chain.Anchor;
import waybill.engine.postgres.chain.Anchors;
import waybill.engine.postgres.chain.LogSnapshot;
import waybill.engine.postgres.chain.ShardVerdict;
import waybill.engine.postgres.chain.UnreadableLog;
import waybill.engine.postgres.embedded.DirectoryPostgres;
import waybill.engine.postgres.embedded.EmbeddedPostgresException;
import waybill.server.CannotStart;
import waybill.server.settings.BadSettings;
import waybill.server.settings.DatabaseSettings;
import waybill.server.settings.Role;
import waybill.server.settings.Settings;

/** {@code waybill verify}: whether the past is what was written, and the books agree, while the shop goes on or not. */
@Command(
        name = "verify",
        description = "Checks that nobody changed the past and that the books of the three services agree: --chain does"
                + " the first only, digesting every event again and comparing with what each commit left behind;"
                + " --invariants the second only. Works while Waybill is running and while it is not, changes nothing"
                + " and stops nobody. Ends with 0 if everything is as it should be, else with 1.",
        footer = {
            "",
            "With --minutes N, --seed N, --faults LIST or --cluster it is the torture:",
            "a Waybill of its own is started, loaded and hurt, and what is left is judged.",
            "./waybill verify --minutes 3 --help says more."
        },
        mixinStandardHelpOptions = true)
public final class VerifyCommand implements Callable<Integer> {
    private static final String USUAL = "${env:WAYBILL_DATA:-.waybill}";

    @Option(names = "--chain", description = "Check the events and the chain of their digests, and nothing else.")
    private boolean chain;

    @Option(names = "--invariants", description = "Check that orders, stock and money agree, and nothing else.")
    private boolean invariants;

    @Option(
            names = "--data",
            arity = "0..1",
            paramLabel = "DIR",
            description = "Directory of the database and the logs (WAYBILL_DATA; ${DEFAULT-VALUE}).",
            defaultValue = USUAL,
            fallbackValue = USUAL)
    private Path data = Path.of("");

    @Option(
            names = "--grace",
            description = "For how long nothing may have happened to an order before it is judged (${DEFAULT-VALUE}).",
            defaultValue = "PT30S")
    private Duration grace = Duration.ZERO;

    @Option(
            names = "--anchors",
            paramLabel = "FILE",
            description = "Write where every log ends now to this file; it must not exist. Keep it elsewhere.")
    private @Nullable Path anchors;

    @Option(
            names = "--since",
            paramLabel = "FILE",
            description = "Check that the logs still contain what they did when this file was written by --anchors.")
    private @Nullable Path since;

    @Option(
            names = "--config",
            description = "Properties file with the settings that name databases elsewhere (WAYBILL_CONFIG); without"
                    + " any, those in the data directory are looked at.",
            defaultValue = "${env:WAYBILL_CONFIG}")
    private @Nullable Path config;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private Anchors before = new Anchors(Instant.EPOCH, List.of());

    @Override
    public Integer call() {
        boolean both = !chain && !invariants;
        if (invariants && !chain && (anchors != null || since != null)) {
            throw new CannotStart("--anchors and --since are about the chain: leave --invariants out.", null);
        }
        try {
            before = since == null ? before : Anchors.read(since);
            DatabaseSettings given = Settings.read(config, System.getenv()).databases();
            Set<Role> roles = given.isEmpty() ? Role.all() : given.given().keySet();
            requireKnown(before, roles);
            List<String> complaints = given.isEmpty() ? verifiedHere(both) : verified(both, roles, given::of);
            if (!complaints.isEmpty()) {
                throw new CannotStart(String.join("\n", complaints), null);
            }
            return 0;
        } catch (EmbeddedPostgresException | BadSettings | Anchors.Unusable | UnreadableLog | UnreadableBook reason) {
            throw new CannotStart(String.valueOf(reason.getMessage()), reason);
        }
    }

    private List<String> verifiedHere(boolean both) {
        try (DirectoryPostgres postgres =
                DirectoryPostgres.of(data.toAbsolutePath().normalize())) {
            return verified(both, Role.all(), role -> postgres.database("waybill_" + role.service()));
        }
    }

    private List<String> verified(boolean both, Set<Role> roles, Function<Role, DatabaseAddress> addresses) {
        List<String> complaints = new ArrayList<>();
        if (chain || both) {
            complaints.add(chainVerified(roles, addresses));
        }
        if (invariants || both) {
            if (!roles.containsAll(Role.all())) {
                throw new CannotStart("To compare their books, the databases of all three services are needed.", null);
            }
            complaints.add(new LawsVerified(out()).of(addresses, grace));
        }
        complaints.removeIf(String::isEmpty);
        return complaints;
    }

    /** An anchor of a log that nobody looks at would hold nothing. */
    private static void requireKnown(Anchors before, Set<Role> roles) {
        for (Anchor anchor : before.all()) {
            if (roles.stream().noneMatch(role -> role.service().equals(anchor.log()))) {
                throw new CannotStart("There is no " + anchor.log() + " log to compare with its anchor.", null);
            }
        }
    }

    private record Found(String service, ShardVerdict verdict) {
        String line() {
            ShardVerdict.Break broken = verdict.broken();
            return String.format(
                    Locale.ROOT,
                    "%-9s shard %d  %,13d events %,12d commits  %s  %s",
                    service,
                    verdict.shard(),
                    verdict.events(),
                    verdict.batches(),
                    verdict.chain(),
                    broken == null ? "OK" : "BREAKS AT POSITION " + broken.position() + ": " + broken.what());
        }

        Anchor anchor() {
            return new Anchor(service, verdict.shard(), verdict.events(), verdict.chain());
        }
    }

    /** All logs are looked at as they are at one moment, as nearly as separate databases can be. */
    private String chainVerified(Set<Role> roles, Function<Role, DatabaseAddress> addresses) {
        long start = System.nanoTime();
        Instant now = Instant.now();
        List<Found> found = new ArrayList<>();
        List<LogSnapshot> logs = new ArrayList<>();
        try {
            roles.stream().sorted().forEach(role -> logs.add(LogSnapshot.of(role.service(), addresses.apply(role))));
            for (LogSnapshot log : logs) {
                for (ShardVerdict verdict : log.verify(before.of(log.name()))) {
                    Found one = new Found(log.name(), verdict);
                    found.add(one);
                    out().println(one.line());
                }
            }
        } finally {
            logs.forEach(LogSnapshot::close);
        }
        return concluded(found, now, (System.nanoTime() - start) / 1e9);
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private String concluded(List<Found> found, Instant at, double seconds) {
        long events = found.stream().mapToLong(one -> one.verdict.events()).sum();
        List<Found> broken =
                found.stream().filter(one -> one.verdict.broken() != null).toList();
        if (!broken.isEmpty()) {
            return broken.stream()
                    .map(one -> String.format(
                            Locale.ROOT,
                            "The past was changed: shard %d of the %s log breaks at position %d: %s.",
                            one.verdict.shard(),
                            one.service,
                            Objects.requireNonNull(one.verdict.broken()).position(),
                            Objects.requireNonNull(one.verdict.broken()).what()))
                    .collect(Collectors.joining("\n"));
        }
        out().printf(Locale.ROOT, "All %,d events are what was written; looked at in %.1f seconds.%n", events, seconds);
        if (anchors != null) {
            new Anchors(at, found.stream().map(Found::anchor).toList()).write(anchors);
            out().printf("Keep %s where nobody reaches who can write the databases.%n", anchors);
        }
        return "";
    }
}
