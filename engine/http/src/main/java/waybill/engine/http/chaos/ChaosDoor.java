package waybill.engine.http.chaos;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import waybill.engine.core.chaos.Chaos;
import waybill.engine.core.chaos.Chaos.Point;
import waybill.engine.core.chaos.Dice;
import waybill.engine.http.Answer;
import waybill.engine.http.Call;
import waybill.engine.http.Handler;
import waybill.engine.http.Problem;
import waybill.engine.http.Route;
import waybill.engine.http.Routes;

/**
 * Lets requests fail on purpose: before the handler, and after the commit before the answer. What was promised stays
 * promised: a repeat under the same key finds what was done. Health, metrics and pages are left alone.
 *
 * <p>With {@code X-Chaos} a request asks for one point: these two strike it itself, the others whatever it causes.
 */
public final class ChaosDoor implements Routes.Wrapper {
    private static final String HEADER = "X-Chaos";

    private final Chaos chaos;
    private final Dice before;
    private final Dice after;

    /** A door with these dice. */
    public ChaosDoor(Chaos chaos) {
        this.chaos = chaos;
        this.before = chaos.dice(Point.BEFORE_HANDLER);
        this.after = chaos.dice(Point.AFTER_COMMIT);
    }

    @Override
    public Handler around(Route route, Handler handler) {
        return switch (route.door()) {
            case ALWAYS_OPEN -> handler;
            case API, LIVE ->
                call -> {
                    note(call.header(HEADER), call);
                    strike(before, call);
                    Answer answer = handler.answer(call);
                    strike(after, call);
                    return answer;
                };
        };
    }

    /** A request that asks for nothing takes back what an earlier one under the same id asked for. */
    private void note(@Nullable String asked, Call call) {
        if (asked == null) {
            chaos.forgive(call.requestId());
        } else {
            chaos.force(point(asked), call.requestId());
        }
    }

    private Point point(String asked) {
        return Point.of(asked.strip())
                .filter(chaos.settings().points()::contains)
                .orElseThrow(() -> Problem.invalid(
                                "/headers/" + HEADER,
                                "INVALID",
                                HEADER + " must name one point where chaos may strike here: " + allowed() + ".")
                        .asException());
    }

    private String allowed() {
        return Stream.of(Point.values())
                .filter(chaos.settings().points()::contains)
                .map(Point::label)
                .collect(Collectors.joining(", "));
    }

    private static void strike(Dice dice, Call call) {
        if (dice.strike(call.requestId())) {
            throw Problem.of(
                            "chaos-injected",
                            "This request failed on purpose; repeat it with the same Idempotency-Key.")
                    .asException();
        }
    }
}
