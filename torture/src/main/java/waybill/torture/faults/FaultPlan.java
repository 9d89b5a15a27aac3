package waybill.torture.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * When what is done: rounds in which each fault comes once, in an order and with lengths that the seed chooses. Faults
 * of processes come one after the other, and so do those of the surroundings; one of each may meet.
 */
public record FaultPlan(List<Stroke> strokes) {
    private static final int FIRST_MILLIS = 3_000;
    private static final int GAP_MILLIS_MIN = 1_500;
    private static final int GAP_MILLIS_MAX = 5_000;
    private static final int LONG_PERCENT = 30;
    private static final int LONG_MILLIS_MIN = 7_000;
    private static final int SHORT_MILLIS_MAX = 3_000;

    public FaultPlan {
        strokes = List.copyOf(strokes);
    }

    /** For a run of this length. */
    public static FaultPlan of(long seed, Duration length, Set<Fault> faults) {
        List<Stroke> all = new ArrayList<>();
        for (Fault.Lane lane : Fault.Lane.values()) {
            List<Fault> mine = faults.stream()
                    .filter(fault -> fault.lane() == lane)
                    .sorted()
                    .toList();
            all.addAll(lane(
                    mine,
                    length.toMillis(),
                    new SplittableRandom(seed ^ lane.name().hashCode())));
        }
        all.sort(Comparator.comparing(Stroke::at));
        return new FaultPlan(all);
    }

    private static List<Stroke> lane(List<Fault> faults, long end, SplittableRandom random) {
        List<Stroke> strokes = new ArrayList<>();
        List<Fault> round = new ArrayList<>();
        long at = (long) FIRST_MILLIS + random.nextInt(GAP_MILLIS_MIN);
        while (!faults.isEmpty()) {
            if (round.isEmpty()) {
                round.addAll(faults);
            }
            Fault next = round.remove(random.nextInt(round.size()));
            long length = length(next, random);
            if (at + length > end) {
                break;
            }
            strokes.add(new Stroke(next, Duration.ofMillis(at), Duration.ofMillis(length), random.nextLong()));
            at += length + GAP_MILLIS_MIN + random.nextInt(GAP_MILLIS_MAX - GAP_MILLIS_MIN);
        }
        return strokes;
    }

    /** Most pauses are short; the others outlast every lease. */
    private static long length(Fault fault, SplittableRandom random) {
        int least = fault.millisMin();
        int most = fault.millisMax();
        if (fault == Fault.PAUSE) {
            boolean isLong = random.nextInt(100) < LONG_PERCENT;
            least = isLong ? LONG_MILLIS_MIN : least;
            most = isLong ? most : SHORT_MILLIS_MAX;
        }
        return random.nextInt(least, most + 1);
    }

    /** Those of one lane. */
    List<Stroke> of(Fault.Lane lane) {
        return strokes.stream().filter(stroke -> stroke.fault().lane() == lane).toList();
    }
}
