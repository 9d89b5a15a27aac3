package waybill.cluster.services;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the processes of the services find in their environment: whatever we were given, and how they reach each other.
 */
public final class Surroundings {
    /** What the launcher and the command line read themselves, and what means this process and not those. */
    private static final Set<String> OURS = Set.of(
            "WAYBILL_PORT",
            "WAYBILL_HOST",
            "WAYBILL_DATA",
            "WAYBILL_CONFIG",
            "WAYBILL_ROLES",
            "WAYBILL_AOT",
            "WAYBILL_JAVA_HOME",
            "WAYBILL_JAVA_OPTS");

    private static final List<String> THE_CLUSTERS = List.of(
            "WAYBILL_DATABASE_",
            "WAYBILL_KAFKA_",
            "WAYBILL_TRANSPORT",
            "WAYBILL_INVENTORY_URL",
            "WAYBILL_PAYMENT_URL",
            "WAYBILL_TLS_");

    /** What HAProxy reads. */
    private static final String THE_GATEWAYS = "WAYBILL_GATEWAY_";

    private Surroundings() {}

    /** What is set and cannot be, because the cluster decides it. */
    public static Set<String> contradictions(Map<String, String> given) {
        Set<String> set = new TreeSet<>();
        given.forEach((name, value) -> {
            if (!value.isBlank() && THE_CLUSTERS.stream().anyMatch(name::startsWith)) {
                set.add(name);
            }
        });
        return set;
    }

    /** The rest of what we were given, and what the cluster decides. */
    public static Map<String, String> of(Map<String, String> given, Map<String, String> decided) {
        Map<String, String> all = new HashMap<>(given);
        all.keySet().removeIf(name -> OURS.contains(name) || name.startsWith(THE_GATEWAYS));
        all.putAll(decided);
        return all;
    }
}
