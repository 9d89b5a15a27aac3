package waybill.bench.host;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** One server process that we started and that we stop; nobody else's is ever touched. */
public final class ServerProcess implements AutoCloseable {
    private static final Duration READY_WITHIN = Duration.ofSeconds(60);
    private static final Duration STOPPED_WITHIN = Duration.ofSeconds(30);
    private static final int LINES_WHEN_READY = 3;

    private final Process process;
    private final Path data;
    private final InetSocketAddress address;
    private final Thread stopIfInterrupted;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private Duration startUp = Duration.ZERO;

    private ServerProcess(Process process, Path data, InetSocketAddress address) {
        this.process = process;
        this.data = data;
        this.address = address;
        this.stopIfInterrupted = new Thread(() -> process.toHandle().destroy(), "stop-server");
    }

    /** Starts the program on a free port and returns when it has said so and {@code /health/ready} agrees. */
    public static ServerProcess start(Program program, Path data) {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), freePort());
        Path complaints = data.resolveSibling("stderr.txt");
        long began = System.nanoTime();
        try {
            Process process = new ProcessBuilder(program.run(address.getPort(), data))
                    .redirectError(complaints.toFile())
                    .start();
            ServerProcess server = new ServerProcess(process, data, address);
            Runtime.getRuntime().addShutdownHook(server.stopIfInterrupted);
            server.awaitReady(complaints);
            server.startUp = Duration.ofNanos(System.nanoTime() - began);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitReady(Path complaints) throws IOException {
        CompletableFuture<Boolean> announced = new CompletableFuture<>();
        Thread.ofVirtual().name("server-stdout").start(() -> readLines(announced));
        long deadline = System.nanoTime() + READY_WITHIN.toNanos();
        try {
            if (announced.get(READY_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                awaitHealth(deadline);
                return;
            }
        } catch (TimeoutException | ServerFailed e) {
            // Said below, with what the server has written.
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        close();
        throw new ServerFailed(
                "The server did not get ready: " + Files.readString(complaints).strip());
    }

    private void readLines(CompletableFuture<Boolean> announced) {
        try (BufferedReader lines = process.inputReader()) {
            int count = 0;
            while (lines.readLine() != null) {
                if (++count == LINES_WHEN_READY) {
                    announced.complete(true);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            announced.complete(false);
        }
    }

    private void awaitHealth(long deadline) {
        while (get("/health/ready") == null) {
            if (System.nanoTime() > deadline) {
                throw new ServerFailed("not ready in " + READY_WITHIN.toSeconds() + " s");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
        }
    }

    /** The process id. */
    public long pid() {
        return process.pid();
    }

    /** Its data directory. */
    public Path data() {
        return data;
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return address;
    }

    /** From the start of the process to readiness. */
    public Duration startUp() {
        return startUp;
    }

    /** CPU used so far, or null where there is no {@code /proc}. */
    public @Nullable ProcessCosts costs() {
        return ProcessTable.isReadable() ? ProcessCosts.of(ProcessTable.now(), this) : null;
    }

    /** Memory in use, or null where there is no {@code /proc}. */
    public @Nullable Memory memory() {
        if (!ProcessTable.isReadable()) {
            return null;
        }
        ProcessTable table = ProcessTable.now();
        String metrics = get("/metrics");
        long postgres = table.postgresOf(pid(), data).stream()
                .mapToLong(p -> table.proportionalBytes(p.pid()))
                .sum();
        return new Memory(
                table.residentBytes(pid()),
                table.peakBytes(pid()),
                metrics == null ? 0 : Memory.heapUsed(metrics),
                postgres);
    }

    private @Nullable String get(String path) {
        URI uri = URI.create("http://" + address.getHostString() + ":" + address.getPort() + path);
        HttpRequest request =
                HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(5)).build();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200 ? answer.body() : null;
        } catch (IOException e) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerFailed("interrupted while waiting for " + path);
        }
    }

    /** Asks it to stop (SIGTERM) and waits until it has; one that does not stop in 30 s is killed and reported. */
    @Override
    public void close() {
        http.shutdownNow();
        process.toHandle().destroy();
        try {
            if (!process.waitFor(STOPPED_WITHIN)) {
                process.destroyForcibly();
                throw new ServerFailed("The server did not stop within " + STOPPED_WITHIN.toSeconds() + " s.");
            }
            Runtime.getRuntime().removeShutdownHook(stopIfInterrupted);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IllegalStateException e) {
            // This program is itself being shut down, and its hook does the same.
        }
    }
}
