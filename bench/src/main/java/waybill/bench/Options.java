package waybill.bench;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import waybill.bench.scenarios.Catalogue;

/** What the user may say. */
final class Options {
    private static final int MOST_PRODUCTS = 9999;
    private static final int LATER_WARM_UP_MAX = 5;
    private static final Plan.Pace QUICK =
            new Plan.Pace(Duration.ofSeconds(8), Duration.ofSeconds(2), Duration.ofSeconds(4), 3);

    @Option(names = "--only", split = ",", paramLabel = "NAME", description = "Run only these scenarios.")
    private List<String> only = new ArrayList<>();

    @Option(names = "--skip", split = ",", paramLabel = "NAME", description = "Run all but these.")
    private List<String> skip = new ArrayList<>();

    @Option(
            names = "--quick",
            description = "A smoke test of under 90 s: a1, a3, closed-64, flash-sale, with times of its own.")
    private boolean quick;

    @Option(names = "--full", description = "Also what takes long: growth to a million orders, and replay.")
    private boolean full;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "3",
            description = "How often a1, closed-64, hot-sku and a3 are run in turns (default ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "20",
            description = "Seconds that each run is measured (default ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--warmup",
            paramLabel = "N",
            defaultValue = "20",
            description = "Seconds before the first is measured (default ${DEFAULT-VALUE}); the others take 5 at most.")
    private int warmUp;

    @Option(
            names = "--products",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Products, 2 to 9999 (default ${DEFAULT-VALUE}).")
    private int products;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Chooses the products (default ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description =
                    "A running server to aim at, instead of starting one: http://host:port. No anchors, no costs.")
    private @Nullable URI url;

    @Option(
            names = "--heap",
            paramLabel = "SIZE",
            defaultValue = "512m",
            description = "The server's heap (default ${DEFAULT-VALUE}).")
    private String heap = "";

    @Option(names = "--jvm", paramLabel = "OPTION", description = "One more for the server's JVM; may be repeated.")
    private List<String> jvmOptions = new ArrayList<>();

    @Option(
            names = "--results",
            paramLabel = "DIR",
            defaultValue = "bench/results",
            description = "Where JSON and HTML go (default ${DEFAULT-VALUE}).")
    private Path results = Path.of("");

    /** What to run, or a sentence about what is wrong with the options. */
    Plan plan(Peak peak) {
        if (rounds < 1 || seconds < 1 || warmUp < 0 || products < 2 || products > MOST_PRODUCTS) {
            throw new IllegalArgumentException("Out of range: see --help.");
        }
        if (quick && full) {
            throw new IllegalArgumentException("--quick and --full contradict each other.");
        }
        Selection selection = Selection.of(Catalogue.all(products, seed, peak), quick, full)
                .only(only)
                .skip(skip);
        return new Plan(
                quick ? QUICK : pace(),
                new Plan.Goods(products, seed),
                selection.anchors(),
                selection.scenarios(),
                full);
    }

    private Plan.Pace pace() {
        return new Plan.Pace(
                Duration.ofSeconds(warmUp),
                Duration.ofSeconds(Math.min(warmUp, LATER_WARM_UP_MAX)),
                Duration.ofSeconds(seconds),
                rounds);
    }

    boolean quick() {
        return quick;
    }

    @Nullable
    URI url() {
        return url;
    }

    String heap() {
        return heap;
    }

    List<String> jvmOptions() {
        return jvmOptions;
    }

    Path results() {
        return results;
    }
}
