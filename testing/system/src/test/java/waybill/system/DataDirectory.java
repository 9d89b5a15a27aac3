package waybill.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A directory for one server's data, removed in the end; knows which processes still live in it (Linux). */
final class DataDirectory implements AutoCloseable {
    private static final Path PROC = Path.of("/proc");

    private final Path directory;

    /** Others may pass through it, because PostgreSQL gives up root before it opens its files. */
    DataDirectory() {
        try {
            directory = Files.createTempDirectory("waybill-system-").toRealPath();
            if (Files.getFileStore(directory).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path path() {
        return directory;
    }

    /** Fails unless every process that was started on this directory, or works in it, ends in time. */
    void expectNobodyWithin(Duration deadline) {
        Eventually.within(
                deadline,
                () -> assertThat(inhabitants())
                        .as("processes under %s", directory)
                        .isEmpty());
    }

    private List<String> inhabitants() {
        if (!Files.isDirectory(PROC)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(PROC)) {
            return entries.filter(
                            entry -> entry.getFileName().toString().chars().allMatch(Character::isDigit))
                    .filter(this::livesHere)
                    .map(DataDirectory::commandLine)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean livesHere(Path process) {
        return commandLine(process).contains(directory.toString())
                || workingDirectory(process).startsWith(directory);
    }

    private static String commandLine(Path process) {
        try {
            return Files.readString(process.resolve("cmdline")).replace('\0', ' ');
        } catch (IOException e) {
            return ""; // it has just ended
        }
    }

    private static Path workingDirectory(Path process) {
        try {
            return Files.readSymbolicLink(process.resolve("cwd"));
        } catch (IOException e) {
            return PROC; // it has just ended, or belongs to somebody else
        }
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
