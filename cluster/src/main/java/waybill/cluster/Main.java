package waybill.cluster;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import waybill.cluster.services.Surroundings;

/** {@code ./waybill cluster}: every service twice, Kafka, PostgreSQL and a gateway, until it is told to stop. */
@Command(
        name = "waybill cluster",
        description = "Starts all of Waybill as processes of this machine: PostgreSQL, Kafka, several processes of each"
                + " service, and HAProxy before them.",
        mixinStandardHelpOptions = true)
public final class Main implements Callable<Integer> {
    private static final int PORT_MAX = 65_535;
    private static final int REPLICAS_MAX = 5;

    @Option(
            names = "--port",
            description = "Port of the gateway (WAYBILL_PORT; ${DEFAULT-VALUE}).",
            defaultValue = "${env:WAYBILL_PORT:-8080}")
    private int port;

    @Option(
            names = "--data",
            description = "Directory of everything that is kept (WAYBILL_DATA; ${DEFAULT-VALUE}).",
            defaultValue = "${env:WAYBILL_DATA:-.waybill-cluster}")
    private Path data = Path.of("");

    @Option(names = "--replicas", description = "Processes of each service (${DEFAULT-VALUE}).", defaultValue = "2")
    private int replicas;

    @Option(names = "--brokers", description = "Kafka brokers, 1 or 3 (${DEFAULT-VALUE}).", defaultValue = "1")
    private int brokers;

    @Option(
            names = "--config",
            description = "Properties file with settings for the services (WAYBILL_CONFIG); the environment wins.",
            defaultValue = "${env:WAYBILL_CONFIG}")
    private @Nullable Path config;

    /** Where the built program is; the launcher says it. */
    @Option(names = "--home", hidden = true, defaultValue = ".")
    private Path home = Path.of("");

    /** Options of the services' JVMs; the launcher says them. */
    @Option(names = "--jvm", hidden = true)
    private List<String> jvm = new ArrayList<>();

    /** Runs the cluster and ends the process with its exit code: 0, or 1 after one sentence on standard error. */
    public static void main(String[] arguments) {
        System.setProperty("logback.configurationFile", "waybill/cluster/logback.xml");
        System.exit(commandLine().execute(arguments));
    }

    private static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8))
                .setParameterExceptionHandler((mistake, _) -> {
                    String message = String.valueOf(mistake.getMessage());
                    mistake.getCommandLine().getErr().println(message.endsWith(".") ? message : message + ".");
                    return 1;
                })
                .setExecutionExceptionHandler((failure, command, _) -> {
                    if (failure instanceof CannotStart reason) {
                        command.getErr().println(reason.sentence());
                    } else {
                        failure.printStackTrace(command.getErr());
                    }
                    return 1;
                });
    }

    @Override
    public Integer call() {
        Cluster cluster = new Cluster(plan());
        Stopping stopping = Stopping.onSignal(cluster);
        try {
            cluster.start();
        } catch (RuntimeException failed) {
            stopping.failed();
            throw failed;
        }
        return stopping.await();
    }

    private Plan plan() {
        require(port >= 0 && port <= PORT_MAX, "The port must be between 0 and 65535, not " + port + ".");
        require(replicas >= 1 && replicas <= REPLICAS_MAX, "There can be 1 to 5 replicas, not " + replicas + ".");
        require(brokers == 1 || brokers == 3, "There can be 1 or 3 brokers, not " + brokers + ".");
        Set<String> contradictions = Surroundings.contradictions(System.getenv());
        require(
                contradictions.isEmpty(),
                "The cluster decides this itself, so it must not be set: " + String.join(", ", contradictions) + ".");
        Plan plan = new Plan(
                home.toAbsolutePath().normalize(),
                data.toAbsolutePath().normalize(),
                port,
                replicas,
                brokers,
                jvm,
                Optional.ofNullable(config).map(Path::toAbsolutePath));
        require(Files.exists(plan.serverJar()), "There is no " + plan.serverJar() + ": build Waybill first.");
        return plan;
    }

    private static void require(boolean holds, String sentence) {
        if (!holds) {
            throw new CannotStart(sentence, null);
        }
    }
}
