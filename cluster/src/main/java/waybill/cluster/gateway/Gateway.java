package waybill.cluster.gateway;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import waybill.cluster.processes.Child;
import waybill.cluster.processes.ChildProcess;
import waybill.cluster.processes.NotStarted;
import waybill.cluster.processes.Program;
import waybill.cluster.services.Replica;

/** HAProxy with the rules that lie in {@code deploy/gateway} and the replicas of this cluster. */
public final class Gateway implements Program {
    /** What a socket of this machine may be called, and HAProxy adds to it before it is there. */
    private static final int LONGEST_SOCKET_NAME = 90;

    private static final Duration ENDED_WITHIN = Duration.ofSeconds(5);
    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final Path haproxy;
    private final Place place;
    private final Doors doors;
    private final List<Replica> replicas;

    /**
     * Where its files are.
     *
     * @param rules {@code haproxy.cfg}, with its problem documents beside it
     * @param directory of what is written for this start
     * @param log what HAProxy says: a line for each request
     */
    public record Place(Path rules, Path directory, Path log) {
        private Path servers() {
            return directory.resolve("servers.cfg");
        }

        /** The directory of a user may be too deep for a socket. */
        private Path control() throws IOException {
            Path socket = directory.resolve("control.sock").toAbsolutePath();
            return socket.toString().length() <= LONGEST_SOCKET_NAME
                    ? socket
                    : Files.createTempDirectory("waybill-gateway-").resolve("control.sock");
        }
    }

    private final ControlSocket control;

    /**
     * A gateway before these replicas, not yet started.
     *
     * @throws NotStarted with one sentence, if there is no HAProxy on this machine
     */
    public Gateway(Place place, Doors doors, List<Replica> replicas) throws NotStarted {
        this.haproxy = ChildProcess.find("haproxy")
                .orElseThrow(() -> new NotStarted(
                        "The gateway of the cluster is HAProxy, which is not on this machine: install it"
                                + " (on Debian and Ubuntu: apt-get install haproxy).",
                        null));
        this.place = place;
        this.doors = doors;
        this.replicas = replicas;
        try {
            Files.createDirectories(place.directory());
            this.control = new ControlSocket(place.control());
        } catch (IOException unwritable) {
            throw new NotStarted("Cannot write to " + place.directory() + ".", unwritable);
        }
    }

    @Override
    public Child start() throws NotStarted {
        try {
            Files.writeString(place.servers(), ServersFile.of(replicas, control.path()));
            Files.deleteIfExists(control.path());
        } catch (IOException unwritable) {
            throw new NotStarted("Cannot write to " + place.directory() + ".", unwritable);
        }
        List<String> words = List.of(
                haproxy.toString(),
                "-db",
                "-f",
                place.rules().toString(),
                "-f",
                place.servers().toString());
        return ChildProcess.start(new ChildProcess.Order(words, environment(), place.log(), ENDED_WITHIN));
    }

    /** Ours, with where to listen; what else the rules read from it, whoever started us may set. */
    private Map<String, String> environment() {
        Map<String, String> all = new HashMap<>(System.getenv());
        all.put("WAYBILL_GATEWAY_BIND", doors.host() + ":" + doors.port());
        all.put("WAYBILL_GATEWAY_INTERNAL_BIND", "127.0.0.1:" + doors.internal());
        all.put("WAYBILL_GATEWAY_OPERATIONS_BIND", "127.0.0.1:" + doors.operations());
        return all;
    }

    /** Takes no more connections from outside, and waits until nobody is being answered any more, up to this long. */
    public void drain(Duration longest) {
        long giveUp = System.nanoTime() + longest.toNanos();
        try {
            control.ask("shutdown frontend api");
            while (isBusy() && System.nanoTime() < giveUp) {
                LockSupport.parkNanos(LOOK_AGAIN_NANOS);
            }
            Files.deleteIfExists(control.path());
        } catch (IOException gone) {
            // It has ended already, and with it whatever was to be waited for.
        }
    }

    /** Whether a request is at a replica: the current sessions of the backends, in HAProxy's table of its figures. */
    private boolean isBusy() throws IOException {
        List<String> lines = control.ask("show stat -1 2 -1").lines().toList();
        int column = List.of(lines.getFirst().split(",", -1)).indexOf("scur");
        return lines.stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .anyMatch(values -> values.length > column && !values[column].equals("0"));
    }
}
