package waybill.torture.history;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Everything that clients asked and were told, in the order in which they began to ask. */
public record History(List<Attempt> attempts) {
    public History {
        attempts = List.copyOf(attempts);
    }

    /** All tries of such operations. */
    public List<Attempt> of(Kind... kinds) {
        Set<Kind> wanted = Set.of(kinds);
        return attempts.stream()
                .filter(attempt -> wanted.contains(attempt.request().kind()))
                .toList();
    }

    /** All tries of such operations by their key, whoever sent them. */
    public Map<String, List<Attempt>> byKey(Kind... kinds) {
        Map<String, List<Attempt>> all = new LinkedHashMap<>();
        for (Attempt attempt : of(kinds)) {
            all.computeIfAbsent(attempt.request().key(), _ -> new ArrayList<>()).add(attempt);
        }
        return all;
    }

    /** How many tries ended so. */
    public long count(Outcome outcome) {
        return attempts.stream()
                .filter(attempt -> attempt.answer().outcome() == outcome)
                .count();
    }

    /** How many things clients wanted. */
    public long operations() {
        return attempts.stream()
                .map(attempt -> attempt.request().operation())
                .distinct()
                .count();
    }
}
