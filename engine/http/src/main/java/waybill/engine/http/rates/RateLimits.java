package waybill.engine.http.rates;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.LongSupplier;
import waybill.engine.core.rates.SharedBuckets;
import waybill.engine.http.Answer;
import waybill.engine.http.Call;
import waybill.engine.http.Handler;
import waybill.engine.http.Problem;
import waybill.engine.http.Route;
import waybill.engine.http.Routes;
import waybill.engine.http.access.Access;
import waybill.engine.http.access.Attempts;
import waybill.engine.http.access.Caller;

/**
 * Turns a caller away who asks too often: by its name if it has one, else by the address it calls from. Pages are for
 * everybody, and what is signed says itself who sent it. Failed attempts to get in have buckets of their own.
 */
public final class RateLimits implements Routes.Wrapper, Attempts {
    private static final int CALLERS_MAX = 100_000;

    private final Buckets requests;
    private final Buckets attempts;
    private final Counter requestsRefused;
    private final Counter attemptsRefused;

    /** Limits everybody to this; by what {@code shared} knows of all replicas, as long as it knows. */
    public RateLimits(Rate rate, SharedBuckets shared, MeterRegistry meters) {
        this(rate, shared, CALLERS_MAX, System::nanoTime, meters);
    }

    RateLimits(Rate rate, SharedBuckets shared, int callersMax, LongSupplier nanos, MeterRegistry meters) {
        this.requests = new Buckets(rate, callersMax, nanos, new Buckets.Shared(shared, "request"));
        this.attempts = new Buckets(rate, callersMax, nanos, new Buckets.Shared(shared, "attempt"));
        this.requestsRefused = refused(meters, "request");
        this.attemptsRefused = refused(meters, "attempt");
        Gauge.builder("rate.limit.callers", requests, Buckets::size)
                .description("Callers whose rate is being watched")
                .register(meters);
    }

    private static Counter refused(MeterRegistry meters, String what) {
        return Counter.builder("rate.limited")
                .description("Requests that were turned away because their caller asked too often")
                .tag("what", what)
                .register(meters);
    }

    @Override
    public Handler around(Route route, Handler handler) {
        if (route.door() == Route.Door.ALWAYS_OPEN || route.access() instanceof Access.Signed) {
            return handler;
        }
        return call -> {
            long seconds = requests.take(keyOf(call));
            return seconds == 0 ? handler.answer(call) : tooOften(seconds, requestsRefused);
        };
    }

    /** No name of a caller has a space in front. */
    private static String keyOf(Call call) {
        return call.caller().equals(Caller.ANYBODY.name()) ? " " + call.peer() : call.caller();
    }

    @Override
    public void mayTry(Call call) {
        long seconds = attempts.missing(call.peer());
        if (seconds > 0) {
            throw problem(seconds, attemptsRefused).asException();
        }
    }

    @Override
    public void failed(Call call) {
        attempts.take(call.peer());
    }

    private static Answer tooOften(long seconds, Counter counter) {
        return Answer.problem(problem(seconds, counter));
    }

    private static Problem problem(long seconds, Counter counter) {
        counter.increment();
        return Problem.of("rate-limited", "Too many requests. Nothing was done; repeat this one after Retry-After.")
                .retryAfter((int) Math.min(seconds, Integer.MAX_VALUE));
    }
}
