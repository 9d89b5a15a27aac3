package waybill.server;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where a Waybill of one process listens and keeps its data. */
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
