package waybill.engine.core.resilience;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Resilience4j's breaker with three things of ours. It changes by the injected time alone, whenever it is looked at, so
 * that it can be tested in no time. What a call came to counts only while the breaker is as it was when the call began:
 * neither a late failure nor a late success decides for a trial. And only a running trial is bounded: an idle half-open
 * breaker waits for its trial as long as it takes.
 */
final class Breaker {
    private static final Logger LOG = LoggerFactory.getLogger(Breaker.class);

    /** Exactly half stays closed. */
    private static final float JUST_ABOVE_HALF = Math.nextUp(50f);

    private static final Duration TRIAL_MARGIN = Duration.ofSeconds(1);

    private final CircuitBreaker circuit;
    private final Pace pace;
    private final long openForNanos;
    private final long trialNanosMax;
    private final ReentrantLock lock = new ReentrantLock();

    private long generation;
    private long openedAt;
    private @Nullable Pass trial;

    Breaker(Policy policy, Pace pace) {
        this.pace = pace;
        this.openForNanos = policy.breaker().openFor().toNanos();
        this.trialNanosMax = policy.timeout().plus(TRIAL_MARGIN).toNanos();
        this.circuit = CircuitBreaker.of(
                policy.name(),
                CircuitBreakerConfig.custom()
                        .slidingWindowType(SlidingWindowType.TIME_BASED)
                        .slidingWindowSize((int) policy.breaker().window().toSeconds())
                        .failureRateThreshold(JUST_ABOVE_HALF)
                        .minimumNumberOfCalls(policy.breaker().minimumCalls())
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .waitDurationInOpenState(policy.breaker().openFor())
                        .clock(pace.clock())
                        .build());
        circuit.getEventPublisher()
                .onStateTransition(event -> changed(event.getStateTransition().getToState()));
    }

    /** What the library counts; never thrown. */
    private static final class Failed extends Exception {
        Failed() {
            super("the call failed", null, false, false);
        }
    }

    /** Lets one call through, begun while the breaker was as it was. */
    static final class Pass {
        private final long generation;
        private final long begun;

        private Pass(long generation, long begun) {
            this.generation = generation;
            this.begun = begun;
        }
    }

    /** A pass for one call; null if no call may be made. */
    @Nullable
    Pass enter() {
        lock.lock();
        try {
            catchUp();
            if (!circuit.tryAcquirePermission()) {
                return null;
            }
            Pass pass = new Pass(generation, pace.nanos());
            if (circuit.getState() == State.HALF_OPEN) {
                trial = pass;
            }
            return pass;
        } finally {
            lock.unlock();
        }
    }

    /** The call has succeeded. */
    void worked(Pass pass) {
        settle(pass, () -> circuit.onSuccess(0, TimeUnit.NANOSECONDS));
    }

    /** The call has failed. */
    void failed(Pass pass) {
        settle(pass, () -> circuit.onError(0, TimeUnit.NANOSECONDS, new Failed()));
    }

    /** The call says nothing, or was not made; if it was the trial, another may be. */
    void saysNothing(Pass pass) {
        settle(pass, circuit::releasePermission);
    }

    private void settle(Pass pass, Runnable outcome) {
        lock.lock();
        try {
            catchUp();
            if (pass.generation == generation) {
                if (pass == trial) {
                    trial = null;
                }
                outcome.run();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Whether calls are refused now; not while one may be tried. */
    boolean isOpen() {
        lock.lock();
        try {
            catchUp();
            return circuit.getState() == State.OPEN;
        } finally {
            lock.unlock();
        }
    }

    /** When the next call may be let through. */
    Duration again() {
        lock.lock();
        try {
            long now = pace.nanos();
            Pass running = trial;
            long nanos = switch (circuit.getState()) {
                case OPEN -> openedAt + openForNanos - now;
                case HALF_OPEN -> running == null ? 0 : running.begun + trialNanosMax - now;
                default -> 0;
            };
            return Duration.ofNanos(Math.max(0, nanos));
        } finally {
            lock.unlock();
        }
    }

    private void catchUp() {
        long now = pace.nanos();
        Pass running = trial;
        if (circuit.getState() == State.OPEN && now - openedAt >= openForNanos) {
            circuit.transitionToHalfOpenState();
        } else if (running != null && now - running.begun >= trialNanosMax) {
            circuit.transitionToOpenState();
        }
    }

    /** Under the lock, like everything that changes the state. */
    private void changed(State state) {
        generation++;
        trial = null;
        if (state == State.OPEN) {
            openedAt = pace.nanos();
            LOG.atWarn()
                    .addKeyValue("event", "circuit-breaker-opened")
                    .addKeyValue("name", circuit.getName())
                    .log(
                            "The breaker of {} opens: calls fail, and none is made for {} s",
                            circuit.getName(),
                            seconds());
        } else {
            LOG.atInfo()
                    .addKeyValue("event", "circuit-breaker-" + (state == State.CLOSED ? "closed" : "half-open"))
                    .addKeyValue("name", circuit.getName())
                    .log("The breaker of {} is {}", circuit.getName(), state == State.CLOSED ? "closed" : "half-open");
        }
    }

    private long seconds() {
        return TimeUnit.NANOSECONDS.toSeconds(openForNanos);
    }
}
