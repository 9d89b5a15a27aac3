package waybill.order.service.persons;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import waybill.engine.core.time.TimedIds;
import waybill.engine.postgres.Database;
import waybill.engine.postgres.embedded.TemporaryPostgres;
import waybill.order.service.MasterKeySource;
import waybill.order.service.store.PersonKeyTable;

/** Key rings on one fresh database, as replicas have them. */
public final class KeyRings implements AutoCloseable {
    public static final String MASTER_KEY = "bm90IGEgc2VjcmV0LCBmb3IgdGVzdHMgb25seSEhISE=";

    private final Database database = new Database(
            "keys", TemporaryPostgres.freshDatabase(), new Database.Sizes(4, 8), new SimpleMeterRegistry());
    private final List<KeyRing> open = new ArrayList<>();

    public KeyRings() {
        database.migrate("db/order");
    }

    /** One more replica. */
    public KeyRing ring() {
        return ring(MasterKeySource.of(MASTER_KEY));
    }

    KeyRing ring(MasterKeySource masterKey) {
        TimedIds ids = new TimedIds(
                Clock.systemUTC(), () -> ThreadLocalRandom.current().nextLong());
        KeyRing ring = new KeyRing(new PersonKeyTable(database), masterKey, ids);
        open.add(ring);
        return ring;
    }

    public Database database() {
        return database;
    }

    /** The first column of a query, as text. */
    List<String> column(String query) {
        return database.write(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(query);
                    ResultSet row = statement.executeQuery()) {
                List<String> values = new ArrayList<>();
                while (row.next()) {
                    values.add(row.getString(1));
                }
                return values;
            }
        });
    }

    @Override
    public void close() {
        open.forEach(KeyRing::close);
        database.close();
    }
}
