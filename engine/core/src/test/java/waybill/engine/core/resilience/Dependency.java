package waybill.engine.core.resilience;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A dependency that does as its script says, in virtual time; then it answers 200 for ever. */
final class Dependency {
    /** What one attempt comes to. */
    interface Step extends Attempt<Integer> {}

    final VirtualPace pace = new VirtualPace();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final List<Double> arrivals = new ArrayList<>();
    final List<Double> timeouts = new ArrayList<>();
    final Guarded guarded;
    private final Deque<Step> script = new ArrayDeque<>();

    Dependency(Policy policy) {
        this.guarded = new Guarded(policy, pace, meters);
    }

    /** Answers with this status. */
    static Step says(int status) {
        return says(status, null);
    }

    static Step says(int status, @Nullable Duration retryAfter) {
        return _ -> Heard.status(status, status, retryAfter);
    }

    static Step refusesConnections() {
        return _ -> {
            throw new ConnectException("refused");
        };
    }

    /** Never answers; the attempt is given up when it should be. */
    Step hangs() {
        return timeout -> {
            pace.pass(timeout);
            throw new HttpTimeoutException("no answer");
        };
    }

    Dependency then(Step... next) {
        script.addAll(List.of(next));
        return this;
    }

    Dependency always(Step next, int times) {
        for (int i = 0; i < times; i++) {
            script.add(next);
        }
        return this;
    }

    Result<Integer> call(Repeat repeat) throws InterruptedException {
        return guarded.call(repeat, this::attempt);
    }

    Heard<Integer> attempt(Duration timeout) throws Exception {
        arrivals.add(pace.seconds());
        timeouts.add(timeout.toNanos() / 1e9);
        Step next = script.poll();
        return (next == null ? says(200) : next).make(timeout);
    }

    /** One call with no retry for each of these statuses. */
    void hear(int... statuses) throws InterruptedException {
        for (int status : statuses) {
            then(says(status)).call(Repeat.NEVER);
        }
    }

    boolean isRefused() throws InterruptedException {
        return call(Repeat.NEVER) instanceof Result.Refused<Integer>;
    }

    double state() {
        return meters.get("circuit.breaker.state").gauge().value();
    }

    double retries(String reason) {
        return meters.get("retry.count").tag("reason", reason).counter().count();
    }
}
