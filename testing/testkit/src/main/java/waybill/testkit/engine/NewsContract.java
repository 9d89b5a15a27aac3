package waybill.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import org.junit.jupiter.api.Test;
import waybill.engine.core.log.ParkedNews;
import waybill.engine.core.log.UndecodableEvent;
import waybill.engine.core.parked.Settled;
import waybill.testkit.engine.purse.Pot;
import waybill.testkit.engine.purse.Purse;
import waybill.testkit.engine.purse.PurseCodec;
import waybill.testkit.engine.purse.PurseCommand.Break;
import waybill.testkit.engine.purse.PurseCommand.DropReminder;
import waybill.testkit.engine.purse.PurseCommand.Put;
import waybill.testkit.engine.purse.PurseCommand.Take;
import waybill.testkit.engine.purse.PurseEvent;

/** What the runner promises about news that cannot be applied: they stop only their own subject. */
public abstract class NewsContract extends AmongRunners {
    @Test
    void after_a_kill_the_next_process_goes_on_where_the_last_commit_was() {
        PurseRunner killed = runner();
        killed.hear("order", 1, ANN, new Put(1));
        killed.hear("order", 2, ANN, new Put(1));
        Eventually.holds(() -> assertThat(killed.settled()).isEqualTo(2));
        unsteady().hold();
        killed.hear("order", 3, ANN, new Put(1));
        unsteady().awaitHeld();

        PurseRunner next = replica();
        for (int position = 1; position <= 5; position++) {
            next.hear("order", position, ANN, new Put(1));
        }
        Eventually.holds(() -> assertThat(next.settled()).isEqualTo(5));

        assertThat(coins(ANN)).isEqualTo(5);
        // And should the killed one not be quite dead, it finds that it is too late.
        unsteady().release();
        Eventually.holds(() -> assertThat(killed.settled()).isEqualTo(3));
        assertThat(coins(ANN)).isEqualTo(5);
    }

    @Test
    void poison_is_parked_after_five_tries_and_only_its_subject_waits() {
        PurseRunner runner = runner();
        runner.hear("order", 1, ANN, new Put(1));
        runner.hear("order", 2, ANN, new Break());
        runner.hear("order", 3, BEN, new Put(1));
        runner.hear("order", 4, ANN, new Put(1));
        runner.hear("order", 5, BEN, new Put(1));
        Eventually.holds(() -> assertThat(runner.settled()).isEqualTo(5));

        assertThat(coins(ANN)).isEqualTo(1);
        assertThat(coins(BEN)).isEqualTo(2);
        assertThat(truth().checkpoints("order")[0]).isEqualTo(5);
        assertThat(examined().parked())
                .extracting(ParkedNews::position, ParkedNews::subject, ParkedNews::type, ParkedNews::error)
                .containsExactly(
                        tuple(2L, "ann", "news.v1", "java.lang.IllegalStateException: a purse cannot be broken"),
                        tuple(4L, "ann", "news.v1", "waits behind an earlier parked event of ann"));
        assertThat(truth().countTry("order", 0, 2)).as("tries, and this one").isEqualTo(7);
    }

    @Test
    void a_subject_stays_blocked_for_every_source_and_for_the_next_process() {
        PurseRunner runner = runner();
        runner.hear("order", 1, ANN, new Break());
        Eventually.holds(() -> assertThat(runner.settled()).isEqualTo(1));
        runner.hear("payment", 1, ANN, new Put(1));
        Eventually.holds(() -> assertThat(runner.settled()).isEqualTo(2));

        PurseRunner next = replica();
        next.hear("payment", 2, ANN, new Put(1));
        next.hear("payment", 3, BEN, new Put(1));
        Eventually.holds(() -> assertThat(next.settled()).isEqualTo(2));

        assertThat(examined().parked())
                .extracting(news -> news.source() + " " + news.position())
                .containsExactly("order 1", "payment 1", "payment 2");
        assertThat(coins(BEN)).isEqualTo(1);
    }

    @Test
    void news_that_cannot_be_read_are_parked_with_all_that_follow_of_their_subject() {
        PurseRunner runner = runner();
        unsteady().hold();
        var first = runner.ask(BEN, new Put(1));
        unsteady().awaitHeld();
        runner.hearUnreadable("order", 1, "ann", "not a word of it");
        runner.hear("order", 2, ANN, new Put(1));
        runner.hear("order", 3, BEN, new Put(1));
        unsteady().release();
        Eventually.holds(() -> assertThat(runner.settled()).isEqualTo(3));

        assertThat(done(first).version()).isEqualTo(1);
        assertThat(history(ANN)).isEmpty();
        assertThat(coins(BEN)).isEqualTo(2);
        assertThat(examined().parked()).extracting(ParkedNews::position).containsExactly(1L, 2L);
        assertThat(examined().parked().getFirst().error()).contains("not a word of it");
    }

    @Test
    void news_whose_events_cannot_be_written_are_parked_and_the_lane_goes_on() {
        PurseRunner runner = runner();
        runner.hear("order", 1, BEN, new Put(1));
        runner.hear("order", 2, ANN, new Put(PurseCodec.UNWRITABLE));
        runner.hear("order", 3, BEN, new Put(1));
        var request = runner.ask(Writing.purse("cas"), new Put(1));
        Eventually.holds(() -> assertThat(runner.settled()).isEqualTo(3));

        assertThat(done(request).version()).isEqualTo(1);
        assertThat(coins(BEN)).isEqualTo(2);
        assertThat(examined().parked()).extracting(ParkedNews::position).containsExactly(2L);
    }

    @Test
    void an_outage_never_parks_anything() {
        PurseRunner runner = runner();
        unsteady().hold();
        runner.hear("order", 1, ANN, new Put(1));
        unsteady().awaitHeld();
        // The news have been tried once when the store goes away, and again whenever it seems to be back.
        unsteady().away(true);
        unsteady().release();
        int before = unsteady().refused();
        Eventually.holds(() -> assertThat(unsteady().refused()).isGreaterThan(before + 7));
        unsteady().away(false);

        Eventually.holds(() -> assertThat(runner.settled()).isEqualTo(1));
        assertThat(coins(ANN)).isEqualTo(1);
        assertThat(examined().parked()).isEmpty();
        assertThat(truth().countTry("order", 0, 1)).as("tries, and this one").isEqualTo(2);
    }

    private void processesEnd(int times) {
        for (int process = 1; process <= times; process++) {
            UnsteadyStore<Purse, PurseEvent, Pot> dying =
                    new UnsteadyStore<>(examined().replica());
            PurseRunner runner = new PurseRunner(dying, PurseRunner.ONE_LANE);
            dying.hold();
            runner.hear("order", 1, ANN, new Put(1));
            // The process ends here: its commit never comes.
            dying.awaitHeld();
        }
    }

    @Test
    void news_that_end_the_process_twenty_times_are_parked() {
        processesEnd(20);
        PurseRunner last = runner();
        last.hear("order", 1, ANN, new Put(1));
        last.hear("order", 2, BEN, new Put(1));
        Eventually.holds(() -> assertThat(last.settled()).isEqualTo(2));

        assertThat(examined().parked())
                .extracting(ParkedNews::error)
                .containsExactly("ended the process again and again");
        assertThat(history(ANN)).isEmpty();
        assertThat(coins(BEN)).isEqualTo(1);
    }

    @Test
    void processes_that_end_for_other_reasons_park_nothing() {
        processesEnd(10);
        PurseRunner last = runner();
        last.hear("order", 1, ANN, new Put(1));
        Eventually.holds(() -> assertThat(last.settled()).isEqualTo(1));

        assertThat(examined().parked()).isEmpty();
        assertThat(coins(ANN)).isEqualTo(1);
    }

    @Test
    void news_for_a_purse_whose_history_cannot_be_read_are_parked_and_the_lane_goes_on() {
        PurseRunner runner = runner();
        unsteady().unreadable(ANN.name());
        unsteady().hold();
        var first = runner.ask(Writing.purse("cas"), new Put(1));
        unsteady().awaitHeld();
        var unreadable = runner.ask(ANN, new Put(1));
        var readable = runner.ask(BEN, new Put(1));
        runner.hear("order", 1, ANN, new Put(1));
        runner.hear("order", 2, BEN, new Put(1));
        unsteady().release();
        Eventually.holds(() -> assertThat(runner.settled()).isEqualTo(2));

        assertThat(done(first).version()).isEqualTo(1);
        assertThat(Eventually.failureOf(unreadable)).isInstanceOf(UndecodableEvent.class);
        done(readable);
        assertThat(coins(BEN)).isEqualTo(2);
        assertThat(examined().parked()).extracting(ParkedNews::position).containsExactly(1L);
        assertThat(examined().parked().getFirst().error()).contains("unknown.v9");
    }

    @Test
    void news_that_change_nothing_are_kept_with_the_reason() {
        PurseRunner runner = runner();
        runner.hear("order", 1, ANN, new DropReminder());
        runner.hear("order", 2, ANN, new Take(5));
        Eventually.holds(() -> assertThat(runner.settled()).isEqualTo(2));

        assertThat(examined().ignored())
                .extracting(news -> news.position() + " " + news.subject() + " " + news.reason())
                .containsExactly("1 ann nobody waits", "2 ann refused: TooFew[there=0]");
        assertThat(truth().checkpoints("order")[0]).isEqualTo(2);
    }

    @Test
    void a_fact_that_is_refused_is_parked_and_applied_when_it_can_be() {
        PurseRunner runner = runner();
        runner.hearFact("order", 1, ANN, new Take(5));
        runner.hear("order", 2, BEN, new Put(1));
        Eventually.holds(() -> assertThat(runner.settled()).isEqualTo(2));
        assertThat(examined().parked())
                .extracting(ParkedNews::position, ParkedNews::error)
                .containsExactly(tuple(1L, "java.lang.IllegalStateException: refused: TooFew[there=0]"));
        assertThat(examined().ignored()).isEmpty();

        done(runner.ask(ANN, new Put(7)));
        runner.hearFact("order", 3, BEN, new Take(1));
        Eventually.holds(() -> assertThat(runner.settled()).isEqualTo(3));
        assertThat(Eventually.get(runner.settle("again", "order", 1, new Take(5))))
                .isInstanceOf(Settled.Done.class);
        assertThat(coins(ANN)).isEqualTo(2);
        assertThat(coins(BEN)).isZero();
    }

    @Test
    void news_that_do_not_concern_us_are_not_heard_again_after_an_orderly_end() {
        PurseRunner runner = runner();
        runner.hear("order", 1, ANN, null);
        runner.hear("order", 2, BEN, null);
        Eventually.holds(() -> assertThat(runner.settled()).isEqualTo(2));
        runner.close();
        assertThat(truth().checkpoints("order")[0]).isEqualTo(2);
    }
}
