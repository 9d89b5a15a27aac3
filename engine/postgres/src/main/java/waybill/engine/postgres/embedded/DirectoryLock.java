package waybill.engine.postgres.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The right to use one directory: one Waybill at a time has it, until its process ends, however it ends. */
final class DirectoryLock implements AutoCloseable {
    /** Closing any second channel on the file would drop this process's lock, so no second one is ever opened. */
    private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private DirectoryLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** The lock of the directory; the file that stands for it lies in a corner of it. */
    static DirectoryLock take(Path directory, Path file) throws IOException {
        if (!OURS.add(file)) {
            throw inUse(directory);
        }
        @Nullable FileChannel channel = null;
        try {
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            @Nullable FileLock lock = channel.tryLock();
            if (lock == null) {
                throw inUse(directory);
            }
            return new DirectoryLock(file, channel);
        } catch (IOException | RuntimeException failure) {
            if (channel != null) {
                channel.close();
            }
            OURS.remove(file);
            throw failure;
        }
    }

    /** Whether a Waybill has it now, this one or another. */
    static boolean isTaken(Path directory, Path file) throws IOException {
        try {
            take(directory, file).close();
            return false;
        } catch (EmbeddedPostgresException inUse) {
            return true;
        }
    }

    private static EmbeddedPostgresException inUse(Path directory) {
        return new EmbeddedPostgresException(
                "Another Waybill is running on %s: stop it or choose another directory with --data."
                        .formatted(directory));
    }

    @Override
    public void close() throws IOException {
        channel.close();
        OURS.remove(file);
    }
}
