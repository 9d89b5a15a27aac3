package waybill.engine.postgres.embedded;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A PostgreSQL server process: started for one cluster, ours alone, and ended with us. */
final class Postmaster {
    private static final Logger LOG = LoggerFactory.getLogger(Postmaster.class);

    /** Replaying a full write-ahead log after a crash takes this long on a slow disk, with room to spare. */
    private static final Duration STARTING_MAX = Duration.ofMinutes(5);

    /** How long somebody else's server, or what is left of it, may take to go away. */
    private static final Duration LINGERING_MAX = Duration.ofSeconds(60);

    private static final Duration LOG_MAX = Duration.ofSeconds(2);

    /** Longer than a checkpoint usually takes, and short enough for a process that has to be gone within 30 s. */
    private static final Duration STOPPING_MAX = Duration.ofSeconds(8);

    /** What a start fails with when the port was taken meanwhile or the processes of a dead server still linger. */
    private static final List<String> PASSING = List.of(
            "could not create any TCP/IP sockets", "Is another postmaster", "is still in use", "could not bind");

    private final Cluster cluster;
    private final Process process;
    private final int port;

    private Postmaster(Cluster cluster, Process process, int port) {
        this.cluster = cluster;
        this.process = process;
        this.port = port;
    }

    /** Starts the server and waits until it takes connections. */
    static Postmaster start(Cluster cluster) throws IOException, InterruptedException {
        return start(cluster, Postmaster::freePort);
    }

    static Postmaster start(Cluster cluster, IntSupplier ports) throws IOException, InterruptedException {
        Instant giveUp = Instant.now().plus(LINGERING_MAX);
        while (true) {
            endPredecessor(cluster);
            Postmaster postmaster = spawned(cluster, ports.getAsInt());
            if (postmaster.becameReady()) {
                return postmaster;
            }
            String words = postmaster.lastWords();
            if (PASSING.stream().noneMatch(words::contains) || Instant.now().isAfter(giveUp)) {
                throw new EmbeddedPostgresException("PostgreSQL did not start on %s: %s"
                        .formatted(cluster.files().data(), Cluster.complaint(words)));
            }
        }
    }

    /** Another one in the place of this one, which has ended: on the same port, so that nobody has to be told. */
    Postmaster again() throws IOException, InterruptedException {
        return start(cluster, () -> port);
    }

    int port() {
        return port;
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Returns when it has ended, for whatever reason. */
    void awaitEnd() throws InterruptedException {
        process.waitFor();
    }

    /** Ends every session, writes everything out and stops. */
    void stop() throws IOException, InterruptedException {
        end("INT", STOPPING_MAX);
    }

    /** Stops at once, for data that nobody will ever want again. */
    void abandon() throws IOException, InterruptedException {
        end("QUIT", STOPPING_MAX);
    }

    private void end(String signal, Duration max) throws IOException, InterruptedException {
        if (process.isAlive()) {
            cluster.signal(signal, process.pid());
        }
        if (!process.waitFor(max.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.warn(
                    "PostgreSQL did not stop within {} and is ended by force; nothing that was committed is lost", max);
            process.destroyForcibly().waitFor();
        }
    }

    /**
     * The lock says that nobody uses the cluster, so a server found on it is an orphan, or one that is already dying.
     * It is never adopted: nobody knows how it was started.
     */
    private static void endPredecessor(Cluster cluster) throws IOException, InterruptedException {
        Optional<PidFile> left = PidFile.of(cluster.files().data());
        if (left.isEmpty()) {
            return;
        }
        PidFile predecessor = left.get();
        if (predecessor.misleads()) {
            Files.deleteIfExists(predecessor.file());
        }
        if (predecessor.server().isEmpty()) {
            return;
        }
        LOG.info("Stopping the PostgreSQL that an earlier Waybill left behind (process {})", predecessor.pid());
        cluster.signal("INT", predecessor.pid());
        if (!Watch.until(() -> predecessor.server().isEmpty(), LINGERING_MAX)) {
            throw new EmbeddedPostgresException(
                    "The PostgreSQL process %d of an earlier Waybill does not stop: end it and start again."
                            .formatted(predecessor.pid()));
        }
    }

    private static Postmaster spawned(Cluster cluster, int port) throws IOException, InterruptedException {
        Layout files = cluster.files();
        List<String> arguments = new ArrayList<>(List.of("-D", files.data().toString()));
        promises(cluster, port).forEach((name, value) -> arguments.addAll(List.of("-c", name + "=" + value)));
        Files.deleteIfExists(files.startLog());
        File said = files.startLog().toFile();
        ProcessBuilder server = cluster.server(arguments).prepared().redirectOutput(said);
        return new Postmaster(cluster, childOfALastingThread(server), port);
    }

    /** What no settings file and no ALTER SYSTEM can change, because the command line wins. */
    private static Map<String, Object> promises(Cluster cluster, int port) throws IOException {
        Layout files = cluster.files();
        return Map.of(
                "config_file", files.settings("postgresql.conf"),
                "hba_file", files.settings("pg_hba.conf"),
                "log_directory", files.log(),
                "listen_addresses", "127.0.0.1",
                "unix_socket_directories", "",
                "port", port,
                "fsync", "on",
                "synchronous_commit", "on",
                "full_page_writes", "on");
    }

    /** The signal of the parent's death comes when the thread that spawned the child ends, so that thread must last. */
    private static Process childOfALastingThread(ProcessBuilder server) throws IOException, InterruptedException {
        CompletableFuture<Process> started = new CompletableFuture<>();
        Thread.ofPlatform().daemon(true).name("postgres-parent").start(() -> {
            try {
                Process process = server.start();
                started.complete(process);
                process.onExit().join();
            } catch (IOException failure) {
                started.completeExceptionally(failure);
            }
        });
        try {
            return started.get();
        } catch (ExecutionException failure) {
            throw new IOException(failure.getCause());
        }
    }

    private boolean becameReady() throws IOException, InterruptedException {
        if (!Watch.until(() -> isReady() || !process.isAlive(), STARTING_MAX)) {
            abandon();
            throw new EmbeddedPostgresException("PostgreSQL was not ready after %d minutes: see %s."
                    .formatted(STARTING_MAX.toMinutes(), cluster.files().log()));
        }
        return process.isAlive();
    }

    private boolean isReady() throws IOException {
        return PidFile.of(cluster.files().data())
                .filter(file -> file.pid() == process.pid() && file.ready())
                .isPresent();
    }

    /** What the ended server said before it had a log and then in it; its log is written a moment after its end. */
    private String lastWords() throws IOException, InterruptedException {
        Watch.until(() -> said().contains("FATAL:"), LOG_MAX);
        return said();
    }

    private String said() throws IOException {
        StringBuilder words = new StringBuilder(Files.readString(cluster.files().startLog()));
        try (Stream<Path> logs = Files.list(cluster.files().log())) {
            Optional<Path> newest =
                    logs.max(Comparator.comparingLong((Path log) -> log.toFile().lastModified()));
            if (newest.isPresent()) {
                Files.readAllLines(newest.get()).stream()
                        .filter(line -> line.contains("[" + process.pid() + "]"))
                        .forEach(line -> words.append(line).append('\n'));
            }
        }
        return words.toString();
    }

    /** Free just now; the server's own attempt to take it decides. */
    private static int freePort() {
        try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            return any.getLocalPort();
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }
}
