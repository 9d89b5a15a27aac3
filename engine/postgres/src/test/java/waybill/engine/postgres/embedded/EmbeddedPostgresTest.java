package waybill.engine.postgres.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import waybill.engine.postgres.DatabaseAddress;

final class EmbeddedPostgresTest {
    private static final String PROMISES = """
            SELECT name || '=' || setting FROM pg_settings
            WHERE name IN ('fsync', 'synchronous_commit', 'full_page_writes', 'data_checksums', 'listen_addresses',
                           'password_encryption', 'server_encoding')
            ORDER BY name COLLATE "C"
            """;

    private static final String LOCALE =
            "SELECT datlocprovider::text || ' ' || datlocale FROM pg_database WHERE datname = current_database()";

    private static final ServerRoom ROOM = new ServerRoom();

    private static Path directory;

    /** One cluster for all stories that do not need one of their own: they stop it again and leave it in order. */
    @BeforeAll
    static void enter() throws IOException {
        CompletableFuture<Void> other = CompletableFuture.runAsync(EmbeddedPostgresTest::unpack);
        unpack();
        other.join();
        directory = ROOM.directory("shop");
        EmbeddedPostgres.start(directory).close();
    }

    @AfterAll
    static void leave() throws IOException {
        ROOM.close();
    }

    @Test
    void two_who_unpack_at_once_leave_one_whole_set_of_programs() throws IOException, InterruptedException {
        try (Stream<Path> left = Files.list(ROOM.root())) {
            assertThat(left.map(Path::getFileName).map(Path::toString).filter(name -> name.contains(Binaries.VERSION)))
                    .containsExactly(Binaries.VERSION);
        }
        Program.Ending version = new Program(
                        List.of(new Binaries(ROOM.root().resolve(Binaries.VERSION)).program("postgres"), "--version"))
                .run();
        String majorAndMinor = Binaries.VERSION.substring(0, Binaries.VERSION.lastIndexOf('.'));
        assertThat(version.said()).contains("(PostgreSQL) " + majorAndMinor);
    }

    @Test
    void what_was_committed_is_there_after_a_restart() throws IOException, SQLException {
        String password;
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(directory)) {
            DatabaseAddress orders = postgres.database("waybill_order");
            password = orders.password();
            ServerRoom.tell(orders, "CREATE TABLE parcels AS SELECT 7 AS id");
        }
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(directory)) {
            DatabaseAddress orders = postgres.database("waybill_order");
            assertThat(orders.password()).isEqualTo(password);
            assertThat(ServerRoom.ask(orders, "SELECT id FROM parcels")).containsExactly("7");
        }
    }

    /** A postmaster that is gone takes no connections, whatever its sessions still do; so it is replaced. */
    @Test
    void one_that_is_kept_running_is_there_again_on_its_port_after_it_was_stopped_at_once() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(directory).keptRunning()) {
            DatabaseAddress orders = postgres.database("waybill_order");
            ServerRoom.tell(orders, "CREATE TABLE pallets AS SELECT 8 AS id");
            for (String signal : List.of("QUIT", "KILL")) {
                long before = postgres.pid();
                new ProcessBuilder("kill", "-" + signal, Long.toString(before))
                        .start()
                        .waitFor();
                assertThat(Watch.until(() -> postgres.pid() != before && postgres.isAlive(), Duration.ofSeconds(60)))
                        .as(signal)
                        .isTrue();
                assertThat(postgres.database("waybill_order")).isEqualTo(orders);
                assertThat(ServerRoom.ask(orders, "SELECT id FROM pallets")).containsExactly("8");
            }
        }
        assertThat(Files.exists(directory.resolve("postgres/data/postmaster.pid")))
                .isFalse();
    }

    @Test
    void it_keeps_what_it_promises_about_safety_and_reach() throws IOException, SQLException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(directory)) {
            DatabaseAddress orders = postgres.database("waybill_order");
            assertThat(ServerRoom.ask(orders, PROMISES))
                    .containsExactly(
                            "data_checksums=on",
                            "fsync=on",
                            "full_page_writes=on",
                            "listen_addresses=127.0.0.1",
                            "password_encryption=scram-sha-256",
                            "server_encoding=UTF8",
                            "synchronous_commit=on");
            assertThat(ServerRoom.ask(orders, LOCALE)).containsExactly("b C.UTF-8");
            // The fifth line names the directory of the socket, the sixth the address listened on.
            assertThat(Files.readAllLines(directory.resolve("postgres/data/postmaster.pid"))
                            .subList(4, 6))
                    .containsExactly("", "127.0.0.1");
            assertThat(Files.getPosixFilePermissions(directory.resolve("postgres/passwords")))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
            assertThat(Files.getPosixFilePermissions(directory.resolve("postgres/data")))
                    .isEqualTo(PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    void no_service_may_enter_another_services_database() throws IOException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(directory)) {
            List<String> names = List.of("waybill_order", "waybill_inventory", "waybill_payment");
            for (String mine : names) {
                DatabaseAddress home = postgres.database(mine);
                Stream.concat(names.stream(), Stream.of("postgres", "template1"))
                        .filter(other -> !other.equals(mine))
                        .map(other ->
                                new DatabaseAddress(home.url().replace(mine, other), home.user(), home.password()))
                        .forEach(other -> assertThatThrownBy(() -> ServerRoom.ask(other, "SELECT 1"))
                                .as("%s", other)
                                .hasMessageContaining("permission denied for database"));
            }
            DatabaseAddress home = postgres.database("waybill_order");
            assertThatThrownBy(
                            () -> ServerRoom.ask(new DatabaseAddress(home.url(), home.user(), "guessed"), "SELECT 1"))
                    .hasMessageContaining("password authentication failed");
        }
    }

    @Test
    void a_second_start_on_the_same_directory_is_refused_in_one_sentence() throws IOException, SQLException {
        try (EmbeddedPostgres first = EmbeddedPostgres.start(directory)) {
            assertThatThrownBy(() -> EmbeddedPostgres.start(directory))
                    .isInstanceOf(EmbeddedPostgresException.class)
                    .hasMessage("Another Waybill is running on " + directory
                            + ": stop it or choose another directory with --data.");
            assertThat(ServerRoom.ask(first.database("waybill_order"), "SELECT 1"))
                    .containsExactly("1");
        }
    }

    @Test
    void a_stale_pid_file_that_names_another_program_is_removed() throws IOException {
        Files.writeString(
                directory.resolve("postgres/data/postmaster.pid"),
                ProcessHandle.current().pid() + "\n" + directory.resolve("postgres/data") + "\n");

        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(directory)) {
            assertThat(postgres.isAlive()).isTrue();
        }
    }

    @Test
    void an_orphan_is_stopped_and_not_adopted() throws IOException, InterruptedException {
        Layout files = Layout.in(directory);
        Cluster cluster = Cluster.in(files, Passwords.in(files.passwords()));
        Postmaster orphan = Postmaster.start(cluster);

        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(directory)) {
            assertThat(orphan.isAlive()).isFalse();
            assertThat(postgres.pid()).isNotEqualTo(orphan.pid());
        }
    }

    @Test
    void a_port_that_was_taken_meanwhile_leads_to_another_try() throws IOException, InterruptedException {
        Layout files = Layout.in(directory);
        Cluster cluster = Cluster.in(files, Passwords.in(files.passwords()));
        InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        try (ServerSocket taken = new ServerSocket(0, 1, loopback)) {
            int free;
            try (ServerSocket closed = new ServerSocket(0, 1, loopback)) {
                free = closed.getLocalPort();
            }
            Queue<Integer> ports = new ArrayDeque<>(List.of(taken.getLocalPort(), free));
            Postmaster postmaster = Postmaster.start(cluster, ports::remove);
            assertThat(postmaster.port()).isEqualTo(free);
            postmaster.stop();
        }
    }

    @Test
    void what_an_earlier_start_did_not_finish_is_swept_away() throws IOException {
        Path other = ROOM.directory("unfinished");
        Path half = Files.createDirectories(other.resolve("postgres/data.unfinished"));
        Files.writeString(half.resolve("PG_VERSION"), "18\n");

        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(other)) {
            assertThat(postgres.isAlive()).isTrue();
            assertThat(half).doesNotExist();
        }
    }

    @Test
    void data_of_another_major_version_is_left_alone_with_one_sentence() throws IOException {
        Path other = ROOM.directory("old");
        Files.createDirectories(other.resolve("postgres/data"));
        Files.writeString(other.resolve("postgres/data/PG_VERSION"), "17\n");

        assertThatThrownBy(() -> EmbeddedPostgres.start(other))
                .isInstanceOf(EmbeddedPostgresException.class)
                .hasMessageEndingWith(
                        "was written by PostgreSQL 17 and this Waybill carries 18: upgrade the data or choose another"
                                + " directory with --data.");
    }

    @Test
    void a_place_that_cannot_be_written_to_is_named_in_one_sentence() throws IOException {
        Path file = Files.writeString(ROOM.root().resolve("a-file"), "no directory");

        assertThatThrownBy(() -> EmbeddedPostgres.start(file.resolve("data")))
                .isInstanceOf(EmbeddedPostgresException.class)
                .hasMessage("Waybill cannot write to its data directory " + file.resolve("data")
                        + ": choose another one with --data.");
    }

    private static void unpack() {
        try {
            Binaries.unpackedUnder(ROOM.root());
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
