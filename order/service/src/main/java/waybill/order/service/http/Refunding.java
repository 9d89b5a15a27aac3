package waybill.order.service.http;

import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import waybill.engine.core.log.Recorded;
import waybill.engine.http.Answer;
import waybill.engine.http.Body;
import waybill.engine.http.Call;
import waybill.engine.http.Problem;
import waybill.engine.http.Routes;
import waybill.engine.http.access.Access;
import waybill.engine.http.access.Scope;
import waybill.engine.http.headers.Waiting;
import waybill.engine.http.writes.Amounts;
import waybill.kernel.Money;
import waybill.kernel.OrderId;
import waybill.kernel.RefundId;
import waybill.order.domain.FulfilmentCommand;
import waybill.order.domain.FulfilmentEvent;
import waybill.order.domain.Order;
import waybill.order.domain.OrderCommand;
import waybill.order.domain.OrderEvent;
import waybill.order.domain.Remark;
import waybill.order.domain.fulfilment.Portion;
import waybill.order.service.Transfers;

/** Requests to give captured money back while the client waits. */
final class Refunding {
    private static final Currency ANY = Currency.getInstance("EUR");

    private final OrderDoor door;
    private final Transferring transferring;
    private final Transfers transfers;

    Refunding(OrderDoor door, Transfers transfers) {
        this.door = door;
        this.transferring = new Transferring(door);
        this.transfers = transfers;
    }

    Routes routes() {
        return new Routes().post("/orders/{id}/refunds", "refundOrder", Access.to(Scope.ORDERS_WRITE), this::refund);
    }

    private Answer refund(Call call) {
        OrderId id = door.order(call);
        Waiting waiting = call.waiting(door.settings().usualWait());
        List<Recorded<OrderEvent>> history = door.historyOrNone(id);
        // What is not sound is said first: it is never kept with a key.
        Currency currency = history.isEmpty()
                ? ANY
                : OrderAnswers.fold(id, history).facts().what().currency();
        Wanted wanted = call.body(body -> Wanted.read(body, currency));
        return history.isEmpty()
                ? door.absent(call, id)
                : transferring.run(call, new Return(id, wanted, call.caller()), waiting);
    }

    /** What the client wants given back: an amount, or the price of lines, or everything. */
    private record Wanted(
            @Nullable Money amount,
            List<Portion.Asked> lines,
            @Nullable Remark reason) {
        static Wanted read(Body body, Currency currency) {
            Money amount = body.has("amount") ? Amounts.positive(body, "amount", currency) : null;
            String reason = body.optionalText("reason");
            List<Portion.Asked> lines = Fulfilling.portions(body);
            if (amount == null && lines.isEmpty() && body.isSound()) {
                body.complain("amount", "REQUIRED", "is required unless there are items");
            }
            return new Wanted(amount, lines, reason == null ? null : new Remark(reason));
        }
    }

    /** One request to give money back. */
    private final class Return implements Transferring.Errand {
        private final OrderId id;
        private final Wanted wanted;
        private final String by;

        Return(OrderId id, Wanted wanted, String by) {
            this.id = id;
            this.wanted = wanted;
            this.by = by;
        }

        @Override
        public OrderId order() {
            return id;
        }

        @Override
        public OrderCommand begin(UUID reference) {
            Instant now = door.now();
            return new FulfilmentCommand.BeginRefund(
                    id,
                    RefundId.of(reference),
                    wanted.amount(),
                    wanted.lines(),
                    wanted.reason(),
                    by,
                    now.plus(door.settings().spans().chase()),
                    now);
        }

        @Override
        public boolean begins(OrderEvent event, UUID reference) {
            return event instanceof FulfilmentEvent.RefundBegun it
                    && it.refund().equals(RefundId.of(reference));
        }

        @Override
        public boolean ends(OrderEvent event, UUID reference) {
            RefundId refund = RefundId.of(reference);
            return switch (event) {
                case FulfilmentEvent.RefundSettled it -> it.refund().equals(refund);
                case FulfilmentEvent.RefundFailed it -> it.refund().equals(refund);
                case FulfilmentEvent _, OrderEvent.OfSaga _ -> false;
            };
        }

        @Override
        public boolean isRetryable(OrderEvent end) {
            return end instanceof FulfilmentEvent.RefundFailed it && it.retryable();
        }

        /** The same name: a refund that has been done after all is not done again then. */
        @Override
        public UUID again(UUID failed) {
            return failed;
        }

        @Override
        public @Nullable OrderCommand move(OrderEvent begun, Transfers.Ask ask) {
            return begun instanceof FulfilmentEvent.RefundBegun it
                    ? transfers.refund(id, it.refund(), it.payment(), it.amount(), ask)
                    : null;
        }

        @Override
        public Answer ended(Call call, List<Recorded<OrderEvent>> until, Recorded<OrderEvent> begun) {
            Order.Known order = OrderAnswers.fold(id, until);
            return switch (until.getLast().event()) {
                case FulfilmentEvent.RefundFailed it -> {
                    Problem problem = OrderProblems.notRefunded(order, it.reason(), it.retryable());
                    yield OrderAnswers.problem(
                            call, order, problem, begun.meta().traceparent());
                }
                case FulfilmentEvent.RefundSettled it ->
                    OrderAnswers.located(Answer.json(201, LedgerJson.refund(order, it.refund())), order);
                case FulfilmentEvent _, OrderEvent.OfSaga _ ->
                    throw new IllegalStateException("nothing ended the refund");
            };
        }

        @Override
        public Answer pending(List<Recorded<OrderEvent>> history, UUID reference) {
            Order.Known order = OrderAnswers.fold(id, history);
            return OrderAnswers.located(Answer.json(202, LedgerJson.refund(order, RefundId.of(reference))), order)
                    .withHeader("Retry-After", "1");
        }
    }
}
