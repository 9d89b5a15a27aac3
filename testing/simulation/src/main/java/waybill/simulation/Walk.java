package waybill.simulation;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import waybill.kernel.ProductId;
import waybill.payment.domain.PaymentDeadlines;

/** One life of the shop: first everything may go wrong, then all is well and everything must come to an end. */
final class Walk {
    private static final int ORDERS_MAX = 5;
    private static final int STEPS = 400;

    /** Of the deadlines, those that come first are the ones that something happens at. */
    private static final int SOON = 4;

    private static final int HEALING_MAX = 20_000;

    private final Shop shop;
    private final Customers customers;
    private final Invariants invariants;
    private final StringBuilder trace = new StringBuilder();

    private Walk(long seed, Wiring wiring) {
        this.shop = new Shop(seed, wiring);
        List<ProductId> products = Stream.of("A", "B", "C").map(ProductId::new).toList();
        this.customers = new Customers(shop, products);
        this.invariants = new Invariants(shop, customers);
        products.forEach(product -> shop.receive(product, 9));
    }

    /** Lives the life of this seed; returns what was found to be wrong, nothing if all is well. */
    static List<String> live(long seed, Wiring wiring) {
        Walk walk = new Walk(seed, wiring);
        for (int step = 0; step < STEPS; step++) {
            walk.step();
            List<String> wrong = walk.invariants.always();
            if (!wrong.isEmpty()) {
                return wrong;
            }
        }
        return walk.heal()
                ? walk.invariants.afterwards()
                : List.of("I7: the shop does not come to rest: " + walk.shop.alarms());
    }

    /** What happened, so that two lives of one seed can be compared. */
    static String trace(long seed) {
        Walk walk = new Walk(seed, Wiring.real());
        for (int step = 0; step < STEPS; step++) {
            walk.step();
        }
        walk.heal();
        return walk.trace.toString();
    }

    private void step() {
        int what = shop.world.number(100);
        trace.append(what).append(' ').append(shop.orders.events()).append('\n');
        if (what < 50) {
            deliverSomething();
        } else if (what < 66) {
            shop.answerOneCall(false);
        } else if (what < 74) {
            hearSomethingAgain();
        } else if (what < 75) {
            shop.gateway.dropOneCall();
        } else if (what < 78) {
            shop.world.pass(Duration.ofSeconds(1 + shop.world.number(20)));
        } else if (what < 81) {
            ringSomething();
        } else if (what < 82) {
            letAHoldExpire();
        } else if (what < 85 && customers.sent().size() < ORDERS_MAX) {
            customers.placeAnOrder();
        } else {
            customers.askSomething();
        }
    }

    private boolean deliverSomething() {
        List<Participant<?, ?, ?, ?>> behind = shop.services().stream()
                .filter(service -> !service.sourcesWithNews().isEmpty())
                .toList();
        if (behind.isEmpty()) {
            return false;
        }
        Participant<?, ?, ?, ?> service = shop.world.oneOf(behind);
        service.hearNext(shop.world.oneOf(service.sourcesWithNews()));
        return true;
    }

    private void hearSomethingAgain() {
        Participant<?, ?, ?, ?> service = shop.world.oneOf(shop.services());
        service.hearAgain(shop.world.oneOf(service.sources()));
    }

    /** Any deadline: early, late, or when it is due. */
    private void ringSomething() {
        List<Shop.Alarm> alarms = shop.alarms();
        if (alarms.isEmpty()) {
            return;
        }
        Shop.Alarm alarm = shop.world.oneOf(alarms.subList(0, Math.min(alarms.size(), SOON)));
        if (shop.world.happens(40)) {
            shop.world.passUntil(alarm.due().at());
        }
        shop.ring(alarm);
    }

    /** Inventory has heard everything there is, and the time of its first hold is over before it hears more. */
    private void letAHoldExpire() {
        while (!shop.stock.sourcesWithNews().isEmpty()) {
            shop.stock.hearNext(shop.stock.sourcesWithNews().getFirst());
        }
        shop.alarms().stream()
                .filter(alarm -> alarm.service() == shop.stock)
                .findFirst()
                .ifPresent(alarm -> {
                    shop.world.passUntil(alarm.due().at());
                    shop.ring(alarm);
                });
    }

    /** Nothing goes wrong any more; true if the shop comes to rest. */
    private boolean heal() {
        for (int i = 0; i < HEALING_MAX; i++) {
            if (!deliverSomething() && !shop.answerOneCall(true) && !ringTheNext()) {
                return true;
            }
        }
        return false;
    }

    /** The time of an authorization runs out in the end whatever one does; the rest must be over before. */
    private boolean ringTheNext() {
        List<Shop.Alarm> alarms = shop.alarms().stream()
                .filter(alarm -> !alarm.due().name().startsWith(PaymentDeadlines.EXPIRY))
                .toList();
        if (alarms.isEmpty()) {
            return false;
        }
        Shop.Alarm next = alarms.getFirst();
        shop.world.passUntil(next.due().at());
        shop.ring(next);
        return true;
    }
}
