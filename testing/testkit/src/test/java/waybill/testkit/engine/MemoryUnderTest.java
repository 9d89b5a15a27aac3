package waybill.testkit.engine;

import java.util.List;
import waybill.engine.core.log.EventStore;
import waybill.engine.core.log.NewsRecord;
import waybill.engine.core.log.ParkedNews;
import waybill.engine.core.memory.InMemoryEventStore;
import waybill.testkit.engine.purse.Pot;
import waybill.testkit.engine.purse.Purse;
import waybill.testkit.engine.purse.PurseCodec;
import waybill.testkit.engine.purse.PurseEvent;

/** The log in memory; another replica is the same object. */
final class MemoryUnderTest implements StoreUnderTest {
    private final InMemoryEventStore<Purse, PurseEvent, Pot> memory = new InMemoryEventStore<>(new PurseCodec(), 6);

    @Override
    public EventStore<Purse, PurseEvent, Pot> store() {
        return memory;
    }

    @Override
    public EventStore<Purse, PurseEvent, Pot> replica() {
        return memory;
    }

    @Override
    public List<NewsRecord> ignored() {
        return memory.ignored();
    }

    @Override
    public List<ParkedNews> parked() {
        return memory.parked();
    }
}
