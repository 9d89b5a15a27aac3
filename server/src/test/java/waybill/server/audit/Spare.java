package waybill.server.audit;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import waybill.engine.postgres.DatabaseAddress;

/** A database that is damaged on purpose, and how it was before. */
final class Spare {
    private static final List<String> TABLES = List.of(
            "public.events",
            "public.log_head",
            "public.checkpoint",
            "public.deadline",
            "public.idempotency",
            "public.stock",
            "public.payment_index",
            "public.sandbox_ledger",
            "view_orders.orders",
            "view_movements.movement");

    private static final String COLUMNS = """
            SELECT string_agg(column_name, ', ') FROM information_schema.columns
            WHERE table_schema || '.' || table_name = 'TABLE' AND is_generated = 'NEVER' AND is_identity = 'NO'
            """;

    private static final String CHECKS = """
            SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname) FROM pg_constraint
            WHERE contype = 'c' AND conrelid = 'public.stock'::regclass
            """;

    private final DatabaseAddress address;

    /** Remembers how the database is, and takes away what would keep anybody from damaging it. */
    Spare(DatabaseAddress address) {
        this.address = address;
        run("CREATE SCHEMA spare");
        for (String table : tables()) {
            run("CREATE TABLE spare." + table.replace('.', '_') + " AS TABLE " + table);
        }
        if (tables().contains("public.stock")) {
            texts(CHECKS).forEach(this::run);
        }
    }

    private List<String> tables() {
        return TABLES.stream()
                .filter(table -> !texts("SELECT 1::text WHERE to_regclass('" + table + "') IS NOT NULL")
                        .isEmpty())
                .toList();
    }

    /** Damages something, and says how many rows. */
    int run(String sql) {
        try (Connection connection = DriverManager.getConnection(address.url(), address.user(), address.password());
                Statement statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        } catch (SQLException failed) {
            throw new IllegalStateException(sql, failed);
        }
    }

    private List<String> texts(String sql) {
        try (Connection connection = DriverManager.getConnection(address.url(), address.user(), address.password());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            while (row.next()) {
                texts.add(row.getString(1));
            }
            return texts;
        } catch (SQLException failed) {
            throw new IllegalStateException(sql, failed);
        }
    }

    /** The one text that this asks for. */
    String text(String sql) {
        return texts(sql).getFirst();
    }

    /** Everything is as it was. */
    void restore() {
        for (String table : tables()) {
            String columns = text(COLUMNS.replace("TABLE", table));
            run("DELETE FROM " + table);
            run("INSERT INTO %1$s (%2$s) SELECT %2$s FROM spare.%3$s"
                    .formatted(table, columns, table.replace('.', '_')));
        }
    }
}
