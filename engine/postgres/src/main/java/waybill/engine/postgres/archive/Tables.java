package waybill.engine.postgres.archive;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import waybill.engine.postgres.archive.Contents.Table;

/**
 * The tables of one database that hold the truth: all, but for those that are derived, the history of the schema, and
 * the keys of those who may come in: an old export must not let in whose key was revoked since.
 */
final class Tables {
    private static final String TRUTH = """
            SELECT t.table_name, string_agg(quote_ident(c.column_name), ',' ORDER BY c.ordinal_position)
            FROM information_schema.tables t
            JOIN information_schema.columns c ON c.table_schema = t.table_schema AND c.table_name = t.table_name
            WHERE t.table_schema = 'public' AND t.table_type = 'BASE TABLE' AND c.is_generated = 'NEVER'
                AND t.table_name NOT LIKE 'schema\\_history%' AND t.table_name <> 'api_key'
            GROUP BY t.table_name ORDER BY t.table_name
            """;

    private static final String NUMBERED = """
            SELECT format(
                'SELECT setval(pg_get_serial_sequence(%L, %L), 1 + coalesce(max(%I), 0), false) FROM public.%I',
                'public.' || table_name, column_name, column_name, table_name)
            FROM information_schema.columns WHERE table_schema = 'public' AND is_identity = 'YES'
            """;

    private Tables() {}

    static List<Table> of(ArchivedDatabase database, Connection connection) throws SQLException {
        List<Table> tables = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(TRUTH);
                ResultSet row = query.executeQuery()) {
            while (row.next()) {
                if (!database.derived().contains(row.getString(1))) {
                    tables.add(counted(database, row.getString(1), row.getString(2), connection));
                }
            }
        }
        return tables;
    }

    private static Table counted(ArchivedDatabase database, String name, String columns, Connection connection)
            throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("SELECT count(*) FROM public." + name);
                ResultSet row = query.executeQuery()) {
            row.next();
            return new Table(database.name(), name, row.getLong(1), columns);
        }
    }

    /** Refuses a table that does not exist here, or has columns that do not: a newer Waybill wrote it. */
    static void requireKnown(Table table, List<Table> here) {
        Set<String> columns = new HashSet<>(List.of(table.columns().split(",", -1)));
        for (Table known : here) {
            if (known.name().equals(table.name())) {
                columns.removeAll(List.of(known.columns().split(",", -1)));
                if (columns.isEmpty()) {
                    return;
                }
            }
        }
        throw new UnusableArchive(
                "The export has the table %s of %s with columns that this Waybill does not know: import"
                                .formatted(table.name(), table.database())
                        + " it with the Waybill that wrote it, or a newer one.");
    }

    /** Columns that number themselves go on after the numbers that were imported. */
    static void countOn(Connection connection) throws SQLException {
        List<String> statements = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(NUMBERED);
                ResultSet row = query.executeQuery()) {
            while (row.next()) {
                statements.add(row.getString(1));
            }
        }
        for (String statement : statements) {
            try (PreparedStatement count = connection.prepareStatement(statement)) {
                count.execute();
            }
        }
    }

    /** Binary: the same bytes in every PostgreSQL since 8.4 for the types we use, and half the size of text. */
    static String copyOut(Table table) {
        return "COPY (SELECT %s FROM public.%s) TO STDOUT (FORMAT binary)".formatted(table.columns(), table.name());
    }

    static String copyIn(Table table) {
        return "COPY public.%s (%s) FROM STDIN (FORMAT binary)".formatted(table.name(), table.columns());
    }
}
