package waybill.simulation.shop;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ObjIntConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import waybill.engine.core.log.Deadline;
import waybill.kernel.OrderId;
import waybill.payment.domain.PaymentDeadlines;
import waybill.payment.domain.Transaction;
import waybill.simulation.world.World;

/** Says what happens next in the shop: by chance while it is rough, all that can while it is calm. */
public final class Director {
    /** Of the deadlines, those that come first are the ones that something happens at. */
    private static final int SOON = 4;

    private static final int ROUNDS_MAX = 1_000;

    /** A clock of a process may be late. */
    private static final Duration SKEW = Duration.ofSeconds(1);

    private static final Duration A_WHILE = Duration.ofSeconds(5);

    private final Shop shop;
    private final World world;
    private final Risks risks;
    private final Runnable customer;

    /** A deadline and the service whose it is. */
    private record Alarm(Service<?, ?, ?, ?, ?> service, Deadline due) {}

    /** Directs this shop; customers do something when it is their turn. */
    public Director(Shop shop, Runnable customer) {
        this.shop = shop;
        this.world = shop.world();
        this.risks = shop.risks();
        this.customer = customer;
        world.others(() -> {
            if (world.isRough()) {
                step();
            } else {
                var _ = progress();
            }
        });
    }

    /** One thing happens, any. */
    public void step() {
        int chance = world.number(1_000);
        if (chance < risks.crash()) {
            oneOf(Replica::isThere).ifPresent(replica -> replica.life().end("for no reason"));
        } else if (chance < risks.crash() + risks.pause()) {
            standStill();
        } else if (chance < risks.crash() + risks.pause() + risks.again()) {
            somethingOdd();
        } else {
            somethingUsual();
        }
    }

    /** A process stands still, perhaps for long, with whatever it was about to do; or goes on with that. */
    private void standStill() {
        oneOf(replica -> !replica.isThere())
                .filter(_ -> world.happens(50))
                .ifPresentOrElse(replica -> replica.life().still(false), () -> {
                    oneOf(world.happens(50) ? Replica::hasTasks : Replica::isThere)
                            .ifPresent(replica -> replica.life().still(true));
                    if (world.happens(50)) {
                        world.pass(Duration.ofSeconds(10L + world.number(50)));
                    }
                });
    }

    private void somethingUsual() {
        int what = world.number(100);
        if (what < 36) {
            oneOf(Replica::hasWork).ifPresentOrElse(Replica::decide, this::deliver);
        } else if (what < 62) {
            deliver();
        } else if (what < 68) {
            oneOf(Replica::isThere).ifPresent(Replica::look);
        } else if (what < 76) {
            oneOf(Replica::hasTasks).ifPresentOrElse(Replica::doTask, this::read);
        } else if (what < 79) {
            read();
        } else if (what < 82) {
            timePasses();
        } else if (what < 84) {
            oneOf(Replica::isThere).ifPresent(Replica::lookAtDeadlines);
        } else if (what < 86) {
            start();
        } else if (what < 89) {
            var _ = progress();
        } else {
            customer.run();
        }
    }

    private void somethingOdd() {
        switch (world.number(5)) {
            case 0, 1 -> receive(SteppedTransport.Delivery::again);
            case 2 -> receive(SteppedTransport.Delivery::ahead);
            case 3 -> actEarly();
            default -> tellOfTheGateway();
        }
    }

    private void read() {
        shop.services().forEach(service -> service.someone().ifPresent(Replica::read));
    }

    /** Something of what waits to be delivered, in any order between shards, sources and processes. */
    private void deliver() {
        List<SteppedTransport.Delivery> behind = new ArrayList<>();
        for (Service<?, ?, ?, ?, ?> service : shop.services()) {
            for (Replica<?, ?, ?, ?, ?> replica : service.replicas()) {
                if (replica.isThere()) {
                    replica.deliveries().stream()
                            .filter(SteppedTransport.Delivery::hasMore)
                            .forEach(behind::add);
                }
            }
        }
        if (!behind.isEmpty()) {
            world.oneOf(behind).nextOfAny();
        }
    }

    private void receive(ObjIntConsumer<SteppedTransport.Delivery> delivering) {
        oneOf(Replica::isThere).ifPresent(replica -> {
            SteppedTransport.Delivery delivery = world.oneOf(replica.deliveries());
            delivering.accept(delivery, world.number(delivery.shards()));
        });
    }

    /** Mostly some seconds; sometimes until something is due, and then somebody may look, or nobody. */
    private void timePasses() {
        int what = world.number(10);
        if (what < 7) {
            world.pass(Duration.ofSeconds(1L + world.number(20)));
        } else if (what < 8) {
            world.pass(Duration.ofMinutes(world.number(world.happens(30) ? 70 : 3)));
        } else {
            List<Alarm> soon = soon();
            if (!soon.isEmpty()) {
                Alarm alarm = world.oneOf(soon);
                world.passUntil(alarm.due().dueAt());
                alarm.service().someone().ifPresent(Replica::lookAtDeadlines);
            }
        }
        world.trace().note("time", world.instant().toString());
    }

    private void actEarly() {
        boolean aboutMoney = world.happens(50);
        List<Alarm> soon = aboutMoney
                ? alarms(null).stream()
                        .filter(alarm -> alarm.service() == shop.money())
                        .toList()
                : soon();
        if (!soon.isEmpty()) {
            Alarm alarm = world.oneOf(soon);
            alarm.service().someone().ifPresent(replica -> replica.act(alarm.due()));
        }
    }

    private void tellOfTheGateway() {
        List<OrderId> known = List.copyOf(shop.known().keySet());
        List<OrderId> open = known.stream().filter(this::hasOpenTransactions).toList();
        List<OrderId> orders = open.isEmpty() ? known : open;
        if (!orders.isEmpty()) {
            OrderId order = world.oneOf(orders);
            shop.money().someone().ifPresent(replica -> replica.notify(order));
        }
    }

    private boolean hasOpenTransactions(OrderId order) {
        return shop.paymentsOf(order).all().stream()
                .flatMap(payment -> payment.transactions().stream())
                .anyMatch(Transaction::isUnresolved);
    }

    private void start() {
        shop.services().stream().filter(shop::lacks).findFirst().ifPresent(shop::fill);
    }

    private Optional<Replica<?, ?, ?, ?, ?>> oneOf(Predicate<Replica<?, ?, ?, ?, ?>> which) {
        List<Replica<?, ?, ?, ?, ?>> some = new ArrayList<>();
        for (Service<?, ?, ?, ?, ?> service : shop.services()) {
            for (Replica<?, ?, ?, ?, ?> replica : service.replicas()) {
                if (which.test(replica)) {
                    some.add(replica);
                }
            }
        }
        return some.isEmpty() ? Optional.empty() : Optional.of(world.oneOf(some));
    }

    private List<Alarm> soon() {
        List<Alarm> all = alarms(null);
        return all.subList(0, Math.min(all.size(), SOON));
    }

    /** Every deadline but that of an authorization, which runs out in the end whatever one does. */
    private List<Alarm> alarms(@Nullable Service<?, ?, ?, ?, ?> dead) {
        List<Alarm> all = new ArrayList<>();
        for (Service<?, ?, ?, ?, ?> service : shop.services()) {
            if (service != dead) {
                service.disk().deadlines().stream()
                        .filter(due -> !due.name().startsWith(PaymentDeadlines.EXPIRY))
                        .forEach(due -> all.add(new Alarm(service, due)));
            }
        }
        all.sort((one, other) -> one.due().dueAt().compareTo(other.due().dueAt()));
        return all;
    }

    /** Everything happens that can happen at once; true if anything did. */
    private boolean progress() {
        boolean any = false;
        for (Service<?, ?, ?, ?, ?> service : shop.services()) {
            for (Replica<?, ?, ?, ?, ?> replica : List.copyOf(service.replicas())) {
                any |= replica.isThere() && replica.progress();
            }
        }
        return any;
    }

    /** All who live go on until nothing is left to be done before then; false if it does not come to that. */
    public boolean restUntil(Instant end, @Nullable Service<?, ?, ?, ?, ?> dead) {
        for (int round = 0; round < ROUNDS_MAX; round++) {
            if (!progress()) {
                List<Alarm> alarms = alarms(dead);
                if (alarms.isEmpty() || alarms.getFirst().due().dueAt().isAfter(end)) {
                    return true;
                }
                Instant next = alarms.getFirst().due().dueAt().plus(SKEW);
                // What was due and is still there waits for time to pass, as a breaker does.
                world.passUntil(
                        next.isAfter(world.instant()) ? next : world.instant().plus(A_WHILE));
                alarms.getFirst().service().replicas().getFirst().lookAtDeadlines();
            }
        }
        return false;
    }

    /** Ends every process of a service; what has overtaken something else by then waits for no more. */
    public void kill(Service<?, ?, ?, ?, ?> service) {
        shop.fill(service);
        service.replicas().forEach(replica -> replica.life().still(false));
        while (service.replicas().stream().anyMatch(Replica::look)) {
            world.trace().note("looks", service.name());
        }
        for (Service<?, ?, ?, ?, ?> other : shop.services()) {
            for (Replica<?, ?, ?, ?, ?> replica : other.replicas()) {
                replica.deliveries().forEach(SteppedTransport.Delivery::closeGaps);
            }
        }
        service.replicas().forEach(replica -> replica.life().end("for good"));
    }

    /** Nothing goes wrong any more, and all go on; those that are missing are started, but for this one. */
    public void heal(@Nullable Service<?, ?, ?, ?, ?> dead) {
        world.calm(true);
        for (Service<?, ?, ?, ?, ?> service : shop.services()) {
            if (service != dead) {
                shop.fill(service);
            }
            service.replicas().forEach(replica -> replica.life().still(false));
        }
    }

    /** What still waits, to say what does not come to rest. */
    public String waiting() {
        return alarms(null).toString();
    }
}
