package waybill.order.service.meters;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import waybill.engine.core.time.Latencies;
import waybill.order.domain.Order;
import waybill.order.domain.Order.CancelReason;
import waybill.order.domain.OrderEvent;
import waybill.order.domain.OrderFacts;
import waybill.order.domain.OrderSaga.Mark;

/**
 * {@code order_processing_duration_seconds}: from an order's creation until it is known what comes of its placement, by
 * the times of its events. That is known once, in its first attempt: what the customer does afterwards takes the
 * customer's time.
 */
final class PlacementTimers {
    private static final int FIRST = 1;

    private final Map<Outcome, Timer> timers = new EnumMap<>(Outcome.class);

    /** What can come of a placement. */
    enum Outcome {
        CONFIRMED,
        /** Somebody has still to confirm it. */
        PLACED,
        PAYMENT_FAILED,
        OUT_OF_STOCK,
        CANCELLED,
        SAGA_TIMEOUT
    }

    PlacementTimers(MeterRegistry meters) {
        for (Outcome outcome : Outcome.values()) {
            timers.put(
                    outcome,
                    Timer.builder("order_processing_duration")
                            .description("From an order's creation to the outcome of its placement")
                            .tag("outcome", outcome.name())
                            .serviceLevelObjectives(Latencies.longBuckets())
                            .register(meters));
        }
    }

    void take(OrderMeters.Moment moment) {
        OrderFacts facts = moment.after().facts();
        switch (moment.event()) {
            case OrderEvent.OrderPlaced it when it.attempt() == FIRST -> known(placed(it.at(), facts), facts, it.at());
            case OrderEvent.OrderPaymentFailed it
            when it.attempt() == FIRST -> known(Outcome.PAYMENT_FAILED, facts, it.at());
            // Ended without a word to anybody, because nothing was held; an unpaid order lacks nothing.
            case OrderEvent.OrderCancelled it
            when it.attempt() == FIRST
                    && !facts.shortages().isEmpty()
                    && !facts.log().has(Mark.CANCEL_REQUESTED, FIRST) -> known(Outcome.OUT_OF_STOCK, facts, it.at());
            case OrderEvent.CancelRequested it
            when it.attempt() == FIRST && it.round() == 1 && moment.before() instanceof Order.Pending ->
                known(ended(it.reason()), facts, it.at());
            case OrderEvent _ -> {}
        }
    }

    private static Outcome placed(Instant placedAt, OrderFacts facts) {
        return facts.log().find(Mark.CONFIRMED, FIRST).equals(Optional.of(placedAt))
                ? Outcome.CONFIRMED
                : Outcome.PLACED;
    }

    private static Outcome ended(String reason) {
        if (reason.equals(CancelReason.SAGA_TIMEOUT.name())) {
            return Outcome.SAGA_TIMEOUT;
        }
        return reason.equals(CancelReason.OUT_OF_STOCK.name()) ? Outcome.OUT_OF_STOCK : Outcome.CANCELLED;
    }

    private void known(Outcome outcome, OrderFacts facts, Instant at) {
        Objects.requireNonNull(timers.get(outcome)).record(between(facts.createdAt(), at));
    }

    /** Never less than nothing: replicas may have clocks of their own. */
    static Duration between(Instant from, Instant to) {
        return to.isBefore(from) ? Duration.ZERO : Duration.between(from, to);
    }
}
