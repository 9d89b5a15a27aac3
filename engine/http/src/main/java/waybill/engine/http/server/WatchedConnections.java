package waybill.engine.http.server;

import io.helidon.common.Builder;
import io.helidon.common.buffers.BufferData;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.common.task.InterruptableTask;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.Router;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import waybill.engine.http.tls.Arrivals;

/** Hands every connection to the server's HTTP/1.1, with our own reader beneath it and the watchdog beside it. */
final class WatchedConnections implements ServerConnectionSelector {
    private final ServerConnectionSelector http1;
    private final Router router;
    private final Watchdog watchdog;
    private final Arrivals arrivals;

    /**
     * Connections that know this edge and nothing else. The server's own router keeps a default beside every routing it
     * is given, and which of the two answers is up to chance ({@code RouterImpl} 4.3.1 iterates an IdentityHashMap).
     */
    WatchedConnections(ServerConnectionSelector http1, Edge edge, Watchdog watchdog, Arrivals arrivals) {
        this.http1 = http1;
        this.router = Router.builder().addRouting(new EdgeBuilder(edge)).build();
        this.watchdog = watchdog;
        this.arrivals = arrivals;
    }

    @Override
    public int bytesToIdentifyConnection() {
        return 0;
    }

    @Override
    public Support supports(BufferData data) {
        return Support.SUPPORTED;
    }

    @Override
    public Set<String> supportedApplicationProtocols() {
        return http1.supportedApplicationProtocols();
    }

    @Override
    public ServerConnection connection(ConnectionContext context) {
        Socket wire = arrivals.arrived(context.remotePeer().address());
        Connection connection = new Connection(context, router, wire);
        return new Watched(
                http1.connection(connection), connection, watchdog, wire == null ? () -> {} : arrivals::left);
    }

    private record Watched(ServerConnection protocol, Connection connection, Watchdog watchdog, Runnable left)
            implements ServerConnection, InterruptableTask<Void> {
        @Override
        public void handle(Limit limit) throws InterruptedException {
            watchdog.add(connection);
            try {
                protocol.handle(limit);
                // The protocol itself has refused a request, and did not read the rest of it.
                leave();
            } catch (CloseConnectionException closing) {
                if (connection.isLeaving()) {
                    leave();
                }
                throw closing;
            } finally {
                watchdog.remove(connection);
                left.run();
            }
        }

        /** Closing while bytes are unread resets the connection, and the client might never see the answer. */
        private void leave() {
            try {
                connection.throwAwayTheRest();
            } catch (CloseConnectionException | UncheckedIOException gone) {
                // Whichever side went first: the connection is over.
                connection.leave();
            }
        }

        @Override
        public Duration idleTime() {
            return protocol.idleTime();
        }

        /**
         * The protocol would interrupt a thread that seems to wait for a request, which may have come meanwhile; the
         * watchdog ends silent connections without that race, and running ones end with their answer.
         */
        @Override
        public void close(boolean interrupt) {
            if (interrupt) {
                connection.abort();
            }
        }

        @Override
        public boolean canInterrupt() {
            return false;
        }
    }

    private record EdgeBuilder(Edge edge) implements Builder<EdgeBuilder, Edge> {
        @Override
        public Edge build() {
            return edge;
        }
    }
}
