package waybill.engine.http.server;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.DataWriter;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.common.socket.PeerInfo;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ListenerContext;
import io.helidon.webserver.ProxyProtocolData;
import io.helidon.webserver.Router;
import io.helidon.webserver.ServerConnectionException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import waybill.engine.http.tls.Arrivals;
import waybill.engine.http.wire.StrictReader;

/**
 * One connection, and what it is doing since when, so that the {@link Watchdog} can end what takes too long. A read
 * that trickles byte by byte never times out by itself: only the whole request has a deadline.
 */
final class Connection implements ConnectionContext {
    /** What a connection may be doing. */
    enum Phase {
        /** Between requests. */
        IDLE,
        /** A request has begun to arrive and is not complete. */
        RECEIVING,
        /** The handler is at work; it has deadlines of its own. */
        ANSWERING,
        /** The client is to take the answer. */
        SENDING,
        /** The client is being told events, and is waiting for the next one. */
        TELLING,
        /** The answer is sent; the rest of what the client says is thrown away, so that it gets to read it. */
        LEAVING,
        /** The watchdog has ended it. */
        ENDED
    }

    /** More than any acceptable request can have on the wire, chunk by chunk of one byte. */
    private static final int REQUEST_BYTES_MAX = 4 * 1024 * 1024;

    private final ConnectionContext context;
    private final Router router;
    private final HelidonSocket socket;
    private final StrictReader reader;
    private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.IDLE);
    private volatile long since;
    private volatile boolean gone;
    private long requestBytes;
    private boolean leaving;

    /** What is beneath everything else. */
    private final @Nullable Socket wire;

    private final String peer;

    Connection(ConnectionContext context, Router router, @Nullable Socket wire) {
        this.context = context;
        this.wire = wire;
        this.peer = context.remotePeer().host();
        this.router = router;
        this.socket = context.serverSocket();
        this.since = System.nanoTime();
        this.reader = new StrictReader(this::receive);
    }

    /** The address of whoever is connected; without the port, which changes with every connection. */
    String peer() {
        return peer;
    }

    Phase phase() {
        return Objects.requireNonNull(phase.get());
    }

    long since() {
        return since;
    }

    /** The request is complete; from now on its time is the handler's. */
    void received() {
        if (!change(Phase.RECEIVING, Phase.ANSWERING) && !change(Phase.IDLE, Phase.ANSWERING)) {
            throw new CloseConnectionException("ended while the request arrived");
        }
    }

    /** Sends these bytes to the end, then waits for the next request. */
    void send(byte[] bytes) {
        enter(Phase.SENDING);
        try {
            context.dataWriter().write(BufferData.create(bytes));
        } catch (UncheckedIOException gone) {
            throw new ServerConnectionException("the client is gone", gone);
        }
        requestBytes = 0;
        enter(Phase.IDLE);
    }

    /** Sends these bytes of an answer that goes on. */
    void tell(byte[] bytes) {
        enter(Phase.SENDING);
        try {
            context.dataWriter().write(BufferData.create(bytes));
        } catch (UncheckedIOException gone) {
            throw new ServerConnectionException("the client is gone", gone);
        }
        enter(Phase.TELLING);
    }

    /** Returns when the client leaves, whatever it says before; for a thread that runs beside the one that tells. */
    void awaitDeparture() {
        long said = 0;
        try {
            byte[] bytes = socket.get();
            while (bytes != null && said < REQUEST_BYTES_MAX) {
                said += bytes.length;
                bytes = socket.get();
            }
        } catch (UncheckedIOException broken) {
            // A broken connection is a departure too.
            return;
        } finally {
            gone = true;
        }
    }

    /** Whether the client was seen to leave. */
    boolean isGone() {
        return gone;
    }

    /** Sends from another thread, while this connection's own thread waits for the client. */
    void sendAside(byte[] bytes) {
        context.dataWriter().writeNow(BufferData.create(bytes));
    }

    /** The body comes in chunks, and may have so many bytes. */
    void expectChunks(int bytesMax) {
        reader.expectChunks(bytesMax);
    }

    /** There is an unread rest of a request; it is thrown away after the answer. */
    void leave() {
        leaving = true;
    }

    boolean isLeaving() {
        return leaving;
    }

    /**
     * Throws away what is left of a request that is answered; the watchdog ends a client that takes long to send it.
     */
    void skip(Runnable rest) {
        enter(Phase.LEAVING);
        rest.run();
        requestBytes = 0;
        enter(Phase.IDLE);
    }

    /** Throws away what still comes, until the client closes, says too much, or the watchdog has had enough. */
    void throwAwayTheRest() {
        enter(Phase.LEAVING);
        requestBytes = 0;
        byte[] bytes = socket.get();
        while (bytes != null && requestBytes < REQUEST_BYTES_MAX) {
            requestBytes += bytes.length;
            bytes = socket.get();
        }
    }

    /** Ends the connection if it is still in this phase; whoever waits in a read or a write of it wakes up. */
    boolean endIf(Phase expected) {
        return change(expected, Phase.ENDED);
    }

    void closeSocket() {
        socket.close();
    }

    /** The same though somebody is in the middle of writing to a client that does not read. */
    void abort() {
        if (wire != null) {
            Arrivals.abort(wire);
        } else {
            socket.close();
        }
    }

    /** More bytes from the client; null at the end of its stream. */
    private byte @Nullable [] receive() {
        if (phase() == Phase.IDLE && reader.available() > 0) {
            enter(Phase.RECEIVING);
        }
        byte[] bytes = bytes();
        if (bytes != null) {
            requestBytes += bytes.length;
            if (requestBytes > REQUEST_BYTES_MAX) {
                throw new CloseConnectionException("a request without end");
            }
            if (phase() == Phase.IDLE) {
                enter(Phase.RECEIVING);
            }
        }
        return bytes;
    }

    private byte @Nullable [] bytes() {
        try {
            return socket.get();
        } catch (UncheckedIOException gone) {
            throw new ServerConnectionException("the client is gone", gone);
        }
    }

    private boolean change(Phase from, Phase to) {
        return phase.compareAndSet(from, to);
    }

    private void enter(Phase next) {
        since = System.nanoTime();
        if (phase.getAndSet(next) == Phase.ENDED) {
            phase.set(Phase.ENDED);
            throw new CloseConnectionException("ended for taking too long");
        }
    }

    @Override
    public DataReader dataReader() {
        return reader;
    }

    @Override
    public DataWriter dataWriter() {
        return context.dataWriter();
    }

    @Override
    public ListenerContext listenerContext() {
        return context.listenerContext();
    }

    @Override
    public ExecutorService executor() {
        return context.executor();
    }

    @Override
    public Router router() {
        return router;
    }

    @Override
    public Optional<ProxyProtocolData> proxyProtocolData() {
        return context.proxyProtocolData();
    }

    @Override
    public HelidonSocket serverSocket() {
        return socket;
    }

    @Override
    public PeerInfo remotePeer() {
        return context.remotePeer();
    }

    @Override
    public PeerInfo localPeer() {
        return context.localPeer();
    }

    @Override
    public boolean isSecure() {
        return context.isSecure();
    }

    @Override
    public String socketId() {
        return context.socketId();
    }

    @Override
    public String childSocketId() {
        return context.childSocketId();
    }
}
