package waybill.server;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import waybill.server.settings.BadSettings;
import waybill.server.settings.Settings;

/** Where a process listens, keeps its data, and finds its settings. */
final class RunOptions {
    @Option(
            names = "--port",
            description = "Port to listen on (WAYBILL_PORT; ${DEFAULT-VALUE}).",
            defaultValue = "${env:WAYBILL_PORT:-8080}")
    private int port;

    @Option(
            names = "--host",
            description = "Address to listen on (WAYBILL_HOST; ${DEFAULT-VALUE}).",
            defaultValue = "${env:WAYBILL_HOST:-127.0.0.1}")
    private String host = "";

    @Option(
            names = "--data",
            description = "Directory of the database and the logs (WAYBILL_DATA; ${DEFAULT-VALUE}).",
            defaultValue = "${env:WAYBILL_DATA:-.waybill}")
    private Path data = Path.of("");

    @Option(
            names = "--config",
            description = "Properties file with settings (WAYBILL_CONFIG); the environment wins over it.",
            defaultValue = "${env:WAYBILL_CONFIG}")
    private @Nullable Path config;

    @Option(
            names = "--test-mode",
            description = "Lets POST /clock move the clock (WAYBILL_TEST_MODE); never where real orders are.")
    private boolean testMode;

    /** What is set for a process that has everything in it. */
    Settings settings() {
        try {
            Settings settings = anySettings();
            settings.mustSuitOneProcess();
            return settings;
        } catch (BadSettings reason) {
            throw new CannotStart(String.valueOf(reason.getMessage()), reason);
        }
    }

    /**
     * What is set.
     *
     * @throws BadSettings if it cannot be used
     */
    Settings anySettings() {
        Settings settings = Settings.read(config, System.getenv());
        return testMode ? settings.withTestMode() : settings;
    }

    int port() {
        if (port < 0 || port > 65_535) {
            throw new CannotStart("The port must be between 0 and 65535, not " + port + ".", null);
        }
        return port;
    }

    String host() {
        return host;
    }

    Path data() {
        return data.toAbsolutePath().normalize();
    }
}
