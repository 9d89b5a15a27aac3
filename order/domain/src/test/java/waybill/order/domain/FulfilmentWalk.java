package waybill.order.domain;

import static waybill.order.domain.OrderExamples.ID;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import waybill.kernel.Money;
import waybill.kernel.RefundId;
import waybill.kernel.ReservationId;
import waybill.kernel.ShipmentId;
import waybill.order.domain.FulfilmentEvent.Goods;
import waybill.order.domain.fulfilment.Portion;
import waybill.order.domain.fulfilment.Refund;
import waybill.order.domain.fulfilment.Shipment;

/** The part of a random life that ships and refunds. */
final class FulfilmentWalk {
    private static final Duration QUARTER = Duration.ofMinutes(15);

    private final Random random;
    private long names;

    FulfilmentWalk(Random random) {
        this.random = random;
    }

    /** What mostly comes next to an order that ships. */
    OrderCommand shipping(Order.Known order, Instant now) {
        return order.facts().fulfilment().pendingShipment().isPresent() ? paid(order, now) : begin(order, now);
    }

    /** What mostly comes next to an order that has shipped. */
    OrderCommand ended(Order.Known order, Instant now) {
        return random.nextBoolean() ? new FulfilmentCommand.Deliver(ID, now) : refunding(order, now);
    }

    /** What mostly comes next to an order that has been paid for. */
    OrderCommand refunding(Order.Known order, Instant now) {
        return random.nextBoolean() ? refund(order, now) : refunded(order, now);
    }

    OrderCommand anything(Order.Known order, Instant now) {
        return switch (random.nextInt(10)) {
            case 0 -> begin(order, now);
            case 1, 2 -> paid(order, now);
            case 3 -> unpaid(order, now);
            case 4 -> new FulfilmentCommand.ChaseShipment(ID, now.plus(QUARTER).plus(QUARTER), soon(now));
            case 5 -> consumed(order, now);
            case 6 -> new FulfilmentCommand.Deliver(ID, now);
            case 7 -> refund(order, now);
            case 8 ->
                new FulfilmentCommand.ChaseRefund(
                        ID, refundOf(order), now.plus(QUARTER).plus(QUARTER), soon(now));
            default -> refunded(order, now);
        };
    }

    private Instant soon(Instant now) {
        return random.nextBoolean() ? now.plus(QUARTER) : now;
    }

    private OrderCommand begin(Order.Known order, Instant now) {
        List<Portion.Asked> lines = random.nextBoolean() ? List.of() : pieces(order);
        ShipmentId shipment = ShipmentId.of(new UUID(0x7000L, ++names));
        return new FulfilmentCommand.BeginShipment(ID, shipment, lines, "DHL", null, now.plus(QUARTER), now);
    }

    private OrderCommand paid(Order.Known order, Instant now) {
        Shipment shipment = shipment(order);
        return shipment == null
                ? new FulfilmentCommand.NoteShipmentPaid(ID, stranger(), Money.zero(currency(order)), now)
                : new FulfilmentCommand.NoteShipmentPaid(ID, shipment.id(), shipment.amount(), now);
    }

    private OrderCommand unpaid(Order.Known order, Instant now) {
        Shipment shipment = shipment(order);
        ShipmentId id = shipment == null ? stranger() : shipment.id();
        return new FulfilmentCommand.NoteShipmentUnpaid(ID, id, "DECLINED", random.nextBoolean(), now);
    }

    private OrderCommand consumed(Order.Known order, Instant now) {
        Shipment shipment = shipment(order);
        List<Goods> goods = shipment == null || random.nextInt(5) == 0
                ? List.of()
                : shipment.portions().stream()
                        .map(it -> new Goods(it.product(), it.quantity()))
                        .toList();
        ShipmentId id = shipment == null ? stranger() : shipment.id();
        return new FulfilmentCommand.NoteStockConsumed(
                ID, order.facts().attempt(), ReservationId.of(new UUID(0x7000L, 1)), id, goods, now);
    }

    private OrderCommand refund(Order.Known order, Instant now) {
        RefundId refund = order.facts().fulfilment().refunds().stream()
                .filter(Refund::mayBeTriedAgain)
                .findFirst()
                .map(Refund::id)
                .orElseGet(() -> RefundId.of(new UUID(0x7001L, ++names)));
        Money amount = random.nextBoolean() ? null : new Money(random.nextInt(20_000), currency(order));
        List<Portion.Asked> lines = random.nextBoolean() ? List.of() : pieces(order);
        return new FulfilmentCommand.BeginRefund(ID, refund, amount, lines, null, "olga", now.plus(QUARTER), now);
    }

    private OrderCommand refunded(Order.Known order, Instant now) {
        return random.nextInt(3) > 0
                ? new FulfilmentCommand.NoteRefunded(ID, refundOf(order), now)
                : new FulfilmentCommand.NoteRefundFailed(ID, refundOf(order), "DECLINED", names % 2 == 0, now);
    }

    private List<Portion.Asked> pieces(Order.Known order) {
        List<Portion.Asked> asked = new ArrayList<>();
        for (Line line : order.facts().what().lines()) {
            if (random.nextBoolean()) {
                asked.add(new Portion.Asked(line.number(), 1 + random.nextInt(line.quantity())));
            }
        }
        return asked;
    }

    /** Mostly the one under way, sometimes an older one, null if there is none. */
    private @Nullable Shipment shipment(Order.Known order) {
        List<Shipment> all = order.facts().fulfilment().shipments();
        if (all.isEmpty() || random.nextInt(10) == 0) {
            return null;
        }
        return random.nextBoolean() ? all.getLast() : all.get(random.nextInt(all.size()));
    }

    private RefundId refundOf(Order.Known order) {
        List<Refund> all = order.facts().fulfilment().refunds();
        return all.isEmpty()
                ? RefundId.of(new UUID(0x7001L, 0))
                : all.get(random.nextInt(all.size())).id();
    }

    private static ShipmentId stranger() {
        return ShipmentId.of(new UUID(0x7009L, 0));
    }

    private static Currency currency(Order.Known order) {
        return order.facts().what().currency();
    }
}
