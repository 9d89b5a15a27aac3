package waybill.engine.postgres.archive;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;
import waybill.engine.postgres.archive.Contents.Table;

/** Writes the truth of several databases, as of one moment, into one file. */
public final class Exporter {
    private final List<ArchivedDatabase> databases;

    /** Of these databases. */
    public Exporter(List<ArchivedDatabase> databases) {
        this.databases = List.copyOf(databases);
    }

    /**
     * What was written or read.
     *
     * @param events of all logs together
     */
    public record Report(long events, long bytes) {}

    /**
     * Writes the file; it is there when it is complete, or not at all.
     *
     * @throws UnusableArchive with one sentence for the user
     */
    public Report write(Path file, String product) {
        if (Files.exists(file)) {
            throw new UnusableArchive("The file " + file + " exists already: choose another name.");
        }
        Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
        try {
            Files.deleteIfExists(unfinished);
            Contents contents = written(unfinished, product);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
            return new Report(contents.events(), Files.size(file));
        } catch (IOException unwritable) {
            throw new UnusableArchive("The file " + file + " cannot be written.", unwritable);
        } catch (SQLException failed) {
            throw new UnusableArchive("The databases could not be read: " + failed.getMessage() + ".", failed);
        } finally {
            discard(unfinished);
        }
    }

    private static void discard(Path unfinished) {
        try {
            Files.deleteIfExists(unfinished);
        } catch (IOException left) {
            throw new UnusableArchive("The file " + unfinished + " is left behind and cannot be removed.", left);
        }
    }

    private Contents written(Path file, String product) throws IOException, SQLException {
        try (Snapshots snapshots = Snapshots.of(databases);
                ArchiveWriter writer = new ArchiveWriter(file)) {
            List<Table> tables = new ArrayList<>();
            for (ArchivedDatabase database : databases) {
                WholeLog.require(database.name(), snapshots.at(database));
                tables.addAll(Tables.of(database, snapshots.at(database)));
            }
            Contents contents = new Contents(product, tables);
            writer.contents(contents);
            Map<String, ArchivedDatabase> byName =
                    databases.stream().collect(Collectors.toMap(ArchivedDatabase::name, Function.identity()));
            for (Table table : tables) {
                ArchivedDatabase database = byName.get(table.database());
                if (database != null) {
                    copy(table, snapshots.at(database), writer);
                }
            }
            writer.finish();
            return contents;
        }
    }

    private static void copy(Table table, Connection snapshot, ArchiveWriter writer) throws IOException, SQLException {
        try (OutputStream rows = writer.rows()) {
            long count = snapshot.unwrap(PGConnection.class).getCopyAPI().copyOut(Tables.copyOut(table), rows);
            if (count != table.rows()) {
                throw new IllegalStateException(table + " has " + count + " rows in the same snapshot");
            }
        }
    }
}
