package waybill.engine.core.commands;

import java.util.Comparator;

/** A shard of a source: where news come from, one after another. */
record Place(String source, int shard) implements Comparable<Place> {
    private static final Comparator<Place> ORDER =
            Comparator.comparing(Place::source).thenComparingInt(Place::shard);

    @Override
    public int compareTo(Place other) {
        return ORDER.compare(this, other);
    }
}
