package waybill.auditor.walk;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import waybill.auditor.Blocked;
import waybill.auditor.Check;
import waybill.auditor.Finding;
import waybill.auditor.Scope;
import waybill.auditor.books.Moment;
import waybill.auditor.books.StoredEvent;
import waybill.auditor.books.UnreadableBook;
import waybill.auditor.checks.Opinion;
import waybill.auditor.checks.OrderJudge;

/**
 * The way along all three logs. Whatever an event touches is judged once nothing has happened to it for a while. It
 * remembers what is still moving, and a few numbers a product; not what it has seen.
 */
public final class Pass {
    private static final String STOCK = "stock";
    private static final String MOVEMENTS = "movements";
    private static final String LOG = "log ";
    private static final String ORDER = "order ";
    private static final int PER_SHARD = 200;
    private static final int REMEMBERED = 50_000;
    private static final int MOVING_MAX = 200_000;
    private static final int BLOCKED_MAX = 100;

    private final Books books;
    private final Scope scope;
    private final Suspicions suspicions;
    private final Map<Service, LogWalk> walks = new EnumMap<>(Service.class);
    private final SkuSums sums = new SkuSums();
    private final LinkedHashMap<String, Instant> moving = new LinkedHashMap<>();
    private final Map<String, Instant> judged = new Remembered<>(REMEMBERED);
    private final Map<String, Blocked> blocked = new LinkedHashMap<>();
    private final Map<Check, Long> counted = new EnumMap<>(Check.class);
    private Instant newest = Instant.EPOCH;

    /** A pass from the beginning of the logs. */
    public Pass(Books books, Scope scope, Suspicions suspicions) {
        this.books = books;
        this.scope = scope;
        this.suspicions = suspicions;
        for (Service service : Service.values()) {
            walks.put(service, new LogWalk(service, service == Service.INVENTORY));
        }
        for (Check check : Check.values()) {
            counted.put(check, 0L);
        }
    }

    /** Now, for a shop whose clock may have been moved ahead. */
    public Instant now() {
        Instant here = scope.clock().instant();
        return here.isAfter(newest) ? here : newest;
    }

    /** How many events have been read. */
    public long events() {
        return walks.values().stream().mapToLong(LogWalk::events).sum();
    }

    /** How many events there were, at the last look, that have not been read. */
    public long behind() {
        return walks.values().stream().mapToLong(LogWalk::behind).sum();
    }

    /** How many events there are now. */
    public long ahead() {
        walks.forEach((service, walk) -> books.of(service).look(moment -> {
            walk.lookAhead(moment);
            return true;
        }));
        return events() + behind();
    }

    /** How many orders are still moving. */
    public int moving() {
        return moving.size();
    }

    /** Orders that wait for a person. */
    public synchronized List<Blocked> blocked() {
        return List.copyOf(blocked.values());
    }

    /** How many things were looked at for each law. */
    public synchronized Map<Check, Long> counted() {
        return new EnumMap<>(counted);
    }

    synchronized void count(Check check, long more) {
        counted.merge(check, more, Long::sum);
    }

    /** Reads the next page of every log; answers whether there was any. Waits if too much is moving. */
    public boolean read() {
        if (moving.size() > MOVING_MAX) {
            return false;
        }
        long before = events();
        walks.values().forEach(walk -> books.of(walk.service()).look(moment -> step(walk, moment)));
        walks.forEach((service, walk) -> seen(LOG + service.word(), List.copyOf(walk.gaps())));
        return events() > before;
    }

    /** Seen at one moment of one database: a second look would say the same. */
    void seen(String topic, List<Finding> wrong) {
        suspicions.looked(topic, wrong, Duration.ZERO);
        suspicions.looked(topic, wrong, Duration.ZERO);
    }

    /** One page of one log, or nothing at all if the database fails. */
    private int step(LogWalk walk, Moment moment) {
        long[] before = walk.place();
        try {
            List<StoredEvent> events = walk.step(moment, PER_SHARD);
            if (walk.service() == Service.INVENTORY) {
                sums.add(moment, events);
            }
            touch(events);
            return events.size();
        } catch (UnreadableBook failed) {
            walk.backTo(before);
            throw failed;
        }
    }

    /** What was judged after all of this had been quiet is not judged for it again. */
    private void touch(List<StoredEvent> events) {
        for (StoredEvent event : events) {
            newest = event.recordedAt().isAfter(newest) ? event.recordedAt() : newest;
            String order = OrderJudge.orderOf(event.stream());
            Instant quietAt = event.recordedAt().plus(scope.grace());
            if (!order.isEmpty() && judged.getOrDefault(order, Instant.MIN).isBefore(quietAt)) {
                moving.remove(order);
                moving.put(order, quietAt);
            }
        }
    }

    /** Orders that may be quiet by now, those that have waited longest first. */
    private List<String> ready(Instant now) {
        List<String> ready = new ArrayList<>();
        for (Map.Entry<String, Instant> one : moving.entrySet()) {
            if (!one.getValue().isAfter(now)) {
                ready.add(one.getKey());
            }
            if (ready.size() == scope.orders()) {
                break;
            }
        }
        return ready;
    }

    /** Whether there is a whole batch to be judged. */
    public boolean hasBatch() {
        return moving.size() >= scope.orders() && ready(now()).size() == scope.orders();
    }

    /** Judges some of what is quiet; answers whether there was anything. */
    public boolean judge() {
        List<String> ready = ready(now());
        if (!ready.isEmpty()) {
            judge(ready);
        }
        return !ready.isEmpty();
    }

    /** Judges these orders. */
    private void judge(Collection<String> orders) {
        Instant now = now();
        Map<String, Opinion> opinions =
                books.look(moments -> new OrderJudge(moments, now.minus(scope.grace())).judge(orders));
        opinions.forEach((order, opinion) -> heard(order, opinion, now));
    }

    private void heard(String order, Opinion opinion, Instant now) {
        moving.remove(order);
        switch (opinion) {
            case Opinion.Moving _ -> moving.put(order, now.plus(scope.grace()).plus(scope.again()));
            case Opinion.Waiting(Blocked why) -> {
                block(order, why);
                suspicions.drop(ORDER + order);
            }
            case Opinion.Judged(var findings, var numbers) -> {
                unblock(order);
                if (judged.put(order, now) == null) {
                    numbers.forEach(this::count);
                }
                suspicions.looked(ORDER + order, findings, scope.again());
            }
        }
    }

    private synchronized void block(String order, Blocked why) {
        if (blocked.size() < BLOCKED_MAX) {
            blocked.put(order, why);
        }
    }

    private synchronized void unblock(String order) {
        blocked.remove(order);
    }

    /** Looks again at whatever looked wrong, and at the orders that wait for a person. */
    public void lookAgain() {
        List<String> again =
                new ArrayList<>(blocked().stream().map(Blocked::order).toList());
        suspicions.topics().stream()
                .filter(topic -> topic.startsWith(ORDER))
                .map(topic -> topic.substring(ORDER.length()))
                .forEach(again::add);
        for (int from = 0; from < again.size(); from += scope.orders()) {
            judge(again.subList(from, Math.min(again.size(), from + scope.orders())));
        }
        if (suspicions.topics().contains(MOVEMENTS)) {
            compareMovements();
        } else if (suspicions.topics().contains(STOCK)) {
            compareStock();
        }
    }

    /** Reads inventory's log to its end, and compares the stock with it, at one moment. */
    public void compareStock() {
        books.of(Service.INVENTORY).look(moment -> {
            readToTheEnd(moment);
            suspicions.looked(STOCK, sums.compare(moment), scope.again());
            return true;
        });
        replaceCount(Check.I1, sums.products());
        replaceCount(Check.I2, sums.products());
    }

    /** The same with the list of movements; reads all of the list. */
    public void compareMovements() {
        books.of(Service.INVENTORY).look(moment -> {
            readToTheEnd(moment);
            suspicions.looked(MOVEMENTS, sums.compareList(moment), scope.again());
            return true;
        });
        compareStock();
    }

    private void readToTheEnd(Moment moment) {
        LogWalk walk = walks.get(Service.INVENTORY);
        if (walk == null) {
            throw new IllegalStateException("inventory is always walked along");
        }
        int rest = step(walk, moment);
        while (rest > 0) {
            rest = step(walk, moment);
        }
    }

    synchronized void replaceCount(Check check, long number) {
        counted.put(check, number);
    }
}
