package waybill.testkit.engine;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Keys of shared rows, in order. */
final class Rows {
    private Rows() {}

    static SortedSet<String> of(String... keys) {
        return new TreeSet<>(List.of(keys));
    }
}
