package waybill.engine.http.writes;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import waybill.engine.http.Answer;
import waybill.engine.http.Call;
import waybill.engine.http.Handler;
import waybill.engine.http.ProblemException;
import waybill.engine.http.Route;
import waybill.engine.http.Routes;

/**
 * {@code idempotency_requests_total} of one service: what became of the writes that came with an idempotency key. One
 * that could not be understood, or not be decided, is none of these: nothing was kept with its key.
 */
public final class KeyedRequests implements Routes.Wrapper {
    private final Counter first;
    private final Counter replayed;
    private final Counter reused;
    private final Counter inUse;

    /** Counts the requests of this service. */
    public KeyedRequests(String service, MeterRegistry meters) {
        this.first = counter(service, "first", meters);
        this.replayed = counter(service, "replayed", meters);
        this.reused = counter(service, "reused", meters);
        this.inUse = counter(service, "in_use", meters);
    }

    private static Counter counter(String service, String result, MeterRegistry meters) {
        return Counter.builder("idempotency_requests")
                .description("Writes with an idempotency key, by what the key had done before")
                .tags("name", service, "result", result)
                .register(meters);
    }

    @Override
    public Handler around(Route route, Handler handler) {
        return route.method().equals("GET") ? handler : call -> answer(call, handler);
    }

    private Answer answer(Call call, Handler handler) throws Exception {
        if (call.header("Idempotency-Key") == null) {
            return handler.answer(call);
        }
        try {
            Answer answer = handler.answer(call);
            boolean again = answer.headers().containsKey(Writes.REPLAYED);
            (again ? replayed : first).increment();
            return answer;
        } catch (ProblemException refused) {
            count(refused.problem().slug());
            throw refused;
        }
    }

    private void count(String problem) {
        switch (problem) {
            case Writes.KEY_REUSED -> reused.increment();
            case Writes.KEY_IN_USE -> inUse.increment();
            default -> {} // nothing was kept with the key
        }
    }
}
