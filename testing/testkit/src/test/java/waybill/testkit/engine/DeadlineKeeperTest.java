package waybill.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import waybill.engine.core.deadlines.DeadlineKeeper;
import waybill.engine.core.log.Deadline;
import waybill.engine.core.log.StreamId;
import waybill.testkit.engine.purse.Pot;
import waybill.testkit.engine.purse.Purse;
import waybill.testkit.engine.purse.PurseCommand.DropReminder;
import waybill.testkit.engine.purse.PurseCommand.Remind;
import waybill.testkit.engine.purse.PurseEvent;

final class DeadlineKeeperTest {
    private static final Duration OFTEN = Duration.ofMillis(2);
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final StreamId ANN = Writing.purse("ann");
    private static final StreamId BEN = Writing.purse("ben");

    private final UnsteadyStore<Purse, PurseEvent, Pot> store = new UnsteadyStore<>(new MemoryUnderTest().store());
    private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
    private final List<Deadline> acted = new CopyOnWriteArrayList<>();

    private void set(StreamId purse, Instant dueAt) {
        new Writing().put(purse, 1, 1).set(new Deadline(dueAt, purse, "remind")).to(store);
    }

    @Test
    void a_deadline_is_acted_upon_when_the_clock_reaches_it_and_not_before() {
        set(ANN, NOON);
        set(BEN, NOON.plusSeconds(1));
        try (var _ = new DeadlineKeeper("test", store, now::get, OFTEN, acted::add)) {
            Eventually.holds(() -> assertThat(acted).hasSizeGreaterThan(3));
            assertThat(acted).extracting(Deadline::stream).containsOnly(ANN);
            now.set(NOON.plusSeconds(1));
            Eventually.holds(
                    () -> assertThat(acted).extracting(Deadline::stream).contains(BEN));
        }
    }

    @Test
    void it_is_acted_upon_again_until_the_state_does_not_ask_for_it_any_more() {
        try (PurseRunner runner = new PurseRunner(store, PurseRunner.ONE_LANE)) {
            Eventually.get(runner.ask(ANN, new Remind(NOON)));
            try (var _ = new DeadlineKeeper("test", store, now::get, OFTEN, deadline -> {
                acted.add(deadline);
                if (acted.size() >= 3) {
                    Eventually.get(runner.ask(deadline.stream(), new DropReminder()));
                }
            })) {
                Eventually.holds(() -> assertThat(store.due(NOON, 10)).isEmpty());
            }
        }
        assertThat(acted).hasSize(3);
    }

    @Test
    void one_that_cannot_be_acted_upon_does_not_stand_before_the_others() {
        set(ANN, NOON.minusSeconds(1));
        set(BEN, NOON);
        try (var _ = new DeadlineKeeper("test", store, now::get, OFTEN, deadline -> {
            if (deadline.stream().equals(ANN)) {
                throw new IllegalStateException("cannot");
            }
            acted.add(deadline);
        })) {
            Eventually.holds(() -> assertThat(acted).hasSizeGreaterThan(2));
        }
        assertThat(acted).extracting(Deadline::stream).containsOnly(BEN);
    }

    @Test
    void whatever_is_thrown_it_looks_again() {
        set(ANN, NOON);
        try (var _ = new DeadlineKeeper("test", store, now::get, OFTEN, deadline -> {
            acted.add(deadline);
            throw new AssertionError("thrown by a test");
        })) {
            Eventually.holds(() -> assertThat(acted).hasSizeGreaterThan(2));
        }
    }

    @Test
    void it_waits_for_a_store_that_is_away() {
        set(ANN, NOON);
        store.away(true);
        try (var _ = new DeadlineKeeper("test", store, now::get, OFTEN, acted::add)) {
            Eventually.holds(() -> assertThat(store.refused()).isGreaterThan(2));
            assertThat(acted).isEmpty();
            store.away(false);
            Eventually.holds(() -> assertThat(acted).isNotEmpty());
        }
    }
}
