package waybill.torture.ending;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import waybill.torture.system.Member;
import waybill.torture.system.Shop;
import waybill.torture.system.Waiting;

/**
 * Waits until nothing more will happen by itself: no order is on its way, no shipment or refund is open, it is known of
 * every transaction what became of it, and every announcement has been heard. What the gateway has to be asked for
 * later than we want to wait is asked for now, as an operator would; so is money that moves later, because a gateway
 * could not be reached again and again.
 */
public final class Quiescence {
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int NAMED = 5;

    /** How long what waits for its money is left alone before it is asked for, so that it can end by itself. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

    private static final String AGAIN = "{\"reason\":\"the gateway is back\"}";

    private final Shop shop;
    private final Questions questions;
    private final Consumer<String> says;
    /** When each order or payment that waits for its money was seen first, or asked for the last time. */
    private final Map<String, Long> ending = new HashMap<>();

    private List<String> waitingFor = List.of();
    private String said = "";

    /**
     * For this shop.
     *
     * @param says hears what is waited for
     */
    public Quiescence(Shop shop, Consumer<String> says) {
        this.shop = shop;
        this.questions = new Questions(shop);
        this.says = says;
    }

    /** Whether it came to rest in time. */
    public boolean await(Duration longest) {
        return Waiting.until(this::isResting, longest, PAUSE);
    }

    /** What it still waits for; nothing if it rests. */
    public List<String> waitingFor() {
        return waitingFor;
    }

    private boolean isResting() {
        List<String> waiting = new ArrayList<>();
        try {
            List<String> moving = movingOrders();
            tell(waiting, "orders on their way", moving);
            tell(waiting, "payments with a transaction that has no end yet", unknownTransactions(moving));
            tell(waiting, "announcements not heard yet", unheard());
        } catch (Unreadable notNow) {
            waiting.add(String.valueOf(notNow.getMessage()));
        }
        waitingFor = waiting;
        sayWhatIsNew(waiting.stream()
                .map(what -> what.replaceFirst("^\\d+ ", "").replaceFirst(" \\(.*", ""))
                .collect(Collectors.joining(" and ")));
        return waiting.isEmpty();
    }

    /** How many they are changes every second, and is not worth a line each time. */
    private void sayWhatIsNew(String what) {
        if (!what.isEmpty() && !what.equals(said)) {
            says.accept("Waiting for " + what + ".");
        }
        said = what;
    }

    private static void tell(List<String> waiting, String what, List<String> which) {
        if (!which.isEmpty()) {
            waiting.add(which.size() + " " + what + " ("
                    + String.join(", ", which.subList(0, Math.min(NAMED, which.size())))
                    + (which.size() > NAMED ? ", …)" : ")"));
        }
    }

    private List<String> movingOrders() {
        Map<String, Order> moving = new TreeMap<>();
        questions.each("/orders", json -> {
            Order order = Answers.order(json);
            if (!order.isResting()) {
                moving.put(order.id(), order);
            }
        });
        List<String> all = new ArrayList<>();
        moving.forEach((id, order) -> {
            all.add(id + " " + order.status());
            if (order.waitsForMoney() && isLate(id)) {
                questions.act("/sagas/" + id + "/retry", AGAIN);
            }
        });
        return all;
    }

    /** Whether it has been left alone long enough; then it is asked for, and left alone again. */
    private boolean isLate(String what) {
        long now = System.nanoTime();
        boolean late = now - ending.computeIfAbsent(what, _ -> now) > PATIENCE_NANOS;
        if (late) {
            ending.put(what, now);
        }
        return late;
    }

    /** Of every payment there is; asking the gateway about each that is not settled. */
    private List<String> unknownTransactions(List<String> moving) {
        List<String> open = new ArrayList<>();
        if (!moving.isEmpty()) {
            moving.forEach(order -> chase(order.substring(0, order.indexOf(' ')), open));
            return open;
        }
        questions.each("/orders", json -> chase(json.path("id").asText(), open));
        return open;
    }

    private void chase(String order, List<String> open) {
        questions.all("/payments?orderId=" + order, payment -> {
            List<Transaction> all = Answers.transactions(payment);
            String id = payment.path("id").asText();
            boolean unknown = all.stream().anyMatch(one -> !one.isSettled());
            // A refund may have come after it.
            boolean unsent = all.stream()
                    .filter(Transaction::isVoid)
                    .reduce((_, later) -> later)
                    .filter(last -> last.status().equals("ERRORED"))
                    .isPresent();
            if (unknown || unsent) {
                open.add(id);
            }
            if (unknown || (unsent && isLate(id))) {
                questions.act("/payments/" + id + "/reconcile", "{}");
            }
        });
    }

    private List<String> unheard() {
        List<String> behind = new ArrayList<>();
        for (Member member : shop.members()) {
            if (member.isService()) {
                String metrics = questions.text(shop.metrics(member));
                metrics.lines()
                        .filter(line -> line.startsWith("feed_lag_events{"))
                        .filter(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)) > 0)
                        .forEach(line -> behind.add(member.name() + " " + line));
            }
        }
        return behind;
    }

    /** What there is; everything rests, so it is the same whenever it is asked for. */
    public Ending ending() {
        Map<String, Order> orders = new HashMap<>();
        questions.each("/orders", json -> orders.put(json.path("id").asText(), Answers.order(json)));
        Map<String, Stock> stock = new HashMap<>();
        questions.each(
                "/inventory/items", json -> stock.put(json.path("productId").asText(), Answers.stock(json)));
        List<Transaction> transactions = new ArrayList<>();
        for (String order : orders.keySet()) {
            questions.all("/payments?orderId=" + order, payment -> transactions.addAll(Answers.transactions(payment)));
        }
        List<Transaction> ledger = new ArrayList<>();
        questions.each("/sandbox/transactions", json -> ledger.add(Answers.entry(json)));
        List<String> parked = new ArrayList<>();
        for (String service : List.of("order", "inventory", "payment")) {
            questions.each(
                    "/parked-events?service=" + service,
                    json -> parked.add(json.path("id").asText()));
        }
        return new Ending(orders, stock, transactions, ledger, parked);
    }
}
