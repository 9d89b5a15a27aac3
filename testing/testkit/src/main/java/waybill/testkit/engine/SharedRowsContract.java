package waybill.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import waybill.engine.core.commands.CommandRunner;
import waybill.engine.core.commands.Outcome;
import waybill.testkit.engine.purse.Pot;
import waybill.testkit.engine.purse.Purse;
import waybill.testkit.engine.purse.PurseCommand.Draw;
import waybill.testkit.engine.purse.PurseCommand.Fill;
import waybill.testkit.engine.purse.PurseCommand.GiveBack;
import waybill.testkit.engine.purse.PurseCommand.Put;
import waybill.testkit.engine.purse.PurseRefusal;

/** What the runner promises about rows that many streams share. */
public abstract class SharedRowsContract extends AmongRunners {
    @Test
    void a_hot_row_is_written_once_for_a_whole_batch() {
        PurseRunner runner = runner();
        done(runner.ask(BEN, new Fill("jar", 100)));
        unsteady().hold();
        var first = runner.ask(BEN, new Put(1));
        unsteady().awaitHeld();
        List<CompletableFuture<Outcome<Purse, PurseRefusal>>> draws = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            draws.add(runner.ask(Writing.purse("p" + i), new Draw("jar", 1)));
        }
        unsteady().release();

        assertThat(done(first).version()).isEqualTo(2);
        draws.forEach(AmongRunners::done);
        var batch = unsteady().batches().getLast();
        assertThat(batch.events()).hasSize(50);
        assertThat(batch.shared()).isEqualTo(Map.of("jar", new Pot("jar", 50, 50)));
        assertThat(pot("jar")).isEqualTo(new Pot("jar", 50, 50));
    }

    @Test
    void a_pot_never_gives_more_than_is_in_it_whoever_draws() {
        CommandRunner.Sizes lanes = new CommandRunner.Sizes(2, 8, 2_000, 1_000, Duration.ofSeconds(25));
        PurseRunner here = runner(unsteady(), lanes);
        PurseRunner there = runner(examined().replica(), lanes);
        done(here.ask(BEN, new Fill("jar", 60)));
        AtomicInteger drawn = new AtomicInteger();
        AtomicInteger refused = new AtomicInteger();
        Crowd.of(4, number -> {
            List<CompletableFuture<Outcome<Purse, PurseRefusal>>> answers = new ArrayList<>();
            for (int i = 0; i < 25; i++) {
                PurseRunner runner = number % 2 == 0 ? here : there;
                answers.add(runner.ask(Writing.purse("p" + number + "-" + i), new Draw("jar", 1)));
            }
            for (var answer : answers) {
                (Eventually.get(answer) instanceof Outcome.Done<?, ?> ? drawn : refused).incrementAndGet();
            }
        });

        assertThat(List.of(drawn.get(), refused.get())).containsExactly(60, 40);
        assertThat(pot("jar")).isEqualTo(new Pot("jar", 0, 60));
    }

    @Test
    void each_command_of_a_batch_sees_what_the_one_before_left_in_the_pot() {
        PurseRunner runner = runner();
        done(runner.ask(BEN, new Fill("jar", 5)));
        unsteady().hold();
        var first = runner.ask(BEN, new Put(1));
        unsteady().awaitHeld();
        var three = runner.ask(ANN, new Draw("jar", 3));
        var threeMore = runner.ask(BEN, new Draw("jar", 3));
        var two = runner.ask(BEN, new Draw("jar", 2));
        unsteady().release();

        assertThat(done(first).version()).isEqualTo(2);
        assertThat(done(three).state().pots()).containsValue(new Pot("jar", 2, 3));
        assertThat(refusal(threeMore)).isEqualTo(new PurseRefusal.PotTooLow("jar", 2));
        assertThat(done(two).state().pots()).containsValue(new Pot("jar", 0, 5));
        assertThat(pot("jar")).isEqualTo(new Pot("jar", 0, 5));
    }

    @Test
    void a_row_that_is_needed_only_because_of_the_command_before_is_locked_in_a_batch_of_its_own() {
        PurseRunner runner = runner();
        done(runner.ask(BEN, new Fill("jar", 5)));
        done(runner.ask(BEN, new Fill("mug", 5)));
        done(runner.ask(ANN, new Draw("mug", 1)));
        unsteady().hold();
        var first = runner.ask(BEN, new Put(1));
        unsteady().awaitHeld();
        var back = runner.ask(ANN, new GiveBack());
        var draw = runner.ask(ANN, new Draw("jar", 3));
        var backAgain = runner.ask(ANN, new GiveBack());
        var after = runner.ask(BEN, new Put(1));
        unsteady().release();

        assertThat(List.of(done(first).version(), done(after).version())).containsExactly(3L, 4L);
        assertThat(List.of(
                        done(back).version(),
                        done(draw).version(),
                        done(backAgain).version()))
                .containsExactly(2L, 3L, 4L);
        assertThat(List.of(pot("jar"), pot("mug"))).containsExactly(new Pot("jar", 5, 0), new Pot("mug", 5, 0));
    }

    @Test
    void a_row_that_two_replicas_make_at_once_holds_what_both_put_in() {
        PurseRunner here = runner();
        PurseRunner there = replica();
        Crowd.of(2, number -> {
            PurseRunner mine = number == 0 ? here : there;
            for (int i = 0; i < 10; i++) {
                done(mine.ask(Writing.purse("p" + number), new Fill("jar" + i, 1)));
            }
        });

        for (int i = 0; i < 10; i++) {
            assertThat(pot("jar" + i)).isEqualTo(new Pot("jar" + i, 2, 0));
        }
    }

    @Test
    void a_history_read_back_brings_no_rows_with_it() {
        done(runner().ask(ANN, new Fill("jar", 5)));
        PurseRunner later = replica();
        done(runner().ask(BEN, new Draw("jar", 2)));

        // This purse made the jar; folded from its events it must not write the jar as it was then.
        done(later.ask(ANN, new Put(1)));

        assertThat(pot("jar")).isEqualTo(new Pot("jar", 3, 2));
    }
}
