package waybill.torture.checks;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import waybill.torture.ending.Ending;
import waybill.torture.history.Attempt;
import waybill.torture.history.History;
import waybill.torture.history.Kind;

/**
 * An order is told as it is now: whoever begins to read after somebody has been told of a version, by a read or by the
 * answer to a write, is told of that one or a later one, and never that there is no such order.
 */
final class ReadsNeverGoBack implements Check {
    private static final int ABSENT = 404;

    @Override
    public String promise() {
        return "a read shows what anybody was told before it began, or something newer";
    }

    @Override
    public String things() {
        return "reads";
    }

    private record Told(long at, long version) {}

    @Override
    public void judge(History history, Ending ending, Notes notes) {
        Map<String, List<Told>> told = new HashMap<>();
        for (Attempt attempt : history.attempts()) {
            if (attempt.answer().version() > 0) {
                told.computeIfAbsent(attempt.answer().order(), _ -> new ArrayList<>())
                        .add(new Told(attempt.heardAt(), attempt.answer().version()));
            }
        }
        told.values().forEach(ReadsNeverGoBack::makeRising);
        for (Attempt read : history.of(Kind.READ)) {
            boolean absent = read.answer().status() == ABSENT;
            if (absent || read.answer().version() > 0) {
                String order = read.request().order();
                long least = newestBefore(read.sentAt(), told.getOrDefault(order, List.of()));
                notes.expect(
                        absent ? least == 0 : read.answer().version() >= least,
                        "%s was read in version %d after somebody had been told of version %d (%d µs)"
                                .formatted(order, read.answer().version(), least, read.sentAt()));
            }
        }
        for (Map.Entry<String, List<Told>> order : told.entrySet()) {
            long last = order.getValue().getLast().version();
            var now = ending.orders().get(order.getKey());
            if (now != null && now.version() < last) {
                notes.found("%s has version %d in the end, and version %d was told"
                        .formatted(order.getKey(), now.version(), last));
            }
        }
    }

    /** In the order of hearing, each with the newest version that had been told by then. */
    private static void makeRising(List<Told> told) {
        told.sort(Comparator.comparingLong(Told::at));
        long newest = 0;
        for (int i = 0; i < told.size(); i++) {
            newest = Math.max(newest, told.get(i).version());
            told.set(i, new Told(told.get(i).at(), newest));
        }
    }

    private static long newestBefore(long moment, List<Told> told) {
        int low = 0;
        int high = told.size();
        while (low < high) {
            int middle = (low + high) / 2;
            if (told.get(middle).at() < moment) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == 0 ? 0 : told.get(low - 1).version();
    }
}
