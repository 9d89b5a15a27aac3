package waybill.torture.checks;

import java.util.ArrayList;
import java.util.List;

/** What a check has looked at and found; it remembers the first findings and counts all. */
public final class Notes {
    private static final int REMEMBERED = 20;

    private final List<String> findings = new ArrayList<>();
    private long looked;
    private long found;

    /** One more thing was looked at. */
    public void looked() {
        looked++;
    }

    /** Something that must not be. */
    public void found(String what) {
        found++;
        if (findings.size() < REMEMBERED) {
            findings.add(what);
        }
    }

    /** One more thing was looked at, and it must be so. */
    public void expect(boolean so, String otherwise) {
        looked();
        if (!so) {
            found(otherwise);
        }
    }

    long howManyLooked() {
        return looked;
    }

    long howManyFound() {
        return found;
    }

    List<String> findings() {
        return List.copyOf(findings);
    }
}
