package waybill.server.storage;

import java.nio.file.Path;
import waybill.engine.postgres.DatabaseAddress;
import waybill.engine.postgres.embedded.EmbeddedPostgres;
import waybill.order.service.MasterKeySource;
import waybill.server.settings.Role;
import waybill.server.settings.Settings;

/**
 * An embedded PostgreSQL in a data directory, started again if it should end, and beside it the master key if none is
 * set.
 */
public final class OwnStorage implements Storage {
    private final EmbeddedPostgres postgres;
    private final MasterKeySource masterKey;

    /**
     * Starts PostgreSQL on this directory.
     *
     * @throws waybill.engine.postgres.embedded.EmbeddedPostgresException with one sentence, when it cannot run there
     */
    public OwnStorage(Path data, Settings settings) {
        this.postgres = EmbeddedPostgres.start(data).keptRunning();
        this.masterKey = settings.masterKey()
                .map(key -> MasterKeySource.of(key.reveal()))
                .orElseGet(() -> new MasterKeyFile(data));
    }

    @Override
    public DatabaseAddress database(Role role) {
        return postgres.database("waybill_" + role.service());
    }

    @Override
    public MasterKeySource masterKey() {
        return masterKey;
    }

    @Override
    public void close() {
        postgres.close();
    }
}
