package waybill.engine.postgres.embedded;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import waybill.engine.postgres.DatabaseAddress;

/** The databases of one server: each belongs to the role of its name, and no other role may enter it. */
record Databases(int port, Passwords passwords) {
    private static final String ROLES = "SELECT rolname FROM pg_roles";
    private static final String DATABASES = "SELECT datname FROM pg_database";

    /** Everybody may enter a new database until somebody says otherwise; asked at every start, so a crash between is mended. */
    private static final String OPEN_TO_ALL =
            "SELECT datname FROM pg_database WHERE datallowconn AND has_database_privilege('public', oid, 'CONNECT')";

    DatabaseAddress address(String name) throws IOException {
        return address(name, name);
    }

    /** Makes what is missing and leaves alone what is there. */
    void make(List<String> names) throws IOException, SQLException {
        DatabaseAddress door = address(Cluster.SUPERUSER, Cluster.SUPERUSER);
        try (Connection connection = DriverManager.getConnection(door.url(), door.user(), door.password());
                Statement statement = connection.createStatement()) {
            Set<String> roles = new HashSet<>(column(statement, ROLES));
            Set<String> databases = new HashSet<>(column(statement, DATABASES));
            for (String name : names) {
                if (!roles.contains(name) || !passwords.knows(name)) {
                    String verb = roles.contains(name) ? "ALTER" : "CREATE";
                    statement.execute(
                            "%s ROLE %s LOGIN PASSWORD '%s'".formatted(verb, quoted(name), passwords.of(name)));
                }
                if (!databases.contains(name)) {
                    statement.execute("CREATE DATABASE %s OWNER %s".formatted(quoted(name), quoted(name)));
                }
            }
            for (String open : column(statement, OPEN_TO_ALL)) {
                statement.execute("REVOKE CONNECT, TEMPORARY ON DATABASE %s FROM PUBLIC".formatted(quoted(open)));
            }
        }
    }

    private DatabaseAddress address(String database, String role) throws IOException {
        return new DatabaseAddress(
                "jdbc:postgresql://127.0.0.1:%d/%s?sslmode=disable".formatted(port, database),
                role,
                passwords.of(role));
    }

    private static List<String> column(Statement statement, String query) throws SQLException {
        List<String> values = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }

    private static String quoted(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }
}
