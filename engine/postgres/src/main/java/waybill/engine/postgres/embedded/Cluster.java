package waybill.engine.postgres.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** One directory of data and whom and what it takes to serve it. */
record Cluster(Layout files, Binaries binaries, ServerUser user) {
    static final String SUPERUSER = "postgres";

    private static final String MAJOR = Binaries.VERSION.substring(0, Binaries.VERSION.indexOf('.'));

    /** The cluster of this layout, made now if there is none yet. */
    static Cluster in(Layout files, Passwords passwords) throws IOException, InterruptedException {
        Cluster cluster = new Cluster(files, Binaries.unpackedUnder(files.home()), ServerUser.of(files.data()));
        if (!Files.exists(files.data())) {
            cluster.make(passwords.of(SUPERUSER));
        }
        cluster.mustBeOurs(passwords);
        cluster.ownDirectory(files.log());
        return cluster;
    }

    /** Tells the server something by a signal, as the user who may. */
    void signal(String name, long pid) throws IOException, InterruptedException {
        program(user.prefix(), "pg_ctl", List.of("kill", name, String.valueOf(pid)))
                .run();
    }

    Program server(List<String> arguments) {
        return program(user.prefixBoundToUs(), "postgres", arguments);
    }

    /** Made elsewhere and then renamed: a half-made cluster is never mistaken for one. */
    private void make(String password) throws IOException, InterruptedException {
        Path unfinished = files.unfinishedData();
        ownDirectory(unfinished);
        Path secret = Files.createTempFile(files.home(), "secret", Layout.UNFINISHED);
        try {
            Files.writeString(secret, password);
            user.own(secret);
            Program.Ending ending = program(user.prefix(), "initdb", initdbArguments(unfinished, secret))
                    .run();
            if (ending.code() != 0) {
                throw new EmbeddedPostgresException("PostgreSQL could not make its data directory %s: %s"
                        .formatted(unfinished, complaint(ending.said())));
            }
        } finally {
            Files.deleteIfExists(secret);
        }
        Files.move(unfinished, files.data(), StandardCopyOption.ATOMIC_MOVE);
    }

    private static List<String> initdbArguments(Path data, Path secret) {
        return List.of(
                "--pgdata=" + data,
                "--username=" + SUPERUSER,
                "-A",
                "scram-sha-256",
                "--pwfile=" + secret,
                "-E",
                "UTF8",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--no-instructions");
    }

    private void mustBeOurs(Passwords passwords) throws IOException {
        String version = Files.readString(files.data().resolve("PG_VERSION")).strip();
        if (!version.equals(MAJOR)) {
            throw new EmbeddedPostgresException(("%s was written by PostgreSQL %s and this Waybill carries %s:"
                            + " upgrade the data or choose another directory with --data.")
                    .formatted(files.data(), version, MAJOR));
        }
        if (!passwords.knows(SUPERUSER)) {
            throw new EmbeddedPostgresException(
                    "%s with the passwords of the databases is missing: put it back from a backup."
                            .formatted(files.passwords()));
        }
    }

    private void ownDirectory(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            Files.createDirectory(directory);
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
            user.own(directory);
        }
    }

    private Program program(List<String> prefix, String name, List<String> arguments) {
        List<String> words = new ArrayList<>(prefix);
        words.add(binaries.program(name));
        words.addAll(arguments);
        return new Program(words);
    }

    /** The line of a program's output that says what is wrong. */
    static String complaint(String said) {
        List<String> lines = said.lines().filter(line -> !line.isBlank()).toList();
        return Stream.of("FATAL:", "error:", "PANIC:")
                .flatMap(mark -> lines.stream()
                        .filter(line -> line.contains(mark))
                        .map(line -> line.substring(line.indexOf(mark) + mark.length())
                                .strip()))
                .findFirst()
                .orElseGet(() -> lines.isEmpty() ? "it said nothing" : lines.getLast());
    }
}
