package waybill.order.service.store;

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
import waybill.order.service.store.OrderFilter.Place;

/**
 * Finds orders in the view {@code orders}, the newest first. Each page is read off one index, however many orders there
 * are.
 */
public final class OrderIndex {
    private static final String ORDER_ID = "ord_";

    private static final String ALL = """
            SELECT o.id, o.created_at FROM view_orders.orders o WHERE CONDITIONS
            ORDER BY o.created_at DESC, o.id DESC LIMIT ?
            """;

    /** Each status has its own piece of an index; so many of each are enough. */
    private static final String BY_STATUS = """
            SELECT f.id, f.created_at FROM unnest(?::text[]) AS s(status) CROSS JOIN LATERAL (
                SELECT o.id, o.created_at FROM view_orders.orders o WHERE o.status = s.status AND CONDITIONS
                ORDER BY o.created_at DESC, o.id DESC LIMIT ?) f
            ORDER BY f.created_at DESC, f.id DESC LIMIT ?
            """;

    private static final String BY_WORD = """
            SELECT DISTINCT f.id, f.created_at FROM unnest(?::text[]) AS s(word) CROSS JOIN LATERAL (
                SELECT o.id, o.created_at FROM view_orders.order_word w JOIN view_orders.orders o ON o.id = w.id
                WHERE w.word = s.word AND CONDITIONS ORDER BY w.created_at DESC, w.id DESC LIMIT ?) f
            ORDER BY f.created_at DESC, f.id DESC LIMIT ?
            """;

    /** Ids begin with the time, so a short beginning means very many: the newest thousand of them. */
    private static final String BY_ID = """
            SELECT o.id, o.created_at FROM (
                SELECT * FROM view_orders.orders WHERE id >= ? AND id < ? ORDER BY id DESC LIMIT 1000) o
            WHERE CONDITIONS ORDER BY o.created_at DESC, o.id DESC LIMIT ?
            """;

    private final Database database;

    /** The index in this database. */
    public OrderIndex(Database database) {
        this.database = database;
    }

    /** The first orders that the filter lets through, at most so many. */
    public List<Place> find(OrderFilter filter, int limit) {
        Search search = Search.of(filter);
        return database.read(connection -> {
            try (PreparedStatement query = connection.prepareStatement(search.sql())) {
                Binder binder = Binder.of(query);
                for (Filling filling : search.fillings(limit)) {
                    filling.fill(binder);
                }
                return places(query);
            }
        });
    }

    private static List<Place> places(PreparedStatement query) throws SQLException {
        List<Place> places = new ArrayList<>();
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                places.add(new Place(row.getObject(2, OffsetDateTime.class).toInstant(), row.getString(1)));
            }
        }
        return places;
    }

    /** Fills the parameters of one piece of a statement. */
    @FunctionalInterface
    private interface Filling {
        void fill(Binder binder) throws SQLException;
    }

    /** A statement that is put together of the pieces this filter needs; there are few, so their plans are kept. */
    private static final class Search {
        private final List<Filling> first = new ArrayList<>();
        private final List<String> conditions = new ArrayList<>(List.of("true"));
        private final List<Filling> conditionFillings = new ArrayList<>();
        private String frame = ALL;
        private int limits = 1;

        static Search of(OrderFilter filter) {
            Search search = new Search();
            boolean byWord = search.begin(filter);
            if (filter.customer() != null) {
                search.where("o.customer = ?", binder -> binder.text(filter.customer()));
            }
            search.instant("o.created_at > ?", filter.createdAfter());
            search.instant("o.created_at < ?", filter.createdBefore());
            search.instant("(o.held OR o.deadline_at < ?)", filter.stuckAt());
            if (filter.running()) {
                search.where("o.running", _ -> {});
            }
            Place after = filter.after();
            if (after != null) {
                String cursor = byWord ? "(w.created_at, w.id) < (?, ?)" : "(o.created_at, o.id) < (?, ?)";
                search.where(cursor, binder -> binder.instant(after.createdAt()).text(after.id()));
            }
            return search;
        }

        /** Chooses where to begin: with what leaves the fewest orders. Answers whether that is a word. */
        private boolean begin(OrderFilter filter) {
            String text = filter.text();
            String customer = filter.customer();
            if (text != null && text.startsWith(ORDER_ID)) {
                frame = BY_ID;
                first.add(binder -> binder.text(text).text(text + "~"));
                any(filter);
            } else if (text != null || customer != null) {
                begin(BY_WORD, text != null ? Words.of(text) : List.of(Words.customer(String.valueOf(customer))));
                any(filter);
                return true;
            } else if (!filter.statuses().isEmpty()) {
                begin(BY_STATUS, names(filter));
            }
            return false;
        }

        private void begin(String withEach, List<String> of) {
            frame = withEach;
            limits = 2;
            first.add(binder -> binder.texts(of, each -> each));
        }

        private void any(OrderFilter filter) {
            if (!filter.statuses().isEmpty()) {
                where("o.status = ANY (?::text[])", binder -> binder.texts(names(filter), name -> name));
            }
        }

        private static List<String> names(OrderFilter filter) {
            return filter.statuses().stream().map(Enum::name).toList();
        }

        private void instant(String condition, @Nullable Instant at) {
            if (at != null) {
                where(condition, binder -> binder.instant(at));
            }
        }

        private void where(String condition, Filling filling) {
            conditions.add(condition);
            conditionFillings.add(filling);
        }

        String sql() {
            return frame.replace("CONDITIONS", String.join(" AND ", conditions));
        }

        List<Filling> fillings(int limit) {
            List<Filling> all = new ArrayList<>(first);
            all.addAll(conditionFillings);
            for (int i = 0; i < limits; i++) {
                all.add(binder -> binder.number(limit));
            }
            return all;
        }
    }
}
