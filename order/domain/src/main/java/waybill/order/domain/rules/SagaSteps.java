package waybill.order.domain.rules;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import waybill.order.domain.Order;
import waybill.order.domain.OrderEvent.Party;
import waybill.order.domain.OrderFacts;
import waybill.order.domain.OrderSaga;
import waybill.order.domain.OrderSaga.Compensation;
import waybill.order.domain.OrderSaga.Mark;
import waybill.order.domain.OrderSaga.Progress;
import waybill.order.domain.OrderSaga.Step;

/** Reads the saga's steps and compensations off an order. */
public final class SagaSteps {
    /** Payment only asks for what inventory holds, so its answer says it too when it overtakes inventory's. */
    private static final List<Mark> HELD =
            List.of(Mark.STOCK_HELD, Mark.PAYMENT_UNKNOWN, Mark.PAYMENT_AUTHORIZED, Mark.PAYMENT_REFUSED);

    private SagaSteps() {}

    /** All four steps of the attempt. */
    public static List<Step> of(Order.Known order) {
        return List.of(
                done(Step.Name.CREATE_ORDER, order.facts().createdAt()),
                reserve(order),
                authorize(order),
                confirm(order));
    }

    /** The first step that is not done; the last if all are. */
    public static Step.Name current(List<Step> steps) {
        return steps.stream()
                .filter(step -> step.progress() != Progress.DONE)
                .map(Step::name)
                .findFirst()
                .orElse(Step.Name.CONFIRM_ORDER);
    }

    /** Whether it goes on, and which way. */
    public static OrderSaga.State state(Order.Known order) {
        return switch (order) {
            case Order.Pending _, Order.Placed _ -> OrderSaga.State.RUNNING;
            case Order.Confirmed _, Order.PartiallyShipped _, Order.Shipped _, Order.Delivered _ ->
                OrderSaga.State.COMPLETED;
            case Order.Cancelling _ -> OrderSaga.State.COMPENSATING;
            case Order.Unpaid _, Order.Cancelled _ ->
                isUndone(order.facts()) ? OrderSaga.State.FAILED : OrderSaga.State.COMPENSATING;
        };
    }

    /** When the current run, or the undoing of it, must be through; null once it is. */
    public static @Nullable Instant deadline(Order.Known order) {
        return switch (order) {
            case Order.Pending was -> was.deadline();
            case Order.Cancelling was -> was.deadline();
            case Order.Placed _,
                    Order.Confirmed _,
                    Order.PartiallyShipped _,
                    Order.Shipped _,
                    Order.Delivered _,
                    Order.Unpaid _,
                    Order.Cancelled _ -> null;
        };
    }

    /** Whose answers it waits for. */
    public static List<Party> awaits(Order.Known order) {
        return switch (order) {
            case Order.AwaitingStock _, Order.AwaitingStockAgain _ -> List.of(Party.INVENTORY);
            case Order.AwaitingPayment _ -> List.of(Party.PAYMENT);
            case Order.Placed _, Order.Confirmed _, Order.PartiallyShipped _, Order.Shipped _, Order.Delivered _ ->
                goingOn(order.facts());
            case Order.Unpaid _, Order.Cancelled _ -> undoing(order.facts());
            case Order.Cancelling was -> closing(was);
        };
    }

    /** What was undone, or is being undone, in all attempts. */
    public static List<Compensation> compensations(Order.Known order) {
        List<Compensation> all = new ArrayList<>();
        for (OrderSaga.Entry entry : order.facts().log().entries()) {
            if (entry.mark() == Mark.STOCK_RELEASED) {
                all.add(released(entry.attempt(), Progress.DONE, entry.at()));
            }
        }
        if (ends(order)) {
            for (int attempt : unreleased(order.facts())) {
                all.add(released(attempt, Progress.RUNNING, null));
            }
        }
        for (OrderFacts.Return back : order.facts().returns()) {
            all.add(
                    back.doneAt() == null
                            ? returned(back.attempt(), Progress.RUNNING, back.askedAt())
                            : returned(back.attempt(), Progress.DONE, back.doneAt()));
        }
        return all;
    }

    /** Whether nothing is left to undo: the goods of every attempt are let go, the money asked back has gone back. */
    static boolean isUndone(OrderFacts facts) {
        return unreleased(facts).isEmpty() && facts.returns().stream().allMatch(back -> back.doneAt() != null);
    }

    private static boolean ends(Order.Known order) {
        return switch (order) {
            case Order.Unpaid _, Order.Cancelling _, Order.Cancelled _ -> true;
            case Order.Pending _,
                    Order.Placed _,
                    Order.Confirmed _,
                    Order.PartiallyShipped _,
                    Order.Shipped _,
                    Order.Delivered _ -> false;
        };
    }

    private static List<Party> goingOn(OrderFacts facts) {
        List<Party> all = new ArrayList<>();
        if (!facts.has(Mark.STOCK_COMMITTED)) {
            all.add(Party.INVENTORY);
        }
        boolean moves = facts.fulfilment().pendingShipment().isPresent()
                || facts.fulfilment().refunds().stream().anyMatch(refund -> refund.isPending());
        if (moves) {
            all.add(Party.PAYMENT);
        }
        return all;
    }

    private static List<Party> undoing(OrderFacts facts) {
        List<Party> all = new ArrayList<>();
        if (!unreleased(facts).isEmpty()) {
            all.add(Party.INVENTORY);
        }
        if (facts.returns().stream().anyMatch(back -> back.doneAt() == null)) {
            all.add(Party.PAYMENT);
        }
        return all;
    }

    private static List<Party> closing(Order.Cancelling order) {
        List<Party> all = new ArrayList<>();
        if (!order.stockClosed()) {
            all.add(Party.INVENTORY);
        }
        if (!order.moneyClosed()) {
            all.add(Party.PAYMENT);
        }
        return all;
    }

    private static Compensation released(int attempt, Progress progress, @Nullable Instant at) {
        return new Compensation(Compensation.What.RELEASE_INVENTORY, attempt, progress, at);
    }

    private static Compensation returned(int attempt, Progress progress, @Nullable Instant at) {
        return new Compensation(Compensation.What.RETURN_PAYMENT, attempt, progress, at);
    }

    private static Step reserve(Order.Known order) {
        Optional<Instant> heldAt = heldAt(order.facts());
        if (heldAt.isPresent() && !(order instanceof Order.AwaitingStockAgain)) {
            return done(Step.Name.RESERVE_INVENTORY, heldAt.get());
        }
        return switch (order) {
            case Order.AwaitingStock _, Order.AwaitingStockAgain _ ->
                new Step(Step.Name.RESERVE_INVENTORY, Progress.RUNNING, null);
            case Order.Cancelling was -> failed(Step.Name.RESERVE_INVENTORY, was.cancellation());
            case Order.Cancelled was -> failed(Step.Name.RESERVE_INVENTORY, was.cancellation());
            case Order.AwaitingPayment _,
                    Order.Placed _,
                    Order.Confirmed _,
                    Order.PartiallyShipped _,
                    Order.Shipped _,
                    Order.Delivered _,
                    Order.Unpaid _ -> new Step(Step.Name.RESERVE_INVENTORY, Progress.PENDING, null);
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
            case Order.Cancelling was -> unpaid(was.facts(), was.cancellation());
            case Order.Cancelled was -> unpaid(was.facts(), was.cancellation());
            case Order.AwaitingStock _,
                    Order.AwaitingStockAgain _,
                    Order.Placed _,
                    Order.Confirmed _,
                    Order.PartiallyShipped _,
                    Order.Shipped _,
                    Order.Delivered _ -> new Step(Step.Name.AUTHORIZE_PAYMENT, Progress.PENDING, null);
        };
    }

    /** The step at which an order ended that never came to its money. */
    private static Step unpaid(OrderFacts facts, Order.Cancellation end) {
        return heldAt(facts).isPresent()
                ? failed(Step.Name.AUTHORIZE_PAYMENT, end)
                : new Step(Step.Name.AUTHORIZE_PAYMENT, Progress.PENDING, null);
    }

    private static Step confirm(Order.Known order) {
        Optional<Instant> confirmedAt = order.facts().when(Mark.CONFIRMED);
        if (confirmedAt.isPresent()) {
            return done(Step.Name.CONFIRM_ORDER, confirmedAt.get());
        }
        return order instanceof Order.Placed
                ? new Step(Step.Name.CONFIRM_ORDER, Progress.RUNNING, null)
                : new Step(Step.Name.CONFIRM_ORDER, Progress.PENDING, null);
    }

    private static Step done(Step.Name name, Instant at) {
        return new Step(name, Progress.DONE, at);
    }

    private static Step failed(Step.Name name, Order.Cancellation end) {
        return new Step(name, Progress.FAILED, end.at());
    }

    /** The attempts whose goods were held, and are not known to be let go. */
    private static Set<Integer> unreleased(OrderFacts facts) {
        Set<Integer> held = new TreeSet<>();
        OrderSaga.Log log = facts.log();
        for (OrderSaga.Entry entry : log.entries()) {
            if (entry.mark() == Mark.STOCK_CLOSED) {
                return Set.of();
            }
            if (HELD.contains(entry.mark()) && !isLetGo(log, entry.attempt())) {
                held.add(entry.attempt());
            }
        }
        return held;
    }

    private static boolean isLetGo(OrderSaga.Log log, int attempt) {
        return log.has(Mark.STOCK_RELEASED, attempt) || StockNews.isExpired(log, attempt);
    }

    private static Optional<Instant> heldAt(OrderFacts facts) {
        return HELD.stream().flatMap(mark -> facts.when(mark).stream()).findFirst();
    }
}
