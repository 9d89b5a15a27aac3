package waybill.server.roles;

import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import waybill.engine.core.access.ApiKeys;
import waybill.engine.core.assembly.Environment;
import waybill.engine.core.chaos.Chaos;
import waybill.engine.postgres.Database;
import waybill.engine.postgres.access.ApiKeyTable;
import waybill.server.settings.Role;
import waybill.server.settings.Settings;
import waybill.server.storage.Storage;

/** What the roles of a process are put into; roles may be started beside each other. */
public final class Surroundings implements AutoCloseable {
    private final Storage storage;
    private final Settings settings;
    private final Environment environment;
    private final Optional<Chaos> chaos;
    private final Queue<Database> databases = new ConcurrentLinkedQueue<>();

    /** Roles on this storage. */
    public Surroundings(Storage storage, Settings settings, Environment environment, Optional<Chaos> chaos) {
        this.storage = storage;
        this.settings = settings;
        this.environment = environment;
        this.chaos = chaos;
    }

    /** Opens the database of a role; it stays open until all of this is closed. */
    public Database open(Role role) {
        Database database =
                new Database(role.service(), storage.database(role), Database.Sizes.usual(), environment.meters());
        databases.add(database);
        return database;
    }

    /** The API keys that are good here; every database has them all. Only once the roles have been started. */
    public ApiKeys apiKeys() {
        return new ApiKeyTable(databases.element());
    }

    Storage storage() {
        return storage;
    }

    Settings settings() {
        return settings;
    }

    /** What every role is given. */
    public Environment environment() {
        return environment;
    }

    /** What fails on purpose; nothing unless it is asked for. */
    Optional<Chaos> chaos() {
        return chaos;
    }

    /** Closes the databases; no role works on them any more. */
    @Override
    public void close() {
        databases.forEach(Database::close);
    }
}
