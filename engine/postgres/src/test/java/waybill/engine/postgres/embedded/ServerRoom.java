package waybill.engine.postgres.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import waybill.engine.postgres.DatabaseAddress;

/** Directories for servers that tests start, all with the same unpacked programs, and questions to those servers. */
final class ServerRoom implements AutoCloseable {
    private final Path root = newRoot();

    Path root() {
        return root;
    }

    /** A directory for one server, made by nobody yet but for the programs. */
    Path directory(String name) throws IOException {
        Path home = Files.createDirectories(root.resolve(name).resolve("postgres"));
        Files.createSymbolicLink(home.resolve(Binaries.VERSION), root.resolve(Binaries.VERSION));
        return root.resolve(name);
    }

    static List<String> ask(DatabaseAddress address, String question) throws SQLException {
        try (Connection connection = DriverManager.getConnection(address.url(), address.user(), address.password());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(question)) {
            List<String> answers = new ArrayList<>();
            while (rows.next()) {
                answers.add(rows.getString(1));
            }
            return answers;
        }
    }

    static void tell(DatabaseAddress address, String order) throws SQLException {
        try (Connection connection = DriverManager.getConnection(address.url(), address.user(), address.password());
                Statement statement = connection.createStatement()) {
            statement.execute(order);
        }
    }

    @Override
    public void close() throws IOException {
        FileTrees.delete(root);
    }

    private static Path newRoot() {
        try {
            Path root = Files.createTempDirectory("waybill-server-room-");
            return Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
