package waybill.bench;

import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import waybill.bench.host.Program;
import waybill.bench.host.ServerFailed;
import waybill.bench.report.Report;
import waybill.bench.scenarios.Catalogue;

/** The command line of the bench. */
@Command(
        name = "waybill bench",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Measures how many orders Waybill confirms a second, how fast, and at what cost, beside what bare SQL"
                    + " reaches on the same PostgreSQL in the same run.",
            ""
        })
public final class Main implements Callable<Integer> {
    /**
     * What {@code --quick} asks of the closed loop, in rates of A1. The target is three; but a shared machine of CI may
     * be slow in one run and fast in the next, and this is to tell a broken write path from a working one, not 2 from
     * 3.
     */
    static final double QUICK_TIMES_A1_MIN = 0.5;

    private static final int HTTP_PORT = 80;

    @Mixin
    private Options options = new Options();

    @Spec
    private @Nullable CommandSpec spec;

    /** Runs the bench and exits: 0 if every order was confirmed, 1 if not, 2 for a wrong option. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** The command line, ready to execute. */
    static CommandLine commandLine() {
        CommandLine line = new CommandLine(new Main());
        line.getCommandSpec().usageMessage().footer(footer());
        return line.setExecutionExceptionHandler((failure, _, _) -> {
            if (failure instanceof ServerFailed || failure instanceof UncheckedIOException) {
                line.getErr().println(failure.getMessage());
                return 1;
            }
            throw failure;
        });
    }

    private static String[] footer() {
        String scenarios = Catalogue.all(2, 0, new Peak()).stream()
                .map(scenario -> scenario.key() + (scenario.takesLong() ? " (--full)" : ""))
                .collect(Collectors.joining(", "));
        return new String[] {
            "",
            "Bare SQL: a1 (five transactions an order), a2 (one), a3 (one for 64 orders).",
            "Scenarios: " + scenarios + ".",
            "",
            "Exits 0 if nothing went wrong, 1 if an order failed (or --quick was too slow), 2 for a wrong option.",
            "How to read and trust the figures: docs/operate/benchmarking.md."
        };
    }

    @Override
    public Integer call() {
        CommandLine line = Objects.requireNonNull(spec).commandLine();
        Peak peak = new Peak();
        Plan plan;
        try {
            plan = options.plan(peak);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(line, String.valueOf(e.getMessage()), e);
        }
        return measure(plan, peak, line.getOut());
    }

    private int measure(Plan plan, Peak peak, PrintWriter out) {
        Bench bench = new Bench(plan, peak, what -> {
            out.println(what);
            out.flush();
        });
        URI url = options.url();
        Report report = url == null ? bench.measure(program()) : bench.measure(address(url));
        Path page = report.write(options.results());
        out.println();
        out.print(report.table());
        out.println("Written to " + page + " and the .json beside it.");
        boolean fastEnough = !options.quick() || isFastEnough(report, out);
        out.flush();
        return report.good() && fastEnough ? 0 : 1;
    }

    private static boolean isFastEnough(Report report, PrintWriter out) {
        Double times = report.timesA1(Peak.OF);
        if (times == null || times >= QUICK_TIMES_A1_MIN) {
            return true;
        }
        out.println(
                "TOO SLOW: %.2f × A1, where even a slow machine reaches %.2f ×.".formatted(times, QUICK_TIMES_A1_MIN));
        return false;
    }

    private Program program() {
        // The launcher gives this JVM the options it gives the server, so that they are written down in one place.
        List<String> flags =
                new ArrayList<>(ManagementFactory.getRuntimeMXBean().getInputArguments());
        flags.removeIf(flag -> flag.startsWith("-Xmx"));
        flags.add("-Xmx" + options.heap());
        flags.addAll(options.jvmOptions());
        return Program.find(Path.of(""), flags);
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
