package waybill.order.service.http;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import waybill.contracts.Announcement;
import waybill.engine.core.assembly.Environment;
import waybill.engine.core.assembly.ServiceEngine;
import waybill.engine.core.commands.Outcome;
import waybill.engine.core.feeds.Watchers;
import waybill.engine.core.log.KeyEntry;
import waybill.engine.core.log.Recorded;
import waybill.engine.core.log.StoredAnswer;
import waybill.engine.core.log.StreamId;
import waybill.engine.http.Answer;
import waybill.engine.http.Call;
import waybill.engine.http.Problem;
import waybill.engine.http.headers.Waiting;
import waybill.engine.http.writes.Waits;
import waybill.engine.http.writes.Writes;
import waybill.kernel.OrderId;
import waybill.order.domain.Order;
import waybill.order.domain.OrderCommand;
import waybill.order.domain.OrderEvent;
import waybill.order.domain.OrderRefusal;
import waybill.order.domain.PaymentMethod;
import waybill.order.service.OrderSettings;
import waybill.order.service.StockCheck;
import waybill.order.service.store.OrderEvents;

/** Requests that begin a run of the saga and wait for its outcome: placing an order, and paying it again. */
final class Placing {
    /** Marks a kept answer that names an attempt of the order instead of being the answer. */
    private static final String ATTEMPT_POINTER = "attempt";

    /** The same as the edge says before the body is read. */
    private static final Problem NO_ROOM = Problem.of("overloaded", "The server is too busy. Nothing was done.")
            .retryAfter(1);

    private final ServiceEngine<Order, OrderCommand, OrderEvent, OrderRefusal, ?, Announcement> engine;
    private final Writes<Order, OrderCommand, OrderRefusal> writes;
    private final Watchers<OrderEvent> watchers;
    private final OrderEndpoints.Asked asked;
    private final Environment environment;
    private final OrderSettings settings;
    private final Intake intake;

    Placing(
            ServiceEngine<Order, OrderCommand, OrderEvent, OrderRefusal, ?, Announcement> engine,
            Watchers<OrderEvent> watchers,
            OrderEndpoints.Asked asked,
            Environment environment,
            OrderSettings settings) {
        this.engine = engine;
        this.writes = new Writes<>(engine.runner());
        this.watchers = watchers;
        this.asked = asked;
        this.environment = environment;
        this.settings = settings;
        this.intake = asked.intake();
    }

    Answer place(Call call) {
        Waiting waiting = call.waiting(settings.usualWait());
        OrderId id = OrderId.of(environment.ids().next());
        Intake.Pass pass = intake.enter(OrderEvents.order(id).name());
        if (pass == null) {
            throw NO_ROOM.asException();
        }
        try {
            return place(call, id, pass, waiting);
        } finally {
            pass.requestEnds();
        }
    }

    private Answer place(Call call, OrderId id, Intake.Pass pass, Waiting waiting) {
        OrderRequest request = call.body(body -> OrderRequest.read(body, id));
        Owners.requireSelf(call, request.order().customer().id());
        call.idempotencyKey();
        asked.keys().accept(request.order().customer().id());
        long began = System.nanoTime();
        StockCheck.Look look = asked.stock().look(request.quantities(), call.traceparent());
        // Who waited for the look has waited: one wait is for all of the request.
        Waiting left = waiting.after(Duration.ofNanos(System.nanoTime() - began));
        if (look.shortages().isEmpty()) {
            pass.begins();
        } else {
            pass.findsTooLittle();
        }
        Answer answer = look.shortages().isEmpty()
                ? begin(call, request, look.source() == StockCheck.Source.FALLBACK, left, pass)
                : writes.answeredAlready(
                        call,
                        environment.clock().instant(),
                        call.answer(OrderProblems.insufficientStock(shortages(look))),
                        entry -> repeat(call, entry, new Run(request.order().payment(), 201, left)));
        return applied(answer, waiting);
    }

    private static List<OrderJson.Lacking> shortages(StockCheck.Look look) {
        return look.shortages().stream()
                .map(s -> new OrderJson.Lacking(s.product(), s.requested(), s.available()))
                .toList();
    }

    Answer pay(Call call, OrderId id) {
        Waiting waiting = call.waiting(settings.usualWait());
        record Body(String token) {}
        Body body = call.body(read -> new Body(read.text("token", waybill.engine.http.Rule.CARD_TOKEN)));
        PaymentMethod payment = new PaymentMethod("card", body.token());
        Run run = new Run(payment, 200, waiting);
        Outcome<Order, OrderRefusal> outcome =
                writes.submit(call, retry(id, payment), decided -> keepAttempt(call, decided));
        return applied(
                switch (outcome) {
                    case Outcome.Done<Order, OrderRefusal> done -> await(call, id, attemptOf(done.state()), run);
                    case Outcome.Refused<Order, OrderRefusal> refused -> Writes.sent(refused.answer());
                    case Outcome.Replayed<Order, OrderRefusal>(var entry) -> repeat(call, entry, run);
                    case Outcome.KeyReused<Order, OrderRefusal> _ ->
                        throw Writes.keyReused().asException();
                },
                waiting);
    }

    /** How a run is paid, told when it went well, and waited for. */
    private record Run(PaymentMethod payment, int status, Waiting waiting) {}

    private Answer begin(Call call, OrderRequest request, boolean unverified, Waiting waiting, Intake.Pass pass) {
        OrderId id = request.order().id();
        StreamId stream = OrderEvents.order(id);
        Instant now = environment.clock().instant();
        OrderCommand.PlaceOrder command = new OrderCommand.PlaceOrder(
                request.order(), request.expectedTotal(), unverified, now.plus(settings.sagaDeadline()), now);
        try (Watchers.Watch<OrderEvent> watch = watchers.watch(stream.name(), seen -> Settlement.of(seen, 0) >= 0)) {
            Outcome<Order, OrderRefusal> outcome =
                    writes.submit(call, new Writes.Command<>(stream, true, command), decided -> keep(call, decided));
            if (outcome instanceof Outcome.Done<Order, OrderRefusal>) {
                pass.made();
            } else {
                pass.leave();
            }
            return switch (outcome) {
                case Outcome.Done<Order, OrderRefusal> done -> first(call, done, watch, waiting.time());
                case Outcome.Refused<Order, OrderRefusal> refused -> Writes.sent(refused.answer());
                case Outcome.Replayed<Order, OrderRefusal>(var entry) ->
                    repeat(call, entry, new Run(request.order().payment(), 201, waiting));
                case Outcome.KeyReused<Order, OrderRefusal> _ ->
                    throw Writes.keyReused().asException();
            };
        }
    }

    /** The order was made just now: its whole history passes the watch. */
    private Answer first(
            Call call, Outcome.Done<Order, OrderRefusal> made, Watchers.Watch<OrderEvent> watch, Duration time) {
        if (!(made.state() instanceof Order.Known order)) {
            throw new IllegalStateException("an order was made and is not there");
        }
        OrderId id = order.facts().id();
        if (time.isZero()) {
            return OrderAnswers.unsettled(order, made.version());
        }
        List<Recorded<OrderEvent>> seen = Waits.await(watch, time);
        return tell(call, id, seen.isEmpty() ? history(id) : seen, new From(0, 201));
    }

    /** Where a run began in the history, and the status that tells its success. */
    private record From(int index, int status) {}

    private Answer tell(Call call, OrderId id, List<Recorded<OrderEvent>> history, From from) {
        int settled = Settlement.of(history, from.index());
        return settled < 0
                ? OrderAnswers.unsettled(OrderAnswers.fold(id, history), history.size())
                : OrderAnswers.settled(call, id, history.subList(0, settled + 1), from.status());
    }

    private Answer await(Call call, OrderId id, int attempt, Run run) {
        List<Recorded<OrderEvent>> history = Waits.until(
                watchers,
                OrderEvents.order(id).name(),
                () -> history(id),
                seen -> Settlement.of(seen, Settlement.begin(seen, attempt)) >= 0,
                run.waiting().time());
        return tell(call, id, history, new From(Settlement.begin(history, attempt), run.status()));
    }

    /** What the key did before; after a definite "the gateway was away", the same order is paid anew. */
    private Answer repeat(Call call, KeyEntry entry, Run run) {
        StoredAnswer kept = entry.answer();
        if (kept != null && !kept.contentType().equals(ATTEMPT_POINTER)) {
            return Writes.replayed(Writes.sent(kept));
        }
        OrderId id = OrderEvents.orderOf(entry.stream());
        int attempt = kept == null ? 1 : Integer.parseInt(kept.body());
        List<Recorded<OrderEvent>> history = history(id);
        int settled = Settlement.of(history, Settlement.begin(history, attempt));
        if (settled < 0 || !Settlement.isRetryable(history.get(settled).event())) {
            return Writes.replayed(await(call, id, attempt, run));
        }
        // A twin may have been quicker; then this is refused, and there is a run to wait for all the same.
        return switch (writes.submitUnkeyed(call, retry(id, run.payment()))) {
            case Outcome.Done<Order, OrderRefusal> done -> await(call, id, attemptOf(done.state()), run);
            case Outcome.Refused<Order, OrderRefusal> _,
                    Outcome.Replayed<Order, OrderRefusal> _,
                    Outcome.KeyReused<Order, OrderRefusal> _ -> await(call, id, attempt, run);
        };
    }

    private Writes.Command<OrderCommand> retry(OrderId id, PaymentMethod payment) {
        Instant now = environment.clock().instant();
        return new Writes.Command<>(
                OrderEvents.order(id),
                false,
                new OrderCommand.RetryPayment(id, payment, now.plus(settings.sagaDeadline()), now));
    }

    private static int attemptOf(Order order) {
        return order instanceof Order.Known known ? known.facts().attempt() : 1;
    }

    private static @Nullable StoredAnswer keep(Call call, Outcome<Order, OrderRefusal> decided) {
        return decided instanceof Outcome.Refused<Order, OrderRefusal> refused
                ? Writes.stored(call.answer(OrderProblems.of(refused.reason(), refused.state())))
                : null;
    }

    private static @Nullable StoredAnswer keepAttempt(Call call, Outcome<Order, OrderRefusal> decided) {
        return decided instanceof Outcome.Done<Order, OrderRefusal> done
                ? new StoredAnswer(202, ATTEMPT_POINTER, Integer.toString(attemptOf(done.state())))
                : keep(call, decided);
    }

    private List<Recorded<OrderEvent>> history(OrderId id) {
        return engine.history(OrderEvents.order(id).name()).join();
    }

    /** The answer with the preference that it honors; nobody waits for what does not exist. */
    static Answer applied(Answer answer, Waiting waiting) {
        String applied = waiting.applied();
        return applied == null || answer.status() == 404 ? answer : answer.withHeader("Preference-Applied", applied);
    }
}
