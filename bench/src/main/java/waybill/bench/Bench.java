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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import waybill.bench.host.Memory;
import waybill.bench.host.ProcessCosts;
import waybill.bench.host.Program;
import waybill.bench.host.ServerFailed;
import waybill.bench.host.ServerProcess;
import waybill.bench.load.StockKeeper;
import waybill.bench.load.Tally;
import waybill.bench.report.Machine;
import waybill.bench.report.Report;
import waybill.bench.report.Result;
import waybill.bench.report.StartUp;
import waybill.bench.wire.LoadClient;

/** Fills the shelves, runs the scenarios one after another and reports. */
final class Bench {
    private static final int STOCK_KEEPERS = 16;
    private static final DateTimeFormatter FILE_NAME = DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmmss");

    private final Plan plan;
    private final Consumer<String> say;

    /** How the bench is run; what it is doing is said to the consumer, a line at a time. */
    Bench(Plan plan, Consumer<String> say) {
        this.plan = plan;
        this.say = say;
    }

    /** Measures a server that somebody else runs: nothing is known of its processes. */
    Report measure(InetSocketAddress server) {
        List<Result> results = load(server, null);
        return report(results, null, null);
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
        List<Result> results;
        Memory memory;
        Duration cold;
        say.accept("Starting the server on an empty directory.");
        try (ServerProcess server = ServerProcess.start(program, data)) {
            cold = server.startUp();
            results = load(server.address(), server);
            memory = server.memory();
        }
        say.accept("Starting it again on the data of this run.");
        try (ServerProcess again = ServerProcess.start(program, data)) {
            return report(results, memory, StartUp.of(cold, again.startUp()));
        }
    }

    private Report report(List<Result> results, @Nullable Memory memory, @Nullable StartUp startUp) {
        String at = FILE_NAME.format(LocalDateTime.now(ZoneOffset.UTC));
        return new Report(at, Machine.here(), plan.products(), results, memory, startUp);
    }

    private List<Result> load(InetSocketAddress address, @Nullable ServerProcess server) {
        fillShelves(address);
        List<Result> results = new ArrayList<>();
        for (Scenario scenario : plan.scenarios()) {
            say.accept("Warming up for " + plan.warmUp().toSeconds() + " s: " + scenario.name() + ".");
            scenario.run(address, runName(), plan.warmUp(), new Tally());
            say.accept("Measuring for " + plan.measured().toSeconds() + " s: " + scenario.name() + ".");
            Tally tally = new Tally();
            ProcessCosts before = server == null ? null : server.costs();
            Duration took = scenario.run(address, runName(), plan.measured(), tally);
            ProcessCosts after = server == null ? null : server.costs();
            ProcessCosts costs = before == null || after == null ? null : after.since(before);
            results.add(Result.of(scenario.name(), scenario.connections(), took, tally, costs));
        }
        return results;
    }

    private void fillShelves(InetSocketAddress server) {
        say.accept("Receiving stock of " + plan.products() + " products.");
        StockKeeper keeper = new StockKeeper(server, runName(), plan.products());
        new LoadClient(server).run(STOCK_KEEPERS, _ -> keeper.hand(), Duration.ofMinutes(1));
        if (!keeper.tally().failures().isEmpty()) {
            throw new ServerFailed("The shelves could not be filled: "
                    + keeper.tally().failures().keySet().iterator().next());
        }
    }

    private static String runName() {
        return "bench-" + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    }

    /** Readable by all, because PostgreSQL gives up root and must still get to its data. */
    private Path emptyDirectory() {
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
