package waybill.auditor.books;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks a statement and reads its rows. */
final class Rows {
    private Rows() {}

    /** Where it is asked, and in whose books. */
    record Source(String service, Connection connection) {}

    /** Reads one row. */
    @FunctionalInterface
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** All rows; whatever goes wrong says nothing about what stands there. */
    static <T> List<T> of(Source source, String sql, Row<T> reader, Object... parameters) {
        try (PreparedStatement query = source.connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                bind(source.connection, query, i + 1, parameters[i]);
            }
            List<T> rows = new ArrayList<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    rows.add(reader.read(row));
                }
            }
            return rows;
        } catch (SQLException failed) {
            throw new UnreadableBook(source.service, failed);
        }
    }

    private static void bind(Connection connection, PreparedStatement query, int index, Object value)
            throws SQLException {
        switch (value) {
            case Instant at -> query.setObject(index, at.atOffset(ZoneOffset.UTC));
            case Collection<?> texts -> query.setArray(index, connection.createArrayOf("text", texts.toArray()));
            case long[] numbers -> {
                Object[] boxed = new Object[numbers.length];
                for (int i = 0; i < numbers.length; i++) {
                    boxed[i] = numbers[i];
                }
                query.setArray(index, connection.createArrayOf("int8", boxed));
            }
            default -> query.setObject(index, value);
        }
    }

    static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static @Nullable Instant maybeInstant(ResultSet row, int column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    /** Microseconds since the epoch, as columns of moments travel. */
    static long micros(Instant at) {
        return Math.multiplyExact(at.getEpochSecond(), 1_000_000L) + at.getNano() / 1_000;
    }
}
