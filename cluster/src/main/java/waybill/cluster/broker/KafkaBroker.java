package waybill.cluster.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import waybill.cluster.processes.Child;
import waybill.cluster.processes.ChildProcess;
import waybill.cluster.processes.NotStarted;

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
    private final Child process;

    private KafkaBroker(Node node, Child process) {
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
        } catch (IOException | NotStarted unstartable) {
            throw new CannotStartBroker("The broker in " + node.directory() + " cannot be started.", unstartable);
        }
    }

    private static void format(Node node) throws NotStarted {
        String[] words = {
            "format",
            "--ignore-formatted",
            "--cluster-id",
            GROUP,
            "--config",
            node.settings().toString()
        };
        Child format = ChildProcess.start(java(node, "kafka.tools.StorageTool", words));
        try {
            if (format.ended().get(READY_MAX.toMillis(), TimeUnit.MILLISECONDS).orElse(0) == 0) {
                return;
            }
        } catch (TimeoutException | ExecutionException endless) {
            LOG.debug("{} is not prepared", node.directory(), endless);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        format.end();
        throw new CannotStartBroker("The broker's directory could not be prepared: see " + node.log() + ".");
    }

    /** The broker's libraries are ours; its heap is small because its load is one machine's. */
    private static ChildProcess.Order java(Node node, String main, String... arguments) {
        List<String> words = new ArrayList<>(List.of(
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
        return new ChildProcess.Order(words, System.getenv(), node.log(), STOP_MAX);
    }

    /** The signal of the parent's death comes when the thread that spawned the child ends, so that thread must last. */
    private static Child childOfALastingThread(ChildProcess.Order order) throws NotStarted {
        CompletableFuture<Child> started = new CompletableFuture<>();
        Thread.ofPlatform().daemon(true).name("broker-parent").start(() -> {
            try {
                Child child = ChildProcess.start(order);
                started.complete(child);
                child.ended().join();
            } catch (NotStarted failure) {
                started.completeExceptionally(failure);
            }
        });
        try {
            return started.join();
        } catch (CompletionException failure) {
            throw new NotStarted("The broker cannot be started.", failure.getCause());
        }
    }

    private void awaitReady() {
        long giveUp = System.nanoTime() + READY_MAX.toNanos();
        while (!takesConnections()) {
            if (process.ended().isDone() || System.nanoTime() - giveUp > 0) {
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

    /** Where clients find a group of brokers. */
    public static String servers(List<Node> group) {
        return group.stream().map(Node::address).collect(Collectors.joining(","));
    }

    /** Ends it at once, as a crash does. */
    public void kill() {
        ProcessHandle.of(process.pid()).ifPresent(ProcessHandle::destroyForcibly);
        process.ended().join();
    }

    /** Lets it finish what it writes, and ends it. */
    @Override
    public void close() {
        long began = System.nanoTime();
        process.end();
        if (System.nanoTime() - began >= STOP_MAX.toNanos()) {
            LOG.warn("Kafka broker {} did not stop within {} and was ended by force", node.id(), STOP_MAX);
        }
    }
}
