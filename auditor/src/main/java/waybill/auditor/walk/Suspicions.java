package waybill.auditor.walk;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import waybill.auditor.Check;
import waybill.auditor.Finding;

/**
 * What looked wrong, and what still did when it was looked at again. Only that is told; and only until it looks right.
 * Each topic (an order, the stock, a log) is looked at as a whole.
 */
public final class Suspicions {
    private static final int TOPICS_MAX = 1_000;

    private final Map<String, Suspicion> suspected = new LinkedHashMap<>();
    private final Map<String, List<Finding>> told = new LinkedHashMap<>();

    /** What looked wrong, and since when by our own watch: the shop's clock may stand still. */
    private record Suspicion(List<Finding> findings, long since) {}

    /**
     * A topic has been looked at, and this looked wrong.
     *
     * @param patience how long it must have looked wrong before it is told
     */
    synchronized void looked(String topic, List<Finding> wrong, Duration patience) {
        long now = System.nanoTime();
        if (wrong.isEmpty()) {
            suspected.remove(topic);
            told.remove(topic);
            return;
        }
        Suspicion before = suspected.get(topic);
        List<Finding> again = before == null ? List.of() : likes(wrong, before.findings());
        if (before == null || again.isEmpty()) {
            told.remove(topic);
            if (suspected.size() < TOPICS_MAX) {
                suspected.put(topic, new Suspicion(wrong, now));
            }
            return;
        }
        suspected.put(topic, new Suspicion(again, before.since()));
        if (now - before.since() >= patience.toNanos()) {
            told.put(topic, again);
        }
    }

    private static List<Finding> likes(List<Finding> some, List<Finding> others) {
        return some.stream()
                .filter(one -> others.stream().anyMatch(one::isLike))
                .toList();
    }

    /** Nobody judges this topic any more. */
    synchronized void drop(String topic) {
        suspected.remove(topic);
        told.remove(topic);
    }

    /** Topics that looked wrong at the last look. */
    synchronized List<String> topics() {
        return List.copyOf(suspected.keySet());
    }

    /** Whether something looked wrong once, and has not been looked at again for long enough. */
    public synchronized boolean isOpen() {
        return !told.keySet().containsAll(suspected.keySet());
    }

    /** What is told, the first law first. */
    public synchronized List<Finding> told() {
        List<Finding> all = new ArrayList<>();
        told.values().forEach(all::addAll);
        all.sort(Comparator.comparing(Finding::check));
        return all;
    }

    /** How many there are of a law. */
    public synchronized long told(Check check) {
        return told.values().stream()
                .flatMap(List::stream)
                .filter(finding -> finding.check() == check)
                .count();
    }
}
