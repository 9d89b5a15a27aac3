package waybill.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import waybill.engine.core.log.Recorded;
import waybill.engine.core.parked.Parked;
import waybill.engine.core.parked.Settled;
import waybill.testkit.engine.purse.Pot;
import waybill.testkit.engine.purse.PurseCommand;
import waybill.testkit.engine.purse.PurseCommand.Break;
import waybill.testkit.engine.purse.PurseCommand.Draw;
import waybill.testkit.engine.purse.PurseCommand.DropReminder;
import waybill.testkit.engine.purse.PurseCommand.Fill;
import waybill.testkit.engine.purse.PurseCommand.Put;
import waybill.testkit.engine.purse.PurseCommand.Take;
import waybill.testkit.engine.purse.PurseEvent;
import waybill.testkit.engine.purse.PurseEvent.CoinsPut;
import waybill.testkit.engine.purse.PurseEvent.ReminderSet;

/** What operators can rely on: what is parked is settled once, in order, with their act, or not at all. */
public abstract class ParkedContract extends AmongRunners {
    private static final PurseEvent ACT = new ReminderSet(PurseRunner.ACTED_AT);

    /** Parks the first news about ann, and two others behind them. */
    private PurseRunner withThreeParked() {
        PurseRunner runner = runner();
        runner.hear("order", 1, ANN, new Break());
        runner.hear("payment", 1, ANN, new Put(2));
        runner.hear("order", 2, ANN, new Put(4));
        Eventually.holds(() -> assertThat(runner.settled()).isEqualTo(3));
        return runner;
    }

    private List<Parked> lot() {
        return truth().parkingLot().list(null, 0, 100);
    }

    private static Settled retry(PurseRunner runner, String source, long position, PurseCommand command) {
        return Eventually.get(runner.settle(source + position, source, position, command));
    }

    private static Settled discard(PurseRunner runner, String source, long position) {
        return Eventually.get(runner.settle(source + position, source, position, null));
    }

    @Test
    void what_is_parked_is_listed_with_its_error_and_how_often_it_was_tried() {
        withThreeParked();
        List<Parked> lot = lot();
        assertThat(lot).extracting(Parked::subject).containsOnly("ann");
        assertThat(lot.getFirst().place().source()).isEqualTo("order");
        assertThat(lot.getFirst().error()).contains("a purse cannot be broken");
        assertThat(lot.getFirst().tries()).isGreaterThan(5);
        assertThat(lot).extracting(Parked::behind).containsExactly(false, true, true);
        assertThat(lot.get(1).tries()).isZero();
        assertThat(truth().parkingLot().list("ann", lot.getFirst().number(), 1)).containsExactly(lot.get(1));
        assertThat(truth().parkingLot().list("ben", 0, 100)).isEmpty();
        assertThat(truth().parkingLot().find(lot.get(2).place())).contains(lot.get(2));
        assertThat(truth().parkingLot().size()).isEqualTo(3);
    }

    @Test
    void the_parked_of_a_subject_are_applied_in_their_order_and_then_it_waits_no_more() {
        PurseRunner runner = withThreeParked();
        assertThat(retry(runner, "order", 1, new Put(1))).isInstanceOf(Settled.Done.class);
        assertThat(truth().parkings().blocked()).containsExactly("ann");
        assertThat(retry(runner, "payment", 1, new Put(2))).isInstanceOf(Settled.Done.class);
        assertThat(retry(runner, "order", 2, new Put(4))).isInstanceOf(Settled.Done.class);

        assertThat(lot()).isEmpty();
        assertThat(truth().parkings().blocked()).isEmpty();
        runner.hear("order", 3, ANN, new Put(8));
        Eventually.holds(() -> assertThat(runner.settled()).isEqualTo(4));
        assertThat(history(ANN))
                .containsExactly(new CoinsPut(1), ACT, new CoinsPut(2), ACT, new CoinsPut(4), ACT, new CoinsPut(8));
    }

    @Test
    void what_an_operator_does_is_in_the_history_under_the_operators_name() {
        PurseRunner runner = withThreeParked();
        retry(runner, "order", 1, new Put(1));
        assertThat(truth().load(List.of(ANN.name())).get(ANN.name()))
                .extracting(Recorded::event, event -> event.meta().actor())
                .containsExactly(tuple(new CoinsPut(1), "tester"), tuple(ACT, "operator"));
    }

    @Test
    void a_later_one_is_not_settled_before_an_earlier_one() {
        PurseRunner runner = withThreeParked();
        List<Parked> before = lot();
        assertThat(retry(runner, "order", 2, new Put(4)))
                .isEqualTo(new Settled.Behind(before.get(2), before.getFirst()));
        assertThat(discard(runner, "payment", 1)).isEqualTo(new Settled.Behind(before.get(1), before.getFirst()));
        assertThat(lot()).isEqualTo(before);
        assertThat(history(ANN)).isEmpty();
    }

    @Test
    void what_fails_again_stays_parked_and_leaves_nothing_behind() {
        PurseRunner runner = withThreeParked();
        int tries = lot().getFirst().tries();
        assertThat(retry(runner, "order", 1, new Break())).isInstanceOf(Settled.Failed.class);
        assertThat(lot()).extracting(Parked::tries).containsExactly(tries + 1, 0, 0);
        assertThat(history(ANN)).isEmpty();
        // Under the same key it is not tried again; under another one it is.
        assertThat(retry(runner, "order", 1, new Break())).isInstanceOf(Settled.Replayed.class);
        assertThat(Eventually.get(runner.settle("again", "order", 1, new Put(1))))
                .isInstanceOf(Settled.Done.class);
        assertThat(coins(ANN)).isEqualTo(1);
    }

    @Test
    void what_is_discarded_is_gone_and_the_next_one_can_be_settled() {
        PurseRunner runner = withThreeParked();
        assertThat(discard(runner, "order", 1)).isInstanceOf(Settled.Done.class);
        assertThat(retry(runner, "payment", 1, new Put(2))).isInstanceOf(Settled.Done.class);
        assertThat(history(ANN)).containsExactly(ACT, new CoinsPut(2), ACT);
        assertThat(lot()).extracting(Parked::behind).containsExactly(false);
    }

    @Test
    void one_key_settles_once() {
        PurseRunner runner = withThreeParked();
        retry(runner, "order", 1, new Put(1));
        assertThat(retry(runner, "order", 1, new Put(1))).isInstanceOf(Settled.Replayed.class);
        assertThat(discard(runner, "order", 1)).isInstanceOf(Settled.KeyReused.class);
        assertThat(Eventually.get(runner.settle("other", "order", 1, new Put(1))))
                .isInstanceOf(Settled.NotParked.class);
        assertThat(coins(ANN)).isEqualTo(1);
    }

    @Test
    void a_commit_whose_answer_is_lost_is_not_made_twice() {
        PurseRunner runner = withThreeParked();
        unsteady().loseAnswers(1);
        assertThat(retry(runner, "order", 1, new Put(1))).isInstanceOf(Settled.Replayed.class);
        assertThat(history(ANN)).containsExactly(new CoinsPut(1), ACT);
    }

    @Test
    void of_two_who_settle_the_same_one_does() {
        PurseRunner here = withThreeParked();
        PurseRunner there = replica();
        CompletableFuture<Settled> second = new CompletableFuture<>();
        unsteady()
                .beforeCommit(() -> there.settle("there", "order", 1, new Put(1))
                        .thenAccept(second::complete)
                        .join());
        assertThat(Eventually.get(here.settle("here", "order", 1, new Put(1)))).isInstanceOf(Settled.NotParked.class);
        assertThat(Eventually.get(second)).isInstanceOf(Settled.Done.class);
        assertThat(history(ANN)).containsExactly(new CoinsPut(1), ACT);
    }

    @Test
    void a_replica_that_does_not_know_yet_that_a_subject_waits_parks_behind_it() {
        PurseRunner there = replica();
        there.hear("payment", 1, BEN, new Put(1));
        Eventually.holds(() -> assertThat(there.settled()).isEqualTo(1));
        PurseRunner here = runner();
        here.hear("order", 1, ANN, new Break());
        Eventually.holds(() -> assertThat(here.settled()).isEqualTo(1));

        there.hear("payment", 2, ANN, new Put(1));
        Eventually.holds(() -> assertThat(there.settled()).isEqualTo(2));
        assertThat(history(ANN)).isEmpty();
        assertThat(lot()).extracting(Parked::behind).containsExactly(false, true);
    }

    @Test
    void a_replica_that_does_not_know_yet_that_a_subject_waits_no_more_applies_what_comes() {
        PurseRunner there = withThreeParked();
        PurseRunner here = replica();
        discard(here, "order", 1);
        discard(here, "payment", 1);
        discard(here, "order", 2);

        there.hear("order", 3, ANN, new Put(8));
        Eventually.holds(() -> assertThat(there.settled()).isEqualTo(4));
        assertThat(coins(ANN)).isEqualTo(8);
        assertThat(lot()).isEmpty();
    }

    @Test
    void shared_rows_are_lent_to_what_is_retried() {
        PurseRunner runner = withThreeParked();
        done(runner.ask(BEN, new Put(9)));
        done(runner.ask(BEN, new Fill("tea", 9)));
        assertThat(retry(runner, "order", 1, new Draw("tea", 4))).isInstanceOf(Settled.Done.class);
        assertThat(pot("tea")).isEqualTo(new Pot("tea", 5, 4));
        assertThat(coins(ANN)).isEqualTo(4);
    }

    @Test
    void what_changes_nothing_when_it_is_retried_is_kept_with_the_reason() {
        PurseRunner runner = withThreeParked();
        assertThat(retry(runner, "order", 1, new Take(5))).isInstanceOf(Settled.Done.class);
        assertThat(examined().ignored())
                .extracting(news -> news.position() + " " + news.reason())
                .containsExactly("1 refused: TooFew[there=0]");
        assertThat(lot()).hasSize(2);
    }

    @Test
    void other_subjects_of_the_shard_go_on_all_the_while() {
        PurseRunner runner = withThreeParked();
        runner.hear("order", 3, BEN, new Put(1));
        runner.hear("payment", 2, BEN, new Put(1));
        Eventually.holds(() -> assertThat(runner.settled()).isEqualTo(5));
        retry(runner, "order", 1, new Put(1));
        runner.hear("order", 4, BEN, new Put(1));
        Eventually.holds(() -> assertThat(runner.settled()).isEqualTo(6));
        assertThat(coins(BEN)).isEqualTo(3);
    }

    @Test
    void news_that_would_change_nothing_wait_behind_what_another_replica_has_parked_meanwhile() {
        PurseRunner here = runner();
        here.hear("order", 1, BEN, new Put(1));
        Eventually.holds(() -> assertThat(here.settled()).isEqualTo(1));
        PurseRunner there = replica();
        there.hear("payment", 1, ANN, new Break());
        Eventually.holds(() -> assertThat(there.settled()).isEqualTo(1));

        here.hear("order", 2, ANN, new DropReminder());

        Eventually.holds(() -> assertThat(here.settled()).isEqualTo(2));
        assertThat(lot()).extracting(Parked::behind).containsExactly(false, true);
        assertThat(examined().ignored()).isEmpty();
    }
}
