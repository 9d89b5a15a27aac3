package waybill.inventory.service.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import waybill.engine.postgres.Binder;
import waybill.engine.postgres.Database;
import waybill.engine.postgres.SharedTable;
import waybill.inventory.domain.StockLevel;
import waybill.kernel.ProductId;

/** The stock rows: locked in product order for a batch, written once. A hot product costs one update a batch. */
public final class StockTable implements SharedTable<StockLevel> {
    private static final String LOCK = """
            SELECT product, name, on_hand, held, committed FROM stock WHERE product = ANY (?::text[])
            ORDER BY product FOR UPDATE
            """;

    private static final String INSERT = """
            INSERT INTO stock (product, name, on_hand, held, committed)
            SELECT * FROM unnest(?::text[], ?::text[], ?::bigint[], ?::bigint[], ?::bigint[])
            RETURNING 1
            """;

    private static final String UPDATE = """
            UPDATE stock s SET name = v.name, on_hand = v.on_hand, held = v.held, committed = v.committed
            FROM unnest(?::text[], ?::text[], ?::bigint[], ?::bigint[], ?::bigint[])
                 AS v(product, name, on_hand, held, committed)
            WHERE s.product = v.product
            RETURNING 1
            """;

    private static final String LEVELS =
            "SELECT product, name, on_hand, held, committed FROM stock WHERE product = ANY (?::text[])";

    private static final String PAGE = """
            SELECT product, name, on_hand, held, committed FROM stock WHERE product > ? ORDER BY product LIMIT ?
            """;

    private static final String UNITS = """
            SELECT coalesce(sum(on_hand), 0), coalesce(sum(available), 0), coalesce(sum(held), 0),
                coalesce(sum(committed), 0) FROM stock
            """;

    private static final String FORGET = "DELETE FROM stock";

    /** All receipts of a product are in one shard, so the last name is the one at the highest position. */
    private static final String COUNT_AGAIN = """
            INSERT INTO stock (product, name, on_hand, held, committed)
            SELECT product, (array_agg(name ORDER BY position DESC) FILTER (WHERE name IS NOT NULL))[1],
                sum(on_hand_delta), sum(held_delta), sum(committed_delta)
            FROM view_movements.movement GROUP BY product
            """;

    private final Database database;

    /** The table in this database. */
    public StockTable(Database database) {
        this.database = database;
    }

    /** Makes every row again as the sum of its movements. Nobody may be at work meanwhile. */
    public void countAgain() {
        database.transaction(connection -> {
            try (PreparedStatement forget = connection.prepareStatement(FORGET);
                    PreparedStatement count = connection.prepareStatement(COUNT_AGAIN)) {
                forget.executeUpdate();
                return count.executeUpdate();
            }
        });
    }

    @Override
    public Map<String, StockLevel> lock(Connection connection, SortedSet<String> products) throws SQLException {
        return byProduct(connection, LOCK, products);
    }

    @Override
    public String insertSql() {
        return INSERT;
    }

    @Override
    public String updateSql() {
        return UPDATE;
    }

    @Override
    public void bind(Collection<StockLevel> rows, Binder binder) throws SQLException {
        binder.texts(rows, row -> row.product().value())
                .texts(rows, StockLevel::name)
                .longs(rows, StockLevel::onHand)
                .longs(rows, StockLevel::held)
                .longs(rows, StockLevel::committed);
    }

    /** The levels of these products as committed now; unknown products are left out. */
    public Map<String, StockLevel> levels(Collection<String> products) {
        return database.read(connection -> byProduct(connection, LEVELS, products));
    }

    /** The level of one product, if it was ever received. */
    public Optional<StockLevel> level(ProductId product) {
        return Optional.ofNullable(levels(List.of(product.value())).get(product.value()));
    }

    /** Products in order, after this one. */
    public List<StockLevel> page(@Nullable String after, int limit) {
        return database.read(connection -> {
            try (PreparedStatement query = connection.prepareStatement(PAGE)) {
                query.setString(1, after == null ? "" : after);
                query.setInt(2, limit);
                return List.copyOf(rows(query).values());
            }
        });
    }

    /** Units of all products together. */
    public record Units(long onHand, long available, long held, long committed) {}

    /** All products added up: reads every row, so not for every request. */
    public Units units() {
        return database.read(connection -> {
            try (PreparedStatement query = connection.prepareStatement(UNITS);
                    ResultSet row = query.executeQuery()) {
                row.next();
                return new Units(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4));
            }
        });
    }

    private static Map<String, StockLevel> byProduct(Connection connection, String sql, Collection<String> products)
            throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            Binder.of(query).texts(products, product -> product);
            return rows(query);
        }
    }

    private static Map<String, StockLevel> rows(PreparedStatement query) throws SQLException {
        Map<String, StockLevel> levels = new LinkedHashMap<>();
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                ProductId product = new ProductId(row.getString(1));
                levels.put(
                        product.value(),
                        new StockLevel(product, row.getString(2), row.getLong(3), row.getLong(4), row.getLong(5)));
            }
        }
        return levels;
    }
}
