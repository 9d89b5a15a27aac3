package waybill.server.storage;

import waybill.engine.postgres.DatabaseAddress;
import waybill.order.service.MasterKeySource;
import waybill.server.settings.Role;
import waybill.server.settings.Settings;

/** Databases that are somewhere else, shared by the replicas of a service; nothing is kept on this machine. */
public final class GivenStorage implements Storage {
    private final Settings settings;

    /** What these settings say; they were checked for the roles of the process. */
    public GivenStorage(Settings settings) {
        this.settings = settings;
    }

    @Override
    public DatabaseAddress database(Role role) {
        return settings.databases().of(role);
    }

    /** Replicas must have the same key, so none of them may make one. */
    @Override
    public MasterKeySource masterKey() {
        return settings.masterKey()
                .map(key -> MasterKeySource.of(key.reveal()))
                .orElseThrow(() -> new IllegalStateException("the settings were not checked for the role order"));
    }

    @Override
    public void close() {
        // Nothing was started.
    }
}
