package waybill.engine.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import waybill.engine.core.parked.NewsPlace;
import waybill.engine.core.parked.Parked;
import waybill.engine.core.parked.ParkingLot;
import waybill.engine.core.parked.Parkings;

/** What is parked, in its table. */
final class ParkedRows implements ParkingLot {
    /** Both at one moment: a subject is never read as free with a number from after it was parked. */
    private static final String PARKINGS = """
            SELECT h.shard, h.parkings, NULL AS subject FROM log_head h
            UNION ALL SELECT DISTINCT -1, 0, subject FROM parked_news
            ORDER BY 1
            """;

    private static final String PARKED = """
            SELECT p.number, p.source, p.shard, p.position, p.type, p.subject, p.error, p.at, p.tries,
                   EXISTS (SELECT FROM parked_news e WHERE e.subject = p.subject AND e.number < p.number)
            FROM parked_news p
            """;

    private static final String LIST =
            PARKED + "WHERE p.number > ? AND (?::text IS NULL OR p.subject = ?) ORDER BY p.number LIMIT ?";

    private static final String FIND = PARKED + "WHERE p.source = ? AND p.shard = ? AND p.position = ?";

    private static final String TRIED =
            "UPDATE parked_news SET tries = tries + 1, error = ? WHERE source = ? AND shard = ? AND position = ?";

    private final Database database;

    ParkedRows(Database database) {
        this.database = database;
    }

    Parkings parkings() {
        return database.write(connection -> {
            List<Long> changes = new ArrayList<>();
            Set<String> blocked = new HashSet<>();
            try (PreparedStatement query = connection.prepareStatement(PARKINGS);
                    ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    if (row.getInt(1) < 0) {
                        blocked.add(row.getString(3));
                    } else {
                        changes.add(row.getLong(2));
                    }
                }
            }
            return new Parkings(changes, blocked);
        });
    }

    @Override
    public List<Parked> list(@Nullable String subject, long after, int limit) {
        return database.write(connection -> {
            try (PreparedStatement query = connection.prepareStatement(LIST)) {
                query.setLong(1, after);
                query.setString(2, subject);
                query.setString(3, subject);
                query.setInt(4, limit);
                return all(query);
            }
        });
    }

    @Override
    public Optional<Parked> find(NewsPlace place) {
        return database.write(connection -> {
            try (PreparedStatement query = connection.prepareStatement(FIND)) {
                bind(query, 1, place);
                return all(query).stream().findFirst();
            }
        });
    }

    private static List<Parked> all(PreparedStatement query) throws SQLException {
        List<Parked> parked = new ArrayList<>();
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                parked.add(new Parked(
                        row.getLong(1),
                        new NewsPlace(row.getString(2), row.getInt(3), row.getLong(4)),
                        row.getString(5),
                        row.getString(6),
                        row.getString(7),
                        row.getObject(8, OffsetDateTime.class).toInstant(),
                        row.getInt(9),
                        row.getBoolean(10)));
            }
        }
        return parked;
    }

    private static void bind(PreparedStatement statement, int first, NewsPlace place) throws SQLException {
        statement.setString(first, place.source());
        statement.setInt(first + 1, place.shard());
        statement.setLong(first + 2, place.position());
    }

    @Override
    public long size() {
        return database.write(connection -> count(connection));
    }

    private static long count(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("SELECT count(*) FROM parked_news");
                ResultSet row = query.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    @Override
    public void tried(NewsPlace place, String error) {
        database.write(connection -> {
            try (PreparedStatement update = connection.prepareStatement(TRIED)) {
                update.setString(1, error);
                bind(update, 2, place);
                return update.executeUpdate();
            }
        });
    }
}
