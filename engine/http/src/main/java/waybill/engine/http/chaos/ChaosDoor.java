package waybill.engine.http.chaos;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import waybill.engine.core.chaos.Chaos;
import waybill.engine.http.Answer;
import waybill.engine.http.Handler;
import waybill.engine.http.Problem;
import waybill.engine.http.Route;
import waybill.engine.http.Routes;

/**
 * Lets requests fail on purpose: before the handler, and after the commit before the answer. What was promised stays
 * promised: a repeat under the same key finds what was done. Health, metrics and pages are left alone.
 */
public final class ChaosDoor implements Routes.Wrapper {
    private final Chaos chaos;
    private final Map<Chaos.Point, Counter> injected = new EnumMap<>(Chaos.Point.class);

    /** A door with these dice; its counters are there from the start. */
    public ChaosDoor(Chaos chaos, MeterRegistry meters) {
        this.chaos = chaos;
        for (Chaos.Point point : Chaos.Point.values()) {
            injected.put(
                    point,
                    Counter.builder("chaos_injected")
                            .description("Failures injected on purpose")
                            .tag("point", point.label())
                            .register(meters));
        }
    }

    @Override
    public Handler around(Route route, Handler handler) {
        return switch (route.door()) {
            case ALWAYS_OPEN -> handler;
            case API, LIVE ->
                call -> {
                    strike(Chaos.Point.BEFORE_HANDLER);
                    Answer answer = handler.answer(call);
                    strike(Chaos.Point.AFTER_COMMIT);
                    return answer;
                };
        };
    }

    private void strike(Chaos.Point point) {
        if (!chaos.strikes(point)) {
            return;
        }
        Counter counter = injected.get(point);
        if (counter != null) {
            counter.increment();
        }
        throw Problem.of("chaos-injected", "This request failed on purpose; repeat it with the same Idempotency-Key.")
                .asException();
    }
}
