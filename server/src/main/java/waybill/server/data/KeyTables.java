package waybill.server.data;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import waybill.engine.core.access.ApiKeys;
import waybill.engine.postgres.Database;
import waybill.engine.postgres.DatabaseAddress;
import waybill.engine.postgres.access.ApiKeyTable;
import waybill.engine.postgres.embedded.DirectoryPostgres;
import waybill.server.settings.Role;
import waybill.server.settings.Settings;

/** The API keys of every service, for a command: in the databases that are set, or in those of a data directory. */
final class KeyTables implements AutoCloseable {
    private static final Database.Sizes FEW = new Database.Sizes(2, 2);

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final Map<Role, ApiKeys> tables = new EnumMap<>(Role.class);

    private KeyTables() {}

    /**
     * Opens them; a data directory's PostgreSQL is started if no Waybill is running on it.
     *
     * @throws waybill.server.settings.BadSettings if the settings cannot be read
     * @throws waybill.engine.postgres.embedded.EmbeddedPostgresException if there is no database in the directory
     */
    static KeyTables of(Path data, @Nullable Path config) {
        Map<Role, DatabaseAddress> given =
                Settings.read(config, System.getenv()).databases().given();
        KeyTables tables = new KeyTables();
        try {
            if (given.isEmpty()) {
                DirectoryPostgres postgres = DirectoryPostgres.of(data);
                tables.open.push(postgres);
                // What is running has brought its tables up to date.
                Role.all().forEach(role -> tables.open(role, postgres::database, !postgres.isShared()));
            } else {
                given.forEach((role, address) -> tables.open(role, _ -> address, true));
            }
            return tables;
        } catch (RuntimeException failed) {
            tables.close();
            throw failed;
        }
    }

    private void open(Role role, Function<String, DatabaseAddress> addresses, boolean prepared) {
        Database database = new Database(
                role.service(), addresses.apply("waybill_" + role.service()), FEW, new SimpleMeterRegistry());
        open.push(database);
        if (prepared) {
            ServiceDatabases.prepare(role, database);
        }
        tables.put(role, new ApiKeyTable(database));
    }

    /** The table of each service there is. */
    Map<Role, ApiKeys> all() {
        return tables;
    }

    @Override
    public void close() {
        while (!open.isEmpty()) {
            close(open.pop());
        }
    }

    private static void close(AutoCloseable one) {
        try {
            one.close();
        } catch (Exception unexpected) {
            throw new IllegalStateException("a database did not close", unexpected);
        }
    }
}
