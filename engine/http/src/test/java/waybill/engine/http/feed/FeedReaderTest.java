package waybill.engine.http.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import waybill.engine.core.feeds.Envelope;
import waybill.engine.core.feeds.Feed;
import waybill.engine.core.feeds.Signal;
import waybill.engine.core.log.Meta;
import waybill.engine.http.feed.FeedReader.Asked;
import waybill.engine.http.feed.FeedReader.Found;
import waybill.kernel.EventId;

/** A page of a feed says that there is no more only where there is none. */
final class FeedReaderTest {
    private static final int SHARDS = 6;
    private static final int PER_SHARD = 7;

    private final FeedReader<String> reader =
            new FeedReader<>(text -> ("\"" + text + "\"").getBytes(StandardCharsets.UTF_8));

    /**
     * A replica has the first events of a shard in memory, and another replica has written those after them: what it
     * has at hand was taken for all there is, so the last orders before a shard moved were missing from the last page.
     */
    @Test
    void what_is_at_hand_is_not_taken_for_all_there_is() {
        for (int atHand = 1; atHand <= PER_SHARD; atHand++) {
            Found found = reader.read(new Asked<>(new Piecemeal(atHand), FeedPosition.start(SHARDS), 100));

            assertThat(found.told()).as("%d at a time", atHand).hasSize(SHARDS * PER_SHARD);
            assertThat(found.more()).isFalse();
        }
    }

    @Test
    void pages_of_any_size_tell_the_same_in_the_order_of_time() {
        List<String> all = positions(new Piecemeal(PER_SHARD), 1_000);
        assertThat(all).hasSize(SHARDS * PER_SHARD).doesNotHaveDuplicates();
        for (int limit = 1; limit <= 20; limit++) {
            assertThat(positions(new Piecemeal(2), limit)).isEqualTo(all);
        }
    }

    private List<String> positions(Feed<String> feed, int limit) {
        List<String> all = new ArrayList<>();
        FeedPosition reached = FeedPosition.start(SHARDS);
        boolean more = true;
        while (more) {
            Found found = reader.read(new Asked<>(feed, reached, limit));
            found.told().forEach(it -> all.add(it.position().toString()));
            reached = found.reached();
            more = found.more();
        }
        return all;
    }

    /** Every shard has as many events, and gives out so many of them at a time. */
    private record Piecemeal(int atHand, Signal signal) implements Feed<String> {
        Piecemeal(int atHand) {
            this(atHand, new Signal());
        }

        @Override
        public String source() {
            return "order";
        }

        @Override
        public int shards() {
            return SHARDS;
        }

        @Override
        public List<Envelope<String>> read(int shard, long after, int limit) {
            return LongStream.rangeClosed(after + 1, Math.min(PER_SHARD, after + Math.min(limit, atHand)))
                    .mapToObj(position -> envelope(shard, position))
                    .toList();
        }

        private static Envelope<String> envelope(int shard, long position) {
            EventId id = EventId.of(new UUID(shard, position));
            Instant time = Instant.EPOCH.plusMillis(position * 10 + (shard * 7L) % SHARDS);
            @Nullable String cause = null;
            Meta meta = new Meta(id, "correlation", cause, "test", null);
            return new Envelope<>("order", shard, position, 1, "ord_" + position, "said", time, meta, "said", null);
        }

        @Override
        public long[] heads() {
            long[] heads = new long[SHARDS];
            Arrays.fill(heads, PER_SHARD);
            return heads;
        }
    }
}
