package waybill.engine.http.writes;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import waybill.engine.core.commands.CommandRunner;
import waybill.engine.core.commands.Keyed;
import waybill.engine.core.commands.Outcome;
import waybill.engine.core.commands.Request;
import waybill.engine.core.log.KeyEntry;
import waybill.engine.core.log.KeyId;
import waybill.engine.core.log.Origin;
import waybill.engine.core.log.StoredAnswer;
import waybill.engine.core.log.StreamId;
import waybill.engine.http.Answer;
import waybill.engine.http.Call;
import waybill.engine.http.Problem;

/** Sends the writes of one service through its command runner, each under its caller's idempotency key. */
public final class Writes<S, C, R> {
    /** The header of an answer that was given before. */
    static final String REPLAYED = "Idempotent-Replayed";

    static final String KEY_REUSED = "idempotency-key-reused";
    static final String KEY_IN_USE = "idempotency-key-in-use";

    /** How long a caller waits for a commit; the runner gives up before. */
    private static final long COMMIT_SECONDS_MAX = 15;

    private final CommandRunner<S, C, ?, R, ?> runner;

    /** Writes through this door. */
    public Writes(CommandRunner<S, C, ?, R, ?> runner) {
        this.runner = runner;
    }

    /** A command and the stream it is for. */
    public record Command<C>(StreamId stream, boolean fresh, C command, OptionalLong expected) {
        /** Whatever version the stream has. */
        public Command(StreamId stream, boolean fresh, C command) {
            this(stream, fresh, command, OptionalLong.empty());
        }

        /** The same, but only if the stream has this version. */
        public Command<C> at(OptionalLong version) {
            return new Command<>(stream, fresh, command, version);
        }
    }

    /**
     * Sends a command whose answer is decided with it; its status and body are kept with the key, and are given again.
     *
     * @param refused the problem of a refusal
     * @param done the answer if it was obeyed, or was so already
     */
    public Answer answered(
            Call call, Command<C> command, Function<R, Problem> refused, Function<Outcome.Done<S, R>, Answer> done) {
        AtomicReference<@Nullable Answer> told = new AtomicReference<>();
        Outcome<S, R> outcome = submit(call, command, decided -> {
            Answer now = switch (decided) {
                case Outcome.Done<S, R> obeyed -> done.apply(obeyed);
                case Outcome.Refused<S, R> no -> call.answer(refused.apply(no.reason()));
                case Outcome.Replayed<S, R> _, Outcome.KeyReused<S, R> _ ->
                    throw new IllegalStateException("only decisions are kept");
            };
            told.set(now);
            return stored(now);
        });
        return switch (outcome) {
            case Outcome.Done<S, R> obeyed -> first(told.get(), obeyed.answer());
            case Outcome.Refused<S, R> no -> first(told.get(), no.answer());
            case Outcome.Replayed<S, R>(KeyEntry entry) -> replayed(sent(entry.answer()));
            case Outcome.KeyReused<S, R> _ -> throw keyReused().asException();
        };
    }

    /** What was just decided is told with its headers, which are not kept. */
    private static Answer first(@Nullable Answer told, @Nullable StoredAnswer kept) {
        return told == null ? sent(kept) : told;
    }

    /** Sends a command under the call's key; {@code keep} says what to keep with the key, or null for nothing. */
    public Outcome<S, R> submit(Call call, Command<C> command, Function<Outcome<S, R>, @Nullable StoredAnswer> keep) {
        return submit(call, keyId(call), command, keep);
    }

    /**
     * Sends the command of a repeat that does anew what came to nothing. What is decided is kept beside the call's key:
     * of all repeats one is obeyed, and after a refusal none is, whatever has changed since.
     *
     * @param failed what is kept with what came to nothing
     */
    public Outcome<S, R> submitAnew(
            Call call, StoredAnswer failed, Command<C> command, Function<Outcome<S, R>, @Nullable StoredAnswer> keep) {
        return submit(call, anewAfter(call, failed), command, keep);
    }

    /**
     * What is kept with the key, or, if that was done anew, with the last time it was.
     *
     * @param first what the key did, or one of the times after
     * @param pointer the content type of what names something done instead of being the answer
     */
    public StoredAnswer latest(Call call, KeyEntry first, String pointer) {
        StoredAnswer last = kept(first);
        while (last.contentType().equals(pointer)) {
            Optional<KeyEntry> next = runner.find(anewAfter(call, last));
            // There was nothing left to do anew: what came to nothing is the last there is.
            if (next.isEmpty() || kept(next.get()).equals(last)) {
                break;
            }
            last = kept(next.get());
        }
        return last;
    }

    /** What is kept with a key whose answer does not follow from its stream alone. */
    public static StoredAnswer kept(KeyEntry entry) {
        StoredAnswer kept = entry.answer();
        if (kept == null) {
            throw new IllegalStateException("nothing is kept with the key of " + entry.stream());
        }
        return kept;
    }

    private Outcome<S, R> submit(
            Call call, KeyId key, Command<C> command, Function<Outcome<S, R>, @Nullable StoredAnswer> keep) {
        Keyed<S, R> keyed = new Keyed<>(key, call.fingerprint(), keep);
        Request<S, C, R> request = new Request<>(
                command.stream(), command.fresh(), command.command(), origin(call), keyed, command.expected());
        return await(runner.submit(request));
    }

    /** Sends a command that belongs to a request already under way. */
    public Outcome<S, R> submitUnkeyed(Call call, Command<C> command) {
        return await(
                runner.submit(new Request<>(command.stream(), command.fresh(), command.command(), origin(call), null)));
    }

    /**
     * Keeps an answer under the call's key that needed no command, and gives it; or gives what the key did before.
     *
     * @param repeat the answer again of a key that wrote a stream; says itself whether it is a replay
     */
    @SuppressWarnings("ReferenceEquality")
    public Answer answeredAlready(Call call, Instant at, Answer answer, Function<KeyEntry, Answer> repeat) {
        KeyEntry mine = new KeyEntry(keyId(call), call.fingerprint(), "", stored(answer), at);
        KeyEntry kept = remembered(mine);
        // Twins may well say the same at the same instant, so an equal entry need not be this one.
        if (kept == mine) {
            return answer;
        }
        return kept.stream().isEmpty() ? replayed(sent(kept.answer())) : repeat.apply(kept);
    }

    /**
     * Keeps how a request ended whose key was kept before it was acted on, and gives that; of twins that act on it side
     * by side, all are told what the first one says.
     */
    public Answer concluded(Call call, Instant at, Answer answer) {
        return sent(remembered(new KeyEntry(conclusionOf(call), call.fingerprint(), "", stored(answer), at))
                .answer());
    }

    /** How a request ended that was {@link #concluded}. */
    public Optional<Answer> conclusion(Call call) {
        return runner.find(conclusionOf(call)).map(entry -> sent(entry.answer()));
    }

    private static KeyId conclusionOf(Call call) {
        return beside(call, "concluded", "");
    }

    /** What came to nothing is named by what was kept with it; keys have no spaces. */
    private static KeyId anewAfter(Call call, StoredAnswer failed) {
        return beside(call, "anew", " " + failed.body());
    }

    /** Beside the key of the request itself, and never that of another: templates have no spaces. */
    private static KeyId beside(Call call, String what, String suffix) {
        KeyId request = keyId(call);
        return new KeyId(request.scope() + " " + what, request.key() + suffix);
    }

    private KeyEntry remembered(KeyEntry mine) {
        return switch (await(runner.remember(mine))) {
            case Outcome.Replayed<S, R>(KeyEntry entry) -> entry;
            case Outcome.KeyReused<S, R> _ -> throw keyReused().asException();
            case Outcome.Done<S, R> _, Outcome.Refused<S, R> _ ->
                throw new IllegalStateException("no command was sent");
        };
    }

    /**
     * What the call's key did before, if it did anything: for who would act before the key can be kept, or wait where a
     * repeat need not. 422 if it was another request.
     */
    public Optional<KeyEntry> earlier(Call call) {
        Optional<KeyEntry> known = runner.find(keyId(call));
        if (known.isPresent() && !known.get().fingerprint().equals(call.fingerprint())) {
            throw keyReused().asException();
        }
        return known;
    }

    /** Where a call's command comes from. */
    public static Origin origin(Call call) {
        return new Origin(call.requestId(), null, call.caller(), call.traceparent());
    }

    /** The key was used for another request. */
    public static Problem keyReused() {
        return Problem.of(
                KEY_REUSED, "This Idempotency-Key was used for another request; use a new key for a new request.");
    }

    /** The answer as one that repeats an earlier one. */
    public static Answer replayed(Answer answer) {
        return answer.withHeader(REPLAYED, "true");
    }

    /** A kept answer, as it was. */
    public static Answer sent(@Nullable StoredAnswer stored) {
        if (stored == null) {
            throw new IllegalStateException("an answer should have been kept with the key");
        }
        return new Answer(
                stored.status(), Map.of(), stored.body().getBytes(StandardCharsets.UTF_8), stored.contentType());
    }

    /** An answer as it is kept. */
    public static StoredAnswer stored(Answer answer) {
        return new StoredAnswer(
                answer.status(), answer.contentType(), new String(answer.body(), StandardCharsets.UTF_8));
    }

    /** The call's idempotency key where it counts; 400 if it needs one and has none. */
    public static KeyId keyId(Call call) {
        return new KeyId(
                call.caller() + " " + call.method() + " " + call.route().template(), call.idempotencyKey());
    }

    /** What the command runner answers, or the problem that its failure means. */
    public static <T> T await(CompletableFuture<T> future) {
        try {
            return future.get(COMMIT_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            throw WriteFaults.outOfReach().asException();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw WriteFaults.outOfReach().asException();
        } catch (ExecutionException failed) {
            throw WriteFaults.of(failed.getCause());
        }
    }
}
