package waybill.bench;

import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import waybill.bench.host.Program;
import waybill.bench.host.ServerFailed;
import waybill.bench.report.Report;
import waybill.bench.scenarios.ClosedLoop;

/** The command line of the bench. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measures how many orders Waybill confirms a second, how fast, and at what cost.")
public final class Main implements Callable<Integer> {
    private static final int HTTP_PORT = 80;
    private static final int MOST_PRODUCTS = 9999;
    private static final Duration QUICK = Duration.ofSeconds(5);

    @Option(names = "--connections", defaultValue = "64", description = "Connections (default ${DEFAULT-VALUE}).")
    private int connections;

    @Option(
            names = "--warmup",
            defaultValue = "20",
            description = "Seconds before measuring (default ${DEFAULT-VALUE}).")
    private int warmUp;

    @Option(names = "--seconds", defaultValue = "20", description = "Seconds measured (default ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--products",
            defaultValue = "1000",
            description = "Products, 2 to 9999 (default ${DEFAULT-VALUE}).")
    private int products;

    @Option(names = "--seed", defaultValue = "1", description = "Chooses the products (default ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--quick", description = "5 s of warm-up and 5 s measured.")
    private boolean quick;

    @Option(names = "--url", description = "A running server to aim at, instead of starting one: http://host:port")
    private @Nullable URI url;

    @Option(names = "--heap", defaultValue = "512m", description = "The server's heap (default ${DEFAULT-VALUE}).")
    private String heap = "";

    @Option(names = "--jvm", description = "One more option for the server's JVM; may be repeated.")
    private List<String> jvmOptions = new ArrayList<>();

    @Option(names = "--results", defaultValue = "bench/results", description = "Where the JSON goes.")
    private Path results = Path.of("");

    @Spec
    private @Nullable CommandSpec spec;

    /** Runs the bench and exits: 0 if every order was confirmed, 1 if not, 2 for a wrong option. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** The command line, ready to execute. */
    static CommandLine commandLine() {
        return new CommandLine(new Main()).setExecutionExceptionHandler((failure, line, _) -> {
            if (failure instanceof ServerFailed || failure instanceof UncheckedIOException) {
                line.getErr().println(failure.getMessage());
                return 1;
            }
            throw failure;
        });
    }

    @Override
    public Integer call() {
        CommandLine line = Objects.requireNonNull(spec).commandLine();
        if (connections < 1 || seconds < 1 || warmUp < 0 || products < 2 || products > MOST_PRODUCTS) {
            throw new ParameterException(line, "Out of range: see --help.");
        }
        return measure(line.getOut());
    }

    private int measure(PrintWriter out) {
        Bench bench = new Bench(plan(), what -> {
            out.println(what);
            out.flush();
        });
        Report report = url == null ? bench.measure(program()) : bench.measure(address(url));
        Path file = report.write(results, "closed-loop");
        out.println();
        out.print(report.table());
        out.println("Written to " + file + ".");
        out.flush();
        return report.good() ? 0 : 1;
    }

    private Plan plan() {
        return new Plan(
                quick ? QUICK : Duration.ofSeconds(warmUp),
                quick ? QUICK : Duration.ofSeconds(seconds),
                products,
                List.of(ClosedLoop.uniform(connections, products, seed)));
    }

    private Program program() {
        // The launcher gives this JVM the options it gives the server, so that they are written down in one place.
        List<String> options =
                new ArrayList<>(ManagementFactory.getRuntimeMXBean().getInputArguments());
        options.add("-Xmx" + heap);
        options.addAll(jvmOptions);
        return Program.find(Path.of(""), options);
    }

    private static InetSocketAddress address(URI url) {
        try {
            return new InetSocketAddress(
                    InetAddress.getAllByName(url.getHost())[0], url.getPort() < 0 ? HTTP_PORT : url.getPort());
        } catch (UnknownHostException e) {
            throw new UncheckedIOException("There is no host " + url.getHost() + ".", e);
        }
    }
}
