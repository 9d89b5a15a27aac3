package waybill.engine.postgres;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Fills the parameters of a statement from left to right; columns of many rows travel as arrays. */
public final class Binder {
    private final PreparedStatement statement;
    private int next = 1;

    Binder(PreparedStatement statement) {
        this.statement = statement;
    }

    /** Fills this statement from its first parameter on. */
    public static Binder of(PreparedStatement statement) {
        return new Binder(statement);
    }

    /** A {@code text[]}. */
    public <T> Binder texts(Collection<T> rows, Function<T, @Nullable String> column) throws SQLException {
        @Nullable String[] values = new String[rows.size()];
        int i = 0;
        for (T row : rows) {
            values[i++] = column.apply(row);
        }
        return array("text", values);
    }

    /** An {@code int4[]}. */
    public <T> Binder ints(Collection<T> rows, ToIntFunction<T> column) throws SQLException {
        return array("int4", rows.stream().mapToInt(column).toArray());
    }

    /** An {@code int4[]}. */
    public Binder ints(int[] values) throws SQLException {
        return array("int4", values);
    }

    /** An {@code int8[]}. */
    public Binder longs(long[] values) throws SQLException {
        return array("int8", values);
    }

    /** An {@code int8[]}. */
    public <T> Binder longs(Collection<T> rows, ToLongFunction<T> column) throws SQLException {
        return array("int8", rows.stream().mapToLong(column).toArray());
    }

    /** An {@code int8[]} of microseconds since the epoch. */
    public <T> Binder instants(Collection<T> rows, Function<T, Instant> column) throws SQLException {
        return longs(rows, row -> micros(column.apply(row)));
    }

    /** A {@code bytea[]}. */
    public Binder bytes(byte[][] values) throws SQLException {
        return array("bytea", values);
    }

    /** A {@code text}. */
    public Binder text(@Nullable String value) throws SQLException {
        statement.setString(next++, value);
        return this;
    }

    /** A {@code timestamptz}. */
    public Binder instant(Instant value) throws SQLException {
        statement.setObject(next++, value.atOffset(ZoneOffset.UTC));
        return this;
    }

    /** An {@code int8}. */
    public Binder number(long value) throws SQLException {
        statement.setLong(next++, value);
        return this;
    }

    private Binder array(String type, Object values) throws SQLException {
        var connection = statement.getConnection().unwrap(org.postgresql.PGConnection.class);
        statement.setArray(next++, connection.createArrayOf(type, values));
        return this;
    }

    /** Microseconds since the epoch. */
    public static long micros(Instant at) {
        return Math.multiplyExact(at.getEpochSecond(), 1_000_000L) + at.getNano() / 1_000;
    }
}
