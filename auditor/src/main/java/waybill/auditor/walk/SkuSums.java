package waybill.auditor.walk;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import waybill.auditor.Check;
import waybill.auditor.Finding;
import waybill.auditor.books.MadeFromEvents;
import waybill.auditor.books.MadeFromEvents.Moved;
import waybill.auditor.books.MadeFromEvents.Stock;
import waybill.auditor.books.Moment;
import waybill.auditor.books.StoredEvent;
import waybill.auditor.checks.Advice;
import waybill.auditor.folds.Movements;
import waybill.auditor.folds.Movements.Movement;
import waybill.auditor.folds.StockTale;
import waybill.auditor.folds.Told;

/**
 * What the events of inventory add up to, product by product: as movements (I1), and as what reservations still promise
 * (I2). So many numbers a product, however long the log is.
 */
final class SkuSums {
    private static final int PAGE = 1_000;
    private static final int FINDINGS_MAX = 100;
    private static final String RESERVATION = "reservation-";

    private final Map<String, Sum> sums = new HashMap<>();

    /** The numbers of one product. */
    private static final class Sum {
        private long times;
        private long onHand;
        private long held;
        private long committed;
        private long promisedHeld;
        private long promisedCommitted;

        void add(Movement movement, int sign) {
            times += sign;
            onHand += sign * movement.onHand();
            held += sign * movement.held();
            committed += sign * movement.committed();
        }
    }

    int products() {
        return sums.size();
    }

    /** Adds these events, which have been read at this moment: all of them, or none if the database fails. */
    void add(Moment moment, List<StoredEvent> events) {
        Map<String, List<StoredEvent>> touched = new LinkedHashMap<>();
        for (StoredEvent event : events) {
            if (event.stream().startsWith(RESERVATION)) {
                touched.computeIfAbsent(event.stream(), _ -> new ArrayList<>()).add(event);
            }
        }
        // Most of what is new is new altogether, and need not be read again.
        Map<String, List<StoredEvent>> longer = moment.streams(touched.entrySet().stream()
                .filter(one -> one.getValue().getFirst().version() > 1)
                .map(Map.Entry::getKey)
                .toList());
        events.forEach(event ->
                movements(event).forEach(movement -> sum(movement.product()).add(movement, 1)));
        touched.forEach((stream, news) -> {
            List<StoredEvent> history = longer.getOrDefault(stream, news);
            promise(history, news.getFirst().version(), -1);
            promise(history, news.getLast().version() + 1, 1);
        });
    }

    private Sum sum(String product) {
        return sums.computeIfAbsent(product, _ -> new Sum());
    }

    private static List<Movement> movements(StoredEvent event) {
        try {
            return Movements.of(Told.of(event));
        } catch (Told.Unreadable _) {
            // Whoever judges the order says so; here it moves nothing.
            return List.of();
        }
    }

    /** Adds what the reservations promised before this version, or takes it away again. */
    private void promise(List<StoredEvent> history, long before, int sign) {
        try {
            StockTale tale = StockTale.of(history.stream()
                    .filter(event -> event.version() < before)
                    .map(Told::of)
                    .toList());
            tale.held().forEach((product, units) -> sum(product).promisedHeld += sign * units);
            tale.committed().forEach((product, units) -> sum(product).promisedCommitted += sign * units);
        } catch (Told.Unreadable _) {
            // The same: it is said where the order is judged.
            return;
        }
    }

    /** Compares every stock row with the sums; the walk must have been to where the log ends at this moment. */
    List<Finding> compare(Moment moment) {
        List<Finding> findings = new ArrayList<>();
        Set<String> seen = new TreeSet<>();
        String after = "";
        List<Stock> page;
        do {
            page = new MadeFromEvents(moment).stock(after, PAGE);
            for (Stock row : page) {
                seen.add(row.product());
                after = row.product();
                compare(row, Optional.ofNullable(sums.get(row.product())).orElseGet(Sum::new), findings);
            }
        } while (page.size() == PAGE);
        sums.forEach((product, sum) -> {
            if (sum.times > 0 && !seen.contains(product)) {
                findings.add(
                        finding(Check.I1, product, "it has no stock row, and its movements say " + words(sum) + "."));
            }
        });
        return findings.stream().limit(FINDINGS_MAX).toList();
    }

    private static void compare(Stock row, Sum sum, List<Finding> findings) {
        boolean isSound = row.onHand() >= 0
                && row.held() >= 0
                && row.committed() >= 0
                && row.available() >= 0
                && row.available() == row.onHand() - row.held() - row.committed();
        boolean isSame = row.onHand() == sum.onHand && row.held() == sum.held && row.committed() == sum.committed;
        if (!isSound || !isSame) {
            findings.add(finding(
                    Check.I1,
                    row.product(),
                    "its row says " + row.onHand() + " on hand = " + row.available() + " available + " + row.held()
                            + " held + " + row.committed() + " committed, and its movements say " + words(sum) + "."));
        }
        if (row.held() != sum.promisedHeld || row.committed() != sum.promisedCommitted) {
            findings.add(finding(
                    Check.I2,
                    row.product(),
                    "its row says " + row.held() + " held and " + row.committed()
                            + " committed, and the reservations of orders hold " + sum.promisedHeld + " and have "
                            + sum.promisedCommitted + " committed."));
        }
    }

    private static String words(Sum sum) {
        return sum.onHand + " on hand, " + sum.held + " held, " + sum.committed + " committed";
    }

    private static Finding finding(Check check, String product, String what) {
        return new Finding(check, "inventory", product, "Product " + product + ": " + what, Advice.adjust(product));
    }

    /** Compares the list of movements with the sums (I9); the walk must have been to where the log ends here. */
    List<Finding> compareList(Moment moment) {
        MadeFromEvents lists = new MadeFromEvents(moment);
        long[] progress = lists.progress("movements");
        if (progress.length == 0) {
            return List.of();
        }
        Map<String, Sum> later = later(moment, progress);
        Map<String, Moved> listed =
                lists.movements().stream().collect(Collectors.toMap(Moved::product, moved -> moved));
        List<Finding> findings = new ArrayList<>();
        Set<String> products = new TreeSet<>(sums.keySet());
        products.addAll(listed.keySet());
        for (String product : products) {
            Sum sum = Optional.ofNullable(sums.get(product)).orElseGet(Sum::new);
            Sum rest = later.getOrDefault(product, new Sum());
            Moved expected = new Moved(
                    product,
                    sum.times - rest.times,
                    sum.onHand - rest.onHand,
                    sum.held - rest.held,
                    sum.committed - rest.committed);
            Moved row = listed.getOrDefault(product, new Moved(product, 0, 0, 0, 0));
            if (!row.equals(expected)) {
                findings.add(new Finding(
                        Check.I9,
                        "inventory",
                        product,
                        "Product " + product + ": the list of movements has " + words(row) + ", and the events have "
                                + words(expected) + ".",
                        Advice.rebuild("movements")));
            }
        }
        return findings.stream().limit(FINDINGS_MAX).toList();
    }

    private static String words(Moved moved) {
        return moved.times() + " that come to " + moved.onHand() + " on hand, " + moved.held() + " held, "
                + moved.committed() + " committed";
    }

    /** What the list has not followed yet. */
    private static Map<String, Sum> later(Moment moment, long[] progress) {
        Map<String, Sum> later = new HashMap<>();
        long[] heads = moment.heads();
        for (int shard = 0; shard < Math.min(heads.length, progress.length); shard++) {
            long at = progress[shard];
            while (at < heads[shard]) {
                List<StoredEvent> page = moment.after(shard, at, PAGE, true);
                page.forEach(event -> movements(event)
                        .forEach(movement -> later.computeIfAbsent(movement.product(), _ -> new Sum())
                                .add(movement, 1)));
                at = page.isEmpty() ? heads[shard] : page.getLast().position();
            }
        }
        return later;
    }
}
