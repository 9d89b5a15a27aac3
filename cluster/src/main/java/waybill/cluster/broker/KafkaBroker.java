package waybill.cluster.broker;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real Apache Kafka broker in a JVM of its own, on loopback, that ends with the process that started it. What it
 * keeps stays in its directory, so that it can be started there again.
 */
public final class KafkaBroker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaBroker.class);
    private static final Duration READY_MAX = Duration.ofSeconds(90);
    private static final Duration STOP_MAX = Duration.ofSeconds(20);
    private static final int CONNECT_MILLIS = 200;
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    /** Every broker of a group must have been formatted with the same one; nobody else ever sees it. */
    private static final String GROUP = "V2F5YmlsbENsdXN0ZXIxMA";

    private final Node node;
    private final Process process;

    private KafkaBroker(Node node, Process process) {
        this.node = node;
        this.process = process;
    }

    /** Starts the only broker of a group and waits until it takes connections. */
    public static KafkaBroker start(Node node) {
        return start(List.of(node)).getFirst();
    }

    /** Starts all brokers of a group and waits until each takes connections; if one cannot, none is left. */
    public static List<KafkaBroker> start(List<Node> group) {
        List<KafkaBroker> started = new ArrayList<>();
        try {
            for (Node node : group) {
                started.add(begin(node, group));
            }
            started.forEach(KafkaBroker::awaitReady);
            return started;
        } catch (RuntimeException failed) {
            started.forEach(KafkaBroker::kill);
            throw failed;
        }
    }

    /** Starts one broker of a group again, and waits until it takes connections. */
    public static KafkaBroker startAgain(Node node, List<Node> group) {
        KafkaBroker broker = begin(node, group);
        broker.awaitReady();
        return broker;
    }

    private static KafkaBroker begin(Node node, List<Node> group) {
        try {
            Files.createDirectories(node.data());
            Files.writeString(node.settings(), BrokerSettings.of(node, group));
            if (!Files.exists(node.data().resolve("meta.properties"))) {
                format(node);
            }
            return new KafkaBroker(
                    node,
                    childOfALastingThread(
                            java(node, "kafka.Kafka", node.settings().toString())));
        } catch (IOException unstartable) {
            throw new CannotStartBroker("The broker in " + node.directory() + " cannot be started.", unstartable);
        }
    }

    private static void format(Node node) throws IOException {
        Process format = java(
                        node,
                        "kafka.tools.StorageTool",
                        "format",
                        "--ignore-formatted",
                        "--cluster-id",
                        GROUP,
                        "--config",
                        node.settings().toString())
                .start();
        try {
            if (!format.waitFor(READY_MAX.toMillis(), TimeUnit.MILLISECONDS) || format.exitValue() != 0) {
                format.destroyForcibly();
                throw new CannotStartBroker("The broker's directory could not be prepared: see " + node.log() + ".");
            }
        } catch (InterruptedException interrupted) {
            format.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new CannotStartBroker("Interrupted while the broker's directory was prepared.", interrupted);
        }
    }

    /** The broker's libraries are ours; its heap is small because its load is one machine's. */
    private static ProcessBuilder java(Node node, String main, String... arguments) {
        List<String> words = new ArrayList<>();
        // An interrupt typed for us does not hit it while we still need it, and it never outlives us.
        find("setsid").ifPresent(words::add);
        find("setpriv").ifPresent(setpriv -> words.addAll(List.of(setpriv, "--pdeathsig=KILL", "--")));
        words.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms128m",
                "-Xmx384m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.awt.headless=true",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dkafka.logs.dir=" + node.directory(),
                "-Dlogback.configurationFile=waybill/cluster/broker/logback.xml",
                "-cp",
                System.getProperty("java.class.path"),
                main));
        words.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(words);
        builder.redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(node.log().toFile()));
        return builder;
    }

    private static Optional<String> find(String program) {
        return List.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)).stream()
                .map(directory -> Path.of(directory, program))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }

    /** The signal of the parent's death comes when the thread that spawned the child ends, so that thread must last. */
    private static Process childOfALastingThread(ProcessBuilder child) throws IOException {
        CompletableFuture<Process> started = new CompletableFuture<>();
        Thread.ofPlatform().daemon(true).name("broker-parent").start(() -> {
            try {
                Process process = child.start();
                started.complete(process);
                process.onExit().join();
            } catch (IOException failure) {
                started.completeExceptionally(failure);
            }
        });
        try {
            return started.join();
        } catch (CompletionException failure) {
            throw new IOException(failure.getCause());
        }
    }

    private void awaitReady() {
        long giveUp = System.nanoTime() + READY_MAX.toNanos();
        while (!takesConnections()) {
            if (!process.isAlive() || System.nanoTime() - giveUp > 0) {
                kill();
                throw new CannotStartBroker("The broker did not get ready: see " + node.log() + ".");
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
        LOG.info("Kafka broker {} takes connections at {}", node.id(), node.address());
    }

    private boolean takesConnections() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), node.port()), CONNECT_MILLIS);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** What it is. */
    public Node node() {
        return node;
    }

    /** Its process. */
    public long pid() {
        return process.pid();
    }

    /** Completed when it has ended, however. */
    public CompletableFuture<Void> ended() {
        return process.onExit().thenAccept(_ -> {});
    }

    /** Where clients find a group of brokers. */
    public static String servers(List<Node> group) {
        return group.stream().map(Node::address).collect(Collectors.joining(","));
    }

    /** Ends it at once, as a crash does. */
    public void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** Lets it finish what it writes, and ends it. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("Kafka broker {} did not stop within {} and is ended by force", node.id(), STOP_MAX);
                kill();
            }
        } catch (InterruptedException interrupted) {
            kill();
            Thread.currentThread().interrupt();
        }
    }
}
