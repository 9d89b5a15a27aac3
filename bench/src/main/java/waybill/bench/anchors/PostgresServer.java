package waybill.bench.anchors;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import waybill.bench.host.ServerFailed;

/** The PostgreSQL that a running Waybill keeps in its data directory, as its files tell how to reach it. */
public record PostgresServer(int port, String user, String password) {
    private static final String SUPERUSER = "postgres";
    private static final int PORT_LINE = 3;

    private static final String VERSION = "SELECT current_setting('server_version')";

    /** Where the log of all databases together will be written next: bytes since the server was made. */
    private static final String WAL = "SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')";

    /** What the figures depend on, as the server itself has it. */
    private static final String SETTINGS = """
            SELECT string_agg(name || '=' || current_setting(name), ' ' ORDER BY name)
            FROM pg_settings
            WHERE name IN ('fsync', 'synchronous_commit', 'full_page_writes', 'shared_buffers', 'max_wal_size')
            """;

    /** Reads port and password; the superuser's, because anchors make a database and measure the whole server. */
    public static PostgresServer of(Path data) {
        Path home = data.resolve("postgres");
        try {
            List<String> pidFile = Files.readAllLines(home.resolve("data").resolve("postmaster.pid"));
            String password = Files.readAllLines(home.resolve("passwords")).stream()
                    .filter(line -> line.startsWith(SUPERUSER + "="))
                    .map(line -> line.substring(SUPERUSER.length() + 1))
                    .findFirst()
                    .orElseThrow(() -> new ServerFailed("There is no password of " + SUPERUSER + " in " + home + "."));
            return new PostgresServer(Integer.parseInt(pidFile.get(PORT_LINE).strip()), SUPERUSER, password);
        } catch (IOException e) {
            throw new ServerFailed("No running PostgreSQL was found in " + home + ": " + e.getMessage() + ".");
        }
    }

    /** A connection to one of its databases; statements are prepared on the server from their second use on. */
    public Connection connect(String database) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("sslmode", "disable");
        properties.setProperty("prepareThreshold", "2");
        properties.setProperty("ApplicationName", "waybill-bench");
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/" + database, properties);
    }

    /** A connection to no database in particular. */
    Connection connect() throws SQLException {
        return connect(SUPERUSER);
    }

    /** Bytes of log written so far by all databases of the server. */
    public long walBytes() {
        return Long.parseLong(ask(WAL).split("\\.", 2)[0]);
    }

    /** Its version, such as 18.6. */
    public String version() {
        return ask(VERSION);
    }

    /** The settings that decide what a commit costs. */
    public String settings() {
        return ask(SETTINGS);
    }

    private String ask(String query) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        } catch (SQLException e) {
            throw new ServerFailed("PostgreSQL did not answer the bench: " + e.getMessage());
        }
    }
}
