package waybill.server.storage;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import waybill.engine.postgres.DatabaseAddress;
import waybill.engine.postgres.embedded.TemporaryPostgres;
import waybill.order.service.MasterKeySource;
import waybill.server.settings.Role;

/** A fresh database for every role that asks for one. */
public final class FreshStorage implements Storage {
    /** Good for tests only. */
    public static final String MASTER_KEY = "bm90IGEgc2VjcmV0LCBmb3IgdGVzdHMgb25seSEhISE=";

    private final Map<Role, DatabaseAddress> databases = new ConcurrentHashMap<>();

    /** The databases that were asked for, by name ({@code waybill_order}, …). */
    public Map<String, DatabaseAddress> databases() {
        return databases.entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> "waybill_" + entry.getKey().service(),
                        Map.Entry::getValue,
                        (one, _) -> one,
                        TreeMap::new));
    }

    @Override
    public DatabaseAddress database(Role role) {
        return databases.computeIfAbsent(role, _ -> TemporaryPostgres.freshDatabase());
    }

    @Override
    public MasterKeySource masterKey() {
        return MasterKeySource.of(MASTER_KEY);
    }

    @Override
    public void close() {
        // The databases go with the test.
    }
}
