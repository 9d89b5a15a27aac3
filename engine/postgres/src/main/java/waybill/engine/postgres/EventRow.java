package waybill.engine.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import waybill.engine.core.log.EventCodec;
import waybill.engine.core.log.Recorded;
import waybill.engine.core.log.StreamId;
import waybill.engine.core.log.UndecodableEvent;

/** One row of the table {@code events}. */
final class EventRow {
    private EventRow() {}

    /** Reads shard, position, stream, key, version, type, data, meta, recorded_at, in this order. */
    static <E> Recorded<E> read(ResultSet row, EventCodec<E> codec) throws SQLException {
        String type = row.getString(6);
        try {
            return place(row, codec.decode(type, row.getBytes(7)));
        } catch (UndecodableEvent unreadable) {
            throw new UndecodableEvent(place(row, unreadable.toString()), unreadable);
        }
    }

    private static <T> Recorded<T> place(ResultSet row, T event) throws SQLException {
        return new Recorded<>(
                row.getInt(1),
                row.getLong(2),
                new StreamId(row.getString(3), row.getString(4)),
                row.getLong(5),
                row.getString(6),
                event,
                MetaJson.read(row.getBytes(8)),
                row.getObject(9, OffsetDateTime.class).toInstant());
    }
}
