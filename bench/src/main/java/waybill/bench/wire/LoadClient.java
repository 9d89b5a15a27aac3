package waybill.bench.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Keeps many conversations going over as many connections, in the calling thread. One thread with a selector costs less
 * than a thread a connection: a wake-up serves every answer that has arrived since the last. It wakes by milliseconds;
 * what was due between two of them is sent a little late.
 */
public final class LoadClient {
    private static final long SILENCE_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final long PATROL_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final InetSocketAddress server;
    private final List<Function<Line, Conversation>> conversations = new ArrayList<>();
    private final List<Connection> connections = new ArrayList<>();
    /** When each connection wants to go on: in an array, because it is searched at every wake-up. */
    private long[] wakeAt = {};

    private long started;
    private long closesAt;
    private boolean closed;

    /** A client of the server at this address. */
    public LoadClient(InetSocketAddress server) {
        this.server = server;
    }

    /** So many connections more, with a conversation each, made when the connection is. */
    public LoadClient with(int count, Function<Line, Conversation> conversation) {
        for (int i = 0; i < count; i++) {
            conversations.add(conversation);
        }
        return this;
    }

    /** Runs so many conversations of one kind: {@link #with} and {@link #run(Duration)}. */
    public Duration run(int count, Function<Line, Conversation> conversation, Duration length) {
        return with(count, conversation).run(length);
    }

    /**
     * Runs one conversation on each connection for this long, then lets what has begun come to its end.
     *
     * @return how long it took in all, from the first request; connecting is not counted
     */
    public Duration run(Duration length) {
        try (Selector selector = Selector.open()) {
            connect(selector);
            started = System.nanoTime();
            closesAt = length.toNanos();
            converse(selector);
            return Duration.ofNanos(now());
        } catch (IOException e) {
            throw new UncheckedIOException("The server at " + server + " cannot be reached: " + e.getMessage(), e);
        } finally {
            connections.forEach(Connection::close);
            connections.clear();
        }
    }

    private void connect(Selector selector) throws IOException {
        wakeAt = new long[conversations.size()];
        closed = false;
        for (int i = 0; i < wakeAt.length; i++) {
            int index = i;
            Conversation conversation = conversations.get(i).apply(() -> ring(index));
            connections.add(new Connection(server, selector, conversation, index));
        }
    }

    private void ring(int index) {
        if (wakeAt[index] != Connection.ANSWER_DUE && wakeAt[index] != Conversation.FINISHED) {
            wakeAt[index] = 0;
        }
    }

    private void converse(Selector selector) throws IOException {
        long patrolAt = PATROL_NANOS;
        while (true) {
            long earliest = wake(now());
            if (earliest == Conversation.FINISHED || (closed && earliest == Conversation.UNTIL_RUNG)) {
                return; // nobody is left who could speak, or ring for those who could
            }
            select(selector, Math.min(Math.min(earliest, patrolAt), closed ? patrolAt : closesAt));
            long now = now();
            if (patrolAt <= now) {
                dropSilent(now);
                patrolAt = now + PATROL_NANOS;
            }
        }
    }

    private void select(Selector selector, long until) throws IOException {
        long wait = until - now();
        if (wait <= 0) {
            selector.selectNow(this::serve);
        } else {
            selector.select(this::serve, Math.max(1, TimeUnit.NANOSECONDS.toMillis(wait)));
        }
    }

    private void serve(SelectionKey key) {
        Connection connection = (Connection) key.attachment();
        try {
            if (connection.transfer(now())) {
                proceed(connection);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The server at " + server + " went away: " + e.getMessage(), e);
        }
    }

    private void proceed(Connection connection) throws IOException {
        long now = now();
        wakeAt[connection.index()] = connection.proceed(now, now >= closesAt);
    }

    /** Lets all go on whose time has come, also those they ring for; returns when the next one wants to. */
    private long wake(long now) throws IOException {
        if (!closed && now >= closesAt) {
            closed = true;
            Arrays.setAll(wakeAt, i -> wakeAt[i] == Conversation.UNTIL_RUNG ? 0 : wakeAt[i]);
        }
        long earliest = earliest();
        while (earliest <= now) {
            for (int i = 0; i < wakeAt.length; i++) {
                if (wakeAt[i] <= now) {
                    proceed(connections.get(i));
                }
            }
            earliest = earliest();
        }
        return earliest;
    }

    private long earliest() {
        long earliest = Conversation.FINISHED;
        for (long at : wakeAt) {
            earliest = Math.min(earliest, at);
        }
        return earliest;
    }

    private void dropSilent(long now) throws IOException {
        for (int i = 0; i < wakeAt.length; i++) {
            if (wakeAt[i] == Connection.ANSWER_DUE && connections.get(i).isSilentSince(now - SILENCE_NANOS)) {
                connections.get(i).lose("no answer in 30 s");
                proceed(connections.get(i));
            }
        }
    }

    private long now() {
        return System.nanoTime() - started;
    }
}
