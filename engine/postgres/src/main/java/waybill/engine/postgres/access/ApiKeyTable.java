package waybill.engine.postgres.access;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import waybill.engine.core.access.ApiKey;
import waybill.engine.core.access.ApiKeys;
import waybill.engine.postgres.Database;

/** The table of API keys that every service's database has. */
public final class ApiKeyTable implements ApiKeys {
    private static final String COLUMNS = "id, name, scopes, digest, created_at, expires_at, revoked_at";

    /** A command that is repeated after it stopped half way changes nothing where it came through. */
    private static final String ADD =
            "INSERT INTO api_key (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING";

    /** Whoever revokes again does not make it later. */
    private static final String REVOKE = "UPDATE api_key SET revoked_at = coalesce(revoked_at, ?) WHERE id = ?";

    private static final String VALID =
            "SELECT " + COLUMNS + " FROM api_key WHERE revoked_at IS NULL ORDER BY created_at, id";

    private static final String ALL = "SELECT " + COLUMNS + " FROM api_key ORDER BY created_at, id";

    private final Database database;

    /** The keys in this database. */
    public ApiKeyTable(Database database) {
        this.database = database;
    }

    @Override
    public void add(ApiKey key) {
        database.<Integer>write(connection -> {
            try (PreparedStatement insert = connection.prepareStatement(ADD)) {
                insert.setString(1, key.id());
                insert.setString(2, key.name());
                insert.setArray(
                        3,
                        connection.createArrayOf(
                                "text", key.scopes().stream().sorted().toArray()));
                insert.setString(4, key.digest());
                insert.setObject(5, stored(key.createdAt()));
                insert.setObject(6, stored(key.expiresAt()));
                insert.setObject(7, stored(key.revokedAt()));
                return insert.executeUpdate();
            }
        });
    }

    @Override
    public boolean revoke(String id, Instant at) {
        return database.write(connection -> {
            try (PreparedStatement update = connection.prepareStatement(REVOKE)) {
                update.setObject(1, stored(at));
                update.setString(2, id);
                return update.executeUpdate() > 0;
            }
        });
    }

    @Override
    public List<ApiKey> valid() {
        return keys(VALID);
    }

    @Override
    public List<ApiKey> all() {
        return keys(ALL);
    }

    private List<ApiKey> keys(String sql) {
        return database.read(connection -> {
            List<ApiKey> keys = new ArrayList<>();
            try (PreparedStatement query = connection.prepareStatement(sql);
                    ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    keys.add(key(row));
                }
            }
            return keys;
        });
    }

    private static ApiKey key(ResultSet row) throws SQLException {
        return new ApiKey(
                row.getString(1),
                row.getString(2),
                Set.copyOf(List.of((String[]) row.getArray(3).getArray())),
                row.getString(4),
                row.getObject(5, OffsetDateTime.class).toInstant(),
                instant(row, 6),
                instant(row, 7));
    }

    private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime stored = row.getObject(column, OffsetDateTime.class);
        return stored == null ? null : stored.toInstant();
    }

    private static @Nullable OffsetDateTime stored(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }
}
