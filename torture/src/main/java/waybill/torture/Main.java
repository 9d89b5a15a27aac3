package waybill.torture;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import waybill.torture.faults.Fault;
import waybill.torture.system.CannotStart;
import waybill.torture.system.ClusterOfProcesses;
import waybill.torture.system.Installed;
import waybill.torture.system.OneProcess;
import waybill.torture.system.Shop;
import waybill.torture.verdict.JsonPage;
import waybill.torture.verdict.TextPage;
import waybill.torture.verdict.Verdict;

/** {@code ./waybill verify --minutes N}: tortures a Waybill of its own, and says whether its promises held. */
@Command(
        name = "waybill verify",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Starts a Waybill of its own, drives load, injects faults, heals, waits, and holds everything that clients"
                    + " were told against what is there, and the databases against the laws and their chains.",
            ""
        })
public final class Main implements Callable<Integer> {
    private static final int FAILED = 1;
    private static final int CANNOT = 2;

    @Mixin
    private Options options = new Options();

    @Spec
    private @Nullable CommandSpec spec;

    /** Runs it and exits: 0 if it passed, 1 if it failed, 2 for a wrong option or if the system could not start. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** The command line, ready to execute. */
    static CommandLine commandLine() {
        CommandLine line = new CommandLine(new Main());
        line.getCommandSpec().usageMessage().footer(footer());
        return line.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8))
                .setParameterExceptionHandler((mistake, _) -> {
                    mistake.getCommandLine().getErr().println(mistake.getMessage());
                    return CANNOT;
                })
                .setExecutionExceptionHandler((failure, command, _) -> {
                    if (failure instanceof CannotStart || failure instanceof UncheckedIOException) {
                        command.getErr().println(failure.getMessage());
                    } else {
                        failure.printStackTrace(command.getErr());
                    }
                    return CANNOT;
                });
    }

    private static String[] footer() {
        Stream<String> faults = Stream.of(Fault.values())
                .map(fault -> "  %-16s %s%s"
                        .formatted(fault.word(), fault.what(), fault.needsCluster() ? " (with --cluster)" : ""));
        return Stream.of(
                        Stream.of("", "Faults:"),
                        faults,
                        Stream.of(
                                "",
                                "Without any of these options, ./waybill verify checks the data of a Waybill of",
                                "yours instead, and starts and disturbs nothing.",
                                "Exits 0 if it passed, 1 if it failed, 2 for a wrong option or no start.",
                                "What is checked, and how to read it: docs/operate/torture.md."))
                .flatMap(lines -> lines)
                .toArray(String[]::new);
    }

    @Override
    public Integer call() {
        CommandLine line = Objects.requireNonNull(spec).commandLine();
        Plan plan;
        try {
            plan = options.plan();
        } catch (IllegalArgumentException mistake) {
            throw new ParameterException(line, String.valueOf(mistake.getMessage()), mistake);
        }
        PrintWriter out = line.getOut();
        return tortured(plan, what -> {
            out.println(what);
            out.flush();
        });
    }

    private interface Says extends java.util.function.Consumer<String> {}

    private int tortured(Plan plan, Says says) {
        says.accept("Seed " + plan.seed() + "; everything is written to " + plan.report() + ".");
        prepare(plan);
        Shop shop = shop(plan);
        Thread ending = new Thread(shop::close, "end-shop");
        Runtime.getRuntime().addShutdownHook(ending);
        Verdict verdict;
        try (shop) {
            verdict = new Torture(plan, shop, says).run();
        }
        Runtime.getRuntime().removeShutdownHook(ending);
        write(plan.report().resolve("verdict.txt"), TextPage.of(verdict));
        write(plan.report().resolve("verdict.json"), JsonPage.of(verdict));
        if (verdict.passed() && !options.keep()) {
            remove(shop.data());
        }
        says.accept("");
        says.accept(TextPage.of(verdict).stripTrailing());
        return verdict.passed() ? 0 : FAILED;
    }

    /** Short deadlines, so that everything that waits comes to its end within a minute. */
    private static Shop shop(Plan plan) {
        Map<String, String> settings = Map.of(
                "WAYBILL_ORDER_SAGA_DEADLINE", "PT20S",
                "WAYBILL_ORDER_PAYMENT_RETRY_WINDOW", "PT20S",
                "WAYBILL_INVENTORY_HOLD_TIME", "PT40S",
                "CHAOS_MODE", "true",
                "WAYBILL_CHAOS_RATE", "0");
        if (!plan.cluster()) {
            return new OneProcess(new Installed(plan.home(), plan.jvm(), settings), plan.report());
        }
        Map<String, String> more = new HashMap<>(settings);
        more.put("WAYBILL_GATEWAY_REQUESTS", "100000000");
        return new ClusterOfProcesses(new Installed(plan.home(), plan.jvm(), more), plan.report());
    }

    private static void prepare(Plan plan) {
        try {
            Files.createDirectories(plan.report().resolve("log"));
        } catch (IOException unwritable) {
            throw new CannotStart("Cannot write to " + plan.report() + ".", unwritable);
        }
        Path jar = plan.home().resolve("server/target/waybill-server.jar");
        if (!Files.exists(jar)) {
            throw new CannotStart("There is no " + jar + ": build Waybill first.", null);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException unwritable) {
            throw new UncheckedIOException("Cannot write " + file + ".", unwritable);
        }
    }

    private static void remove(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            List<Path> all = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : all) {
                Files.delete(file);
            }
        } catch (IOException busy) {
            throw new UncheckedIOException("Cannot remove " + directory + ".", busy);
        }
    }
}
