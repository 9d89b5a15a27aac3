package waybill.torture.system;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import waybill.bench.host.Program;
import waybill.cluster.processes.ChildProcess;
import waybill.cluster.processes.NotStarted;
import waybill.cluster.processes.Ports;

/** {@code ./waybill run}: everything in one process, on a PostgreSQL of its own. */
public final class OneProcess implements Shop {
    private static final Duration READY_WITHIN = Duration.ofSeconds(90);
    private static final Duration ENDED_WITHIN = Duration.ofSeconds(40);

    private final Installed installed;
    private final Path directory;
    private final int port = new Ports().next();
    private final Knocking knocking = new Knocking();
    private final Set<Long> endedByUs = ConcurrentHashMap.newKeySet();
    private final List<String> surprises = new CopyOnWriteArrayList<>();
    private volatile @Nullable ChildProcess child;
    private final AtomicInteger starts = new AtomicInteger();

    /** In this directory, which only this run has. */
    public OneProcess(Installed installed, Path directory) {
        this.installed = installed;
        this.directory = directory;
    }

    @Override
    public void start() {
        launch();
        if (!Waiting.until(() -> knocking.isReady(port) || !isRunning(), READY_WITHIN) || !isRunning()) {
            throw new CannotStart("Waybill did not start: see " + log() + ".", null);
        }
    }

    /** The signal of the parent's death comes when the thread that spawned the child ends, so that thread must last. */
    private void launch() {
        List<String> words = new Program(installed.server(), installed.jvm())
                .command("run", "--port", Integer.toString(port), "--data", data().toString());
        ChildProcess.Order order = new ChildProcess.Order(words, installed.environment(), log(), ENDED_WITHIN);
        CompletableFuture<ChildProcess> started = new CompletableFuture<>();
        Thread.ofPlatform().daemon(true).name("waybill-parent").start(() -> {
            try {
                ChildProcess process = ChildProcess.start(order);
                started.complete(process);
                int code = process.ended().join().orElse(-1);
                if (!endedByUs.contains(process.pid())) {
                    surprises.add("Waybill ended by itself with code " + code + ": see " + log() + ".");
                }
            } catch (NotStarted failure) {
                started.completeExceptionally(failure);
            }
        });
        try {
            child = started.join();
            starts.incrementAndGet();
        } catch (CompletionException failure) {
            throw new CannotStart("Waybill cannot be started: " + failure.getMessage(), failure);
        }
    }

    private boolean isRunning() {
        ChildProcess now = child;
        return now != null && Signals.reaches(now.pid());
    }

    private Path log() {
        return logs().resolve("waybill.out");
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public URI inside(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    @Override
    public URI metrics(Member member) {
        return inside("/metrics");
    }

    @Override
    public Path data() {
        return directory.resolve("shop");
    }

    @Override
    public Path logs() {
        return directory.resolve("log");
    }

    @Override
    public List<Member> members() {
        ChildProcess now = child;
        return now == null || !isRunning() ? List.of() : List.of(new Member("waybill", "waybill", now.pid()));
    }

    @Override
    public Optional<Member> postgres() {
        Path file = data().resolve("postgres").resolve("data").resolve("postmaster.pid");
        try {
            long pid = Long.parseLong(Files.readAllLines(file).getFirst().strip());
            return ProcessHandle.of(pid)
                    .filter(process -> process.info().commandLine().orElse("").contains(directory.toString()))
                    .map(_ -> new Member("postgresql", "postgresql", pid));
        } catch (IOException notThere) {
            return Optional.empty();
        }
    }

    @Override
    public void willEnd(Member member) {
        endedByUs.add(member.pid());
    }

    @Override
    public boolean awaitReady(Duration longest) {
        return Waiting.until(this::isReadyOrLaunched, longest);
    }

    /** Whoever was killed is there for a moment still. */
    private boolean isReadyOrLaunched() {
        if (!isRunning()) {
            launch();
        }
        return knocking.isReady(port);
    }

    @Override
    public void restart() {
        members().forEach(this::willEnd);
        endInOrder();
        launch();
    }

    private void endInOrder() {
        ChildProcess now = child;
        if (now != null) {
            now.end();
        }
    }

    @Override
    public List<String> surprises() {
        return List.copyOf(surprises);
    }

    @Override
    public int starts() {
        return starts.get();
    }

    @Override
    public void close() {
        members().forEach(this::willEnd);
        endInOrder();
    }
}
