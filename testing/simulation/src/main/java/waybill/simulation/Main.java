package waybill.simulation;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import waybill.simulation.shop.Wiring;

/** The command line of the simulation. */
@Command(
        name = "waybill simulate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Lives many short lives of the whole shop on one thread and a virtual clock each: messages come twice and"
                    + " in any order, processes end at every commit or stand still, the gateway answers or does not,"
                    + " clients repeat and change their minds. Whatever happens, the invariants must hold.",
            ""
        })
public final class Main implements Callable<Integer> {
    private static final Duration SAID_EVERY = Duration.ofSeconds(5);

    @Option(names = "--seeds", paramLabel = "N", description = "so many lives (default: ${DEFAULT-VALUE})")
    private long seeds = 20_000;

    @Option(names = "--from", paramLabel = "SEED", description = "the first of them (default: ${DEFAULT-VALUE})")
    private long from;

    @Option(names = "--seed", paramLabel = "SEED", description = "only this one, telling all that happens in it")
    private @Nullable Long only;

    @Spec
    private @Nullable CommandSpec spec;

    private long begun;
    private final AtomicLong ended = new AtomicLong();
    private final AtomicLong saidAt = new AtomicLong();

    /** Lives the lives and exits: 0 if all is well, 1 if an invariant was broken, 2 for a wrong option. */
    public static void main(String[] arguments) {
        // What services log while everything goes wrong interests nobody, a million times over.
        System.setProperty("slf4j.provider", "org.slf4j.helpers.NOP_FallbackServiceProvider");
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        System.exit(commandLine().execute(arguments));
    }

    /** The command line, ready to execute. */
    static CommandLine commandLine() {
        return new CommandLine(new Main());
    }

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("nobody has read the command line");
        }
        PrintWriter out = spec.commandLine().getOut();
        if (seeds < 1) {
            throw new ParameterException(spec.commandLine(), "--seeds must be at least 1");
        }
        return only == null ? many(out) : one(out, only);
    }

    private int one(PrintWriter out, long seed) {
        Story.Ending ending = Story.tell(seed, Wiring.real());
        ending.trace().forEach(out::println);
        out.println();
        out.println("seed " + seed + ": " + ending.steps() + " steps, " + ending.events() + " events, trace "
                + hex(ending.sum()));
        ending.wrong().forEach(wrong -> out.println("BROKEN " + wrong));
        out.println(ending.wrong().isEmpty() ? "All invariants held." : "Something is wrong.");
        out.flush();
        return ending.wrong().isEmpty() ? 0 : 1;
    }

    private int many(PrintWriter out) {
        begun = System.nanoTime();
        saidAt.set(begun);
        Simulation.Outcome all = Simulation.run(from, seeds, Wiring::real, _ -> count(out));
        for (Story.Ending one : all.failed()) {
            out.println("BROKEN by seed " + one.seed() + ": " + one.wrong().getFirst());
            out.println("  ./waybill simulate --seed=" + one.seed() + " tells how it came to that");
        }
        out.printf(
                Locale.ROOT,
                "%,d lives from seed %d, %,d steps, %,d events in %.1f s, trace %s: %s%n",
                all.lives(),
                from,
                all.steps(),
                all.events(),
                seconds(),
                hex(all.sum()),
                all.failures() == 0
                        ? "all invariants held"
                        : String.format(Locale.ROOT, "invariants were broken in %,d", all.failures()));
        out.flush();
        return all.failures() == 0 ? 0 : 1;
    }

    private void count(PrintWriter out) {
        long lives = ended.incrementAndGet();
        long now = System.nanoTime();
        long said = saidAt.get();
        if (now - said > SAID_EVERY.toNanos() && saidAt.compareAndSet(said, now)) {
            out.printf(Locale.ROOT, "%,d of %,d lives, %.0f s%n", lives, seeds, seconds());
            out.flush();
        }
    }

    private double seconds() {
        return (System.nanoTime() - begun) / 1e9;
    }

    private static String hex(long sum) {
        return String.format(Locale.ROOT, "%016x", sum);
    }
}
