package waybill.torture.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The history on disk: one JSON object a line, handed to the system before a request goes out and after its answer has
 * come. What a client was told is known even if the tester dies the moment after.
 */
public final class HistoryFile implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final FileChannel file;
    private final Lock lock = new ReentrantLock();
    private final long began = System.nanoTime();

    /** A new file. */
    public HistoryFile(Path path) {
        try {
            this.file = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (IOException unwritable) {
            throw new UncheckedIOException("Cannot write " + path + ".", unwritable);
        }
    }

    /** A request is about to be sent. What it says is written with its first try only. */
    public void invoked(Request request, int attempt) {
        ObjectNode line = line("invoke", request, attempt);
        if (attempt == 1) {
            line.put("kind", request.kind().name());
            putUnlessEmpty(line, "key", request.key());
            putUnlessEmpty(line, "order", request.order());
            putUnlessEmpty(line, "body", request.body());
            putUnlessEmpty(line, "prefer", request.prefer());
        }
        write(line);
    }

    /** Its answer has come, or provably never will. */
    public void answered(Request request, int attempt, Answer answer) {
        ObjectNode line = line(answer.outcome().name().toLowerCase(Locale.ROOT), request, attempt);
        line.put("status", answer.status());
        putUnlessEmpty(line, "problem", answer.problem());
        if (answer.replayed()) {
            line.put("replayed", true);
        }
        putUnlessEmpty(line, "order", answer.order());
        putUnlessEmpty(line, "orderStatus", answer.orderStatus());
        if (answer.version() > 0) {
            line.put("version", answer.version());
        }
        if (!answer.shipped().isEmpty()) {
            answer.shipped().forEach(line.putArray("shipped")::add);
        }
        putUnlessEmpty(line, "digest", answer.digest());
        write(line);
    }

    /** Something happened to the system. */
    public void noted(String what) {
        ObjectNode line = JSON.createObjectNode().put("e", "fault").put("t", now());
        write(line.put("what", what));
    }

    /** Microseconds since the beginning. */
    public long now() {
        return TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - began);
    }

    private ObjectNode line(String event, Request request, int attempt) {
        return JSON.createObjectNode()
                .put("e", event)
                .put("t", now())
                .put("op", request.operation())
                .put("try", attempt);
    }

    private static void putUnlessEmpty(ObjectNode line, String name, String value) {
        if (!value.isEmpty()) {
            line.put(name, value);
        }
    }

    private void write(ObjectNode line) {
        ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(UTF_8));
        lock.lock();
        try {
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
        } catch (IOException unwritable) {
            throw new UncheckedIOException("The history cannot be written.", unwritable);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        try {
            file.force(true);
            file.close();
        } catch (IOException unwritable) {
            throw new UncheckedIOException("The history cannot be written.", unwritable);
        }
    }
}
