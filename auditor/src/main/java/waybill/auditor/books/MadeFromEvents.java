package waybill.auditor.books;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tables that are made from events: stock, lists, indexes; and the books of the sandbox gateway. */
public final class MadeFromEvents {
    private static final String EXISTS = "SELECT to_regclass(?) IS NOT NULL";
    private static final String PROGRESS = "SELECT shard, position FROM VIEW.progress ORDER BY shard";

    private static final String ORDERS = """
            SELECT id, version, status, currency, total_minor, attempt, deadline_at, holds, held
            FROM view_orders.orders WHERE id = ANY (?)
            """;

    private static final String ORDERS_AFTER = "SELECT id FROM view_orders.orders WHERE id > ? ORDER BY id LIMIT ?";

    private static final String MOVEMENTS = """
            SELECT product, count(*), sum(on_hand_delta), sum(held_delta), sum(committed_delta)
            FROM view_movements.movement GROUP BY product
            """;

    private static final String STOCK = """
            SELECT product, on_hand, held, committed, available FROM public.stock
            WHERE product > ? ORDER BY product LIMIT ?
            """;

    private static final String STOCK_OF =
            "SELECT product, on_hand, held, committed, available FROM public.stock WHERE product = ANY (?)";

    private static final String INDEX = "SELECT payment, for_order FROM public.payment_index WHERE payment = ANY (?)";

    private static final String INDEX_AFTER =
            "SELECT payment, for_order FROM public.payment_index WHERE payment > ? ORDER BY payment LIMIT ?";

    /** A key that was closed because nothing came under it says that nothing was done. */
    private static final String LEDGER = """
            SELECT key, kind, amount, declined_because IS NOT NULL, about FROM public.sandbox_ledger
            WHERE (key = ANY (?) OR about = ANY (?)) AND declined_because IS DISTINCT FROM 'NEVER_CAME'
            """;

    /**
     * What moves money is written down before it is asked for: the gateway knows no key that no event names. Set
     * against set, because a planner without statistics would compare each with each.
     */
    private static final String UNHEARD_OF = """
            WITH strange AS MATERIALIZED (
                SELECT key FROM public.sandbox_ledger
                EXCEPT
                SELECT convert_from(data, 'UTF8')::jsonb ->> 'transaction' FROM public.events WHERE type = ANY (?))
            SELECT l.key, l.kind, l.amount, l.declined_because IS NOT NULL, l.about
            FROM strange JOIN public.sandbox_ledger l USING (key) ORDER BY l.key LIMIT 20
            """;

    private final Moment moment;

    /** At this moment. */
    public MadeFromEvents(Moment moment) {
        this.moment = moment;
    }

    private boolean isThere(String table) {
        return Rows.of(moment.source(), EXISTS, row -> row.getBoolean(1), table).getFirst();
    }

    /** How far a view has followed the log, shard by shard; empty if there is no such view yet. */
    public long[] progress(String view) {
        String schema = "view_" + view;
        if (!isThere(schema + ".progress")) {
            return new long[0];
        }
        return Rows.of(moment.source(), PROGRESS.replace("VIEW", schema), row -> row.getLong(2)).stream()
                .mapToLong(Long::longValue)
                .toArray();
    }

    /** A row of the list of orders. */
    public record OrderRow(
            String id,
            long version,
            String status,
            String currency,
            long totalMinor,
            int attempt,
            @Nullable Instant deadline,
            String holds,
            boolean held) {}

    /** The rows of these orders, by order. */
    public Map<String, OrderRow> orders(Collection<String> ids) {
        Map<String, OrderRow> found = new HashMap<>();
        List<OrderRow> rows = Rows.of(
                moment.source(),
                ORDERS,
                row -> new OrderRow(
                        row.getString(1),
                        row.getLong(2),
                        row.getString(3),
                        row.getString(4),
                        row.getLong(5),
                        row.getInt(6),
                        Rows.maybeInstant(row, 7),
                        row.getString(8),
                        row.getBoolean(9)),
                ids);
        rows.forEach(row -> found.put(row.id(), row));
        return found;
    }

    /** Orders of the list, in the order of ids. */
    public List<String> listedOrders(String after, int limit) {
        return isThere("view_orders.orders")
                ? Rows.of(moment.source(), ORDERS_AFTER, row -> row.getString(1), after, limit)
                : List.of();
    }

    /** What the list of movements adds up to for a product. */
    public record Moved(String product, long times, long onHand, long held, long committed) {}

    /** The sums of the list of movements, product by product. Reads all of it. */
    public List<Moved> movements() {
        return Rows.of(
                moment.source(),
                MOVEMENTS,
                row -> new Moved(row.getString(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5)));
    }

    /** A stock row. */
    public record Stock(String product, long onHand, long held, long committed, long available) {}

    /** Stock rows in the order of products, after this one. */
    public List<Stock> stock(String after, int limit) {
        return Rows.of(moment.source(), STOCK, MadeFromEvents::stock, after, limit);
    }

    /** The stock rows of these products. */
    public List<Stock> stock(Collection<String> products) {
        return Rows.of(moment.source(), STOCK_OF, MadeFromEvents::stock, products);
    }

    private static Stock stock(ResultSet row) throws SQLException {
        return new Stock(row.getString(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5));
    }

    /** Which order each of these payments is for, as the index says. */
    public Map<String, String> paymentIndex(Collection<String> payments) {
        Map<String, String> found = new HashMap<>();
        Rows.of(moment.source(), INDEX, row -> found.put(row.getString(1), row.getString(2)), payments);
        return found;
    }

    /** A row of the index of payments. */
    public record Indexed(String payment, String order) {}

    /** The index of payments in its order. */
    public List<Indexed> paymentIndex(String after, int limit) {
        return Rows.of(
                moment.source(), INDEX_AFTER, row -> new Indexed(row.getString(1), row.getString(2)), after, limit);
    }

    /**
     * What the sandbox gateway has written down.
     *
     * @param about the authorization that it is about; null if it is one
     */
    public record Booked(
            String key,
            String kind,
            String amount,
            boolean declined,
            @Nullable String about) {}

    /** What the gateway has under these keys, and about these authorizations. */
    public List<Booked> booked(Collection<String> keys) {
        return Rows.of(moment.source(), LEDGER, MadeFromEvents::booked, keys, keys);
    }

    /** What the gateway has that no event of these types asked for. */
    public List<Booked> unheardOf(Collection<String> types) {
        return Rows.of(moment.source(), UNHEARD_OF, MadeFromEvents::booked, types);
    }

    private static Booked booked(ResultSet row) throws SQLException {
        return new Booked(row.getString(1), row.getString(2), row.getString(3), row.getBoolean(4), row.getString(5));
    }
}
