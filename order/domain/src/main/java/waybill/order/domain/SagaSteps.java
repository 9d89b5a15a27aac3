package waybill.order.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import waybill.order.domain.OrderSaga.Compensation;
import waybill.order.domain.OrderSaga.Mark;
import waybill.order.domain.OrderSaga.Progress;
import waybill.order.domain.OrderSaga.Step;

/** Reads the saga's steps and compensations off an order. */
final class SagaSteps {
    private SagaSteps() {}

    static List<Step> of(Order.Known order) {
        return List.of(
                done(Step.Name.CREATE_ORDER, order.facts().createdAt()),
                reserve(order),
                authorize(order),
                confirm(order));
    }

    /** The first step that is not done; the last if all are. */
    static Step.Name current(List<Step> steps) {
        return steps.stream()
                .filter(step -> step.progress() != Progress.DONE)
                .map(Step::name)
                .findFirst()
                .orElse(Step.Name.CONFIRM_ORDER);
    }

    static OrderSaga.State state(Order.Known order) {
        return switch (order) {
            case Order.AwaitingStock _, Order.AwaitingPayment _, Order.Placed _ -> OrderSaga.State.RUNNING;
            case Order.Confirmed _ -> OrderSaga.State.COMPLETED;
            case Order.Unpaid _, Order.Cancelled _ ->
                awaitsRelease(order) ? OrderSaga.State.COMPENSATING : OrderSaga.State.FAILED;
        };
    }

    static List<Compensation> compensations(Order.Known order) {
        List<Compensation> all = new ArrayList<>();
        for (OrderSaga.Entry entry : order.facts().log().entries()) {
            if (entry.mark() == Mark.STOCK_RELEASED) {
                all.add(new Compensation(
                        Compensation.What.RELEASE_INVENTORY, entry.attempt(), Progress.DONE, entry.at()));
            } else if (entry.mark() == Mark.RETURN_REQUESTED) {
                all.add(new Compensation(
                        Compensation.What.RETURN_PAYMENT, entry.attempt(), Progress.RUNNING, entry.at()));
            }
        }
        if (awaitsRelease(order)) {
            all.add(new Compensation(
                    Compensation.What.RELEASE_INVENTORY, order.facts().attempt(), Progress.RUNNING, null));
        }
        return all;
    }

    private static Step reserve(Order.Known order) {
        Optional<Instant> heldAt = heldAt(order.facts());
        if (heldAt.isPresent()) {
            return done(Step.Name.RESERVE_INVENTORY, heldAt.get());
        }
        return switch (order) {
            case Order.AwaitingStock _ -> new Step(Step.Name.RESERVE_INVENTORY, Progress.RUNNING, null);
            case Order.Cancelled was ->
                new Step(
                        Step.Name.RESERVE_INVENTORY,
                        Progress.FAILED,
                        was.cancellation().at());
            case Order.AwaitingPayment _, Order.Placed _, Order.Confirmed _, Order.Unpaid _ ->
                new Step(Step.Name.RESERVE_INVENTORY, Progress.PENDING, null);
        };
    }

    private static Step authorize(Order.Known order) {
        Optional<Instant> paidAt = order.facts().when(Mark.PAYMENT_AUTHORIZED);
        if (paidAt.isPresent()) {
            return done(Step.Name.AUTHORIZE_PAYMENT, paidAt.get());
        }
        return switch (order) {
            case Order.AwaitingPayment _ -> new Step(Step.Name.AUTHORIZE_PAYMENT, Progress.RUNNING, null);
            case Order.Unpaid was ->
                new Step(
                        Step.Name.AUTHORIZE_PAYMENT,
                        Progress.FAILED,
                        was.failure().at());
            case Order.AwaitingStock _, Order.Placed _, Order.Confirmed _, Order.Cancelled _ ->
                new Step(Step.Name.AUTHORIZE_PAYMENT, Progress.PENDING, null);
        };
    }

    private static Step confirm(Order.Known order) {
        Optional<Instant> confirmedAt = order.facts().when(Mark.CONFIRMED);
        if (confirmedAt.isPresent()) {
            return done(Step.Name.CONFIRM_ORDER, confirmedAt.get());
        }
        return switch (order) {
            case Order.Placed _ -> new Step(Step.Name.CONFIRM_ORDER, Progress.RUNNING, null);
            case Order.AwaitingStock _, Order.AwaitingPayment _, Order.Confirmed _, Order.Unpaid _, Order.Cancelled _ ->
                new Step(Step.Name.CONFIRM_ORDER, Progress.PENDING, null);
        };
    }

    private static Step done(Step.Name name, Instant at) {
        return new Step(name, Progress.DONE, at);
    }

    private static boolean awaitsRelease(Order.Known order) {
        boolean ended = order instanceof Order.Unpaid || order instanceof Order.Cancelled;
        return ended && heldAt(order.facts()).isPresent() && !order.facts().has(Mark.STOCK_RELEASED);
    }

    /** Payment only asks for what inventory holds, so its answer says it too when it overtakes inventory's. */
    private static Optional<Instant> heldAt(OrderFacts facts) {
        return Stream.of(Mark.STOCK_HELD, Mark.PAYMENT_UNKNOWN, Mark.PAYMENT_AUTHORIZED, Mark.PAYMENT_REFUSED)
                .flatMap(mark -> facts.when(mark).stream())
                .findFirst();
    }
}
