package waybill.engine.postgres;

import org.junit.jupiter.api.AfterEach;
import waybill.engine.core.relay.RelayLeases;
import waybill.testkit.engine.RelayLeasesContract;

final class RelayLeaseTableTest extends RelayLeasesContract {
    private final PostgresUnderTest postgres = PostgresUnderTest.fresh();

    @AfterEach
    void close() {
        postgres.close();
    }

    @Override
    protected RelayLeases leases() {
        return new RelayLeaseTable(postgres.database(), SHARDS);
    }
}
