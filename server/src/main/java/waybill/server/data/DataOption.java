package waybill.server.data;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Whose data a command works on. */
final class DataOption {
    @Option(
            names = "--data",
            description = "Directory of the database and the logs (WAYBILL_DATA; ${DEFAULT-VALUE}).",
            defaultValue = "${env:WAYBILL_DATA:-.waybill}")
    private Path data = Path.of("");

    Path directory() {
        return data.toAbsolutePath().normalize();
    }
}
