package waybill.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import waybill.engine.core.commands.CommandRunner;
import waybill.engine.core.commands.Outcome;
import waybill.engine.core.commands.Overloaded;
import waybill.engine.core.commands.Request;
import waybill.engine.core.log.Deadline;
import waybill.engine.core.log.Recorded;
import waybill.engine.core.log.StreamId;
import waybill.testkit.engine.purse.Purse;
import waybill.testkit.engine.purse.PurseCodec;
import waybill.testkit.engine.purse.PurseCommand.Break;
import waybill.testkit.engine.purse.PurseCommand.DropReminder;
import waybill.testkit.engine.purse.PurseCommand.Open;
import waybill.testkit.engine.purse.PurseCommand.Put;
import waybill.testkit.engine.purse.PurseCommand.Remind;
import waybill.testkit.engine.purse.PurseCommand.Take;
import waybill.testkit.engine.purse.PurseEvent;
import waybill.testkit.engine.purse.PurseEvent.CoinsPut;
import waybill.testkit.engine.purse.PurseEvent.CoinsTaken;
import waybill.testkit.engine.purse.PurseRefusal;
import waybill.testkit.engine.purse.PurseRefusal.TooFew;

/** What the runner promises those who ask it. */
public abstract class CommandRunnerContract extends AmongRunners {
    @Test
    void what_comes_while_a_batch_is_written_goes_into_one_transaction() {
        PurseRunner runner = runner();
        unsteady().hold();
        var first = runner.ask(ANN, new Put(1));
        unsteady().awaitHeld();
        List<CompletableFuture<Outcome<Purse, PurseRefusal>>> rest = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            rest.add(runner.ask(Writing.purse("p" + i % 20), new Put(1)));
        }
        unsteady().release();

        assertThat(done(first).version()).isEqualTo(1);
        rest.forEach(AmongRunners::done);
        assertThat(unsteady().batches().stream().map(batch -> batch.events().size()))
                .containsExactly(1, 200);
    }

    @Test
    void callers_are_told_after_the_commit_and_after_the_feed() {
        PurseRunner runner = runner();
        AtomicReference<List<PurseEvent>> seenInStore = new AtomicReference<>(List.of());
        AtomicReference<Integer> seenInFeed = new AtomicReference<>(0);

        var answer = runner.ask(ANN, new Put(5)).thenApply(outcome -> {
            seenInStore.set(history(ANN));
            seenInFeed.set(runner.committed().size());
            return outcome;
        });

        assertThat(done(answer).state().coins()).isEqualTo(5);
        assertThat(seenInStore.get()).containsExactly(new CoinsPut(5));
        assertThat(seenInFeed.get()).isEqualTo(1);
        assertThat(runner.committed())
                .isEqualTo(truth().load(List.of(ANN.name())).get(ANN.name()));
    }

    @Test
    void nobody_is_told_before_the_commit() {
        PurseRunner runner = runner();
        unsteady().hold();
        var answer = runner.ask(ANN, new Put(5));
        unsteady().awaitHeld();

        assertThat(answer).isNotDone();
        assertThat(runner.committed()).isEmpty();

        unsteady().release();
        assertThat(done(answer).version()).isEqualTo(1);
    }

    @Test
    void of_many_who_have_seen_the_same_version_one_is_obeyed() {
        PurseRunner runner = runner();
        done(runner.ask(ANN, new Put(1)));
        unsteady().hold();
        var first = runner.ask(BEN, new Put(1));
        unsteady().awaitHeld();
        var obeyed = runner.askAt(1, ANN, new Put(10));
        var late = runner.askAt(1, ANN, new Put(100));
        var next = runner.askAt(2, ANN, new Put(1_000));
        unsteady().release();

        assertThat(done(first).version()).isEqualTo(1);
        assertThat(done(obeyed).version()).isEqualTo(2);
        assertThat(done(next).state().coins()).isEqualTo(1_011);
        assertThat(late)
                .failsWithin(Duration.ofSeconds(20))
                .withThrowableThat()
                .withCauseInstanceOf(Request.VersionMismatch.class);
        assertThat(history(ANN)).containsExactly(new CoinsPut(1), new CoinsPut(10), new CoinsPut(1_000));
    }

    @Test
    void commands_of_a_batch_are_decided_each_on_what_the_one_before_left() {
        PurseRunner runner = runner();
        unsteady().hold();
        var first = runner.ask(BEN, new Put(1));
        unsteady().awaitHeld();
        var put = runner.ask(ANN, new Put(5));
        var take = runner.ask(ANN, new Take(3));
        var tooMuch = runner.ask(ANN, new Take(3));
        var putAgain = runner.ask(ANN, new Put(1));
        unsteady().release();

        assertThat(done(first).version()).isEqualTo(1);
        assertThat(done(put).state().coins()).isEqualTo(5);
        assertThat(done(take).state().coins()).isEqualTo(2);
        assertThat(refusal(tooMuch)).isEqualTo(new TooFew(2));
        assertThat(done(putAgain).version()).isEqualTo(3);
        assertThat(history(ANN)).containsExactly(new CoinsPut(5), new CoinsTaken(3), new CoinsPut(1));
        assertThat(unsteady().batches()).hasSize(2);
    }

    @Test
    void a_decider_that_throws_fails_only_its_caller() {
        PurseRunner runner = runner();
        unsteady().hold();
        var first = runner.ask(BEN, new Put(1));
        unsteady().awaitHeld();
        var before = runner.ask(ANN, new Put(5));
        var broken = runner.ask(ANN, new Break());
        var after = runner.ask(ANN, new Put(6));
        unsteady().release();

        assertThat(Eventually.failureOf(broken)).hasMessage("a purse cannot be broken");
        assertThat(List.of(
                        done(first).version(),
                        done(before).version(),
                        done(after).version()))
                .containsExactly(1L, 1L, 2L);
        assertThat(history(ANN)).containsExactly(new CoinsPut(5), new CoinsPut(6));
    }

    @Test
    void an_event_that_cannot_be_written_fails_only_its_caller() {
        PurseRunner runner = runner();
        unsteady().hold();
        var first = runner.ask(BEN, new Put(1));
        unsteady().awaitHeld();
        List<CompletableFuture<Outcome<Purse, PurseRefusal>>> good = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            good.add(runner.ask(Writing.purse("p" + i), new Put(1)));
        }
        var bad = runner.ask(ANN, new Put(PurseCodec.UNWRITABLE));
        good.add(runner.ask(ANN, new Put(2)));
        good.add(runner.ask(Writing.purse("p3"), new Put(2)));
        unsteady().release();

        assertThat(done(first).version()).isEqualTo(1);
        good.forEach(AmongRunners::done);
        assertThat(Eventually.failureOf(bad)).hasMessageContaining("cannot be written");
        assertThat(history(ANN)).containsExactly(new CoinsPut(2));
        assertThat(coins(Writing.purse("p3"))).isEqualTo(3);
    }

    @Test
    void a_full_queue_turns_requests_away_and_forgets_none_it_took() {
        PurseRunner runner = runner(unsteady(), new CommandRunner.Sizes(1, 400, 3, 1_000, Duration.ofSeconds(20)));
        unsteady().hold();
        var beingWritten = runner.ask(ANN, new Put(1));
        unsteady().awaitHeld();
        List<CompletableFuture<Outcome<Purse, PurseRefusal>>> waiting = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            waiting.add(runner.ask(ANN, new Put(1)));
        }
        var turnedAway = runner.ask(ANN, new Put(100));

        assertThat(turnedAway).isCompletedExceptionally();
        assertThat(Eventually.failureOf(turnedAway)).isInstanceOf(Overloaded.class);
        assertThat(runner.runner().waiting()).isEqualTo(3);
        unsteady().release();
        assertThat(done(beingWritten).version()).isEqualTo(1);
        waiting.forEach(AmongRunners::done);
        assertThat(coins(ANN)).isEqualTo(4);
    }

    @Test
    void closing_finishes_what_waits_and_takes_no_more() {
        PurseRunner runner = runner();
        unsteady().hold();
        var first = runner.ask(ANN, new Put(1));
        unsteady().awaitHeld();
        var waiting = runner.ask(ANN, new Put(2));
        CompletableFuture<Void> closed = CompletableFuture.runAsync(runner::close);
        unsteady().release();
        Eventually.get(closed.thenApply(_ -> true));

        assertThat(first).isCompleted();
        assertThat(waiting).isCompleted();
        assertThat(coins(ANN)).isEqualTo(3);
        assertThat(Eventually.failureOf(runner.ask(ANN, new Put(9)))).isInstanceOf(Overloaded.class);
    }

    @Test
    void a_fresh_stream_is_not_read_and_a_remembered_one_is_not_read_again() {
        PurseRunner runner = runner();

        assertThat(done(runner.askFresh(ANN, new Open(5))).version()).isEqualTo(1);
        assertThat(done(runner.ask(ANN, new Put(1))).version()).isEqualTo(2);

        assertThat(unsteady().loads()).isZero();
    }

    @Test
    void deadlines_follow_the_state() {
        PurseRunner runner = runner();
        Instant due = Instant.parse("2026-05-01T00:00:00.123456789Z");
        Instant kept = Instant.parse("2026-05-01T00:00:00.123456Z");
        Instant later = kept.plusSeconds(60);

        done(runner.ask(ANN, new Remind(due)));
        assertThat(truth().due(later, 10)).containsExactly(new Deadline(kept, ANN, "remind"));
        done(runner.ask(ANN, new Put(1)));
        done(runner.ask(ANN, new Remind(due)));
        assertThat(truth().due(later, 10)).containsExactly(new Deadline(kept, ANN, "remind"));
        done(runner.ask(ANN, new Remind(later)));
        assertThat(truth().due(later, 10)).containsExactly(new Deadline(later, ANN, "remind"));
        done(runner.ask(ANN, new DropReminder()));
        assertThat(truth().due(later, 10)).isEmpty();
    }

    @Test
    void every_event_carries_an_id_of_its_own_and_where_it_came_from() {
        PurseRunner runner = runner();
        for (int i = 0; i < 20; i++) {
            StreamId purse = Writing.purse("p" + i);
            done(runner.ask(purse, new Put(1)));
        }

        assertThat(runner.committed().stream().map(event -> event.meta().id()).distinct())
                .hasSize(20);
        assertThat(runner.committed().stream().map(Recorded::meta))
                .allMatch(meta ->
                        meta.correlationId().equals("corr-1") && meta.actor().equals("tester"));
    }
}
