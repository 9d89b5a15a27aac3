package waybill.engine.postgres.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.security.auth.module.UnixSystem;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who starts the server and what happens to it when they end: each story with a process of its own. */
final class EmbeddedPostgresOwnerTest {
    private static final int NOBODY = 65534;

    private static final ServerRoom ROOM = new ServerRoom();

    private static Path directory;

    @BeforeAll
    static void enter() throws IOException, InterruptedException {
        Binaries.unpackedUnder(ROOM.root());
        directory = ROOM.directory("shop");
    }

    @AfterAll
    static void leave() throws IOException {
        ROOM.close();
    }

    @Test
    void a_waybill_that_is_killed_leaves_no_server_behind_and_loses_nothing() throws Exception {
        assumeTrue(Program.find("setpriv").isPresent(), "needs setpriv, which is on every Linux");
        Process waybill = owner(List.of(), System.getProperty("java.class.path"), directory);
        ProcessHandle server = serverOf(waybill);
        List<ProcessHandle> sessions = server.descendants().toList();

        waybill.destroyForcibly().waitFor();

        server.onExit().get(60, TimeUnit.SECONDS);
        for (ProcessHandle session : sessions) {
            session.onExit().get(60, TimeUnit.SECONDS);
        }
        assertKept(directory);
    }

    @Test
    void the_next_waybill_need_not_wait_for_the_killed_ones_server() throws Exception {
        Process waybill = owner(List.of(), System.getProperty("java.class.path"), directory);
        ProcessHandle server = serverOf(waybill);

        waybill.destroyForcibly().waitFor();

        assertKept(directory);
        server.onExit().get(60, TimeUnit.SECONDS);
    }

    @Test
    void another_process_is_refused_while_the_first_lives() throws Exception {
        Process waybill = owner(List.of(), System.getProperty("java.class.path"), directory);
        serverOf(waybill);

        assertThatThrownBy(() -> EmbeddedPostgres.start(directory))
                .isInstanceOf(EmbeddedPostgresException.class)
                .hasMessageStartingWith("Another Waybill is running on ");
        waybill.destroyForcibly().waitFor();
    }

    @Test
    void an_ordinary_user_can_start_it_and_root_can_go_on_with_the_same_data() throws Exception {
        assumeRoot();
        Path theirs = ROOM.directory("ordinary");
        giveAway(theirs);
        List<String> asNobody = List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups", "--");
        Process waybill = owner(asNobody, classPathForEverybody(), theirs);
        ProcessHandle server = serverOf(waybill);
        assertThat(Files.getAttribute(theirs.resolve("postgres/data"), "unix:uid"))
                .isEqualTo(NOBODY);

        waybill.destroyForcibly().waitFor();

        server.onExit().get(60, TimeUnit.SECONDS);
        assertKept(theirs);
    }

    @Test
    void root_is_told_where_the_servers_user_may_not_pass() throws IOException {
        assumeRoot();
        Path closed = Files.createDirectory(ROOM.root().resolve("closed"));
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));

        Path unreachable = ROOM.directory("closed/data");

        assertThatThrownBy(() -> EmbeddedPostgres.start(unreachable))
                .isInstanceOf(EmbeddedPostgresException.class)
                .hasMessageMatching("PostgreSQL does not run as root but as user number \\d+, who may not pass through "
                        + closed.toRealPath()
                        + ": choose another directory, such as --data /var/lib/waybill,"
                        + " or start Waybill as an ordinary user\\.");
    }

    private static void assertKept(Path directory) throws SQLException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(directory)) {
            assertThat(ServerRoom.ask(postgres.database("waybill_payment"), "SELECT id FROM parcels"))
                    .containsExactly("7");
        }
    }

    private static void assumeRoot() {
        assumeTrue(new UnixSystem().getUid() == 0, "only root is somebody else to PostgreSQL");
    }

    private static Process owner(List<String> prefix, String classPath, Path directory) throws IOException {
        List<String> words = new ArrayList<>(prefix);
        words.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-cp",
                classPath,
                ServerOwner.class.getName(),
                directory.toString()));
        return new ProcessBuilder(words)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static ProcessHandle serverOf(Process owner) throws IOException {
        try (BufferedReader said = owner.inputReader()) {
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                if (line.startsWith(ServerOwner.READY)) {
                    return ProcessHandle.of(Long.parseLong(line.substring(ServerOwner.READY.length())))
                            .orElseThrow();
                }
            }
        }
        throw new AssertionError("the owner ended before its server was ready");
    }

    private static void giveAway(Path directory) throws IOException {
        for (Path mine : List.of(directory, directory.resolve("postgres"))) {
            Files.setAttribute(mine, "unix:gid", NOBODY);
            Files.setAttribute(mine, "unix:uid", NOBODY);
        }
    }

    /** The class path may lie in a home directory that nobody else can enter. */
    private static String classPathForEverybody() throws IOException {
        Path open = Files.createDirectory(ROOM.root().resolve("class-path"));
        List<String> copies = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            Path from = Path.of(entry);
            Path to = open.resolve(copies.size() + "-" + from.getFileName());
            if (Files.exists(from)) {
                copyTree(from, to);
                copies.add(to.toString());
            }
        }
        return String.join(File.pathSeparator, copies);
    }

    private static void copyTree(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                Files.copy(file, copy);
                Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        }
    }
}
