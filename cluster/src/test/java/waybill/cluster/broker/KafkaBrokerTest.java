package waybill.cluster.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KafkaBrokerTest {
    @Test
    void a_broker_starts_stops_and_starts_again_where_it_was(@TempDir Path directory) throws Exception {
        Node node = Node.on(1, directory);
        long first;
        try (KafkaBroker broker = KafkaBroker.start(node)) {
            first = broker.pid();
            assertThat(ProcessHandle.of(first)).isPresent();
        }
        assertThat(ProcessHandle.of(first)).isEmpty();
        String group = Files.readString(node.data().resolve("meta.properties"));

        KafkaBroker again = KafkaBroker.start(node);
        again.kill();

        assertThat(Files.readString(node.data().resolve("meta.properties"))).isEqualTo(group);
        assertThat(ProcessHandle.of(again.pid())).isEmpty();
    }
}
