package waybill.simulation.customers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import waybill.engine.core.commands.Keyed;
import waybill.engine.core.commands.Outcome;
import waybill.engine.core.commands.Overloaded;
import waybill.engine.core.commands.Request;
import waybill.engine.core.log.KeyEntry;
import waybill.engine.core.log.Origin;
import waybill.engine.core.log.StoreFault;
import waybill.engine.core.log.StoredAnswer;
import waybill.kernel.OrderId;
import waybill.order.domain.NewOrder;
import waybill.order.domain.Order;
import waybill.order.domain.OrderCommand;
import waybill.order.domain.OrderEvent;
import waybill.order.domain.OrderRefusal;
import waybill.order.service.store.OrderEvents;
import waybill.simulation.shop.Replica;
import waybill.simulation.shop.Shop;
import waybill.simulation.world.World;

/**
 * Everybody who asks something of the shop. They ask one of its processes under a key, hear or do not hear what came of
 * it, and ask again, the same or something else under the same key.
 */
public final class Customers {
    private static final String POINTER = "reference";
    private static final int OBEYED = 200;
    private static final int REFUSED = 409;

    private final Shop shop;
    private final World world;
    private final Wishes wishes;
    private final Errands errands;
    private final List<Wish> all = new ArrayList<>();
    private final Map<OrderId, NewOrder> sent = new LinkedHashMap<>();
    private final List<String> wrong = new ArrayList<>();

    /** The customers of this shop. */
    public Customers(Shop shop, Wishes wishes) {
        this.shop = shop;
        this.world = shop.world();
        this.wishes = wishes;
        this.errands = new Errands(shop);
    }

    /** Somebody places an order. */
    public void placeAnOrder() {
        Wish wish = new Wish("place-" + all.size(), null, reference -> {
            OrderCommand.PlaceOrder command = wishes.order(OrderId.of(reference), all.size());
            sent.put(command.what().id(), command.what());
            return command;
        });
        all.add(wish);
        ask(wish);
    }

    /** How many orders were wanted. */
    public long wanted() {
        return all.stream().filter(Wish::isForNewOrder).count();
    }

    /** Somebody asks something of an order there is. */
    public void askSomething() {
        List<OrderId> known = List.copyOf(shop.known().keySet());
        if (!known.isEmpty()) {
            OrderId order = world.oneOf(known);
            Wish wish = new Wish("wish-" + all.size(), order, wishes.something(order, shop.order(order)));
            all.add(wish);
            ask(wish);
        }
    }

    /** Somebody asks again, not knowing or forgetting what came of it. */
    public void askAgain() {
        if (!all.isEmpty()) {
            ask(all.get(all.size() - 1 - world.number(Math.min(4, all.size()))));
        }
    }

    /** The orders that were sent, whether they came or not. */
    public List<OrderId> sent() {
        return List.copyOf(sent.keySet());
    }

    /** Somebody uses a key for something else. */
    public void askSomethingElse() {
        List<Wish> done = all.stream().filter(wish -> wish.decided() > 0).toList();
        if (!done.isEmpty()) {
            send(world.oneOf(done), "something else");
        }
    }

    private void ask(Wish wish) {
        send(wish, wish.key().key());
    }

    private void send(Wish wish, String body) {
        shop.orders().someone().ifPresent(replica -> send(wish, body, replica));
    }

    private void send(Wish wish, String body, Replica<Order, OrderCommand, OrderEvent, OrderRefusal, Void> replica) {
        if (replica.engine().runner().isInFlight(wish.key())) {
            return; // who repeats while the first request is being worked on waits for it, and that in real time
        }
        UUID reference = world.next();
        world.trace().note("asks", replica.life().name() + " " + wish + " " + body);
        OrderCommand command = wish.ask(reference);
        Keyed<Order, OrderRefusal> keyed = new Keyed<>(
                wish.key(), body, outcome -> new StoredAnswer(status(outcome), POINTER, reference.toString()));
        var _ = replica.engine()
                .runner()
                .submit(new Request<>(
                        OrderEvents.order(command.order()),
                        wish.isForNewOrder(),
                        command,
                        new Origin(wish.key().key(), null, "customer", null),
                        keyed))
                .whenComplete((outcome, failed) -> {
                    if (failed != null) {
                        failed(wish, failed);
                    } else if (!body.equals(wish.key().key())) {
                        elseHeard(wish, outcome);
                    } else {
                        heard(wish, reference, outcome, replica);
                    }
                });
    }

    private static int status(Outcome<Order, OrderRefusal> outcome) {
        return outcome instanceof Outcome.Done<Order, OrderRefusal> ? OBEYED : REFUSED;
    }

    private void failed(Wish wish, Throwable failed) {
        world.trace().note("fails", wish.key().key() + " " + failed.getClass().getSimpleName());
        if (!(failed instanceof StoreFault || failed instanceof Overloaded || failed instanceof Keyed.InUse)) {
            wrong.add("I9: stopped: " + failed);
        }
    }

    private void elseHeard(Wish wish, Outcome<Order, OrderRefusal> outcome) {
        if (!(outcome instanceof Outcome.KeyReused<Order, OrderRefusal>)) {
            wrong.add("I8: " + wish + " was known, and asked for something else it was " + outcome);
        }
    }

    private void heard(
            Wish wish,
            UUID reference,
            Outcome<Order, OrderRefusal> outcome,
            Replica<Order, OrderCommand, OrderEvent, OrderRefusal, Void> replica) {
        world.trace().note("hears", wish.key().key() + " " + outcome.getClass().getSimpleName());
        switch (outcome) {
            case Outcome.Done<Order, OrderRefusal> done -> {
                wish.decidedBy(reference, true);
                promised(wish, done.state(), done.version());
                errands.after(replica, done.state(), reference, true);
            }
            case Outcome.Refused<Order, OrderRefusal> _ -> wish.decidedBy(reference, false);
            case Outcome.Replayed<Order, OrderRefusal>(KeyEntry entry) -> replayed(wish, entry, replica);
            case Outcome.KeyReused<Order, OrderRefusal> _ -> wrong.add("I8: " + wish + " is said to be something else");
        }
        if (wish.decided() > 1) {
            wrong.add("I8: " + wish + " was decided " + wish.decided() + " times");
        }
    }

    private void replayed(
            Wish wish, KeyEntry entry, Replica<Order, OrderCommand, OrderEvent, OrderRefusal, Void> replica) {
        UUID first = UUID.fromString(answerOf(entry).body());
        if (answerOf(entry).status() == OBEYED && wish.begins() && !errands.hasBegun(first)) {
            wrong.add("I11: " + wish + " is said to be done by " + first + ", and nothing was done");
        }
        UUID done = wish.done();
        if (done != null && !done.equals(first)) {
            wrong.add("I8: " + wish + " was done by " + done + " and is said to be done by " + first);
        }
        errands.after(replica, shop.order(OrderEvents.orderOf(entry.stream())), first, false);
    }

    private static StoredAnswer answerOf(KeyEntry entry) {
        @Nullable StoredAnswer answer = entry.answer();
        if (answer == null) {
            throw new IllegalStateException("nothing is kept with " + entry);
        }
        return answer;
    }

    /** I11: what was acknowledged is committed by then. */
    private void promised(Wish wish, Order told, long version) {
        if (told instanceof Order.Known order) {
            OrderId id = order.facts().id();
            var stream = shop.orders().disk().states().get(OrderEvents.order(id).name());
            if (stream == null || stream.version() < version) {
                wrong.add("I11: " + wish + " was acknowledged at version " + version + " of " + id + ", which is "
                        + (stream == null ? "not there" : "at " + stream.version()));
            }
        }
    }

    /** What was heard that is wrong. */
    public List<String> wrong() {
        return wrong;
    }

    /** I8, I11: each wish has come true once at most, and once if anybody was told so, as it was sent. */
    public void afterwards(List<String> found) {
        Map<OrderId, Order.Known> known = shop.known();
        known.forEach((id, order) -> {
            if (!order.facts().what().equals(sent.get(id))) {
                found.add("I11: " + sent.get(id) + " is " + order);
            }
        });
        for (Wish wish : all) {
            long times = wish.references().stream().filter(errands::hasBegun).count();
            if (times > 1) {
                found.add("I8: " + wish + " has come true " + times + " times");
            }
            UUID done = wish.done();
            if (done != null && wish.isForNewOrder() && !known.containsKey(OrderId.of(done))) {
                found.add("I11: " + wish + " was acknowledged and is not there");
            }
        }
    }
}
