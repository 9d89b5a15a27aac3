package waybill.auditor.checks;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import waybill.auditor.Blocked;
import waybill.auditor.Check;
import waybill.auditor.Finding;
import waybill.auditor.books.Bookkeeping;
import waybill.auditor.books.Bookkeeping.Due;
import waybill.auditor.books.MadeFromEvents;
import waybill.auditor.books.MadeFromEvents.Booked;
import waybill.auditor.books.MadeFromEvents.OrderRow;
import waybill.auditor.books.Moment;
import waybill.auditor.books.StoredEvent;
import waybill.auditor.folds.MoneyTale;
import waybill.auditor.folds.OrderTale;
import waybill.auditor.folds.Payment;
import waybill.auditor.folds.StockTale;
import waybill.auditor.folds.Told;
import waybill.auditor.folds.Transaction;

/**
 * Judges some hundred orders at once, each by all three databases. The three moments are not the same one; so only an
 * order is judged to which nothing has happened lately, anywhere, and of which everybody has heard everything.
 */
public final class OrderJudge {
    private static final List<String> SERVICES = List.of("order", "inventory", "payment");
    private static final Map<String, String> PREFIXES =
            Map.of("order", "order-", "inventory", "reservation-", "payment", "payments-");

    private final Map<String, Moment> moments;
    private final Instant quietSince;
    private final Map<String, Map<String, long[]>> heard = new HashMap<>();

    /** A judge who looks at these moments, by service, and at orders to which nothing happened since. */
    public OrderJudge(Map<String, Moment> moments, Instant quietSince) {
        this.moments = moments;
        this.quietSince = quietSince;
        for (String service : SERVICES) {
            Map<String, long[]> others = new HashMap<>();
            for (String source : SERVICES) {
                if (!source.equals(service)) {
                    others.put(source, new Bookkeeping(moment(service)).heard(source));
                }
            }
            heard.put(service, others);
        }
    }

    private Moment moment(String service) {
        Moment moment = moments.get(service);
        if (moment == null) {
            throw new IllegalArgumentException("no moment of " + service);
        }
        return moment;
    }

    /** The order that a stream is about; empty if it is about none. */
    public static String orderOf(String stream) {
        for (String prefix : PREFIXES.values()) {
            if (stream.startsWith(prefix)) {
                return stream.substring(prefix.length());
            }
        }
        return "";
    }

    /** What is to be said about each of these orders. */
    public Map<String, Opinion> judge(Collection<String> orders) {
        Map<String, Map<String, List<StoredEvent>>> histories = new HashMap<>();
        for (String service : SERVICES) {
            String prefix = PREFIXES.get(service);
            histories.put(
                    service,
                    moment(service)
                            .streams(
                                    orders.stream().map(order -> prefix + order).toList()));
        }
        Map<String, Blocked> parked = parked(orders);
        Map<String, Opinion> opinions = new LinkedHashMap<>();
        Map<String, Stories> ready = new LinkedHashMap<>();
        for (String order : orders) {
            Map<String, List<StoredEvent>> its = new HashMap<>();
            SERVICES.forEach(service -> its.put(
                    service,
                    histories.getOrDefault(service, Map.of()).getOrDefault(PREFIXES.get(service) + order, List.of())));
            Blocked blocked = parked.get(order);
            if (blocked != null) {
                opinions.put(order, new Opinion.Waiting(blocked));
            } else if (!isQuiet(its)) {
                opinions.put(order, new Opinion.Moving());
            } else {
                told(order, its, opinions, ready);
            }
        }
        judge(ready, opinions);
        return opinions;
    }

    /** The three tales of one order. */
    private record Stories(OrderTale order, StockTale goods, MoneyTale money) {}

    private static void told(
            String order,
            Map<String, List<StoredEvent>> its,
            Map<String, Opinion> opinions,
            Map<String, Stories> ready) {
        String service = "order";
        try {
            OrderTale tale = OrderTale.of(read(its, service));
            service = "inventory";
            StockTale goods = StockTale.of(read(its, service));
            service = "payment";
            ready.put(order, new Stories(tale, goods, MoneyTale.of(read(its, service))));
        } catch (Told.Unreadable unreadable) {
            Finding finding = new Finding(
                    Check.I9,
                    service,
                    order,
                    "its history in " + service + " cannot be read: " + unreadable.getMessage() + ".",
                    Advice.PAST);
            opinions.put(order, new Opinion.Judged(List.of(finding), Map.of()));
        }
    }

    private static List<Told> read(Map<String, List<StoredEvent>> its, String service) {
        return its.getOrDefault(service, List.of()).stream().map(Told::of).toList();
    }

    private Map<String, Blocked> parked(Collection<String> orders) {
        Map<String, Blocked> parked = new HashMap<>();
        for (String service : SERVICES) {
            new Bookkeeping(moment(service))
                    .firstParked(orders)
                    .forEach((order, first) -> parked.put(order, blocked(order, service, first)));
        }
        return parked;
    }

    /** Words for an order that waits behind what could not be applied. */
    public static Blocked blocked(String order, String service, Bookkeeping.Parked first) {
        return new Blocked(
                order,
                service,
                service + " could not apply " + first.type() + " and has parked it as " + first.id(service)
                        + ": POST /parked-events/" + first.id(service) + "/retry, or /discard");
    }

    /** Nothing happened lately, and whatever happened was heard by both others. */
    private boolean isQuiet(Map<String, List<StoredEvent>> histories) {
        for (Map.Entry<String, List<StoredEvent>> history : histories.entrySet()) {
            for (StoredEvent event : history.getValue()) {
                if (event.recordedAt().isAfter(quietSince) || !isHeard(history.getKey(), event)) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean isHeard(String source, StoredEvent event) {
        for (String service : SERVICES) {
            if (service.equals(source)) {
                continue;
            }
            long[] places = heard.getOrDefault(service, Map.of()).getOrDefault(source, new long[0]);
            boolean isPast = event.shard() < places.length && event.position() <= places[event.shard()];
            if (!isPast && Concerns.of(service, source, event)) {
                return false;
            }
        }
        return true;
    }

    private void judge(Map<String, Stories> ready, Map<String, Opinion> opinions) {
        if (ready.isEmpty()) {
            return;
        }
        MadeFromEvents lists = new MadeFromEvents(moment("order"));
        long[] progress = lists.progress("orders");
        Map<String, OrderRow> rows = progress.length == 0 ? Map.of() : lists.orders(ready.keySet());
        Map<String, Map<String, Set<Due>>> missing = missing(ready);
        Map<String, List<Booked>> booked = booked(ready);
        Map<String, String> index = index(ready);
        for (Map.Entry<String, Stories> one : ready.entrySet()) {
            String order = one.getKey();
            Stories its = one.getValue();
            Evidence evidence = new Evidence(
                    order,
                    its.order(),
                    its.goods(),
                    its.money(),
                    rows.get(order),
                    isListed(its.order(), progress),
                    missing.getOrDefault(order, Map.of()),
                    booked.getOrDefault(order, List.of()),
                    index,
                    this::isOnRecord,
                    new ArrayList<>());
            HistoryRules.check(evidence);
            MoneyRules.check(evidence);
            OrderRules.check(evidence);
            SagaRules.check(evidence);
            opinions.put(order, new Opinion.Judged(List.copyOf(evidence.findings()), Counting.of(evidence)));
        }
    }

    private static boolean isListed(OrderTale tale, long[] progress) {
        return tale.events().stream()
                .map(Told::stored)
                .allMatch(event -> event.shard() < progress.length && event.position() <= progress[event.shard()]);
    }

    private boolean isOnRecord(String service, String source, StoredEvent event) {
        return new Bookkeeping(moment(service)).isOnRecord(source, event.shard(), event.position());
    }

    private Map<String, Map<String, Set<Due>>> missing(Map<String, Stories> ready) {
        Map<String, List<Due>> expected = new HashMap<>();
        ready.forEach((order, its) -> {
            expect(expected, "order", order, its.order().deadlines());
            expect(expected, "inventory", order, its.goods().deadlines());
            expect(expected, "payment", order, its.money().deadlines());
        });
        Map<String, Map<String, Set<Due>>> missing = new HashMap<>();
        for (Map.Entry<String, List<Due>> some : expected.entrySet()) {
            String service = some.getKey();
            for (Due due : new Bookkeeping(moment(service)).missing(some.getValue())) {
                missing.computeIfAbsent(orderOf(due.stream()), _ -> new LinkedHashMap<>())
                        .computeIfAbsent(service, _ -> new HashSet<>())
                        .add(due);
            }
        }
        return missing;
    }

    private static void expect(
            Map<String, List<Due>> expected, String service, String order, Map<String, Instant> deadlines) {
        deadlines.forEach((name, at) -> expected.computeIfAbsent(service, _ -> new ArrayList<>())
                .add(new Due(PREFIXES.get(service) + order, name, at)));
    }

    private Map<String, List<Booked>> booked(Map<String, Stories> ready) {
        Map<String, String> orders = new HashMap<>();
        ready.forEach((order, its) -> its.money()
                .payments()
                .values()
                .forEach(payment ->
                        payment.transactions().stream().map(Transaction::id).forEach(id -> orders.put(id, order))));
        Map<String, List<Booked>> booked = new HashMap<>();
        for (Booked entry : new MadeFromEvents(moment("payment")).booked(orders.keySet())) {
            String about = entry.about();
            String order = orders.get(orders.containsKey(entry.key()) || about == null ? entry.key() : about);
            if (order != null) {
                booked.computeIfAbsent(order, _ -> new ArrayList<>()).add(entry);
            }
        }
        return booked;
    }

    private Map<String, String> index(Map<String, Stories> ready) {
        List<String> payments = ready.values().stream()
                .flatMap(its -> its.money().payments().values().stream())
                .map(Payment::id)
                .toList();
        return new MadeFromEvents(moment("payment")).paymentIndex(payments);
    }
}
