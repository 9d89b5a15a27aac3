package waybill.engine.http.tls;

import io.helidon.common.socket.SocketOptions;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Clients who have connected and have not come as far as a request: with TLS they first have to say hello. The server
 * under us (Helidon 4.3.1) waits for that without end, and gives a place that was taken by a handshake that failed to
 * nobody else ever again; so the places are counted here, where each connection passes right after it was accepted.
 */
public final class Arrivals implements SocketOptions {
    private final SocketOptions usual = SocketOptions.create();
    private final Semaphore places;
    private final Map<SocketAddress, Arrival> waiting = new ConcurrentHashMap<>();
    private volatile boolean closed;

    private record Arrival(Socket socket, long since) {}

    /** No more connections than this at the same time; more wait to be accepted. */
    public Arrivals(int connectionsMax) {
        this.places = new Semaphore(connectionsMax);
    }

    /** A connection was accepted; called by the one thread that accepts. */
    @Override
    public void configureSocket(Socket socket) {
        if (closed) {
            throw new IllegalStateException("too late");
        }
        places.acquireUninterruptibly();
        try {
            usual.configureSocket(socket);
            waiting.put(socket.getRemoteSocketAddress(), new Arrival(socket, System.nanoTime()));
        } catch (RuntimeException broken) {
            places.release();
            throw broken;
        }
    }

    /** From now on connections are closed before a byte of them was read. */
    public void close() {
        closed = true;
    }

    /** This client is about to ask something; its socket, to be closed if need be. {@link #left} must follow. */
    public @Nullable Socket arrived(SocketAddress client) {
        Arrival arrival = waiting.remove(client);
        return arrival == null ? null : arrival.socket;
    }

    /** A client that had arrived has left. */
    public void left() {
        places.release();
    }

    /** Cuts off those who take longer than this. */
    public void cutOff(Duration longest) {
        waiting.forEach((client, arrival) -> {
            if (arrival.socket.isClosed()) {
                forget(client, arrival);
            } else if (System.nanoTime() - arrival.since > longest.toNanos()) {
                Thread.startVirtualThread(() -> abort(arrival.socket));
            }
        });
    }

    private void forget(SocketAddress client, Arrival arrival) {
        if (waiting.remove(client, arrival)) {
            places.release();
        }
    }

    /** How many there are. */
    public int size() {
        return waiting.size();
    }

    /** Closes at once: a friendly end of TLS would wait for whoever is in the middle of writing to the client. */
    public static void abort(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException gone) {
            // The client was faster.
            return;
        }
    }

    @Override
    public Map<SocketOption<?>, Object> socketOptions() {
        return usual.socketOptions();
    }

    @Override
    public Duration connectTimeout() {
        return usual.connectTimeout();
    }

    @Override
    public Duration readTimeout() {
        return usual.readTimeout();
    }

    @Override
    public Optional<Integer> socketReceiveBufferSize() {
        return usual.socketReceiveBufferSize();
    }

    @Override
    public Optional<Integer> socketSendBufferSize() {
        return usual.socketSendBufferSize();
    }

    @Override
    public boolean socketReuseAddress() {
        return usual.socketReuseAddress();
    }

    @Override
    public boolean socketKeepAlive() {
        return usual.socketKeepAlive();
    }

    @Override
    public boolean tcpNoDelay() {
        return usual.tcpNoDelay();
    }
}
