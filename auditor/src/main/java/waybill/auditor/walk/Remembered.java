package waybill.auditor.walk;

import java.util.LinkedHashMap;
import java.util.Map;

/** So many entries; the oldest is forgotten for a new one. */
final class Remembered<K, V> extends LinkedHashMap<K, V> {
    private final int most;

    Remembered(int most) {
        this.most = most;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > most;
    }
}
