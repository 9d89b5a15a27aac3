package waybill.engine.http.access.jwt;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import waybill.engine.http.access.Recognized;

/** Tokens that were found valid a moment ago, by their digests; only those, so nobody can fill it from outside. */
final class RecentTokens {
    private static final int SIZE_MAX = 10_000;

    private final Map<String, Entry> entries = new ConcurrentHashMap<>();

    private record Entry(Recognized.As caller, Instant until) {}

    Recognized.@Nullable As find(String digest, Instant now) {
        Entry entry = entries.get(digest);
        return entry != null && now.isBefore(entry.until()) ? entry.caller() : null;
    }

    /** When it is full, those go that have had their time; if there are none, all. */
    void keep(String digest, Recognized.As caller, Instant until, Instant now) {
        if (entries.size() >= SIZE_MAX) {
            entries.values().removeIf(entry -> !now.isBefore(entry.until()));
            if (entries.size() >= SIZE_MAX) {
                entries.clear();
            }
        }
        entries.put(digest, new Entry(caller, until));
    }

    int size() {
        return entries.size();
    }
}
