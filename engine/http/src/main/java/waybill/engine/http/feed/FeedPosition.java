package waybill.engine.http.feed;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A place in a feed: how far each shard was read, as {@code 12-0-7-3-0-4}. */
final class FeedPosition {
    private static final int DIGITS_MAX = 18;

    private final long[] positions;

    private FeedPosition(long[] positions) {
        this.positions = positions;
    }

    static FeedPosition start(int shards) {
        return new FeedPosition(new long[shards]);
    }

    static FeedPosition at(long[] positions) {
        return new FeedPosition(positions.clone());
    }

    /** Null if it is none of a feed with so many shards; the start if there is no text, or {@code 0}. */
    static @Nullable FeedPosition parse(@Nullable String text, int shards) {
        if (text == null || text.equals("0")) {
            return start(shards);
        }
        String[] parts = text.split("-", -1);
        if (parts.length != shards || !Arrays.stream(parts).allMatch(FeedPosition::isNumber)) {
            return null;
        }
        return new FeedPosition(Arrays.stream(parts).mapToLong(Long::parseLong).toArray());
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.length() <= DIGITS_MAX && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    long of(int shard) {
        return positions[shard];
    }

    FeedPosition with(int shard, long position) {
        long[] moved = positions.clone();
        moved[shard] = position;
        return new FeedPosition(moved);
    }

    @Override
    public String toString() {
        return Arrays.stream(positions).mapToObj(Long::toString).collect(Collectors.joining("-"));
    }
}
