package waybill.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import waybill.bench.anchors.AnchorTables;
import waybill.bench.anchors.PostgresServer;
import waybill.bench.host.Commit;
import waybill.bench.host.Program;
import waybill.bench.host.Replay;
import waybill.bench.host.ServerFailed;
import waybill.bench.host.ServerProcess;
import waybill.bench.load.StockKeeper;
import waybill.bench.report.Machine;
import waybill.bench.report.Report;
import waybill.bench.report.Result;
import waybill.bench.report.Setup;
import waybill.bench.report.StartUp;
import waybill.bench.wire.LoadClient;

/** Starts the shop, fills its shelves, runs what is planned and reports. */
final class Bench {
    private static final int STOCK_KEEPERS = 16;
    private static final DateTimeFormatter FILE_NAME = DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmmss");

    private final Plan plan;
    private final Peak peak;
    private final Consumer<String> say;

    /** How the bench is run; what it is doing is said to the consumer, a line at a time. */
    Bench(Plan plan, Peak peak, Consumer<String> say) {
        this.plan = plan;
        this.peak = peak;
        this.say = say;
    }

    /** Measures a server that somebody else runs: nothing is known of its processes, and its PostgreSQL is not ours. */
    Report measure(InetSocketAddress server) {
        Map<String, List<Result>> results = load(server, Meter.BLIND, null);
        return Report.of(now(), setup(null, List.of()), results, null, null);
    }

    /** Starts the program on an empty directory, measures it, starts it again on what is there now, and clears up. */
    Report measure(Program program) {
        Path directory = emptyDirectory();
        Report report;
        try {
            report = measure(program, directory.resolve("data"));
        } catch (ServerFailed e) {
            say.accept("The server's data and logs are kept in " + directory + ".");
            throw e;
        }
        delete(directory);
        return report;
    }

    private Report measure(Program program, Path data) {
        Map<String, List<Result>> results;
        Duration cold;
        Setup setup;
        say.accept("Starting the server on an empty directory.");
        try (ServerProcess server = ServerProcess.start(program, data)) {
            cold = server.startUp();
            PostgresServer postgres = PostgresServer.of(data);
            setup = setup(postgres.version() + ", " + postgres.settings(), program.jvmOptions());
            try (AnchorTables tables = AnchorTables.make(postgres, plan.goods().products())) {
                results = load(server.address(), Meter.of(server, postgres), tables);
            }
        }
        say.accept("Starting it again on the data of this run.");
        Duration again;
        try (ServerProcess server = ServerProcess.start(program, data)) {
            again = server.startUp();
        }
        Replay replay = null;
        if (plan.replay()) {
            say.accept("Making the view of orders again from its events.");
            replay = Replay.of(program, data);
        }
        return Report.of(now(), setup, results, StartUp.of(cold, again), replay);
    }

    private Map<String, List<Result>> load(InetSocketAddress server, Meter meter, @Nullable AnchorTables tables) {
        fillShelves(server);
        return new Runs(server, plan.pace(), meter, this::noteThePeak, say).run(Course.of(plan, tables));
    }

    private void noteThePeak(Result result) {
        if (result.key().equals(Peak.OF)) {
            peak.heard(result.perSecond());
        }
    }

    private void fillShelves(InetSocketAddress server) {
        int products = plan.goods().products();
        say.accept("Receiving stock of " + products + " products.");
        StockKeeper keeper = new StockKeeper(server, Runs.newName(), products);
        new LoadClient(server).run(STOCK_KEEPERS, _ -> keeper.hand(), Duration.ofMinutes(1));
        if (!keeper.tally().failures().isEmpty()) {
            throw new ServerFailed("The shelves could not be filled: "
                    + keeper.tally().failures().keySet().iterator().next());
        }
    }

    private Setup setup(@Nullable String postgres, List<String> jvmOptions) {
        return new Setup(Machine.here(), Commit.here(), postgres, jvmOptions, plan.options());
    }

    private static String now() {
        return FILE_NAME.format(LocalDateTime.now(ZoneOffset.UTC));
    }

    /** Readable by all, because PostgreSQL gives up root and must still get to its data. */
    private static Path emptyDirectory() {
        try {
            Path directory = Files.createTempDirectory("waybill-bench-");
            if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
            return directory.toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path directory) {
        try (var files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
