package waybill.engine.http.writes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import waybill.engine.core.commands.Aggregate;
import waybill.engine.core.commands.CommandRunner;
import waybill.engine.core.commands.Outcome;
import waybill.engine.core.commands.SharedRows;
import waybill.engine.core.log.EventCodec;
import waybill.engine.core.log.KeyEntry;
import waybill.engine.core.log.StoredAnswer;
import waybill.engine.core.log.StreamId;
import waybill.engine.core.memory.InMemoryEventStore;
import waybill.engine.core.time.TimedIds;
import waybill.engine.http.Answer;
import waybill.engine.http.Call;
import waybill.engine.http.Calls;
import waybill.kernel.Decider;
import waybill.kernel.Decision;

final class WritesTest {
    private static final Instant NOW = Instant.EPOCH;
    private static final String POINTER = "pointer";

    private final CommandRunner<String, String, String, String, Void> runner = new CommandRunner<>(
            "writes-test",
            new InMemoryEventStore<>(new Text(), 1),
            new Aggregate<>(new Nothing(), _ -> Map.of(), SharedRows.none()),
            new CommandRunner.Surroundings<>(
                    InstantSource.fixed(NOW), new TimedIds(InstantSource.fixed(NOW), () -> 1), _ -> {}),
            new CommandRunner.Sizes(1, 10, 10, 10, Duration.ofSeconds(10)));
    private final Writes<String, String, String> writes = new Writes<>(runner);

    @AfterEach
    void stop() {
        runner.close();
    }

    @Test
    void who_says_the_same_at_the_same_instant_as_an_earlier_request_is_a_replay() {
        Answer said = Answer.empty(204);

        assertThat(answeredAlready(said).headers()).isEmpty();
        assertThat(answeredAlready(said).headers()).containsEntry("Idempotent-Replayed", "true");
    }

    @Test
    void of_repeats_that_do_the_same_anew_one_is_obeyed_and_the_key_remembers_the_last_time() {
        Call call = Calls.call("POST", "/any", Map.of(), "", Map.of("Idempotency-Key", "k-2"));
        KeyEntry first = new KeyEntry(Writes.keyId(call), call.fingerprint(), "any", pointer("1"), NOW);

        assertThat(writes.latest(call, first, POINTER)).isEqualTo(pointer("1"));
        assertThat(submitAnew(call, "1", "2")).isInstanceOf(Outcome.Done.class);
        assertThat(submitAnew(call, "1", "3")).isInstanceOf(Outcome.Replayed.class);
        assertThat(writes.latest(call, first, POINTER)).isEqualTo(pointer("2"));
        assertThat(submitAnew(call, "2", "4")).isInstanceOf(Outcome.Done.class);
        assertThat(writes.latest(call, first, POINTER)).isEqualTo(pointer("4"));
        assertThat(submitAnew(call, "4", "4")).as("nothing was left to do").isInstanceOf(Outcome.Done.class);
        assertThat(writes.latest(call, first, POINTER)).isEqualTo(pointer("4"));
        assertThat(writes.earlier(call)).as("the key itself is another one").isEmpty();
    }

    private Outcome<String, String> submitAnew(Call call, String failed, String next) {
        Writes.Command<String> command = new Writes.Command<>(new StreamId("any", "any"), false, "do it");
        return writes.submitAnew(call, pointer(failed), command, _ -> pointer(next));
    }

    private static StoredAnswer pointer(String name) {
        return new StoredAnswer(202, POINTER, name);
    }

    private Answer answeredAlready(Answer said) {
        Call call = Calls.call("POST", "/any", Map.of(), "", Map.of("Idempotency-Key", "k-1"));
        return writes.answeredAlready(call, NOW, said, _ -> said);
    }

    /** No event ever happens. */
    private static final class Text implements EventCodec<String> {
        @Override
        public String type(String event) {
            return event;
        }

        @Override
        public byte[] encode(String event) {
            return event.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public String decode(String type, byte[] data) {
            return type;
        }
    }

    /** No command is ever given. */
    private static final class Nothing implements Decider<String, String, String, String> {
        @Override
        public String initial() {
            return "";
        }

        @Override
        public Decision<String, String> decide(String state, String command) {
            return Decision.alreadySo("nothing is done here");
        }

        @Override
        public String evolve(String state, String event) {
            return state;
        }
    }
}
