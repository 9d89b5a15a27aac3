package waybill.order.service.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import waybill.engine.postgres.Binder;
import waybill.engine.postgres.Database;
import waybill.order.service.persons.PersonKeys;

/** The table {@code person_key}. */
public final class PersonKeyTable implements PersonKeys {
    /**
     * One living key a customer: the partial unique index decides the race. Whoever loses it while it is still being
     * run finds neither row, and asks again.
     */
    private static final String LIVING = """
            WITH made AS (
                INSERT INTO person_key (id, customer, wrapped, master_key)
                SELECT v.id, v.customer, v.wrapped, v.master_key
                FROM unnest(?::text[]::uuid[], ?::text[], ?::text[], ?::text[]) AS v(id, customer, wrapped, master_key)
                ON CONFLICT (customer) WHERE wrapped IS NOT NULL DO NOTHING
                RETURNING id, customer, wrapped)
            SELECT id, customer, wrapped FROM made
            UNION ALL
            SELECT id, customer, wrapped FROM person_key WHERE customer = ANY (?::text[]) AND wrapped IS NOT NULL
            """;

    private static final String BY_ID =
            "SELECT id, customer, wrapped FROM person_key WHERE id = ANY (?::text[]::uuid[])";

    /** The key is gone with this one statement; the row stays and says who had it destroyed, when and why. */
    private static final String DESTROY = """
            UPDATE person_key
            SET wrapped = NULL, destroyed_at = clock_timestamp(), destroyed_by = ?, reference = ?
            WHERE customer = ? AND wrapped IS NOT NULL AND created_at < ?
            """;

    private static final String LAST_OF_CUSTOMER =
            "SELECT max(destroyed_at) FROM person_key WHERE customer = ? AND destroyed_at IS NOT NULL";

    private static final String ORDERS = "SELECT count(*) FROM view_orders.order_word WHERE word = ?";

    private static final String DESTROYED_AFTER =
            "SELECT id, customer, destroyed_at FROM person_key WHERE destroyed_at > ?";

    private static final String LAST_OF_ALL =
            "SELECT coalesce(max(destroyed_at), timestamptz 'epoch') FROM person_key WHERE destroyed_at IS NOT NULL";

    private static final String MASTER_KEY = "SELECT fingerprint FROM master_key";

    /** The one row is there or is not: whoever comes second finds the first one's. */
    private static final String BEGIN_WITH = "INSERT INTO master_key (fingerprint) VALUES (?) ON CONFLICT DO NOTHING";

    private final Database database;

    /** The table in this database. */
    public PersonKeyTable(Database database) {
        this.database = database;
    }

    @Override
    public List<Kept> living(List<Kept> fresh, String masterKey) {
        return database.write(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(LIVING)) {
                Binder.of(statement)
                        .texts(fresh, Kept::id)
                        .texts(fresh, Kept::customer)
                        .texts(fresh, Kept::wrapped)
                        .texts(fresh, _ -> masterKey)
                        .texts(fresh, Kept::customer);
                return kept(statement);
            }
        });
    }

    @Override
    public List<Kept> byId(Collection<String> ids) {
        return database.write(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(BY_ID)) {
                Binder.of(statement).texts(ids, id -> id);
                return kept(statement);
            }
        });
    }

    private static List<Kept> kept(PreparedStatement statement) throws SQLException {
        List<Kept> keys = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                keys.add(new Kept(row.getString(1), row.getString(2), row.getString(3)));
            }
        }
        return keys;
    }

    @Override
    public Optional<Instant> destroy(String customer, Cause cause, Instant madeBefore) {
        return database.write(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(DESTROY)) {
                statement.setString(1, cause.by());
                statement.setString(2, cause.reference());
                statement.setString(3, customer);
                statement.setObject(4, madeBefore.atOffset(ZoneOffset.UTC));
                statement.executeUpdate();
            }
            try (PreparedStatement statement = connection.prepareStatement(LAST_OF_CUSTOMER)) {
                statement.setString(1, customer);
                return moment(statement);
            }
        });
    }

    /** How many orders this customer has placed, as far as the view has followed. */
    public long orders(String customer) {
        return database.read(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(ORDERS)) {
                statement.setString(1, Words.customer(customer));
                try (ResultSet row = statement.executeQuery()) {
                    return row.next() ? row.getLong(1) : 0L;
                }
            }
        });
    }

    private static Optional<Instant> moment(PreparedStatement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery()) {
            return row.next()
                    ? Optional.ofNullable(row.getObject(1, OffsetDateTime.class))
                            .map(OffsetDateTime::toInstant)
                    : Optional.empty();
        }
    }

    @Override
    public List<Destroyed> destroyedAfter(Instant moment) {
        return database.write(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(DESTROYED_AFTER)) {
                Binder.of(statement).instant(moment);
                List<Destroyed> keys = new ArrayList<>();
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        keys.add(new Destroyed(
                                row.getString(1),
                                row.getString(2),
                                row.getObject(3, OffsetDateTime.class).toInstant()));
                    }
                }
                return keys;
            }
        });
    }

    @Override
    public Instant lastDestroyed() {
        return database.write(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(LAST_OF_ALL)) {
                return moment(statement).orElseThrow();
            }
        });
    }

    @Override
    public Optional<String> masterKey() {
        return database.write(PersonKeyTable::masterKey);
    }

    @Override
    public String beginWith(String masterKey) {
        return database.write(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(BEGIN_WITH)) {
                statement.setString(1, masterKey);
                statement.executeUpdate();
            }
            return masterKey(connection).orElseThrow();
        });
    }

    private static Optional<String> masterKey(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(MASTER_KEY);
                ResultSet row = statement.executeQuery()) {
            return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
        }
    }
}
