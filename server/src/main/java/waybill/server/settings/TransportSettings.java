package waybill.server.settings;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;
import waybill.engine.kafka.KafkaSettings;

/**
 * How the services hear what the others announce.
 *
 * @param kafka the brokers that carry it; none where all services are in one process
 */
public record TransportSettings(Optional<KafkaSettings> kafka) {
    private static final String SERVER = "[A-Za-z0-9._-]+:\\d{1,5}|\\[[0-9A-Fa-f:.]+]:\\d{1,5}";
    private static final int REPLICATION_MAX = 9;

    static TransportSettings read(Values values) {
        if (values.oneOf(Key.TRANSPORT, List.of("local", "kafka")).equals("local")) {
            return new TransportSettings(Optional.empty());
        }
        String servers = values.text(Key.KAFKA_SERVERS).replace(" ", "");
        if (servers.isEmpty()) {
            throw new BadSettings(Key.KAFKA_SERVERS.property() + " must be set: the transport is kafka.");
        }
        for (String server : servers.split(",", -1)) {
            if (!server.matches(SERVER)) {
                throw values.mustBe(Key.KAFKA_SERVERS, "brokers as host:port, separated by commas", servers);
            }
        }
        return new TransportSettings(Optional.of(new KafkaSettings(servers, replication(values), more(values))));
    }

    private static OptionalInt replication(Values values) {
        if (values.text(Key.KAFKA_REPLICATION).isEmpty()) {
            return OptionalInt.empty();
        }
        int copies = values.count(Key.KAFKA_REPLICATION);
        if (copies > REPLICATION_MAX) {
            throw values.mustBe(Key.KAFKA_REPLICATION, "a number from 1 to " + REPLICATION_MAX, "" + copies);
        }
        return OptionalInt.of(copies);
    }

    private static Map<String, String> more(Values values) {
        Optional<Path> file = values.file(Key.KAFKA_CONFIG_FILE);
        if (file.isEmpty()) {
            return Map.of();
        }
        Properties properties = new Properties();
        try (Reader text = Files.newBufferedReader(file.get())) {
            properties.load(text);
        } catch (IOException | IllegalArgumentException unreadable) {
            throw new BadSettings("The file " + file.get() + " that " + Key.KAFKA_CONFIG_FILE.property()
                    + " names cannot be read as a properties file.");
        }
        Map<String, String> more = new HashMap<>();
        properties.stringPropertyNames().forEach(name -> more.put(name, properties.getProperty(name)));
        return more;
    }
}
