package waybill.engine.core.resilience;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The way to one dependency: retry around breaker around bulkhead around the attempt with its timeout, all under one
 * deadline, after which nothing is sent. Works on the caller's thread, which should be a virtual one. There is one of
 * these for each dependency of a process; all that call it share its breaker and its places.
 */
public final class Guarded {
    /** With less time left than this, an attempt is not begun: it might arrive when the time is over. */
    private static final Duration ATTEMPT_MIN = Duration.ofMillis(100);

    private final Policy policy;
    private final Pace pace;
    private final Breaker breaker;
    private final Semaphore room;
    private final CallMeters meters;

    /** In real time. */
    public Guarded(Policy policy, MeterRegistry meters) {
        this(policy, Pace.REAL, meters);
    }

    /** In this time. */
    public Guarded(Policy policy, Pace pace, MeterRegistry meters) {
        this.policy = policy;
        this.pace = pace;
        this.breaker = new Breaker(policy, pace);
        this.room = new Semaphore(policy.callsMax());
        this.meters = new CallMeters(policy, breaker, room, meters);
    }

    /** How the dependency is called. */
    public Policy policy() {
        return policy;
    }

    /** Whether the breaker refuses calls now. */
    public boolean isOpen() {
        return breaker.isOpen();
    }

    /**
     * Makes the call, within the usual deadline.
     *
     * @throws InterruptedException if nobody waits any more; what was sent may have been done
     */
    public <T> Result<T> call(Repeat repeat, Attempt<T> attempt) throws InterruptedException {
        return call(repeat, policy.deadline(), attempt);
    }

    /** The same within this time, if it is shorter than the usual deadline. */
    public <T> Result<T> call(Repeat repeat, Duration within, Attempt<T> attempt) throws InterruptedException {
        Deadline deadline =
                new Deadline(pace.nanos() + shorter(within, policy.deadline()).toNanos());
        Tried<T> tried = once(attempt, deadline, null);
        Result<T> result = tried.result;
        for (int retry = 0; tried.mayBeRepeated(repeat); retry++) {
            Optional<Duration> pause = pause(retry, tried);
            if (pause.isEmpty() || !deadline.allows(pause.get())) {
                break;
            }
            pace.pause(pause.get());
            tried = once(attempt, deadline, tried.trouble);
            result = tried.result.after(result);
        }
        return result;
    }

    /** As the schedule has it, or longer if the other side asks for it. */
    private Optional<Duration> pause(int retry, Tried<?> tried) {
        Duration asked = tried.retryAfter;
        return policy.retries()
                .waitBefore(retry, ThreadLocalRandom.current()::nextDouble)
                .map(wait -> asked != null && asked.compareTo(wait) > 0 ? asked : wait);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** When nothing is sent any more. */
    private final class Deadline {
        private final long end;

        Deadline(long end) {
            this.end = end;
        }

        Duration left() {
            return Duration.ofNanos(end - pace.nanos());
        }

        boolean isOver() {
            return left().compareTo(ATTEMPT_MIN) < 0;
        }

        boolean allows(Duration pause) {
            return left().minus(pause).compareTo(ATTEMPT_MIN) >= 0;
        }
    }

    /**
     * What one attempt came to.
     *
     * @param trouble why it may be worth another; null if it is not
     */
    private record Tried<T>(
            Result<T> result,
            @Nullable Trouble trouble,
            @Nullable Duration retryAfter) {
        boolean mayBeRepeated(Repeat repeat) {
            return trouble != null
                    && switch (repeat) {
                        case NEVER -> false;
                        case IF_NOT_DONE -> trouble != Trouble.TIMEOUT && trouble != Trouble.LOST;
                        case SAFE -> true;
                    };
        }
    }

    private <T> Tried<T> once(Attempt<T> attempt, Deadline deadline, @Nullable Trouble again)
            throws InterruptedException {
        if (deadline.isOver()) {
            return new Tried<>(new Result.TooLate<>(), null, null);
        }
        Breaker.Pass pass = breaker.enter();
        if (pass == null) {
            meters.refused();
            return new Tried<>(new Result.Refused<>(breaker.again()), null, null);
        }
        if (!room.tryAcquire()) {
            breaker.saysNothing(pass);
            meters.rejected();
            return new Tried<>(new Result.Full<>(), null, null);
        }
        if (again != null) {
            meters.retried(again);
        }
        return within(attempt, shorter(policy.timeout(), deadline.left()), pass);
    }

    private <T> Tried<T> within(Attempt<T> attempt, Duration timeout, Breaker.Pass pass) throws InterruptedException {
        boolean free = true;
        boolean settled = false;
        try {
            Heard<T> heard = attempt.make(timeout);
            settled = true;
            return heard(heard, pass);
        } catch (StillRunning running) {
            free = false;
            running.end().whenComplete((_, _) -> room.release());
            settled = true;
            return unheard(running, pass);
        } catch (InterruptedException | RuntimeException passedOn) {
            // Nobody listens any more, or we are wrong: neither says anything about the other side.
            throw passedOn;
        } catch (Exception failed) {
            settled = true;
            return unheard(failed, pass);
        } finally {
            if (free) {
                room.release();
            }
            if (!settled) {
                breaker.saysNothing(pass);
            }
        }
    }

    private <T> Tried<T> heard(Heard<T> heard, Breaker.Pass pass) {
        Result<T> result = new Result.Answered<>(heard.answer());
        return switch (heard.verdict()) {
            case WORKS -> {
                breaker.worked(pass);
                yield new Tried<>(result, null, null);
            }
            case BUSY -> {
                breaker.saysNothing(pass);
                yield new Tried<>(result, Trouble.BUSY, heard.retryAfter());
            }
            case FAILS -> {
                breaker.failed(pass);
                yield new Tried<>(result, Trouble.FAILS, heard.retryAfter());
            }
            case FAILS_FOR_GOOD -> {
                breaker.failed(pass);
                yield new Tried<>(result, null, null);
            }
        };
    }

    private <T> Tried<T> unheard(Exception failed, Breaker.Pass pass) {
        breaker.failed(pass);
        Trouble trouble = Trouble.of(failed);
        return trouble == Trouble.UNREACHABLE
                ? new Tried<>(new Result.Unreachable<>(failed), trouble, null)
                : new Tried<>(new Result.Ambiguous<>(trouble, failed), trouble, null);
    }
}
