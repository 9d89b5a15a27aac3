package waybill.order.service.persons;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The keys used last. What was read before a key was dropped is not remembered after it. */
final class KeyCache {
    private final Map<String, PersonKey> byId;
    private final Map<String, PersonKey> living;
    private long drops;

    KeyCache(int max) {
        this.byId = lastUsed(max);
        this.living = lastUsed(max);
    }

    private static Map<String, PersonKey> lastUsed(int max) {
        return new LinkedHashMap<>(64, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, PersonKey> eldest) {
                return size() > max;
            }
        };
    }

    synchronized @Nullable PersonKey byId(String id) {
        return byId.get(id);
    }

    /** The key that what is new about this customer is sealed with. */
    synchronized @Nullable PersonKey living(String customer) {
        return living.get(customer);
    }

    synchronized Set<String> without(Collection<String> ids) {
        Set<String> missing = new HashSet<>(ids);
        missing.removeAll(byId.keySet());
        return missing;
    }

    /** How often keys were dropped; to be asked before a key is read. */
    synchronized long drops() {
        return drops;
    }

    /** Remembers a key, unless some were dropped since {@code dropsBefore}: it may be one of them. */
    synchronized void put(PersonKey key, long dropsBefore) {
        if (drops != dropsBefore) {
            return;
        }
        byId.put(key.id(), key);
        if (!key.isDestroyed()) {
            living.put(key.customer(), key);
        }
    }

    /** Forgets the keys of this customer. */
    synchronized void drop(String customer) {
        drops++;
        living.remove(customer);
        byId.values().removeIf(key -> key.customer().equals(customer));
    }
}
