package waybill.engine.kafka;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import waybill.cluster.broker.KafkaBroker;
import waybill.cluster.broker.Node;

/** One real broker for all tests of this process that do it no harm; it ends with the process. */
final class SharedBroker {
    private static final KafkaBroker BROKER = start();

    private SharedBroker() {}

    private static KafkaBroker start() {
        try {
            Path directory = Files.createTempDirectory("waybill-broker");
            return KafkaBroker.start(Node.on(1, directory));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** How it is reached. */
    static KafkaSettings settings() {
        return settings(BROKER.node().address());
    }

    /** How these brokers are reached. */
    static KafkaSettings settings(String servers) {
        return new KafkaSettings(servers, OptionalInt.empty(), Map.of());
    }
}
