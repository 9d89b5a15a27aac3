package waybill.engine.postgres.views;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import waybill.engine.core.views.LogSteps;
import waybill.engine.core.views.ViewStore;
import waybill.engine.postgres.Database;

/** A read model in PostgreSQL, in a schema of its own, made when it is opened for the first time. */
public final class PostgresView<E> implements ViewStore<E> {
    /** Replicas that start together make it once. */
    private static final String ALONE = "SELECT pg_advisory_xact_lock(hashtextextended(?, 0))";

    private final Database database;
    private final ViewTables<E> tables;
    private final int shards;
    private final ViewSchema schema;

    /** Opens the view beside a log with so many shards. */
    public PostgresView(Database database, ViewTables<E> tables, int shards) {
        this.database = database;
        this.tables = tables;
        this.shards = shards;
        this.schema = ViewSchema.live(tables.name());
        database.transaction(connection -> {
            lock(connection);
            if (!schema.isDefinedAs(tables.ddl(), connection)) {
                schema.makeAnew(connection, tables.ddl(), shards);
            }
            return true;
        });
    }

    private void lock(Connection connection) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement(ALONE)) {
            lock.setString(1, schema.name());
            lock.execute();
        }
    }

    @Override
    public String name() {
        return tables.name();
    }

    @Override
    public long[] positions() {
        return database.write(connection -> schema.look(connection, shards));
    }

    @Override
    public Optional<long[]> advance(LogSteps<E> log) {
        return database.transaction(connection -> {
            schema.enter(connection);
            Optional<long[]> mine = schema.take(connection, shards);
            return mine.isEmpty()
                    ? Optional.empty()
                    : Optional.of(step(connection, schema, tables, log.after(mine.get()), mine.get()));
        });
    }

    /** One step of a view in this schema, which the connection has entered; answers how far it is then. */
    static <E> long[] step(
            Connection connection, ViewSchema schema, ViewTables<E> tables, LogSteps.Step<E> step, long[] before)
            throws SQLException {
        if (!step.events().isEmpty()) {
            tables.apply(connection, step.events());
        }
        if (!Arrays.equals(step.reached(), before)) {
            schema.move(connection, step.reached());
        }
        return step.reached();
    }
}
