package waybill.server.replicas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import waybill.auditor.Auditor;
import waybill.auditor.Finding;
import waybill.auditor.Scope;
import waybill.engine.postgres.DatabaseAddress;
import waybill.engine.postgres.embedded.TemporaryPostgres;
import waybill.server.Waybill;
import waybill.server.audit.Auditing;
import waybill.server.settings.Role;
import waybill.server.settings.Settings;
import waybill.server.storage.FreshStorage;
import waybill.testkit.engine.Eventually;
import waybill.testkit.http.ApiClient;

/** Whole processes of all roles on the same databases, as operators start and stop them. */
final class Processes {
    private final Map<Role, DatabaseAddress> databases = new EnumMap<>(Role.class);
    private final Path folder;
    private final Map<String, String> more;

    /** On fresh databases; {@code folder} is theirs, and stays empty. */
    Processes(Path folder) {
        this(folder, Map.of());
    }

    /** With these settings, too. */
    Processes(Path folder, Map<String, String> more) {
        this.folder = folder;
        this.more = more;
        for (Role role : Role.values()) {
            databases.put(role, TemporaryPostgres.freshDatabase());
        }
    }

    /** What the auditor finds wrong in the databases now; of orders to which nothing happened for so long. */
    List<Finding> found(Duration grace) {
        return Auditor.audit(
                        Auditing.databases(role -> Objects.requireNonNull(databases.get(role))),
                        Scope.usual(Clock.systemUTC()).withGrace(grace))
                .findings();
    }

    /** A replica in a process of its own, to be killed. */
    static final class Child implements AutoCloseable {
        private final Process process;
        private final ApiClient api;

        private Child(Process process, int port) {
            this.process = process;
            this.api = ApiClient.at(port);
        }

        /** What it is asked by. */
        ApiClient api() {
            return api;
        }

        /** kill -9, at once. */
        void kill() {
            process.destroyForcibly();
            process.onExit().join();
            api.close();
        }

        private boolean isReady() {
            try {
                return api.get("/health/ready").status() == 200;
            } catch (UncheckedIOException notYet) {
                return false;
            }
        }

        @Override
        public void close() {
            kill();
        }
    }

    /** One more, in a process of its own; it is ready. */
    Child child() {
        int port = freePort();
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                "waybill.server.Main",
                "server",
                "--port",
                Integer.toString(port));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("replica-" + port + ".log").toFile());
        builder.environment().putAll(environment());
        try {
            Child child = new Child(builder.start(), port);
            Eventually.holds(() -> assertThat(child.isReady()).isTrue());
            return child;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One more. It goes on serving for a second after it was told to stop, until everybody has noticed. */
    Waybill start() {
        Settings settings = Settings.read(null, environment());
        return Waybill.start(new Waybill.Plan(Role.all(), "127.0.0.1", 0, folder.resolve("data"), settings));
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(Map.of(
                "WAYBILL_PERSONAL_DATA_MASTER_KEY", FreshStorage.MASTER_KEY,
                "WAYBILL_ORDER_STOCK_CHECK_TIME", "PT10S",
                "WAYBILL_RESILIENCE_INVENTORY_TIMEOUT", "PT10S",
                "WAYBILL_STOP_GRACE", "PT1S"));
        databases.forEach((role, address) -> {
            String prefix = "WAYBILL_DATABASE_" + role.name().toUpperCase(Locale.ROOT);
            environment.put(prefix + "_URL", address.url());
            environment.put(prefix + "_USER", address.user());
            environment.put(prefix + "_PASSWORD", address.password());
        });
        environment.putAll(more);
        return environment;
    }
}
