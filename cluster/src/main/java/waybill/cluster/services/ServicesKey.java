package waybill.cluster.services;

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
import waybill.cluster.processes.ChildProcess;
import waybill.cluster.processes.NotStarted;

/**
 * The API key by which the order service is let in by the others, where doors are locked with API keys.
 *
 * @param file that has it
 */
public record ServicesKey(Path file) {
    private static final List<String> THEIR_OWN = List.of("WAYBILL_SERVICES_TOKEN", "WAYBILL_SERVICES_TOKEN_FILE");

    /** Whether the settings want API keys, and nobody has thought of one for the services. */
    public static boolean isNeeded(Map<String, String> given, Optional<Path> config) throws IOException {
        Properties file = new Properties();
        if (config.isPresent()) {
            try (Reader text = Files.newBufferedReader(config.get())) {
                file.load(text);
            }
        }
        String wanted =
                given.getOrDefault("WAYBILL_ACCESS_API_KEYS", file.getProperty("waybill.access.api-keys", "false"));
        return wanted.strip().equals("true")
                && THEIR_OWN.stream()
                        .allMatch(name -> given.getOrDefault(name, "").isBlank());
    }

    /** Makes the key known to every service; said again it changes nothing. */
    public void makeKnown(Processes processes) throws NotStarted {
        Map<String, String> environment = new HashMap<>(processes.around());
        for (Service service : Service.values()) {
            environment.putAll(processes.databases().environment(service));
        }
        Path log = processes.logs().resolve("apikey.log");
        OptionalInt code = ChildProcess.start(new ChildProcess.Order(
                        processes.command(
                                "apikey",
                                "create",
                                "--key-file",
                                file.toString(),
                                "--name",
                                "order-service",
                                "--scopes",
                                "inventory:read,payments:write"),
                        environment,
                        log,
                        Processes.ENDED_WITHIN))
                .ended()
                .join();
        if (code.orElse(0) != 0) {
            throw new NotStarted("The services' API key could not be made known: see " + log + ".", null);
        }
    }
}
