package waybill.torture.system;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The built programs, and what they find in their environment.
 *
 * @param home the checkout
 * @param jvm options of the JVMs that are started
 * @param settings of Waybill, by their names in the environment
 */
public record Installed(Path home, List<String> jvm, Map<String, String> settings) {
    /** {@code server/target}, where the server's jar is. */
    Path server() {
        return home.resolve("server").resolve("target");
    }

    /** Ours without any setting of the caller's: a torture that depends on them could not be repeated. */
    Map<String, String> environment() {
        Map<String, String> all = new HashMap<>(System.getenv());
        all.keySet().removeIf(name -> name.startsWith("WAYBILL_") || name.startsWith("CHAOS_"));
        all.putAll(settings);
        return all;
    }
}
