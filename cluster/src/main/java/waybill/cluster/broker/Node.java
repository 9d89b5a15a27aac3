package waybill.cluster.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;

/**
 * One broker of a group, which is a controller as well.
 *
 * @param id its number, from 1
 * @param directory of its logs, its settings and what it says
 * @param port where clients reach it, on loopback
 * @param controllerPort where the other controllers reach it, on loopback
 */
public record Node(int id, Path directory, int port, int controllerPort) {
    /** A node on ports that are free just now. */
    public static Node on(int id, Path directory) {
        try (ServerSocket one = anyPort();
                ServerSocket other = anyPort()) {
            return new Node(id, directory, one.getLocalPort(), other.getLocalPort());
        } catch (IOException none) {
            throw new UncheckedIOException("there is no free port", none);
        }
    }

    private static ServerSocket anyPort() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    /** As clients are told: {@code 127.0.0.1:9092}. */
    public String address() {
        return "127.0.0.1:" + port;
    }

    Path settings() {
        return directory.resolve("server.properties");
    }

    Path data() {
        return directory.resolve("data");
    }

    /** What the broker says. */
    public Path log() {
        return directory.resolve("broker.log");
    }
}
