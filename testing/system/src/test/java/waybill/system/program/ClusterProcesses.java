package waybill.system.program;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** The processes of a cluster that runs on this data directory, as its {@code cluster.json} has them now. */
public record ClusterProcesses(Path data, AtomicInteger turn) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What the gateway lets nobody reach from outside: health and metrics of processes, and the steps of the saga. */
    private static final Pattern INSIDE = Pattern.compile("/(health|metrics|sandbox|inventory/(reserve|release)"
            + "|payments/(authorize|capture|void|refund))(/.*)?");

    /** Those of this data directory. */
    public ClusterProcesses(Path data) {
        this(data, new AtomicInteger());
    }

    /** One of them. */
    public record Member(String name, String kind, int port, long pid, int restarts) {
        /** kill -9. */
        public void kill() {
            ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        }

        /** SIGTERM: what starts a process of the cluster anew. */
        public void signal() {
            ProcessHandle.of(pid).ifPresent(ProcessHandle::destroy);
        }
    }

    /** Whether {@code -Dwaybill.system.cluster=true} asks for a cluster where otherwise one process would do. */
    public static boolean wanted() {
        return Boolean.getBoolean("waybill.system.cluster");
    }

    /** All of them. */
    public List<Member> all() {
        try {
            JsonNode processes =
                    JSON.readTree(data.resolve("cluster.json").toFile()).path("processes");
            return StreamSupport.stream(processes.spliterator(), false)
                    .map(ClusterProcesses::member)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Member member(JsonNode process) {
        return new Member(
                process.path("name").asText(),
                process.path("kind").asText(),
                process.path("port").asInt(),
                process.path("pid").asLong(),
                process.path("restarts").asInt());
    }

    /** The replicas of a service, or whatever else there is of a kind. */
    public List<Member> of(String kind) {
        return all().stream().filter(member -> member.kind().equals(kind)).toList();
    }

    /** The one with this name. */
    public Member named(String name) {
        return all().stream()
                .filter(member -> member.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Where to go for this address: through the gateway, or, for what is inside, to one replica after the other. */
    public URI way(URI address) {
        if (!INSIDE.matcher(address.getPath()).matches()) {
            return address;
        }
        List<Member> replicas = of(serviceOf(address.getPath()));
        int port = replicas.get(turn.getAndIncrement() % replicas.size()).port();
        return URI.create(address.toString().replace(":" + address.getPort() + "/", ":" + port + "/"));
    }

    private static String serviceOf(String path) {
        if (path.startsWith("/inventory")) {
            return "inventory";
        }
        return path.startsWith("/payments") || path.startsWith("/sandbox") ? "payment" : "order";
    }
}
