package waybill.torture.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;

/**
 * Passes bytes between clients and a server on loopback, and fails on demand. It knows nothing of what it passes on, so
 * it can stand before anything that speaks TCP.
 */
public final class FaultProxy implements AutoCloseable {
    private static final int BUFFER = 16 * 1024;
    private static final int CONNECT_MILLIS = 2_000;
    private static final int WAITING_MAX = 512;

    private final IntSupplier target;
    private final ServerSocket door;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicLong connections = new AtomicLong();
    private volatile Weather weather = Weather.FAIR;

    /**
     * On a port of its own.
     *
     * @param target the server's port at the moment; 0 while there is none
     */
    public FaultProxy(int port, IntSupplier target) {
        this.target = target;
        try {
            this.door = new ServerSocket(port, WAITING_MAX, InetAddress.getLoopbackAddress());
        } catch (IOException taken) {
            throw new UncheckedIOException("The port " + port + " is taken.", taken);
        }
        Thread.ofVirtual().name("proxy-door").start(this::welcome);
    }

    /** Where clients connect. */
    public int port() {
        return door.getLocalPort();
    }

    /** How many connections have been made through it. */
    public long connections() {
        return connections.get();
    }

    /** From now on it is like this. */
    public void setWeather(Weather now) {
        weather = now;
    }

    /** Cuts every connection that there is; says how many. */
    public int cut() {
        int cut = 0;
        for (Socket socket : sockets) {
            close(socket);
            cut++;
        }
        return cut / 2;
    }

    private void welcome() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                Thread.ofVirtual().name("proxy").start(() -> join(client));
            } catch (IOException closed) {
                if (!door.isClosed()) {
                    throw new UncheckedIOException(closed);
                }
            }
        }
    }

    private void join(Socket client) {
        Socket server = new Socket();
        try {
            if (weather.refuses()) {
                close(client);
                return;
            }
            server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target.getAsInt()), CONNECT_MILLIS);
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
        } catch (IOException | IllegalArgumentException nobodyThere) {
            close(client);
            close(server);
            return;
        }
        sockets.add(client);
        sockets.add(server);
        connections.incrementAndGet();
        Thread.ofVirtual().name("proxy-out").start(() -> pass(client, server, false));
        pass(server, client, true);
    }

    private void pass(Socket from, Socket to, boolean answers) {
        byte[] bytes = new byte[BUFFER];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                Weather now = weather;
                if (answers && now.losesAnswers()) {
                    break;
                }
                LockSupport.parkNanos(now.delayNanos());
                out.write(bytes, 0, read);
            }
        } catch (IOException brokenOff) {
            // Cut by us, or ended by one side: either way the other side is told by closing.
        } finally {
            close(from);
            close(to);
        }
    }

    private void close(Socket socket) {
        sockets.remove(socket);
        try {
            socket.close();
        } catch (IOException closedAlready) {
            throw new UncheckedIOException(closedAlready);
        }
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        cut();
    }
}
