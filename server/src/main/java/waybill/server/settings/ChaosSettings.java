package waybill.server.settings;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import waybill.engine.core.chaos.Chaos;
import waybill.engine.core.chaos.Chaos.Point;

/** Reads what is set about failures on purpose; there are none unless they are asked for. */
final class ChaosSettings {
    private ChaosSettings() {}

    /** What is wrong is said even where chaos is off. */
    static Optional<Chaos.Settings> of(Values values) {
        Chaos.Settings asked = new Chaos.Settings(
                values.share(Key.CHAOS_RATE),
                values.numberOr(Key.CHAOS_SEED, ThreadLocalRandom.current().nextLong()),
                points(values));
        return values.oneOf(Key.CHAOS_MODE, List.of("true", "false")).equals("true")
                ? Optional.of(asked)
                : Optional.empty();
    }

    private static Set<Point> points(Values values) {
        Set<Point> points = EnumSet.noneOf(Point.class);
        List<String> labels = Stream.of(Point.values()).map(Point::label).toList();
        values.someOf(Key.CHAOS_POINTS, labels).forEach(label -> Point.of(label).ifPresent(points::add));
        return points;
    }
}
