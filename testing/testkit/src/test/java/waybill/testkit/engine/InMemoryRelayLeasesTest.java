package waybill.testkit.engine;

import java.time.InstantSource;
import waybill.engine.core.memory.InMemoryRelayLeases;
import waybill.engine.core.relay.RelayLeases;

final class InMemoryRelayLeasesTest extends RelayLeasesContract {
    @Override
    protected RelayLeases leases() {
        return new InMemoryRelayLeases(InstantSource.system(), SHARDS);
    }
}
