package waybill.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import waybill.engine.core.commands.Outcome;
import waybill.engine.core.log.StoreFault;
import waybill.testkit.engine.purse.PurseCommand.Open;
import waybill.testkit.engine.purse.PurseCommand.Put;
import waybill.testkit.engine.purse.PurseEvent.CoinsPut;

/** What the runner promises while the store is away, and when nobody knows whether a commit was made. */
public abstract class OutageContract extends AmongRunners {
    @Test
    void a_request_with_a_key_has_one_effect_although_the_answer_of_its_commit_was_lost() {
        PurseRunner runner = runner();
        unsteady().loseAnswers(1);

        Outcome<?, ?> outcome = Eventually.get(runner.askOnce("k1", ANN, new Put(5)));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Replayed.class,
                        replayed -> assertThat(replayed.entry().answer())
                                .hasToString("StoredAnswer[status=201, contentType=text/plain, body=5 coins]"));
        assertThat(history(ANN)).containsExactly(new CoinsPut(5));
    }

    @Test
    void a_fresh_stream_whose_first_commit_is_in_doubt_is_read_after_all() {
        PurseRunner runner = runner();
        unsteady().loseAnswers(1);

        assertThat(done(runner.askFresh(ANN, new Open(5))).version()).isEqualTo(1);

        assertThat(history(ANN)).containsExactly(new CoinsPut(5));
    }

    @Test
    void doubt_lasts_until_the_whole_batch_is_settled() {
        PurseRunner runner = runner();
        unsteady().hold();
        var first = runner.ask(BEN, new Put(1));
        unsteady().awaitHeld();
        // The news are the first of their shard and go alone, before the streams in doubt.
        var fresh = runner.askFresh(ANN, new Open(5));
        var alsoFresh = runner.askFresh(Writing.purse("cas"), new Open(5));
        unsteady().loseAnswers(2);
        runner.hear("order", 1, BEN, new Put(1));
        unsteady().release();

        assertThat(done(fresh).version()).isEqualTo(1);
        assertThat(done(alsoFresh).version()).isEqualTo(1);
        assertThat(history(ANN)).containsExactly(new CoinsPut(5));
        // Without a key, what was written although its answer was lost cannot be told from what was not.
        assertThat(done(first).version()).isGreaterThanOrEqualTo(1);
        Eventually.holds(() -> assertThat(runner.settled()).isEqualTo(1));
    }

    @Test
    void requests_and_news_wait_for_a_store_that_is_away_for_a_while() {
        PurseRunner runner = runner();
        unsteady().away(true);
        var request = runner.ask(ANN, new Put(5));
        runner.hear("order", 1, BEN, new Put(1));
        Eventually.holds(() -> assertThat(unsteady().refused()).isGreaterThan(2));
        assertThat(request).isNotDone();

        unsteady().away(false);

        assertThat(done(request).version()).isEqualTo(1);
        Eventually.holds(() -> assertThat(coins(BEN)).isEqualTo(1));
    }

    @Test
    void patience_ends_for_requests_and_never_for_news() {
        PurseRunner runner = runner(unsteady(), IMPATIENT);
        unsteady().away(true);
        runner.hear("order", 1, BEN, new Put(1));
        var request = runner.ask(ANN, new Put(5));
        var remembered =
                runner.runner().remember(Writing.key("k1", new waybill.engine.core.log.StoredAnswer(1, "", "")));
        Eventually.holds(() -> assertThat(unsteady().refused()).isGreaterThan(1));
        // By now the lane is busy with the news; these wait behind it.
        var behind = runner.ask(ANN, new Put(6));

        for (CompletableFuture<?> answer : List.of(request, remembered, behind)) {
            assertThat(Eventually.failureOf(answer)).isInstanceOf(StoreFault.Unavailable.class);
        }
        unsteady().away(false);
        Eventually.holds(() -> assertThat(runner.settled()).isEqualTo(1));
        assertThat(coins(BEN)).isEqualTo(1);
        assertThat(history(ANN)).isEmpty();
        assertThat(done(runner.ask(ANN, new Put(7))).version()).isEqualTo(1);
    }

    @Test
    void news_have_one_effect_although_the_answers_of_their_commits_were_lost() {
        PurseRunner runner = runner();
        unsteady().loseAnswers(3);
        for (int position = 1; position <= 10; position++) {
            runner.hear("order", position, ANN, new Put(1));
        }

        Eventually.holds(() -> assertThat(runner.settled()).isEqualTo(10));
        assertThat(coins(ANN)).isEqualTo(10);
        assertThat(truth().checkpoints("order")[0]).isEqualTo(10);
    }

    @Test
    void closing_does_not_wait_for_a_store_that_is_away() {
        PurseRunner runner = runner();
        unsteady().away(true);
        runner.hear("order", 1, BEN, new Put(1));
        var request = runner.ask(ANN, new Put(5));
        Eventually.holds(() -> assertThat(unsteady().refused()).isGreaterThan(0));

        Eventually.get(CompletableFuture.runAsync(runner::close).thenApply(_ -> true));

        assertThat(Eventually.failureOf(request)).isInstanceOf(StoreFault.Unavailable.class);
        unsteady().away(false);
        PurseRunner next = runner();
        next.hear("order", 1, BEN, new Put(1));
        Eventually.holds(() -> assertThat(coins(BEN)).isEqualTo(1));
    }
}
