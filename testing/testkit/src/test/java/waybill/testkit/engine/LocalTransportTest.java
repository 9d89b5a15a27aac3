package waybill.testkit.engine;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import waybill.engine.core.feeds.AnnouncedFeed;
import waybill.engine.core.feeds.Feed;
import waybill.engine.core.feeds.LocalTransport;
import waybill.engine.core.feeds.LogFeed;
import waybill.engine.core.feeds.Transport;
import waybill.testkit.engine.purse.PurseEvent;

final class LocalTransportTest extends TransportContract {
    @Override
    protected Transport<String> transportOf(Feed<String> feed) {
        LocalTransport<String> transport = new LocalTransport<>();
        transport.offer(feed);
        return transport;
    }

    @Test
    void a_service_that_is_not_in_this_process_is_named() {
        assertThatThrownBy(() -> new LocalTransport<String>().subscribe("order", "test", () -> new long[6], _ -> {}))
                .hasMessage("no service order in this process");
    }

    @Test
    void who_listens_with_another_number_of_shards_is_told_so() {
        try (LogFeed<PurseEvent> log = new LogFeed<>("purses", new MemoryUnderTest().store())) {
            Transport<String> transport = transportOf(new AnnouncedFeed<>("purses", log, _ -> "put"));

            assertThatThrownBy(() -> transport.subscribe("purses", "test", () -> new long[5], _ -> {}))
                    .hasMessageContaining("purses has 6 shards, not 5");
        }
    }
}
