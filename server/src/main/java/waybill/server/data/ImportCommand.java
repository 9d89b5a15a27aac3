package waybill.server.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import waybill.engine.postgres.archive.Exporter;
import waybill.engine.postgres.archive.Importer;
import waybill.engine.postgres.archive.UnusableArchive;
import waybill.engine.postgres.embedded.EmbeddedPostgres;
import waybill.engine.postgres.embedded.EmbeddedPostgresException;
import waybill.server.CannotStart;

/** {@code waybill import}: a shop out of a file, in a directory that holds none yet. */
@Command(
        name = "import",
        description = "Makes the shop that was exported to a file in an empty directory.",
        mixinStandardHelpOptions = true)
public final class ImportCommand implements Callable<Integer> {
    /** What is made here counts only when it has its real name. */
    private static final String UNFINISHED = "import.unfinished";

    @Parameters(index = "0", paramLabel = "FILE", description = "The file that waybill export wrote.")
    private Path file = Path.of("");

    @Option(
            names = "--data",
            required = true,
            description = "The directory to make it in: empty, but for the master key, or not there yet.")
    private Path data = Path.of("");

    @Override
    public Integer call() {
        long start = System.nanoTime();
        Path directory = data.toAbsolutePath().normalize();
        try {
            Importer importer = new Importer(file.toAbsolutePath());
            importer.check();
            mustBeEmpty(directory);
            Exporter.Report report = made(importer, directory);
            System.out.printf(
                    Locale.ROOT,
                    "Imported %,d events from %s into %s in %.1f seconds.%n",
                    report.events(),
                    file,
                    directory,
                    (System.nanoTime() - start) / 1e9);
            if (!Files.exists(Shop.masterKey(directory))) {
                System.out.printf(
                        "Put the key that opens personal data in its place before you start: %s.%n",
                        Shop.masterKey(directory));
            }
            return 0;
        } catch (EmbeddedPostgresException | UnusableArchive reason) {
            throw new CannotStart(String.valueOf(reason.getMessage()), reason);
        } catch (IOException unwritable) {
            throw new CannotStart("Cannot write to the data directory " + directory + ".", unwritable);
        }
    }

    private static void mustBeEmpty(Path directory) throws IOException {
        delete(directory.resolve(UNFINISHED));
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> entries = Files.list(directory)) {
            if (entries.anyMatch(entry -> !entry.equals(Shop.masterKey(directory)))) {
                throw new CannotStart(
                        "There is something in " + directory + ": name an empty directory with --data.", null);
            }
        }
    }

    private static Exporter.Report made(Importer importer, Path directory) throws IOException {
        Path unfinished = directory.resolve(UNFINISHED);
        try {
            Exporter.Report report;
            try (EmbeddedPostgres postgres = EmbeddedPostgres.start(unfinished)) {
                Shop.prepare(postgres::database);
                report = importer.into(Shop.databases(postgres::database));
                Shop.restoreDerived(postgres::database);
            }
            Files.move(unfinished.resolve("postgres"), directory.resolve("postgres"), StandardCopyOption.ATOMIC_MOVE);
            return report;
        } finally {
            delete(unfinished);
        }
    }

    private static void delete(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> entries = Files.walk(tree)) {
            all = entries.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path entry : all) {
            Files.deleteIfExists(entry);
        }
    }
}
