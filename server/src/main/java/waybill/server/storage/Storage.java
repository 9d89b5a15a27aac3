package waybill.server.storage;

import waybill.engine.postgres.DatabaseAddress;
import waybill.order.service.MasterKeySource;
import waybill.server.settings.Role;

/** Where a process keeps what it must not lose. */
public interface Storage extends AutoCloseable {
    /** The database of a role. */
    DatabaseAddress database(Role role);

    /** Where the key that opens personal data is; asked for only if the process takes orders. */
    MasterKeySource masterKey();

    @Override
    void close();
}
