package waybill.simulation.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What happened in one life: a sum of all of it, so that two lives can be compared, and the lines themselves if
 * somebody wants to read them. Whatever goes in must be the same in every process: no identity, no order of a hash
 * table.
 */
public final class Trace {
    private static final long PRIME = 0x100000001b3L;

    private final boolean kept;
    private final List<String> lines = new ArrayList<>();
    private long sum = 0xcbf29ce484222325L;

    Trace(boolean kept) {
        this.kept = kept;
    }

    /** Notes something about something. */
    public void note(String what, String about, long number) {
        sum = (sum ^ what.hashCode()) * PRIME;
        sum = (sum ^ about.hashCode()) * PRIME;
        sum = (sum ^ number) * PRIME;
        if (kept) {
            lines.add(what + ' ' + about + ' ' + number);
        }
    }

    /** Notes something. */
    public void note(String what, String about) {
        note(what, about, 0);
    }

    /** Says more about what was noted, for those who read. */
    public void remark(Object more) {
        if (kept) {
            lines.add("    " + Objects.toString(more));
        }
    }

    /** The sum of all that was noted. */
    public long sum() {
        return sum;
    }

    /** What was noted, if it was kept. */
    public List<String> lines() {
        return lines;
    }
}
