package waybill.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import waybill.engine.core.commands.Keyed;
import waybill.engine.core.commands.Outcome;
import waybill.engine.core.log.KeyEntry;
import waybill.engine.core.log.StoredAnswer;
import waybill.testkit.engine.purse.Purse;
import waybill.testkit.engine.purse.PurseCommand.Break;
import waybill.testkit.engine.purse.PurseCommand.Put;
import waybill.testkit.engine.purse.PurseCommand.Take;
import waybill.testkit.engine.purse.PurseRefusal;

/** What the runner promises about idempotency keys: one request, one effect, one answer. */
public abstract class IdempotencyContract extends AmongRunners {
    @Test
    void the_same_key_again_has_no_effect_and_the_same_answer() {
        PurseRunner runner = runner();
        StoredAnswer first = done(runner.askOnce("k1", ANN, new Put(5))).answer();
        done(runner.ask(ANN, new Put(1)));

        assertThat(first).isEqualTo(new StoredAnswer(201, "text/plain", "5 coins"));
        assertThat(replayed(runner.askOnce("k1", ANN, new Put(5)))).isEqualTo(first);
        assertThat(replayed(replica().askOnce("k1", ANN, new Put(5)))).isEqualTo(first);
        assertThat(coins(ANN)).isEqualTo(6);
    }

    @Test
    void the_same_key_at_the_same_time_has_one_effect() {
        PurseRunner runner = runner();
        unsteady().hold();
        var first = runner.askOnce("k1", ANN, new Put(5));
        unsteady().awaitHeld();
        List<CompletableFuture<Outcome<Purse, PurseRefusal>>> others = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            others.add(runner.askOnce("k1", ANN, new Put(5)));
        }
        assertThat(runner.runner().isInFlight(PurseRunner.keyId("k1"))).isTrue();
        unsteady().release();

        assertThat(done(first).version()).isEqualTo(1);
        others.forEach(
                other -> assertThat(replayed(other)).isEqualTo(done(first).answer()));
        assertThat(coins(ANN)).isEqualTo(5);
        assertThat(runner.runner().isInFlight(PurseRunner.keyId("k1"))).isFalse();
    }

    @Test
    void whoever_waits_too_long_for_the_first_is_told_so_and_finds_the_answer_later() {
        PurseRunner runner = runner();
        unsteady().hold();
        var first = runner.askOnce("k1", ANN, new Put(5));
        unsteady().awaitHeld();
        var second = runner.askOnce("k1", ANN, new Put(5));
        assertThat(second)
                .failsWithin(Duration.ofSeconds(20))
                .withThrowableThat()
                .withCauseInstanceOf(Keyed.InUse.class);
        assertThat(first).isNotDone();
        unsteady().release();

        assertThat(done(first).version()).isEqualTo(1);
        assertThat(replayed(runner.askOnce("k1", ANN, new Put(5))))
                .isEqualTo(done(first).answer());
        assertThat(coins(ANN)).isEqualTo(5);
    }

    @Test
    void the_same_key_for_another_request_is_a_mistake_without_effect() {
        PurseRunner runner = runner();
        done(runner.askOnce("k1", ANN, new Put(5)));

        assertThat(Eventually.get(runner.askOnce("k1", ANN, new Put(6)))).isInstanceOf(Outcome.KeyReused.class);
        assertThat(Eventually.get(runner.askOnce("k1", BEN, new Put(6)))).isInstanceOf(Outcome.KeyReused.class);
        assertThat(coins(ANN)).isEqualTo(5);
        assertThat(coins(BEN)).isZero();
    }

    @Test
    void a_refusal_is_remembered_like_everything_else() {
        PurseRunner runner = runner();
        assertThat(refusal(runner.askOnce("k1", ANN, new Take(5)))).isEqualTo(new PurseRefusal.TooFew(0));
        done(runner.ask(ANN, new Put(10)));

        assertThat(replayed(runner.askOnce("k1", ANN, new Take(5))))
                .isEqualTo(new StoredAnswer(409, "text/plain", "TooFew[there=0]"));
        assertThat(coins(ANN)).isEqualTo(10);
    }

    @Test
    void a_request_that_failed_leaves_its_key_free() {
        PurseRunner runner = runner();
        assertThat(Eventually.failureOf(runner.askOnce("k1", ANN, new Break()))).isInstanceOf(RuntimeException.class);

        assertThat(done(runner.askOnce("k1", ANN, new Put(5))).version()).isEqualTo(1);
    }

    @Test
    void two_replicas_that_get_the_same_keys_at_once_have_one_effect_of_each() {
        PurseRunner here = runner();
        PurseRunner there = replica();
        Crowd.of(8, number -> {
            PurseRunner mine = number % 2 == 0 ? here : there;
            for (int i = 0; i < 25; i++) {
                Outcome<Purse, PurseRefusal> outcome =
                        Eventually.get(mine.askOnce("k" + i, Writing.purse("p" + i % 5), new Put(1)));
                assertThat(outcome).isInstanceOfAny(Outcome.Done.class, Outcome.Replayed.class);
            }
        });

        for (int i = 0; i < 5; i++) {
            assertThat(coins(Writing.purse("p" + i))).isEqualTo(5);
        }
    }

    @Test
    void an_answer_can_be_remembered_without_a_command() {
        PurseRunner runner = runner();
        StoredAnswer answer = new StoredAnswer(400, "application/problem+json", "{\"title\":\"no\"}");
        KeyEntry entry = new KeyEntry(PurseRunner.keyId("k1"), "Put[coins=5]", "", answer, Writing.AT);
        KeyEntry other = new KeyEntry(PurseRunner.keyId("k1"), "another", "", answer, Writing.AT);

        assertThat(replayed(runner.runner().remember(entry))).isEqualTo(answer);
        assertThat(replayed(runner.runner().remember(entry))).isEqualTo(answer);
        assertThat(Eventually.get(runner.runner().remember(other))).isInstanceOf(Outcome.KeyReused.class);
        assertThat(replayed(runner.askOnce("k1", ANN, new Put(5)))).isEqualTo(answer);
        assertThat(Eventually.get(runner.askOnce("k1", ANN, new Put(6)))).isInstanceOf(Outcome.KeyReused.class);
        assertThat(history(ANN)).isEmpty();
    }

    @Test
    void a_key_kept_without_a_command_races_like_any_other() {
        PurseRunner here = runner();
        PurseRunner there = replica();
        StoredAnswer answer = new StoredAnswer(400, "application/problem+json", "{}");
        unsteady().beforeCommit(() -> done(there.askOnce("k1", ANN, new Put(5))));

        var late =
                here.runner().remember(new KeyEntry(PurseRunner.keyId("k1"), "Put[coins=5]", "", answer, Writing.AT));

        assertThat(replayed(late)).isEqualTo(new StoredAnswer(201, "text/plain", "5 coins"));
    }

    private static @Nullable StoredAnswer replayed(CompletableFuture<Outcome<Purse, PurseRefusal>> answer) {
        if (Eventually.get(answer) instanceof Outcome.Replayed<Purse, PurseRefusal>(KeyEntry entry)) {
            return entry.answer();
        }
        throw new AssertionError("not replayed: " + Eventually.get(answer));
    }
}
