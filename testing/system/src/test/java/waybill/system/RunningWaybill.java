package waybill.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import waybill.system.program.BuiltProgram;
import waybill.system.program.ClusterProcesses;

/** One process of the built program, started by a test and ended by it. */
final class RunningWaybill implements AutoCloseable {
    private static final Duration READY_WITHIN = Duration.ofSeconds(60);
    private static final Duration CLUSTER_READY_WITHIN = Duration.ofMinutes(4);
    private static final Duration ENDED_WITHIN = Duration.ofSeconds(40);

    /** Retries in tenths of seconds; and no breaker that one test's failing token opens for another test. */
    private static final Map<String, String> QUICK = Map.of(
            "WAYBILL_RETRY_SCHEDULE", "PT0.1S,PT0.2S,PT0.3S",
            "WAYBILL_RESILIENCE_GATEWAY_MINIMUM_CALLS", "1000000");

    private final Process process;
    private final Path complaints;
    private final Thread reader;
    private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
    private final Shop shop;

    private RunningWaybill(Process process, Path complaints, Shop shop) {
        this.process = process;
        this.complaints = complaints;
        this.shop = shop;
        this.reader = Thread.ofVirtual().name("stdout").start(this::readLines);
    }

    /** Starts on a free port with this data directory and waits until it says that it is ready. */
    static RunningWaybill start(Path data) {
        return start(data, freePort());
    }

    /** Starts on this port with this data directory and waits until it says that it is ready. */
    static RunningWaybill start(Path data, int port) {
        return start("run", data, port);
    }

    /** Starts with these settings, one a line, on a free port. */
    static RunningWaybill startSet(Path data, String... settings) {
        try {
            Path file = Files.write(data.resolveSibling("waybill.properties"), List.of(settings));
            return start("run", data, freePort(), "--config", file.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts with one of the commands that end in a running server and waits until it says how to stop it. */
    static RunningWaybill start(String command, Path data, int port, String... more) {
        if (command.equals("run") && ClusterProcesses.wanted()) {
            return startCluster(data, port, more);
        }
        URI base = URI.create("http://127.0.0.1:" + port);
        List<String> arguments = new ArrayList<>(List.of(command));
        arguments.addAll(options(data, port, more));
        return launch(base, arguments.toArray(String[]::new)).ready(READY_WITHIN);
    }

    /** Starts all of it in processes of its own, and waits until it says how to stop it. */
    static RunningWaybill startCluster(Path data, int port, String... more) {
        ClusterProcesses processes = new ClusterProcesses(data);
        Shop shop = new Shop(URI.create("http://127.0.0.1:" + port), processes::way);
        ProcessBuilder builder = BuiltProgram.cluster(options(data, port, more).toArray(String[]::new));
        builder.environment().put("WAYBILL_GATEWAY_REQUESTS", "100000000");
        return launch(builder, shop).ready(CLUSTER_READY_WITHIN);
    }

    private static List<String> options(Path data, int port, String... more) {
        List<String> options = new ArrayList<>(List.of("--port", Integer.toString(port), "--data", data.toString()));
        options.addAll(List.of(more));
        return options;
    }

    private RunningWaybill ready(Duration within) {
        Eventually.within(within, () -> {
            if (lines().stream().noneMatch(line -> line.contains("Ctrl-C"))) {
                String said = complaints();
                if (!process.isAlive()) {
                    throw new IllegalStateException("The server ended before it was ready: " + said);
                }
                throw new AssertionError("The server is not ready: " + said);
            }
        });
        return this;
    }

    /** Starts with these arguments and does not wait. */
    static RunningWaybill launch(URI base, String... arguments) {
        return launch(BuiltProgram.waybill(arguments), new Shop(base));
    }

    private static RunningWaybill launch(ProcessBuilder builder, Shop shop) {
        try {
            Path complaints = Files.createTempFile("waybill-stderr-", ".txt");
            builder.redirectError(complaints.toFile()).environment().putAll(QUICK);
            return new RunningWaybill(builder.start(), complaints, shop);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void readLines() {
        try (BufferedReader out = process.inputReader()) {
            out.lines().forEach(lines::add);
        } catch (IOException | UncheckedIOException e) {
            lines.add("(stdout broke off: " + e.getMessage() + ")");
        }
    }

    Shop shop() {
        return shop;
    }

    /** What it has written to its standard output, line by line. */
    List<String> lines() {
        return List.copyOf(lines);
    }

    /** What it has written to its standard error. */
    String complaints() {
        try {
            return Files.readString(complaints).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** kill -9, at once; returns when the process itself is gone, whatever its children do. */
    void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** SIGTERM, and no waiting. */
    void signal() {
        process.toHandle().destroy();
    }

    /** SIGTERM; returns the exit code. */
    int terminate() {
        process.toHandle().destroy();
        return awaitEnd();
    }

    /** Waits until it ends by itself or because it was told to; returns the exit code. */
    int awaitEnd() {
        try {
            assertThat(process.waitFor(ENDED_WITHIN.toSeconds(), TimeUnit.SECONDS))
                    .as("ended within %s; stderr: %s", ENDED_WITHIN, complaints())
                    .isTrue();
            reader.join(ENDED_WITHIN);
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the server's end", e);
        }
    }

    @Override
    public void close() {
        shop.close();
        if (process.isAlive()) {
            terminate();
        }
        try {
            Files.deleteIfExists(complaints);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
