package waybill.engine.postgres.embedded;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import waybill.engine.postgres.DatabaseAddress;

/** The databases of one server: each belongs to the role of its name, and no other role may enter it. */
record Databases(int port, Passwords passwords) {
    private static final String ROLES = "SELECT rolname FROM pg_roles";
    private static final String DATABASES = "SELECT datname FROM pg_database";

    /** Everybody may enter a new database until it is closed; asked at every start, so a crash in between is mended. */
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
            executeAtOnce(statement, missingRoles(names, column(statement, ROLES)));
            List<String> there = column(statement, DATABASES);
            for (String name : names) {
                if (!there.contains(name)) {
                    statement.execute("CREATE DATABASE %s OWNER %s".formatted(quoted(name), quoted(name)));
                }
            }
            executeAtOnce(
                    statement,
                    column(statement, OPEN_TO_ALL).stream()
                            .map(name -> "REVOKE CONNECT, TEMPORARY ON DATABASE %s FROM PUBLIC".formatted(quoted(name)))
                            .toList());
        }
    }

    /** A role whose password is lost gets a new one. */
    private List<String> missingRoles(List<String> names, List<String> there) throws IOException {
        List<String> orders = new ArrayList<>();
        for (String name : names) {
            if (!there.contains(name) || !passwords.knows(name)) {
                String verb = there.contains(name) ? "ALTER" : "CREATE";
                orders.add("%s ROLE %s LOGIN PASSWORD '%s'".formatted(verb, quoted(name), passwords.of(name)));
            }
        }
        return orders;
    }

    /** One message is one transaction, so the disk is waited for once. */
    private static void executeAtOnce(Statement statement, List<String> orders) throws SQLException {
        if (!orders.isEmpty()) {
            statement.execute(String.join(";", orders));
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
