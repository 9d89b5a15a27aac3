package waybill.server;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import waybill.engine.core.time.MovableClock;
import waybill.engine.http.Answer;
import waybill.engine.http.Body;
import waybill.engine.http.Call;
import waybill.engine.http.Problem;
import waybill.engine.http.Routes;
import waybill.engine.http.access.Access;
import waybill.engine.http.access.Scope;
import waybill.engine.http.json.Rfc3339;
import waybill.engine.http.writes.KeysOfProcess;

/** Moves the clock of this process; there only in test mode. */
final class ClockEndpoints {
    private static final Duration STEP_MAX = Duration.ofDays(3_650);

    /** Instants have four digits for the year, and whatever is due after a year must have them, too. */
    private static final Instant END = Instant.parse("9000-01-01T00:00:00Z");

    private final MovableClock clock;
    private final KeysOfProcess keys = new KeysOfProcess();

    ClockEndpoints(MovableClock clock) {
        this.clock = clock;
    }

    Routes routes() {
        return new Routes()
                .get("/clock", "getClock", Access.to(Scope.OPS_READ), _ -> now())
                .post("/clock", "moveClock", Access.to(Scope.OPS_WRITE), this::move);
    }

    private Answer now() {
        return Answer.json(200, Map.of("now", clock.instant()));
    }

    private Answer move(Call call) {
        return keys.once(call, () -> {
            if (!clock.moveTo(call.body(this::destination))) {
                throw backwards();
            }
            return now();
        });
    }

    private Instant destination(Body body) {
        Instant now = clock.instant();
        if (body.has("now") == body.has("advance")) {
            body.complain("advance", "REQUIRED", "must be there, or now, but not both");
            return now;
        }
        Instant to = body.has("now")
                ? instant(body, now)
                : now.plus(body.durationOr("advance", Duration.ZERO, STEP_MAX, Duration.ZERO));
        if (to.isAfter(END)) {
            body.complain(body.has("now") ? "now" : "advance", "OUT_OF_RANGE", "must not lead beyond the year 9000");
            return now;
        }
        return to;
    }

    private static Instant instant(Body body, Instant otherwise) {
        Optional<Instant> instant = Rfc3339.instant(body.text("now"));
        if (instant.isEmpty()) {
            body.complain("now", "INVALID", "must be an instant, as 2026-03-01T09:30:00Z");
        }
        return instant.orElse(otherwise);
    }

    private static RuntimeException backwards() {
        return Problem.invalid("/now", "OUT_OF_RANGE", "now must not be in the past: the clock only moves forward.")
                .asException();
    }
}
