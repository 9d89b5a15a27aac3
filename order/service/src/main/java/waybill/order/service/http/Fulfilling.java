package waybill.order.service.http;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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
import waybill.kernel.OrderId;
import waybill.kernel.ShipmentId;
import waybill.order.domain.FulfilmentCommand;
import waybill.order.domain.FulfilmentEvent;
import waybill.order.domain.Line;
import waybill.order.domain.Order;
import waybill.order.domain.OrderCommand;
import waybill.order.domain.OrderEvent;
import waybill.order.domain.OrderSaga.Mark;
import waybill.order.domain.fulfilment.Portion;
import waybill.order.service.Transfers;

/** Requests to ship: the money of what ships is captured while the client waits, then it ships. */
final class Fulfilling {
    private static final int LINES_MAX = 100;

    private final OrderDoor door;
    private final Transferring transferring;
    private final Transfers transfers;

    Fulfilling(OrderDoor door, Transfers transfers) {
        this.door = door;
        this.transferring = new Transferring(door);
        this.transfers = transfers;
    }

    Routes routes() {
        return new Routes()
                .post("/orders/{id}/fulfill", "fulfillOrder", Access.to(Scope.ORDERS_WRITE), this::fulfill)
                .post("/orders/{id}/deliver", "deliverOrder", Access.to(Scope.ORDERS_WRITE), this::deliver);
    }

    private Answer deliver(Call call) {
        OrderId id = door.order(call);
        call.emptyBody();
        return door.changed(call, new FulfilmentCommand.Deliver(id, door.now()));
    }

    private Answer fulfill(Call call) {
        OrderId id = door.order(call);
        Waiting waiting = call.waiting(door.settings().usualWait());
        Parcel parcel = call.body(Parcel::read);
        call.idempotencyKey();
        awaitGoods(call, id, waiting);
        return transferring.run(call, new Shipping(id, parcel), waiting);
    }

    /** Goods that inventory has not committed yet usually are within moments; until then nothing is decided. */
    private void awaitGoods(Call call, OrderId id, Waiting waiting) {
        List<Recorded<OrderEvent>> history = door.until(id, seen -> !lacksGoods(id, seen), waiting.time());
        if (lacksGoods(id, history) && !door.isRepeat(call)) {
            throw OrderProblems.illegal(
                            OrderAnswers.fold(id, history),
                            "Inventory has not committed the goods to the order yet; try again in a moment.")
                    .retryAfter(1)
                    .asException();
        }
    }

    private static boolean lacksGoods(OrderId id, List<Recorded<OrderEvent>> history) {
        return !history.isEmpty()
                && OrderAnswers.fold(id, history) instanceof Order.Confirmed order
                && order.facts().holds().isEmpty()
                && !order.facts().has(Mark.STOCK_COMMITTED);
    }

    /** What the client says is packed. */
    private record Parcel(
            List<Portion.Asked> lines,
            @Nullable String carrier,
            @Nullable String trackingNumber) {
        static Parcel read(Body body) {
            return new Parcel(portions(body), body.optionalText("carrier"), body.optionalText("trackingNumber"));
        }
    }

    /** The pieces of lines that a body names, each line once; empty if it names none. */
    static List<Portion.Asked> portions(Body body) {
        List<Portion.Asked> portions = new ArrayList<>();
        Set<Integer> seen = new HashSet<>();
        for (Body item : body.has("items") ? body.objects("items", 1, LINES_MAX) : List.<Body>of()) {
            int line = item.integer("line", 1, LINES_MAX);
            int quantity = item.integer("quantity", 1, Line.QUANTITY_MAX);
            if (seen.add(line)) {
                portions.add(new Portion.Asked(line, quantity));
            } else {
                item.complain("line", "DUPLICATE", "must not be there twice");
            }
        }
        return portions;
    }

    /** One request to ship. */
    private final class Shipping implements Transferring.Errand {
        private final OrderId id;
        private final Parcel parcel;

        Shipping(OrderId id, Parcel parcel) {
            this.id = id;
            this.parcel = parcel;
        }

        @Override
        public OrderId order() {
            return id;
        }

        @Override
        public OrderCommand begin(UUID reference) {
            Instant now = door.now();
            return new FulfilmentCommand.BeginShipment(
                    id,
                    ShipmentId.of(reference),
                    parcel.lines(),
                    parcel.carrier(),
                    parcel.trackingNumber(),
                    now.plus(door.settings().spans().chase()),
                    now);
        }

        @Override
        public boolean begins(OrderEvent event, UUID reference) {
            return event instanceof FulfilmentEvent.ShipmentBegun it
                    && it.shipment().equals(ShipmentId.of(reference));
        }

        @Override
        public boolean ends(OrderEvent event, UUID reference) {
            ShipmentId shipment = ShipmentId.of(reference);
            return switch (event) {
                case FulfilmentEvent.OrderPartiallyShipped it -> it.shipment().equals(shipment);
                case FulfilmentEvent.OrderShipped it -> it.shipment().equals(shipment);
                case FulfilmentEvent.ShipmentAbandoned it -> it.shipment().equals(shipment);
                case FulfilmentEvent _, OrderEvent.OfSaga _ -> false;
            };
        }

        @Override
        public boolean isRetryable(OrderEvent end) {
            return end instanceof FulfilmentEvent.ShipmentAbandoned it && it.retryable();
        }

        /** Another name: what is heard of the first capture, however late, does not end this one. */
        @Override
        public UUID again(UUID failed) {
            return door.newId();
        }

        @Override
        public @Nullable OrderCommand move(OrderEvent begun, Transfers.Ask ask) {
            return begun instanceof FulfilmentEvent.ShipmentBegun it
                    ? transfers.capture(id, it.shipment(), it.payment(), it.amount(), ask)
                    : null;
        }

        @Override
        public Answer ended(Call call, List<Recorded<OrderEvent>> until, Recorded<OrderEvent> begun) {
            Order.Known order = OrderAnswers.fold(id, until);
            if (until.getLast().event() instanceof FulfilmentEvent.ShipmentAbandoned it) {
                Problem problem = OrderProblems.unpaid(order, it.reason(), it.retryable());
                return OrderAnswers.problem(call, order, problem, begun.meta().traceparent());
            }
            return OrderAnswers.resource(order, until.size(), 200);
        }

        @Override
        public Answer pending(List<Recorded<OrderEvent>> history, UUID reference) {
            return OrderAnswers.unsettled(OrderAnswers.fold(id, history), history.size());
        }
    }
}
