package waybill.server.data;

import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import waybill.engine.postgres.archive.Exporter;
import waybill.engine.postgres.archive.UnusableArchive;
import waybill.engine.postgres.embedded.DirectoryPostgres;
import waybill.engine.postgres.embedded.EmbeddedPostgresException;
import waybill.server.CannotStart;

/** {@code waybill export}: the truth of the shop in one file, while it goes on or while it does not. */
@Command(
        name = "export",
        description = "Writes all events and everything that cannot be made from them into one file,"
                + " while Waybill is running or while it is not.",
        mixinStandardHelpOptions = true)
public final class ExportCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "FILE", description = "The file to write; it must not exist.")
    private Path file = Path.of("");

    @Mixin
    private DataOption data = new DataOption();

    @Override
    public Integer call() {
        long start = System.nanoTime();
        try (DirectoryPostgres postgres = DirectoryPostgres.of(data.directory())) {
            Exporter.Report report =
                    new Exporter(Shop.databases(postgres::database)).write(file.toAbsolutePath(), Shop.VERSION);
            System.out.printf(
                    Locale.ROOT,
                    "Exported %,d events to %s (%,d bytes) in %.1f seconds.%n",
                    report.events(),
                    file,
                    report.bytes(),
                    (System.nanoTime() - start) / 1e9);
            System.out.printf(
                    "The key that opens personal data is not in it: keep %s as well, in another place.%n",
                    Shop.masterKey(data.directory()));
            return 0;
        } catch (EmbeddedPostgresException | UnusableArchive reason) {
            throw new CannotStart(String.valueOf(reason.getMessage()), reason);
        }
    }
}
