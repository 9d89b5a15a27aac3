package waybill.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import waybill.engine.core.deadlines.Housekeeper;
import waybill.engine.core.log.KeyEntry;
import waybill.engine.core.log.StoredAnswer;
import waybill.testkit.engine.purse.Pot;
import waybill.testkit.engine.purse.Purse;
import waybill.testkit.engine.purse.PurseEvent;

final class HousekeeperTest {
    private static final Duration OFTEN = Duration.ofMillis(2);
    private static final Housekeeper.Kept KEPT = new Housekeeper.Kept(Duration.ofHours(24), Duration.ofDays(30));
    private static final KeyEntry KEY = Writing.key("k1", new StoredAnswer(200, "text/plain", "done"));

    private final MemoryUnderTest examined = new MemoryUnderTest();
    private final UnsteadyStore<Purse, PurseEvent, Pot> store = new UnsteadyStore<>(examined.store());
    private final AtomicReference<Instant> now = new AtomicReference<>(Writing.AT.plus(KEPT.keys()));

    private boolean isKeyKnown() {
        return !examined.store().keys(List.of(KEY.id())).isEmpty();
    }

    @Test
    void keys_and_ignored_news_go_when_their_time_is_over_and_not_before() {
        new Writing().keep(KEY).ignore("order", 1, "why not").to(store);
        try (var _ = new Housekeeper("test", store, now::get, OFTEN, KEPT)) {
            now.set(Writing.AT.plus(KEPT.keys()).plusSeconds(1));
            Eventually.holds(() -> assertThat(isKeyKnown()).isFalse());
            assertThat(examined.ignored()).hasSize(1);
            now.set(Writing.AT.plus(KEPT.ignoredNews()).plusSeconds(1));
            Eventually.holds(() -> assertThat(examined.ignored()).isEmpty());
        }
    }

    @Test
    void it_waits_for_a_store_that_is_away() {
        new Writing().keep(KEY).to(store);
        now.set(Writing.AT.plus(KEPT.keys()).plusSeconds(1));
        store.away(true);
        try (var _ = new Housekeeper("test", store, now::get, OFTEN, KEPT)) {
            Eventually.holds(() -> assertThat(store.refused()).isGreaterThan(2));
            store.away(false);
            Eventually.holds(() -> assertThat(isKeyKnown()).isFalse());
        }
    }
}
