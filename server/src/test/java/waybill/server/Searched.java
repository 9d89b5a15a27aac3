package waybill.server;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import waybill.engine.postgres.DatabaseAddress;

/** Looks for a text in every column of every table of a database, in whatever form it may have been written. */
final class Searched {
    private static final String TABLES = """
            SELECT format('%I.%I', schemaname, tablename) FROM pg_tables
            WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1
            """;

    private final DatabaseAddress database;

    Searched(DatabaseAddress database) {
        this.database = database;
    }

    /** The tables in which any of these texts stands, with the text. */
    List<String> found(String... texts) {
        TreeSet<String> places = new TreeSet<>();
        for (String table : rows(TABLES)) {
            for (String row : rows("SELECT t::text FROM " + table + " t")) {
                String lower = row.toLowerCase(Locale.ROOT);
                for (String text : texts) {
                    if (forms(text).stream().anyMatch(lower::contains)) {
                        places.add(table + ": " + text);
                    }
                }
            }
        }
        return List.copyOf(places);
    }

    /** How a text may be written, in lower case: as it is, as bytes in hexadecimal, in base64 wherever it begins. */
    private static List<String> forms(String text) {
        List<String> forms = new ArrayList<>();
        forms.add(text);
        for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            byte[] bytes = text.getBytes(charset);
            forms.add(HexFormat.of().formatHex(bytes));
            for (int skipped = 0; skipped < 3; skipped++) {
                byte[] whole = Arrays.copyOfRange(bytes, skipped, skipped + (bytes.length - skipped) / 3 * 3);
                String base64 = Base64.getEncoder().encodeToString(whole);
                forms.add(base64);
                forms.add(HexFormat.of().formatHex(base64.getBytes(StandardCharsets.UTF_8)));
            }
        }
        return forms.stream().map(form -> form.toLowerCase(Locale.ROOT)).toList();
    }

    /** The first column of a query, as text. */
    List<String> rows(String query) {
        try (Connection connection = DriverManager.getConnection(database.url(), database.user(), database.password());
                PreparedStatement statement = connection.prepareStatement(query);
                ResultSet row = statement.executeQuery()) {
            List<String> rows = new ArrayList<>();
            while (row.next()) {
                rows.add(row.getString(1));
            }
            return rows;
        } catch (SQLException failed) {
            throw new AssertionError(query, failed);
        }
    }
}
