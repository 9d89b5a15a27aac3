package waybill.engine.postgres.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.postgresql.PGConnection;
import waybill.engine.postgres.archive.Contents.Table;

/** Reads the truth of several databases from one file into empty ones. */
public final class Importer {
    private final Path file;

    /** From this file. */
    public Importer(Path file) {
        this.file = file;
    }

    /**
     * Looks at the whole file before anything is touched.
     *
     * @throws UnusableArchive with one sentence for the user, if it is not an export, or not as it was written
     */
    public void check() {
        try (ArchiveReader reader = open()) {
            reader.contents();
        } catch (IOException unreadable) {
            throw new UnusableArchive("The file " + file + " cannot be read.", unreadable);
        }
    }

    private ArchiveReader open() {
        if (!Files.isRegularFile(file)) {
            throw new UnusableArchive("There is no file " + file + ".");
        }
        return ArchiveReader.open(file);
    }

    /**
     * Fills these databases, which have their tables and no rows, and makes sure of every log in them.
     *
     * @throws UnusableArchive with one sentence for the user
     */
    public Exporter.Report into(List<ArchivedDatabase> databases) {
        Map<String, Connection> open = new HashMap<>();
        try (ArchiveReader reader = open()) {
            Map<String, List<Table>> here = new HashMap<>();
            for (ArchivedDatabase database : databases) {
                Connection connection = Plain.connect(database.address());
                open.put(database.name(), connection);
                connection.setAutoCommit(false);
                here.put(database.name(), Tables.of(database, connection));
            }
            Contents contents = reader.contents();
            for (Table table : contents.tables()) {
                Tables.requireKnown(table, here.getOrDefault(table.database(), List.of()));
                copy(table, open, reader);
            }
            for (Map.Entry<String, Connection> database : open.entrySet()) {
                Tables.countOn(database.getValue());
                WholeLog.require(database.getKey(), database.getValue());
                database.getValue().commit();
            }
            return new Exporter.Report(contents.events(), Files.size(file));
        } catch (IOException unreadable) {
            throw new UnusableArchive("The file " + file + " cannot be read.", unreadable);
        } catch (SQLException failed) {
            throw new UnusableArchive("The databases could not be written: " + failed.getMessage() + ".", failed);
        } finally {
            open.values().forEach(Importer::close);
        }
    }

    private void copy(Table table, Map<String, Connection> open, ArchiveReader reader)
            throws IOException, SQLException {
        Connection connection = open.get(table.database());
        if (connection == null) {
            throw new UnusableArchive("The export has a database " + table.database() + " that is unknown here.");
        }
        try (PreparedStatement empty = connection.prepareStatement("TRUNCATE public." + table.name());
                InputStream rows = reader.rows()) {
            empty.execute();
            long count = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(Tables.copyIn(table), rows);
            if (count != table.rows()) {
                throw new UnusableArchive("The file %s has %d rows for %s where it promises %d."
                        .formatted(file, count, table.name(), table.rows()));
            }
        }
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException lost) {
            throw new IllegalStateException("a connection could not be closed", lost);
        }
    }
}
