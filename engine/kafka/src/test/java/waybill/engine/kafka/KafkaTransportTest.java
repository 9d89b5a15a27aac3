package waybill.engine.kafka;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import waybill.engine.core.feeds.Feed;
import waybill.engine.core.feeds.Transport;
import waybill.testkit.engine.TransportContract;

final class KafkaTransportTest extends TransportContract {
    private final List<Relayed> relayed = new ArrayList<>();

    @Override
    protected Transport<String> transportOf(Feed<String> feed) {
        Relayed made = new Relayed(feed, SharedBroker.settings());
        relayed.add(made);
        made.relay("relay");
        return made;
    }

    @AfterEach
    void stop() {
        relayed.forEach(Relayed::close);
    }
}
