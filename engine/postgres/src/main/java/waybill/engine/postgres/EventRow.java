package waybill.engine.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import waybill.engine.core.log.EventCodec;
import waybill.engine.core.log.Recorded;
import waybill.engine.core.log.StreamId;
import waybill.engine.core.log.UndecodableEvent;

/** Rows of the table {@code events}: read first, with bytes for events, and decoded when no connection is held. */
final class EventRow {
    private EventRow() {}

    /** Reads shard, position, stream, key, version, type, data, meta, recorded_at, in this order. */
    static Recorded<byte[]> read(ResultSet row) throws SQLException {
        return new Recorded<>(
                row.getInt(1),
                row.getLong(2),
                new StreamId(row.getString(3), row.getString(4)),
                row.getLong(5),
                row.getString(6),
                row.getBytes(7),
                MetaJson.read(row.getBytes(8)),
                row.getObject(9, OffsetDateTime.class).toInstant());
    }

    /** The same rows with their events, in order. */
    static <E> List<Recorded<E>> decoded(List<Recorded<byte[]>> rows, EventCodec<E> codec) {
        codec.comingUp(rows.stream().map(Recorded::event).toList());
        List<Recorded<E>> events = new ArrayList<>(rows.size());
        for (Recorded<byte[]> row : rows) {
            try {
                events.add(with(row, codec.decode(row.type(), row.event())));
            } catch (UndecodableEvent unreadable) {
                throw new UndecodableEvent(with(row, unreadable.toString()), unreadable);
            }
        }
        return events;
    }

    private static <T> Recorded<T> with(Recorded<byte[]> row, T event) {
        return new Recorded<>(
                row.shard(),
                row.position(),
                row.stream(),
                row.version(),
                row.type(),
                event,
                row.meta(),
                row.recordedAt());
    }
}
