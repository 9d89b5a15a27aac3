package waybill.inventory.service.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import waybill.engine.postgres.Binder;
import waybill.engine.postgres.Database;
import waybill.kernel.ProductId;

/** Reads the view {@code movements}, the newest first. */
public final class MovementIndex {
    private static final String FIRST = """
            SELECT id, at, kind, quantity, on_hand_delta, held_delta, committed_delta, order_id, reference, name,
                position
            FROM view_movements.movement WHERE product = ? ORDER BY at DESC, id DESC LIMIT ?
            """;

    private static final String NEXT = FIRST.replace("product = ?", "product = ? AND (at, id) < (?, ?)");

    private final Database database;

    /** Where a movement stands in the list of its product. */
    public record Place(Instant at, String id) {}

    /** The index in this database. */
    public MovementIndex(Database database) {
        this.database = database;
    }

    /** The movements of a product after this place, at most so many. */
    public List<Movement> of(ProductId product, @Nullable Place after, int limit) {
        return database.read(connection -> {
            try (PreparedStatement query = connection.prepareStatement(after == null ? FIRST : NEXT)) {
                Binder binder = Binder.of(query).text(product.value());
                if (after != null) {
                    binder.instant(after.at()).text(after.id());
                }
                binder.number(limit);
                return rows(query, product.value());
            }
        });
    }

    private static List<Movement> rows(PreparedStatement query, String product) throws SQLException {
        List<Movement> movements = new ArrayList<>();
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                movements.add(new Movement(
                        row.getString(1),
                        row.getLong(11),
                        product,
                        row.getObject(2, OffsetDateTime.class).toInstant(),
                        Movement.Kind.valueOf(row.getString(3)),
                        row.getLong(4),
                        new Movement.Change(row.getLong(5), row.getLong(6), row.getLong(7)),
                        row.getString(8),
                        row.getString(9),
                        row.getString(10)));
            }
        }
        return movements;
    }
}
