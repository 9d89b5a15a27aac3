package waybill.testkit.engine;

import java.util.List;
import waybill.engine.core.log.EventStore;
import waybill.engine.core.log.NewsRecord;
import waybill.engine.core.log.ParkedNews;
import waybill.testkit.engine.purse.Pot;
import waybill.testkit.engine.purse.Purse;
import waybill.testkit.engine.purse.PurseEvent;

/** An empty log of purses, and what cannot be seen through the port. */
public interface StoreUnderTest {
    /** The log. */
    EventStore<Purse, PurseEvent, Pot> store();

    /** The same log as another replica of the service opens it. */
    EventStore<Purse, PurseEvent, Pot> replica();

    /** What was heard and changed nothing, by source, shard and position. */
    List<NewsRecord> ignored();

    /** What is parked, by source, shard and position. */
    List<ParkedNews> parked();
}
