package waybill.engine.http;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list, as every list of the API answers it (API.md §1).
 *
 * @param data what is on it
 * @param page where the next one is
 */
public record Page(List<?> data, Place page) {
    private static final int LIMIT_MAX = 200;
    private static final int LIMIT_USUAL = 50;

    /**
     * Where a page ends.
     *
     * @param nextCursor what to ask with for the next page; null if a list has none
     */
    public record Place(@Nullable String nextCursor, boolean hasMore) {}

    /** A page that ends here. */
    public static Page of(List<?> data, @Nullable String nextCursor, boolean hasMore) {
        return new Page(data, new Place(nextCursor, hasMore));
    }

    /**
     * A page of what was found.
     *
     * @param found one more than the limit, if there are so many
     * @param cursor names an element, so that the next page begins after it
     */
    public static <T> Page first(int limit, List<T> found, Function<T, ?> element, Function<T, String> cursor) {
        boolean more = found.size() > limit;
        List<T> shown = more ? found.subList(0, limit) : found;
        return of(shown.stream().map(element).toList(), more ? cursor.apply(shown.getLast()) : null, more);
    }

    /** How many the query wants on its page: 1 to 200, 50 unless it says so. */
    public static int limit(Query query) {
        return (int) query.integerOr("limit", 1, LIMIT_MAX, LIMIT_USUAL);
    }
}
