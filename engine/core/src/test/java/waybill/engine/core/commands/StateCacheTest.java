package waybill.engine.core.commands;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import waybill.engine.core.log.StreamId;
import waybill.engine.core.log.StreamState;

/** What is dropped is not remembered, not even by a batch that knew it already. */
final class StateCacheTest {
    private final StateCache<String> cache = new StateCache<>(10);

    private static StreamState<String> state(String stream, String state) {
        return new StreamState<>(new StreamId(stream, stream), 1, state);
    }

    @Test
    void only_what_matches_is_dropped() {
        cache.put(state("a", "ada"), 0);
        cache.put(state("b", "bob"), 0);

        cache.drop("ada"::equals);

        assertThat(cache.get("a")).isNull();
        assertThat(cache.get("b")).isEqualTo(state("b", "bob"));
    }

    @Test
    void a_batch_that_began_before_remembers_nothing_of_it_afterwards() {
        long before = cache.drops();
        cache.drop("ada"::equals);

        cache.put(state("a", "ada"), before);
        assertThat(cache.get("a")).isNull();

        cache.put(state("a", "ada"), cache.drops());
        assertThat(cache.get("a")).isNotNull();
    }
}
