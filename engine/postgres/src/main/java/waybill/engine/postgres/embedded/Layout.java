package waybill.engine.postgres.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What lies where in the directory that holds one PostgreSQL: programs, data, log, settings and passwords. */
record Layout(Path home) {
    /** Part of the name of everything that counts only when it has another name. */
    static final String UNFINISHED = ".unfinished";

    /** Makes the directories that are missing, so that the user PostgreSQL runs as can pass through them. */
    static Layout in(Path directory) {
        try {
            for (Path missing : missingUpTo(directory.resolve("postgres"))) {
                Files.createDirectory(missing);
                Files.setPosixFilePermissions(missing, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
            Layout layout = new Layout(directory.toRealPath().resolve("postgres"));
            Files.deleteIfExists(Files.createTempFile(layout.home, "writable", UNFINISHED));
            return layout;
        } catch (IOException failure) {
            throw new EmbeddedPostgresException(
                    "Waybill cannot write to its data directory %s: choose another one with --data."
                            .formatted(directory),
                    failure);
        }
    }

    private static List<Path> missingUpTo(Path directory) {
        List<Path> missing = new ArrayList<>();
        for (@Nullable Path at = directory; at != null && !Files.isDirectory(at); at = at.getParent()) {
            missing.addFirst(at);
        }
        return missing;
    }

    /** Removes what a process that died here could not finish; the caller has the lock. */
    void sweep() throws IOException {
        try (Stream<Path> entries = Files.list(home)) {
            for (Path entry : entries.filter(
                            entry -> entry.getFileName().toString().contains(UNFINISHED))
                    .toList()) {
                FileTrees.delete(entry);
            }
        }
    }

    /** The cluster itself; it exists only when it is complete. */
    Path data() {
        return home.resolve("data");
    }

    /** Where a cluster is made; it becomes {@link #data} by one rename. */
    Path unfinishedData() {
        return home.resolve("data" + UNFINISHED);
    }

    Path log() {
        return home.resolve("log");
    }

    /** What the server says before it writes to its own log. */
    Path startLog() {
        return home.resolve("start.log");
    }

    Path passwords() {
        return home.resolve("passwords");
    }

    Path lock() {
        return home.resolve("lock");
    }

    /** Puts one of our settings files in its place and answers where that is. */
    Path settings(String name) throws IOException {
        Path target = home.resolve(name);
        try (var text = Layout.class.getResourceAsStream(name)) {
            if (text == null) {
                throw new IllegalStateException(name + " is missing from the jar");
            }
            Path fresh = Files.createTempFile(home, name, UNFINISHED);
            Files.copy(text, fresh, StandardCopyOption.REPLACE_EXISTING);
            Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-r--r--"));
            return Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
        }
    }
}
