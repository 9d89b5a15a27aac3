package waybill.bench.wire;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** One kept-alive connection and its conversation: at most one request is on its way. */
final class Connection {
    /** Wakes at this time although nothing is due: an answer is on its way and the selector waits for it. */
    private static final long ANSWER_DUE = Conversation.FINISHED - 1;

    private final InetSocketAddress server;
    private final Selector selector;
    private final Conversation conversation;
    private final ByteBuffer request = ByteBuffer.allocateDirect(16 * 1024);
    private final ResponseParser parser = new ResponseParser();
    private SocketChannel channel;
    private SelectionKey key;
    private long sentAt;
    private long wakeAt;

    Connection(InetSocketAddress server, Selector selector, Conversation conversation) throws IOException {
        this.server = server;
        this.selector = selector;
        this.conversation = conversation;
        this.channel = connect(server);
        this.key = channel.register(selector, SelectionKey.OP_READ, this);
    }

    private static SocketChannel connect(InetSocketAddress server) throws IOException {
        SocketChannel channel = SocketChannel.open();
        try {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.connect(server);
            channel.configureBlocking(false);
            return channel;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** When to call {@link #proceed} though nothing arrives; {@link Conversation#FINISHED} when all is said. */
    long wakeAt() {
        return wakeAt;
    }

    /** Sends the conversation's next request, or notes until when it waits. */
    void proceed(long now, boolean closing) throws IOException {
        request.clear();
        long when = conversation.next(request, now, closing);
        if (when > now) {
            wakeAt = when;
            return;
        }
        request.flip();
        parser.reset();
        sentAt = now;
        wakeAt = ANSWER_DUE;
        write();
    }

    /**
     * Moves bytes in the direction that is possible; true when an answer was heard or lost and it is time to proceed.
     */
    boolean transfer(long now) throws IOException {
        if (request.hasRemaining() && key.isWritable()) {
            write();
        }
        return key.isReadable() && read(now);
    }

    private void write() throws IOException {
        try {
            channel.write(request);
        } catch (IOException e) {
            // The reading side reports the loss: an answer sent before the close is still heard.
            request.position(request.limit());
        }
        key.interestOps(request.hasRemaining() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
    }

    private boolean read(long now) throws IOException {
        int received;
        try {
            received = channel.read(parser.room());
        } catch (IOException e) {
            lose("connection lost: " + e.getMessage());
            return true;
        }
        if (received < 0) {
            lose("connection closed by the server");
            return true;
        }
        try {
            if (wakeAt != ANSWER_DUE || !parser.advance()) {
                return false;
            }
        } catch (MalformedAnswer e) {
            lose("malformed answer: " + e.getMessage());
            return true;
        }
        conversation.heard(parser, sentAt, now);
        if (parser.closes()) {
            reconnect();
        }
        return true;
    }

    boolean isSilentSince(long time) {
        return wakeAt == ANSWER_DUE && sentAt <= time;
    }

    /** Gives up the request on its way, if there is one, and connects anew. */
    void lose(String how) throws IOException {
        if (wakeAt == ANSWER_DUE) {
            conversation.lost(how);
        }
        reconnect();
    }

    private void reconnect() throws IOException {
        close();
        channel = connect(server);
        key = channel.register(selector, SelectionKey.OP_READ, this);
    }

    void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
