package waybill.testkit.engine;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import waybill.engine.core.feeds.Feed;
import waybill.engine.core.feeds.LocalTransport;
import waybill.engine.core.feeds.Transport;

final class LocalTransportTest extends TransportContract {
    @Override
    protected Transport<String> transportOf(Feed<String> feed) {
        LocalTransport<String> transport = new LocalTransport<>();
        transport.offer(feed);
        return transport;
    }

    @Test
    void a_service_that_is_not_in_this_process_is_named() {
        assertThatThrownBy(() -> new LocalTransport<String>().subscribe("order", "test", new long[6], _ -> {}))
                .hasMessage("no service order in this process");
    }
}
