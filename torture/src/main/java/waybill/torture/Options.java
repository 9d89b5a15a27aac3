package waybill.torture;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import waybill.torture.faults.Fault;

/** What the user may say. */
final class Options {
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH-mm-ss").withZone(ZoneOffset.UTC);

    private static final int SEEDS = 1_000_000;
    private static final double MINUTES_MAX = 24 * 60;
    private static final double RATE_MAX = 2_000;

    @Option(
            names = "--minutes",
            paramLabel = "N",
            defaultValue = "3",
            description = "How long load and faults last, fractions too (${DEFAULT-VALUE}); rest and judgement follow.")
    private double minutes;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Chooses faults, load and everything else; without it one is chosen and told.")
    private @Nullable Long seed;

    @Option(
            names = "--faults",
            split = ",",
            paramLabel = "NAME",
            defaultValue = "all",
            description = "What is done to the system (${DEFAULT-VALUE}): all, none, or some of the list below.")
    private List<String> faults = new ArrayList<>();

    @Option(names = "--cluster", description = "Torture what ./waybill cluster starts, instead of one process.")
    private boolean cluster;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "40",
            description = "Clients a second, whatever the shop is doing (${DEFAULT-VALUE}).")
    private double rate;

    @Option(
            names = "--report",
            paramLabel = "DIR",
            defaultValue = ".waybill-verify",
            description = "Where verdict, history, logs and, if it fails, the data are kept (${DEFAULT-VALUE});"
                    + " each run has a directory of its own in it.")
    private Path report = Path.of("");

    @Option(names = "--keep", description = "Keep the data even if it passes.")
    private boolean keep;

    /** Where the built program is; the launcher says it. */
    @Option(names = "--home", hidden = true, defaultValue = ".")
    private Path home = Path.of("");

    /** Options of the JVMs that are started; the launcher says them. */
    @Option(names = "--jvm", hidden = true)
    private List<String> jvm = new ArrayList<>();

    /** What to do, or a sentence about what is wrong with the options. */
    Plan plan() {
        require(minutes > 0 && minutes <= MINUTES_MAX, "--minutes must be above 0, and at most a day.");
        require(rate > 0 && rate <= RATE_MAX, "--rate must be above 0, and at most 2000.");
        long chosen = seed == null ? ThreadLocalRandom.current().nextLong(SEEDS) : seed;
        String name = MOMENT.format(Instant.now()) + "-seed-" + chosen;
        return new Plan(
                home.toAbsolutePath().normalize(),
                jvm,
                chosen,
                Duration.ofMillis((long) (minutes * Duration.ofMinutes(1).toMillis())),
                rate,
                chosenFaults(),
                cluster,
                report.toAbsolutePath().normalize().resolve(name));
    }

    private List<Fault> chosenFaults() {
        Set<Fault> chosen = new LinkedHashSet<>();
        for (String word : faults) {
            switch (word) {
                case "all" ->
                    Stream.of(Fault.values())
                            .filter(fault -> cluster || !fault.needsCluster())
                            .forEach(chosen::add);
                case "none" -> require(faults.size() == 1, "--faults none stands alone.");
                default -> chosen.add(fault(word));
            }
        }
        return chosen.stream().sorted().toList();
    }

    private Fault fault(String word) {
        Fault fault = Fault.named(word)
                .orElseThrow(() -> new IllegalArgumentException(
                        "There is no fault " + word + "; there are: " + words() + ", and all and none."));
        require(cluster || !fault.needsCluster(), "The fault " + word + " needs --cluster.");
        return fault;
    }

    private static String words() {
        return Stream.of(Fault.values()).map(Fault::word).collect(Collectors.joining(", "));
    }

    private static void require(boolean holds, String sentence) {
        if (!holds) {
            throw new IllegalArgumentException(sentence);
        }
    }

    /** Whether data are kept that nobody needs. */
    boolean keep() {
        return keep;
    }
}
