package waybill.order.service.meters;

import static waybill.order.service.meters.PlacementTimers.between;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import waybill.engine.core.time.Latencies;
import waybill.order.domain.Order;
import waybill.order.domain.OrderEvent;
import waybill.order.domain.OrderSaga;
import waybill.order.domain.OrderSaga.Mark;
import waybill.order.domain.OrderSaga.Progress;
import waybill.order.domain.OrderSaga.Step;

/**
 * {@code saga_step_duration_seconds}: how long each step took in each attempt, by the times of the events. A step ends
 * once, however often it is told; when an order is to end, the step it was at has failed.
 */
final class StepTimers {
    /** Payment only asks for what inventory holds, so its answer says so too when it overtakes inventory's. */
    private static final Set<Mark> HELD =
            EnumSet.of(Mark.STOCK_HELD, Mark.PAYMENT_UNKNOWN, Mark.PAYMENT_AUTHORIZED, Mark.PAYMENT_REFUSED);

    private record End(Step.Name step, Progress outcome) {}

    private static final End CREATED = new End(Step.Name.CREATE_ORDER, Progress.DONE);
    private static final End RESERVED = new End(Step.Name.RESERVE_INVENTORY, Progress.DONE);
    private static final End NOT_RESERVED = new End(Step.Name.RESERVE_INVENTORY, Progress.FAILED);
    private static final End AUTHORIZED = new End(Step.Name.AUTHORIZE_PAYMENT, Progress.DONE);
    private static final End NOT_AUTHORIZED = new End(Step.Name.AUTHORIZE_PAYMENT, Progress.FAILED);
    private static final End CONFIRMED = new End(Step.Name.CONFIRM_ORDER, Progress.DONE);

    private final Map<End, Timer> timers = new HashMap<>();

    StepTimers(MeterRegistry meters) {
        for (End end : Set.of(CREATED, RESERVED, NOT_RESERVED, AUTHORIZED, NOT_AUTHORIZED, CONFIRMED)) {
            timers.put(
                    end,
                    Timer.builder("saga_step_duration")
                            .description("How long a step of the saga took")
                            .tags("step", end.step.name(), "outcome", end.outcome.name())
                            .serviceLevelObjectives(Latencies.longBuckets())
                            .register(meters));
        }
    }

    void take(OrderMeters.Moment moment) {
        OrderSaga.Log log = moment.after().facts().log();
        switch (moment.event()) {
            case OrderEvent.OrderCreated it ->
                ended(CREATED, it.at(), moment.recorded().recordedAt());
            case OrderEvent.StockHeld it -> held(Mark.STOCK_HELD, it.attempt(), it.at(), log);
            case OrderEvent.PaymentUnknown it -> held(Mark.PAYMENT_UNKNOWN, it.attempt(), it.at(), log);
            case OrderEvent.PaymentDeclined it -> held(Mark.PAYMENT_REFUSED, it.attempt(), it.at(), log);
            case OrderEvent.PaymentFailed it -> held(Mark.PAYMENT_REFUSED, it.attempt(), it.at(), log);
            case OrderEvent.StockShort it
            when heldAt(log, it.attempt()).isEmpty() -> ended(NOT_RESERVED, begun(log, it.attempt(), it.at()), it.at());
            case OrderEvent.PaymentAuthorized it -> {
                held(Mark.PAYMENT_AUTHORIZED, it.attempt(), it.at(), log);
                if (isInTime(log, it.attempt())) {
                    ended(AUTHORIZED, heldAt(log, it.attempt()).orElse(it.at()), it.at());
                }
            }
            case OrderEvent.OrderPaymentFailed it
            when !log.has(Mark.PAYMENT_AUTHORIZED, it.attempt()) ->
                ended(NOT_AUTHORIZED, heldAt(log, it.attempt()).orElse(it.at()), it.at());
            case OrderEvent.OrderConfirmed it ->
                ended(
                        CONFIRMED,
                        moment.after().facts().when(Mark.PAYMENT_AUTHORIZED).orElse(it.at()),
                        it.at());
            case OrderEvent.CancelRequested it when it.round() == 1 -> cutOff(it, moment.before());
            case OrderEvent _ -> {}
        }
    }

    /** The goods are held as soon as anything says so for the first time in the attempt. */
    private void held(Mark mark, int attempt, Instant at, OrderSaga.Log log) {
        Optional<OrderSaga.Entry> first = first(log, attempt);
        if (first.filter(entry -> entry.mark() == mark && entry.at().equals(at)).isPresent()) {
            ended(RESERVED, begun(log, attempt, at), at);
        }
    }

    /** The step at which an order was when it was to end. */
    private void cutOff(OrderEvent.CancelRequested end, Order before) {
        switch (before) {
            case Order.AwaitingStock was -> cutOff(end, was.facts().log());
            case Order.AwaitingPayment was -> cutOff(end, was.facts().log());
            case Order _ -> {}
        }
    }

    private void cutOff(OrderEvent.CancelRequested end, OrderSaga.Log log) {
        Optional<Instant> heldAt = heldAt(log, end.attempt());
        if (heldAt.isPresent()) {
            ended(NOT_AUTHORIZED, heldAt.get(), end.at());
        } else {
            ended(NOT_RESERVED, begun(log, end.attempt(), end.at()), end.at());
        }
    }

    /** Whether the money came before the order was to end. */
    private static boolean isInTime(OrderSaga.Log log, int attempt) {
        for (OrderSaga.Entry entry : log.entries()) {
            if (entry.attempt() == attempt && entry.mark() == Mark.CANCEL_REQUESTED) {
                return false;
            }
            if (entry.attempt() == attempt && entry.mark() == Mark.PAYMENT_AUTHORIZED) {
                return true;
            }
        }
        return false;
    }

    private static Instant begun(OrderSaga.Log log, int attempt, Instant otherwise) {
        return log.find(Mark.CREATED, attempt).orElse(otherwise);
    }

    private static Optional<Instant> heldAt(OrderSaga.Log log, int attempt) {
        return first(log, attempt).map(OrderSaga.Entry::at);
    }

    private static Optional<OrderSaga.Entry> first(OrderSaga.Log log, int attempt) {
        for (OrderSaga.Entry entry : log.entries()) {
            if (entry.attempt() == attempt && HELD.contains(entry.mark())) {
                return Optional.of(entry);
            }
        }
        return Optional.empty();
    }

    private void ended(End end, Instant from, Instant to) {
        Timer timer = timers.get(end);
        if (timer != null) {
            timer.record(between(from, to));
        }
    }
}
