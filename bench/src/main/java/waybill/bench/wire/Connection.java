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
    /** An answer is on its way, and the selector waits for it. */
    static final long ANSWER_DUE = Conversation.UNTIL_RUNG - 1;

    private static final int REQUEST_BYTES_MAX = 4 * 1024;

    private final InetSocketAddress server;
    private final Selector selector;
    private final Conversation conversation;
    private final int index;
    private final ByteBuffer request = ByteBuffer.allocateDirect(REQUEST_BYTES_MAX);
    private final ResponseParser parser = new ResponseParser();
    private SocketChannel channel;
    private SelectionKey key;
    private long sentAt;
    private boolean answerDue;

    Connection(InetSocketAddress server, Selector selector, Conversation conversation, int index) throws IOException {
        this.server = server;
        this.selector = selector;
        this.conversation = conversation;
        this.index = index;
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

    /** Which of the client's connections it is. */
    int index() {
        return index;
    }

    /** Sends the conversation's next request and returns {@link #ANSWER_DUE}, or until when it waits. */
    long proceed(long now, boolean closing) throws IOException {
        request.clear();
        long when = conversation.next(request, now, closing);
        if (when > now) {
            return when;
        }
        request.flip();
        parser.reset();
        sentAt = now;
        answerDue = true;
        write();
        return ANSWER_DUE;
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
            return lose("connection lost: " + e.getMessage());
        }
        if (received < 0) {
            return lose("connection closed by the server");
        }
        try {
            if (!answerDue || !parser.advance()) {
                return false;
            }
        } catch (MalformedAnswer e) {
            return lose("malformed answer: " + e.getMessage());
        }
        answerDue = false;
        conversation.heard(parser, sentAt, now);
        if (parser.closes()) {
            reconnect();
        }
        return true;
    }

    boolean isSilentSince(long time) {
        return answerDue && sentAt <= time;
    }

    /** Gives up the request on its way and connects anew; true if there was one. */
    boolean lose(String how) throws IOException {
        boolean wasDue = answerDue;
        if (wasDue) {
            answerDue = false;
            conversation.lost(how);
        }
        reconnect();
        return wasDue;
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
