package waybill.order.domain.fulfilment;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import waybill.kernel.Money;
import waybill.kernel.RefundId;
import waybill.kernel.ShipmentId;
import waybill.order.domain.Line;

/**
 * The ledger of an order after it was placed: every status and sum is computed from these three lists.
 *
 * @param shipments in the order they were begun
 * @param refunds in the order they were begun
 * @param cancelled what will never be shipped
 */
public record Fulfilment(List<Shipment> shipments, List<Refund> refunds, List<Portion> cancelled) {
    /** Nothing has been shipped, refunded or cancelled; shared by all orders that are there. */
    public static final Fulfilment NONE = new Fulfilment(List.of(), List.of(), List.of());

    public Fulfilment {
        shipments = List.copyOf(shipments);
        refunds = List.copyOf(refunds);
        cancelled = List.copyOf(cancelled);
    }

    /** Whether nothing has been shipped, refunded or cancelled, nor begun to be. */
    public boolean isEmpty() {
        return shipments.isEmpty() && refunds.isEmpty() && cancelled.isEmpty();
    }

    /** The shipment whose money is being captured; there is at most one. */
    public Optional<Shipment> pendingShipment() {
        return shipments.stream().filter(Shipment::isPending).findFirst();
    }

    /** The shipment of this name. */
    public Optional<Shipment> shipment(ShipmentId id) {
        return shipments.stream().filter(it -> it.id().equals(id)).findFirst();
    }

    /** The refund of this name. */
    public Optional<Refund> refund(RefundId id) {
        return refunds.stream().filter(it -> it.id().equals(id)).findFirst();
    }

    /** What became of this line. */
    public Quantities of(Line line) {
        return new Quantities(
                line.quantity(),
                sum(line, portions(shipments.stream().filter(Shipment::isShipped))),
                sum(line, portions(shipments.stream().filter(Shipment::isPending))),
                sum(line, cancelled.stream()),
                sum(
                        line,
                        refunds.stream()
                                .filter(it -> it.isSettled() || it.isPending())
                                .flatMap(it -> it.portions().stream())));
    }

    /** What may still be shipped, line by line; empty once everything is shipped, cancelled or on its way. */
    public List<Portion> open(List<Line> lines) {
        List<Portion> open = new ArrayList<>();
        for (Line line : lines) {
            int quantity = of(line).open();
            if (quantity > 0) {
                open.add(new Portion(line.number(), line.product(), quantity));
            }
        }
        return open;
    }

    /** All money that was captured, for shipments and in vain. */
    public Money captured(Currency currency) {
        Money sum = capturedInVain(currency);
        for (Shipment shipment : shipments) {
            if (shipment.state() instanceof Shipment.Shipped was) {
                sum = sum.plus(was.captured());
            }
        }
        return sum;
    }

    /** What was captured for shipments that never shipped. */
    public Money capturedInVain(Currency currency) {
        Money sum = Money.zero(currency);
        for (Shipment shipment : shipments) {
            if (shipment.state() instanceof Shipment.Abandoned was && was.takenInVain() != null) {
                sum = sum.plus(was.takenInVain());
            }
        }
        return sum;
    }

    /** What has gone back of the money of what has shipped. */
    public Money refundedOfKept(Currency currency) {
        return sum(currency, refunds.stream().filter(it -> it.isSettled() && !isInVain(it)));
    }

    /** Whether it gives back what was captured for a shipment that never shipped. */
    public boolean isInVain(Refund refund) {
        return shipments.stream().anyMatch(it -> Shipment.refundInVain(it.id()).equals(refund.id()));
    }

    /** All money that has gone back. */
    public Money refunded(Currency currency) {
        return sum(currency, refunds.stream().filter(Refund::isSettled));
    }

    /**
     * What may still be refunded: captured, and neither gone back nor on its way back. More may be on its way than
     * there is, if money went back after a no; payment refuses one of them then.
     */
    public Money refundable(Currency currency) {
        Money kept = kept(currency);
        Money going = sum(currency, refunds.stream().filter(Refund::isPending));
        return going.compareTo(kept) > 0 ? Money.zero(currency) : kept.minus(going);
    }

    /** What was captured and has not gone back, though it may be on its way. */
    public Money kept(Currency currency) {
        return captured(currency).minus(refunded(currency));
    }

    /** This shipment too. */
    public Fulfilment plus(Shipment begun) {
        return new Fulfilment(plus(shipments, begun), refunds, cancelled);
    }

    /** This refund too. */
    public Fulfilment plus(Refund begun) {
        return new Fulfilment(shipments, plus(refunds, begun), cancelled);
    }

    /** The same, with this shipment further on. */
    public Fulfilment with(ShipmentId id, Shipment.State state) {
        return new Fulfilment(
                shipments.stream()
                        .map(it -> it.id().equals(id) ? it.in(state) : it)
                        .toList(),
                refunds,
                cancelled);
    }

    /** The same, with this refund further on. */
    public Fulfilment with(RefundId id, Refund.State state) {
        return changed(id, refund -> refund.in(state));
    }

    /** The same, with this refund under way for the second time. */
    public Fulfilment withAgain(RefundId id, Instant deadline) {
        return changed(id, refund -> refund.begunAgain(deadline));
    }

    private Fulfilment changed(RefundId id, UnaryOperator<Refund> change) {
        return new Fulfilment(
                shipments,
                refunds.stream()
                        .map(it -> it.id().equals(id) ? change.apply(it) : it)
                        .toList(),
                cancelled);
    }

    /** The same, with these pieces cancelled. */
    public Fulfilment without(List<Portion> open) {
        return new Fulfilment(
                shipments,
                refunds,
                Stream.concat(cancelled.stream(), open.stream()).toList());
    }

    private static Stream<Portion> portions(Stream<Shipment> shipments) {
        return shipments.flatMap(it -> it.portions().stream());
    }

    private static int sum(Line line, Stream<Portion> portions) {
        return portions.filter(it -> it.line() == line.number())
                .mapToInt(Portion::quantity)
                .sum();
    }

    private static Money sum(Currency currency, Stream<Refund> refunds) {
        return refunds.map(Refund::amount).reduce(Money.zero(currency), Money::plus);
    }

    private static <T> List<T> plus(List<T> some, T one) {
        List<T> more = new ArrayList<>(some);
        more.add(one);
        return more;
    }
}
