package waybill.torture.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import waybill.cluster.processes.ChildProcess;
import waybill.cluster.processes.NotStarted;
import waybill.cluster.processes.Ports;

/** {@code ./waybill cluster}: every service twice, Kafka, PostgreSQL and a gateway. It starts again whoever ends. */
public final class ClusterOfProcesses implements Shop {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration READY_WITHIN = Duration.ofMinutes(4);
    private static final Duration BACK_WITHIN = Duration.ofMinutes(2);
    private static final Duration ENDED_WITHIN = Duration.ofSeconds(150);
    private static final List<String> SERVICES = List.of("order", "inventory", "payment");

    /** What the gateway lets nobody reach from outside. */
    private static final Pattern INSIDE = Pattern.compile("/(health|metrics|sandbox)(/.*)?");

    private final Installed installed;
    private final Path directory;
    private final int port = new Ports().next();
    private final Knocking knocking = new Knocking();
    private final AtomicInteger turn = new AtomicInteger();
    private volatile @Nullable ChildProcess child;
    private volatile boolean closing;

    /** In this directory, which only this run has. */
    public ClusterOfProcesses(Installed installed, Path directory) {
        this.installed = installed;
        this.directory = directory;
    }

    private record Entry(Member member, int port, int restarts) {}

    @Override
    public void start() {
        launch();
        // The table of its processes is written before all of them are ready, so the gateway has to say so, too.
        boolean ready = Waiting.until(() -> !isRunning() || isReady(), READY_WITHIN);
        if (!ready || !isRunning()) {
            throw new CannotStart("The cluster did not start: see " + log() + ".", null);
        }
    }

    private void launch() {
        CompletableFuture<ChildProcess> started = new CompletableFuture<>();
        ChildProcess.Order order = new ChildProcess.Order(words(), installed.environment(), log(), ENDED_WITHIN);
        Thread.ofPlatform().daemon(true).name("cluster-parent").start(() -> {
            try {
                ChildProcess process = ChildProcess.start(order);
                started.complete(process);
                process.ended().join();
            } catch (NotStarted failure) {
                started.completeExceptionally(failure);
            }
        });
        try {
            child = started.join();
        } catch (CompletionException failure) {
            throw new CannotStart("The cluster cannot be started: " + failure.getMessage(), failure);
        }
    }

    private List<String> words() {
        Path target = installed.home().resolve("cluster").resolve("target");
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                target.resolve("waybill-cluster.jar") + ":" + target.resolve("lib") + "/*",
                "waybill.cluster.Main",
                "--home",
                installed.home().toString(),
                "--port",
                Integer.toString(port),
                "--data",
                data().toString()));
        installed.jvm().forEach(option -> words.add("--jvm=" + option));
        return words;
    }

    private boolean isRunning() {
        ChildProcess now = child;
        return now != null && Signals.reaches(now.pid());
    }

    private Path log() {
        return logs().resolve("cluster.out");
    }

    private List<Entry> entries() {
        try {
            List<Entry> entries = new ArrayList<>();
            JSON.readTree(data().resolve("cluster.json").toFile())
                    .path("processes")
                    .forEach(process -> entries.add(entry(process)));
            return entries;
        } catch (IOException notThere) {
            return List.of();
        }
    }

    private static Entry entry(JsonNode json) {
        Member member = new Member(
                json.path("name").asText(),
                json.path("kind").asText(),
                json.path("pid").asLong());
        return new Entry(
                member, json.path("port").asInt(), json.path("restarts").asInt());
    }

    private boolean isReady() {
        List<Entry> entries = entries();
        return !entries.isEmpty()
                && entries.stream().allMatch(ClusterOfProcesses::isAlive)
                && entries.stream()
                        .filter(entry -> entry.member().isService())
                        .allMatch(entry -> knocking.isReady(entry.port()))
                && knocking.answers(port, "/orders?limit=1")
                && knocking.answers(port, "/inventory/items?limit=1")
                && knocking.answers(port, "/events?service=payment&limit=1");
    }

    private static boolean isAlive(Entry entry) {
        return Signals.reaches(entry.member().pid());
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public URI inside(String path) {
        if (!INSIDE.matcher(path).matches()) {
            return URI.create("http://127.0.0.1:" + port + path);
        }
        List<Entry> replicas = entries().stream()
                .filter(entry -> entry.member().kind().equals("payment"))
                .toList();
        int one = replicas.get(turn.getAndIncrement() % replicas.size()).port();
        return URI.create("http://127.0.0.1:" + one + path);
    }

    @Override
    public URI metrics(Member member) {
        int there = entries().stream()
                .filter(entry -> entry.member().name().equals(member.name()))
                .mapToInt(Entry::port)
                .findFirst()
                .orElse(0);
        return URI.create("http://127.0.0.1:" + there + "/metrics");
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
        return entries().stream()
                .filter(ClusterOfProcesses::isAlive)
                .map(Entry::member)
                .filter(member -> !member.kind().equals("postgresql"))
                .toList();
    }

    @Override
    public Optional<Member> postgres() {
        return entries().stream()
                .filter(ClusterOfProcesses::isAlive)
                .map(Entry::member)
                .filter(member -> member.kind().equals("postgresql"))
                .findFirst();
    }

    @Override
    public void willEnd(Member member) {
        // The cluster starts again whoever ends, and does not ask why.
    }

    @Override
    public boolean awaitReady(Duration longest) {
        return Waiting.until(this::isReady, longest);
    }

    /** One replica of every service at a time; the next ones when these are back and ready. */
    @Override
    public void restart() {
        int replicas = (int) entries().stream()
                .filter(entry -> entry.member().kind().equals("order"))
                .count();
        for (int number = 1; number <= replicas; number++) {
            String end = "-" + number;
            List<Member> some = members().stream()
                    .filter(member ->
                            SERVICES.contains(member.kind()) && member.name().endsWith(end))
                    .toList();
            some.forEach(Signals::end);
            Waiting.until(() -> areReplaced(some) && isReady(), BACK_WITHIN);
        }
    }

    private boolean areReplaced(List<Member> before) {
        List<Member> now = members();
        return before.stream()
                .allMatch(old ->
                        now.stream().anyMatch(member -> member.name().equals(old.name()) && member.pid() != old.pid()));
    }

    @Override
    public List<String> surprises() {
        return isRunning() || closing ? List.of() : List.of("The cluster's own process ended: see " + log() + ".");
    }

    @Override
    public int starts() {
        return entries().stream().mapToInt(entry -> 1 + entry.restarts()).sum();
    }

    @Override
    public void close() {
        closing = true;
        ChildProcess now = child;
        if (now != null) {
            now.end();
        }
    }
}
