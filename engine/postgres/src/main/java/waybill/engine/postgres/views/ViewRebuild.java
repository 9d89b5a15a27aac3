package waybill.engine.postgres.views;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Function;
import waybill.engine.core.log.EventStore;
import waybill.engine.core.log.StoreFault;
import waybill.engine.core.views.LogSteps;
import waybill.engine.core.views.ReadAhead;
import waybill.engine.postgres.Database;

/**
 * Makes a view again in a shadow schema, from the beginning of the log, by the same tables and the same steps as the
 * live one; then, with the live positions locked, applies what is left and lets the schemas change places in one short
 * transaction. Ended half-way it leaves nothing but the shadow, which the next one throws away.
 */
public final class ViewRebuild<E> implements Rebuildable {
    private static final int STEP_PER_SHARD = 500;
    private static final int SWAPS_MAX = 20;

    /** The shop goes on meanwhile: so few events are left to the short transaction. */
    private static final long NEARLY_THERE = 200;

    /** For the session: whoever dies lets go of it. */
    private static final String ALONE = "SELECT pg_try_advisory_lock(hashtextextended(?, 1))";

    private static final String LET_GO = "SELECT pg_advisory_unlock(hashtextextended(?, 1))";

    /** Readers wait no longer than this; if the lock is not to be had, the swap is tried again. */
    private static final String NOT_LONG = "SET LOCAL lock_timeout = '500ms'";

    private final Database database;
    private final ViewTables<E> tables;
    private final EventStore<?, E, ?> log;
    private final LogSteps<E> steps;
    private final LivePlace live;
    private final ViewSchema shadow;

    private ViewRebuild(Database database, ViewTables<E> tables, EventStore<?, E, ?> log, LivePlace live) {
        this.database = database;
        this.tables = tables;
        this.log = log;
        this.steps = new LogSteps<>(log::read, STEP_PER_SHARD);
        this.live = live;
        this.shadow = ViewSchema.shadow(tables.name());
    }

    /** The rebuild of a view that follows this log. */
    public static <E> Rebuildable ofView(Database database, ViewTables<E> tables, EventStore<?, E, ?> log) {
        LivePlace live = new LivePlace.Schema(ViewSchema.live(tables.name()), log.shards());
        return new ViewRebuild<>(database, tables, log, live);
    }

    /** The rebuild of the one table that is written with the events themselves, in their transaction. */
    public static <E> Rebuildable ofTable(
            Database database, ViewTables<E> tables, String table, EventStore<?, E, ?> log) {
        return new ViewRebuild<>(database, tables, log, new LivePlace.Table(table, log.shards()));
    }

    @Override
    public String name() {
        return tables.name();
    }

    @Override
    public Report rebuild() {
        return database.write(connection -> {
            if (!asked(connection, ALONE)) {
                throw new RebuildUnderWay(tables.name());
            }
            try {
                return alone();
            } finally {
                asked(connection, LET_GO);
            }
        });
    }

    private boolean asked(Connection connection, String sql) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, tables.name());
            try (ResultSet row = query.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    private Report alone() {
        long start = System.nanoTime();
        database.transaction(connection -> {
            shadow.makeAnew(connection, tables.ddl(), log.shards());
            return true;
        });
        nearlyThere();
        long events = sum(swapped());
        return new Report(tables.name(), events, Duration.ofNanos(System.nanoTime() - start));
    }

    /** Reading and decoding costs as much as writing, so both are done at once. */
    private void nearlyThere() {
        try (ReadAhead<E> ahead = new ReadAhead<>(steps)) {
            long before;
            long now = 0;
            do {
                before = now;
                now = sum(step(ahead::after));
            } while (now - before > NEARLY_THERE);
        }
    }

    private static long sum(long[] positions) {
        return Arrays.stream(positions).sum();
    }

    private long[] step(Function<long[], LogSteps.Step<E>> next) {
        return database.transaction(connection -> {
            shadow.enter(connection);
            return shadowStep(connection, next);
        });
    }

    private long[] shadowStep(Connection connection, Function<long[], LogSteps.Step<E>> next) throws SQLException {
        long[] positions = shadow.take(connection, log.shards())
                .orElseThrow(() -> new IllegalStateException("somebody else writes to " + shadow.name()));
        return PostgresView.step(connection, shadow, tables, next.apply(positions), positions);
    }

    /** What was written while we tried is applied first, so that the short transaction stays short. */
    private long[] swapped() {
        for (int attempt = 1; ; attempt++) {
            try {
                return database.transaction(this::swap);
            } catch (StoreFault.Conflict busy) {
                if (attempt == SWAPS_MAX) {
                    throw busy;
                }
                step(steps::after);
            }
        }
    }

    private long[] swap(Connection connection) throws SQLException {
        try (PreparedStatement limit = connection.prepareStatement(NOT_LONG)) {
            limit.execute();
        }
        long[] atLeast = live.locked(connection);
        shadow.enter(connection);
        long[] before = shadow.look(connection, log.shards());
        long[] reached = shadowStep(connection, steps::after);
        // A damaged view may say that it is further than the log itself.
        while (isBehind(reached, atLeast) && !Arrays.equals(before, reached)) {
            before = reached;
            reached = shadowStep(connection, steps::after);
        }
        live.replacedBy(shadow, connection);
        return reached;
    }

    private static boolean isBehind(long[] positions, long[] atLeast) {
        for (int shard = 0; shard < positions.length; shard++) {
            if (positions[shard] < atLeast[shard]) {
                return true;
            }
        }
        return false;
    }
}
