package waybill.engine.http.logging;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;
import waybill.engine.http.Answer;
import waybill.engine.http.Body;
import waybill.engine.http.Call;
import waybill.engine.http.Problem;
import waybill.engine.http.Routes;
import waybill.engine.http.access.Access;
import waybill.engine.http.access.Scope;
import waybill.engine.http.writes.KeysOfProcess;

/** What this process logs, for its operators: looked at, and changed for a while. */
public final class LevelRoutes {
    private static final Duration USUAL = Duration.ofMinutes(10);
    private static final Duration MIN = Duration.ofSeconds(1);
    private static final Duration MAX = Duration.ofHours(24);
    private static final Map<String, Level> NAMES = new LinkedHashMap<>();

    static {
        for (Level level : Level.values()) {
            NAMES.put(level.name(), level);
        }
    }

    private final LogLevels levels;
    private final KeysOfProcess keys = new KeysOfProcess();

    /** For these levels. */
    public LevelRoutes(LogLevels levels) {
        this.levels = levels;
    }

    /** The endpoints. */
    public Routes routes() {
        return new Routes()
                .get("/loggers", "listLoggers", Access.to(Scope.OPS_READ), _ -> all())
                .put("/loggers/{name}", "setLogger", Access.to(Scope.OPS_WRITE), this::set);
    }

    private record Loggers(List<Shown> data) {}

    private record Shown(String name, Level level, @Nullable Instant until) {}

    private Answer all() {
        return Answer.json(
                200, new Loggers(levels.all().stream().map(LevelRoutes::shown).toList()));
    }

    private Answer set(Call call) {
        String name = call.path("name");
        if (!levels.exists(name)) {
            throw Problem.of("not-found", "Nobody logs under this name here.").asException();
        }
        return keys.once(call, () -> {
            Wish wish = call.body(body -> wish(body, name));
            return Answer.json(200, shown(levels.set(name, wish.level, wish.time)));
        });
    }

    private record Wish(Level level, Duration time) {}

    private static Wish wish(Body body, String name) {
        Level level = body.choice("level", NAMES);
        Level most = LogLevels.most(name);
        if (level.compareTo(most) > 0) {
            body.complain("level", "OUT_OF_RANGE", "must be " + most + " or less: this logger is not Waybill's own");
        }
        return new Wish(level, body.durationOr("for", MIN, MAX, USUAL));
    }

    private static Shown shown(LogLevels.Set set) {
        return new Shown(set.name(), set.level(), set.until());
    }
}
