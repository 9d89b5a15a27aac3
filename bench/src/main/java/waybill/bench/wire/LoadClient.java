package waybill.bench.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/**
 * Keeps many conversations going over as many connections, in the calling thread. One thread with a selector costs less
 * than a thread a connection: a wake-up serves every answer that has arrived since the last.
 */
public final class LoadClient {
    private static final long SILENCE_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final long PATROL_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final InetSocketAddress server;
    private final List<Connection> connections = new ArrayList<>();
    private long started;
    private long closesAt;

    /** A client of the server at this address. */
    public LoadClient(InetSocketAddress server) {
        this.server = server;
    }

    /**
     * Runs one conversation on each connection for this long, then lets what has begun come to its end.
     *
     * @return how long it took in all
     */
    public Duration run(int count, IntFunction<Conversation> conversations, Duration length) {
        started = System.nanoTime();
        closesAt = length.toNanos();
        try (Selector selector = Selector.open()) {
            for (int i = 0; i < count; i++) {
                connections.add(new Connection(server, selector, conversations.apply(i)));
            }
            converse(selector);
            return Duration.ofNanos(now());
        } catch (IOException e) {
            throw new UncheckedIOException("The server at " + server + " cannot be reached: " + e.getMessage(), e);
        } finally {
            connections.forEach(Connection::close);
            connections.clear();
        }
    }

    private void converse(Selector selector) throws IOException {
        for (Connection connection : connections) {
            connection.proceed(now(), false);
        }
        long patrolAt = PATROL_NANOS;
        while (true) {
            long wakeAt = earliest();
            if (wakeAt == Conversation.FINISHED) {
                return;
            }
            selector.select(this::serve, millisUntil(Math.min(wakeAt, patrolAt)));
            long now = now();
            if (wakeAt <= now) {
                wake(now);
            }
            if (patrolAt <= now) {
                dropSilent(now);
                patrolAt = now + PATROL_NANOS;
            }
        }
    }

    private void serve(SelectionKey key) {
        Connection connection = (Connection) key.attachment();
        try {
            if (connection.transfer(now())) {
                connection.proceed(now(), closing());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The server at " + server + " went away: " + e.getMessage(), e);
        }
    }

    /** The earliest time at which a waiting conversation wants to go on; answers due are waited for by the selector. */
    private long earliest() {
        long earliest = Conversation.FINISHED;
        for (Connection connection : connections) {
            earliest = Math.min(earliest, connection.wakeAt());
        }
        return earliest;
    }

    private void wake(long now) throws IOException {
        for (Connection connection : connections) {
            if (connection.wakeAt() <= now) {
                connection.proceed(now, closing());
            }
        }
    }

    private void dropSilent(long now) throws IOException {
        for (Connection connection : connections) {
            if (connection.isSilentSince(now - SILENCE_NANOS)) {
                connection.lose("no answer in 30 s");
                connection.proceed(now, closing());
            }
        }
    }

    private long now() {
        return System.nanoTime() - started;
    }

    private boolean closing() {
        return now() >= closesAt;
    }

    private long millisUntil(long time) {
        return Math.max(1, TimeUnit.NANOSECONDS.toMillis(time - now()));
    }
}
