package waybill.order.service.http;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import waybill.contracts.Announcement;
import waybill.engine.core.assembly.Environment;
import waybill.engine.core.assembly.ServiceEngine;
import waybill.engine.core.commands.Outcome;
import waybill.engine.core.feeds.Watchers;
import waybill.engine.core.log.KeyEntry;
import waybill.engine.core.log.Recorded;
import waybill.engine.core.log.StoredAnswer;
import waybill.engine.http.Answer;
import waybill.engine.http.Call;
import waybill.engine.http.writes.Waits;
import waybill.engine.http.writes.Writes;
import waybill.kernel.OrderId;
import waybill.order.domain.Order;
import waybill.order.domain.OrderCommand;
import waybill.order.domain.OrderEvent;
import waybill.order.domain.OrderRefusal;
import waybill.order.service.OrderSettings;
import waybill.order.service.store.OrderEvents;

/**
 * The way of every write to an order that is there: through the one door, under the call's key. What is kept with the
 * key is never the order, only where in its history the answer is found; problems are kept as they are.
 */
final class OrderDoor {
    private static final String VERSION_POINTER = "version";

    private final ServiceEngine<Order, OrderCommand, OrderEvent, OrderRefusal, ?, Announcement> engine;
    private final Writes<Order, OrderCommand, OrderRefusal> writes;
    private final Watchers<OrderEvent> watchers;
    private final Environment environment;
    private final OrderSettings settings;

    OrderDoor(
            ServiceEngine<Order, OrderCommand, OrderEvent, OrderRefusal, ?, Announcement> engine,
            Watchers<OrderEvent> watchers,
            Environment environment,
            OrderSettings settings) {
        this.engine = engine;
        this.writes = new Writes<>(engine.runner());
        this.watchers = watchers;
        this.environment = environment;
        this.settings = settings;
    }

    /** The order in the path; 404 if it is another customer's than the caller may see, as if there were none. */
    OrderId order(Call call) {
        OrderId id = call.path(call.route().pathParameters().getFirst(), OrderId::parse);
        if (call.customer() != null) {
            Owners.requireOwn(call, id, historyOrNone(id));
        }
        return id;
    }

    Instant now() {
        return environment.clock().instant();
    }

    UUID newId() {
        return environment.ids().next();
    }

    OrderSettings settings() {
        return settings;
    }

    /** The order's history; 404 if there is no order. */
    List<Recorded<OrderEvent>> history(OrderId id) {
        List<Recorded<OrderEvent>> history = historyOrNone(id);
        if (history.isEmpty()) {
            throw OrderProblems.absent(id).asException();
        }
        return history;
    }

    List<Recorded<OrderEvent>> historyOrNone(OrderId id) {
        return engine.history(OrderEvents.order(id).name()).join();
    }

    /** The history once it is enough, or as it is when the time is up. */
    List<Recorded<OrderEvent>> until(OrderId id, Predicate<List<Recorded<OrderEvent>>> enough, Duration time) {
        return Waits.until(watchers, OrderEvents.order(id).name(), () -> historyOrNone(id), enough, time);
    }

    /** Sends a command under the call's key; {@code pointer} says where the answer will be found if it is obeyed. */
    Outcome<Order, OrderRefusal> submit(Call call, OrderCommand command, Pointer pointer) {
        return writes.submit(call, directed(command).at(call.ifMatch()), decided -> kept(call, decided, pointer));
    }

    /** Sends, once for all repeats of a request, the command that does anew what came to nothing. */
    Outcome<Order, OrderRefusal> submitAnew(Call call, StoredAnswer failed, OrderCommand command, Pointer pointer) {
        return writes.submitAnew(call, failed, directed(command), decided -> kept(call, decided, pointer));
    }

    /** What is kept with the key, or with the last time that it was done anew. */
    StoredAnswer latest(Call call, KeyEntry entry, String pointer) {
        return writes.latest(call, entry, pointer);
    }

    private static StoredAnswer kept(Call call, Outcome<Order, OrderRefusal> decided, Pointer pointer) {
        return switch (decided) {
            case Outcome.Done<Order, OrderRefusal> done -> pointer.of(done);
            case Outcome.Refused<Order, OrderRefusal> no ->
                Writes.stored(call.answer(OrderProblems.of(no.reason(), no.state())));
            case Outcome.Replayed<Order, OrderRefusal> _, Outcome.KeyReused<Order, OrderRefusal> _ ->
                throw new IllegalStateException("only decisions are kept");
        };
    }

    /** That there is no such order is decided, too, and kept with the key. */
    Answer absent(Call call, OrderId id) {
        return writes.answeredAlready(
                call, now(), call.answer(OrderProblems.absent(id)), entry -> Writes.replayed(again(entry)));
    }

    /** Whether the call's key did something before. */
    boolean isRepeat(Call call) {
        return writes.earlier(call).isPresent();
    }

    /** Sends a command that belongs to a request already under way. */
    Outcome<Order, OrderRefusal> submitUnkeyed(Call call, OrderCommand command) {
        return writes.submitUnkeyed(call, directed(command));
    }

    /** Where the answer of a request is found. */
    @FunctionalInterface
    interface Pointer {
        /** What to keep with the key; never personal data. */
        StoredAnswer of(Outcome.Done<Order, OrderRefusal> done);
    }

    /** Sends a command whose answer is the order as it is then. */
    Answer changed(Call call, OrderCommand command) {
        Outcome<Order, OrderRefusal> outcome = submit(call, command, OrderDoor::version);
        return switch (outcome) {
            case Outcome.Done<Order, OrderRefusal> done -> OrderAnswers.resource(known(done), done.version(), 200);
            case Outcome.Refused<Order, OrderRefusal> refused -> Writes.sent(refused.answer());
            case Outcome.Replayed<Order, OrderRefusal>(KeyEntry entry) -> Writes.replayed(again(entry));
            case Outcome.KeyReused<Order, OrderRefusal> _ ->
                throw Writes.keyReused().asException();
        };
    }

    /** Names the version of the order that is the answer. */
    static StoredAnswer version(Outcome.Done<Order, OrderRefusal> done) {
        return new StoredAnswer(200, VERSION_POINTER, Long.toString(done.version()));
    }

    /** The version that was kept; -1 if a problem was. */
    static int versionOf(KeyEntry entry) {
        StoredAnswer kept = Writes.kept(entry);
        return kept.contentType().equals(VERSION_POINTER) ? Integer.parseInt(kept.body()) : -1;
    }

    private Answer again(KeyEntry entry) {
        int version = versionOf(entry);
        if (version < 0) {
            return Writes.sent(entry.answer());
        }
        OrderId id = OrderEvents.orderOf(entry.stream());
        return OrderAnswers.resource(OrderAnswers.fold(id, history(id).subList(0, version)), version, 200);
    }

    static Order.Known known(Outcome.Done<Order, OrderRefusal> done) {
        if (!(done.state() instanceof Order.Known order)) {
            throw new IllegalStateException("an order was changed and is not there");
        }
        return order;
    }

    private static Writes.Command<OrderCommand> directed(OrderCommand command) {
        return new Writes.Command<>(OrderEvents.order(command.order()), false, command);
    }

    /** The index of the first event from there on that is like this; -1 if there is none yet. */
    static int find(List<Recorded<OrderEvent>> history, int from, Predicate<@Nullable OrderEvent> like) {
        for (int i = from; i < history.size(); i++) {
            if (like.test(history.get(i).event())) {
                return i;
            }
        }
        return -1;
    }
}
