package waybill.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import waybill.engine.core.commands.CommandRunner;
import waybill.engine.core.commands.Outcome;
import waybill.engine.core.log.Recorded;
import waybill.testkit.engine.purse.Purse;
import waybill.testkit.engine.purse.PurseCommand.Draw;
import waybill.testkit.engine.purse.PurseCommand.DropReminder;
import waybill.testkit.engine.purse.PurseCommand.Fill;
import waybill.testkit.engine.purse.PurseCommand.GiveBack;
import waybill.testkit.engine.purse.PurseCommand.Put;
import waybill.testkit.engine.purse.PurseCommand.Remind;
import waybill.testkit.engine.purse.PurseCommand.Take;
import waybill.testkit.engine.purse.PurseRefusal;

/** What the runner promises when another replica writes the same streams. */
public abstract class RacingRunnersContract extends AmongRunners {
    private static final CommandRunner.Sizes TWO_LANES =
            new CommandRunner.Sizes(2, 16, 2_000, 1_000, Duration.ofSeconds(25));

    @Test
    void no_coin_is_lost_when_two_replicas_fill_the_same_few_purses() {
        PurseRunner here = runner(unsteady(), TWO_LANES);
        PurseRunner there = runner(examined().replica(), TWO_LANES);
        long seed = Long.getLong("seed", System.nanoTime());
        Crowd.of(4, number -> {
            SplittableRandom random = new SplittableRandom(seed + number);
            List<CompletableFuture<Outcome<Purse, PurseRefusal>>> answers = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                PurseRunner runner = number % 2 == 0 ? here : there;
                answers.add(runner.ask(Writing.purse("p" + random.nextInt(4)), new Put(1)));
            }
            answers.forEach(AmongRunners::done);
        });

        long coins =
                LongStream.range(0, 4).map(i -> coins(Writing.purse("p" + i))).sum();
        assertThat(coins).as("-Dseed=%d", seed).isEqualTo(400);
        assertPositionsAreDense(400);
    }

    private void assertPositionsAreDense(int events) {
        int all = 0;
        for (int shard = 0; shard < truth().shards(); shard++) {
            List<Recorded<waybill.testkit.engine.purse.PurseEvent>> read = truth().read(shard, 0, 10_000);
            for (int i = 0; i < read.size(); i++) {
                assertThat(read.get(i).position()).isEqualTo(i + 1L);
            }
            all += read.size();
        }
        assertThat(all).isEqualTo(events);
    }

    @Test
    void a_lost_race_is_decided_again_on_what_the_winner_left() {
        PurseRunner here = runner();
        PurseRunner there = replica();
        done(here.ask(ANN, new Put(10)));
        unsteady().beforeCommit(() -> done(there.ask(ANN, new Take(8))));

        assertThat(refusal(here.ask(ANN, new Take(5)))).isEqualTo(new PurseRefusal.TooFew(2));
        assertThat(coins(ANN)).isEqualTo(2);
    }

    @Test
    void a_race_lost_by_one_command_does_not_fail_its_neighbors() {
        PurseRunner here = runner();
        PurseRunner there = replica();
        done(here.ask(ANN, new Put(10)));
        unsteady().hold();
        var first = here.ask(BEN, new Put(1));
        unsteady().awaitHeld();
        List<CompletableFuture<Outcome<Purse, PurseRefusal>>> neighbors = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            neighbors.add(here.ask(Writing.purse("p" + i), new Put(1)));
        }
        var loser = here.ask(ANN, new Put(1));
        done(there.ask(ANN, new Put(1)));
        unsteady().release();

        assertThat(done(first).version()).isEqualTo(1);
        neighbors.forEach(AmongRunners::done);
        assertThat(done(loser).state().coins()).isEqualTo(12);
    }

    @Test
    void a_no_on_a_remembered_purse_is_said_again_only_after_another_look() {
        PurseRunner here = runner();
        PurseRunner there = replica();
        done(here.ask(ANN, new Put(5)));
        done(there.ask(ANN, new Put(10)));

        assertThat(done(here.ask(ANN, new Take(12))).state().coins()).isEqualTo(3);
        assertThat(refusal(here.ask(ANN, new Take(4)))).isEqualTo(new PurseRefusal.TooFew(3));
    }

    @Test
    void nothing_to_do_on_a_remembered_purse_is_said_only_after_another_look() {
        PurseRunner here = runner();
        PurseRunner there = replica();
        done(here.ask(ANN, new Put(5)));
        done(there.ask(ANN, new Remind(Writing.AT)));

        assertThat(done(here.ask(ANN, new DropReminder())).version()).isEqualTo(3);
        assertThat(truth().due(Writing.AT, 10)).isEmpty();
    }

    @Test
    void news_that_seem_old_on_a_remembered_purse_are_looked_at_again() {
        PurseRunner here = runner();
        PurseRunner there = replica();
        done(here.ask(ANN, new Put(5)));
        done(there.ask(ANN, new Remind(Writing.AT)));

        here.hear("order", 1, ANN, new DropReminder());

        Eventually.holds(() -> assertThat(here.settled()).isEqualTo(1));
        assertThat(truth().due(Writing.AT, 10)).isEmpty();
        assertThat(examined().ignored()).isEmpty();
    }

    @Test
    void what_goes_wrong_on_a_remembered_purse_goes_wrong_only_after_another_look() {
        PurseRunner here = runner();
        PurseRunner there = replica();
        done(here.ask(BEN, new Fill("jar", 10)));
        done(here.ask(ANN, new Draw("jar", 4)));
        done(there.ask(ANN, new GiveBack()));

        // Here the coins seem to be out still, and the pot would have less than nothing out.
        assertThat(done(here.ask(ANN, new GiveBack())).version()).isEqualTo(2);
        assertThat(pot("jar").coins()).isEqualTo(10);
    }

    @Test
    void what_goes_wrong_because_a_purse_was_read_before_its_pot_was_locked_is_decided_again() {
        PurseRunner here = runner();
        PurseRunner there = replica();
        done(there.ask(BEN, new Fill("jar", 10)));
        done(there.ask(ANN, new Draw("jar", 4)));
        unsteady().beforeBegin(() -> done(there.ask(ANN, new GiveBack())));

        assertThat(done(here.ask(ANN, new GiveBack())).version()).isEqualTo(2);
        assertThat(pot("jar").coins()).isEqualTo(10);
    }

    @Test
    void news_that_go_wrong_on_a_remembered_purse_are_not_suspected_for_it() {
        PurseRunner here = runner();
        PurseRunner there = replica();
        done(here.ask(BEN, new Fill("jar", 10)));
        done(here.ask(ANN, new Draw("jar", 4)));
        done(there.ask(ANN, new GiveBack()));

        here.hear("order", 1, ANN, new GiveBack());

        Eventually.holds(() -> assertThat(here.settled()).isEqualTo(1));
        assertThat(examined().parked()).isEmpty();
        assertThat(examined().ignored()).hasSize(1);
    }

    @Test
    void two_replicas_that_hear_the_same_news_obey_them_once() {
        PurseRunner here = runner();
        PurseRunner there = replica();
        Crowd.of(2, number -> {
            PurseRunner mine = number == 0 ? here : there;
            for (int position = 1; position <= 100; position++) {
                mine.hear("order", position, Writing.purse("p" + position % 7), new Put(1));
            }
        });
        Eventually.holds(() -> assertThat(here.settled() + there.settled()).isEqualTo(200));

        long coins =
                LongStream.range(0, 7).map(i -> coins(Writing.purse("p" + i))).sum();
        assertThat(coins).isEqualTo(100);
        assertThat(truth().checkpoints("order")[0]).isEqualTo(100);
        assertPositionsAreDense(100);
    }

    @Test
    void a_shard_taken_over_goes_on_where_the_other_replica_stopped() {
        PurseRunner here = runner();
        PurseRunner there = replica();
        here.hear("order", 1, ANN, new Put(1));
        Eventually.holds(() -> assertThat(here.settled()).isEqualTo(1));
        hear(there, 2, 100);
        Eventually.holds(() -> assertThat(there.settled()).isEqualTo(99));

        hear(here, 101, 110);

        Eventually.holds(() -> assertThat(here.settled()).isEqualTo(11));
        assertThat(here.runner().waitingForMissing()).isZero();
        assertThat(coins(ANN)).isEqualTo(110);
        assertThat(truth().checkpoints("order")[0]).isEqualTo(110);
    }

    @Test
    void news_that_wait_for_missing_ones_are_let_go_once_another_replica_has_applied_them() {
        PurseRunner here = runner();
        PurseRunner there = replica();
        for (int position : new int[] {1, 3, 4}) {
            here.hear("order", position, ANN, new Put(1));
        }
        Eventually.holds(() -> assertThat(here.runner().waitingForMissing()).isEqualTo(2));

        hear(there, 2, 4);

        // Nobody brings anything more.
        Eventually.holds(() -> assertThat(here.settled()).isEqualTo(3));
        Eventually.holds(() -> assertThat(here.runner().waitingForMissing()).isZero());
        assertThat(coins(ANN)).isEqualTo(4);
    }

    @Test
    void the_store_is_not_asked_for_each_of_the_news_that_wait() {
        PurseRunner here = runner();
        here.hear("order", 1, ANN, new Put(1));
        Eventually.holds(() -> assertThat(here.settled()).isEqualTo(1));
        long begun = System.nanoTime();
        int before = unsteady().checkpointReads();
        for (int position = 3; position <= 300; position++) {
            here.hear("order", position, ANN, new Put(1));
            done(here.ask(BEN, new Put(1)));
        }

        Eventually.holds(() -> assertThat(here.runner().waitingForMissing()).isEqualTo(298));
        long seconds = Duration.ofNanos(System.nanoTime() - begun).toSeconds();
        assertThat(unsteady().checkpointReads() - before).isBetween(1, (int) (2 + seconds * 10 / 9));
    }

    private static void hear(PurseRunner runner, int first, int last) {
        for (int position = first; position <= last; position++) {
            runner.hear("order", position, ANN, new Put(1));
        }
    }
}
