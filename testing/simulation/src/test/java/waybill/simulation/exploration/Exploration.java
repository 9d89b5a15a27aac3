package waybill.simulation.exploration;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Visits every moment that a number of steps can lead to, each once, the nearest first. */
final class Exploration {
    private final Steps steps;
    private final Set<List<Object>> seen = new HashSet<>();
    private final Likeness likeness = new Likeness();
    private int moments;
    private int rests;
    private int depth;

    Exploration(Steps steps) {
        this.steps = steps;
    }

    /** A moment and how it came to it. */
    private record Path(Moment moment, @Nullable Path before, String step) {
        String story() {
            return (before == null ? "" : before.story() + "\n") + step;
        }
    }

    /** Goes so many steps far; what is wrong with the first moment that is, and how it came to it; empty if none is. */
    String upTo(Moment start, int depthMax) {
        List<Path> edge = List.of(new Path(start, null, "the shop opens"));
        seen.add(likeness.of(start));
        for (depth = 0; depth < depthMax && !edge.isEmpty(); depth++) {
            List<Path> next = new ArrayList<>();
            for (Path path : edge) {
                moments++;
                rests += Laws.isAtRest(path.moment) ? 1 : 0;
                List<String> broken = Laws.broken(path.moment);
                if (!broken.isEmpty()) {
                    return broken + "\n" + path.story();
                }
                for (Steps.Step step : steps.after(path.moment)) {
                    if (seen.add(likeness.of(step.next()))) {
                        next.add(new Path(step.next(), path, step.what()));
                    }
                }
            }
            edge = next;
        }
        return "";
    }

    /** How many different moments were visited. */
    int moments() {
        return moments;
    }

    /** In how many of them nothing was left to happen by itself. */
    int rests() {
        return rests;
    }

    /** How many steps far it went; fewer than it was to go if there is nothing beyond. */
    int depth() {
        return depth;
    }
}
