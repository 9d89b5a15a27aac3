package waybill.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import waybill.engine.core.log.CheckpointMove;
import waybill.testkit.engine.purse.PurseCommand.Put;

/** What the runner promises about the order of news: each has its effect once, in its turn, with its checkpoint. */
public abstract class NewsOrderContract extends AmongRunners {
    @Test
    void the_checkpoint_moves_with_the_effects() {
        PurseRunner runner = runner();
        for (int position = 1; position <= 10; position++) {
            runner.hear("order", position, position % 2 == 0 ? ANN : BEN, new Put(1));
        }
        Eventually.holds(() -> assertThat(runner.settled()).isEqualTo(10));

        assertThat(List.of(coins(ANN), coins(BEN))).containsExactly(5L, 5L);
        assertThat(truth().checkpoints("order")[0]).isEqualTo(10);
        for (var batch : unsteady().batches()) {
            assertThat(batch.checkpoints()).hasSize(1);
            var move = batch.checkpoints().getFirst();
            assertThat(move.to() - move.from()).isEqualTo(batch.events().size());
        }
    }

    @Test
    void what_was_heard_before_is_dropped() {
        PurseRunner runner = runner();
        for (int position : new int[] {1, 2, 3, 2, 3, 1, 4, 4}) {
            runner.hear("order", position, ANN, new Put(1));
        }

        Eventually.holds(() -> assertThat(runner.settled()).isEqualTo(8));
        assertThat(coins(ANN)).isEqualTo(4);
        assertThat(truth().checkpoints("order")[0]).isEqualTo(4);
    }

    @Test
    void news_after_a_gap_wait_for_what_is_missing_and_nobody_else_does() {
        PurseRunner runner = runner();
        runner.hear("order", 1, ANN, new Put(1));
        runner.hear("order", 3, ANN, new Put(1));
        runner.hear("order", 4, BEN, new Put(1));
        runner.hear("payment", 1, BEN, new Put(1));
        assertThat(done(runner.ask(Writing.purse("cas"), new Put(1))).version()).isEqualTo(1);
        Eventually.holds(() -> assertThat(runner.settled()).isEqualTo(2));
        assertThat(truth().checkpoints("order")[0]).isEqualTo(1);
        Eventually.holds(() -> assertThat(runner.runner().waitingForMissing()).isEqualTo(2));

        runner.hear("order", 2, ANN, new Put(1));

        Eventually.holds(() -> assertThat(runner.settled()).isEqualTo(5));
        Eventually.holds(() -> assertThat(runner.runner().waitingForMissing()).isZero());
        assertThat(List.of(coins(ANN), coins(BEN))).containsExactly(3L, 2L);
        assertThat(truth().checkpoints("order")[0]).isEqualTo(4);
        assertThat(examined().parked()).isEmpty();
    }

    @Test
    void news_in_any_order_and_twice_have_their_effect_once_in_their_turn() {
        PurseRunner runner = runner();
        for (int position : new int[] {5, 3, 3, 1, 5, 4, 2, 6, 1}) {
            runner.hear("order", position, position % 2 == 0 ? ANN : BEN, new Put(position));
        }

        Eventually.holds(() -> assertThat(runner.settled()).isEqualTo(9));
        assertThat(List.of(coins(ANN), coins(BEN))).containsExactly(12L, 9L);
        assertThat(truth().checkpoints("order")[0]).isEqualTo(6);
        assertThat(runner.runner().waitingForMissing()).isZero();
        assertThat(examined().parked()).isEmpty();
    }

    @Test
    void news_that_do_not_concern_us_are_written_down_with_the_next_that_do() {
        PurseRunner runner = runner();
        for (int position = 1; position <= 50; position++) {
            runner.hear("order", position, ANN, null);
        }
        Eventually.holds(() -> assertThat(runner.settled()).isEqualTo(50));
        assertThat(unsteady().batches()).isEmpty();
        // Should they come again, they are known.
        runner.hear("order", 50, ANN, null);
        runner.hear("order", 51, ANN, new Put(1));
        Eventually.holds(() -> assertThat(runner.settled()).isEqualTo(52));

        assertThat(unsteady().batches())
                .extracting(batch -> batch.checkpoints())
                .containsExactly(List.of(new CheckpointMove("order", 0, 0, 51)));
    }

    @Test
    void after_a_thousand_news_that_do_not_concern_us_the_checkpoint_follows() {
        PurseRunner runner = runner();
        for (int position = 1; position <= 1_500; position++) {
            runner.hear("order", position, ANN, null);
        }
        Eventually.holds(() -> assertThat(runner.settled()).isEqualTo(1_500));

        assertThat(truth().checkpoints("order")[0]).isBetween(1_000L, 1_500L);
        assertThat(unsteady().batches()).hasSize(1);
    }

    @Test
    void what_did_not_concern_us_stays_settled_although_another_replica_is_behind() {
        PurseRunner runner = runner();
        runner.hear("order", 1, ANN, new Put(1));
        runner.hear("order", 2, ANN, null);
        runner.hear("order", 3, ANN, null);
        Eventually.holds(() -> assertThat(runner.settled()).isEqualTo(3));
        PurseRunner other = replica();
        other.hear("order", 2, ANN, null);
        other.hear("order", 3, ANN, null);
        other.hear("order", 4, BEN, new Put(1));
        Eventually.holds(() -> assertThat(other.settled()).isEqualTo(3));

        // Its checkpoint is out of date, so it loses a race and reads again.
        runner.hear("order", 4, BEN, new Put(1));
        runner.hear("order", 5, BEN, new Put(1));

        Eventually.holds(() -> assertThat(runner.settled()).isEqualTo(5));
        assertThat(coins(BEN)).isEqualTo(2);
        assertThat(truth().checkpoints("order")[0]).isEqualTo(5);
    }

    @Test
    void what_did_not_concern_us_stays_settled_after_an_outage() {
        PurseRunner runner = runner();
        for (int position = 1; position <= 3; position++) {
            runner.hear("order", position, ANN, null);
        }
        Eventually.holds(() -> assertThat(runner.settled()).isEqualTo(3));
        // After a lost answer the checkpoint is read again, and it says 0.
        unsteady().loseAnswers(1);
        done(runner.ask(BEN, new Put(1)));
        runner.hear("order", 4, ANN, new Put(1));

        Eventually.holds(() -> assertThat(runner.settled()).isEqualTo(4));
        assertThat(coins(ANN)).isEqualTo(1);
        assertThat(truth().checkpoints("order")[0]).isEqualTo(4);
    }
}
