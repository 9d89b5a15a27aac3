package waybill.order.domain.rules;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import waybill.kernel.CorruptHistory;
import waybill.kernel.ProductId;
import waybill.order.domain.FulfilmentEvent;
import waybill.order.domain.FulfilmentEvent.OpenLinesCancelled;
import waybill.order.domain.FulfilmentEvent.OrderDelivered;
import waybill.order.domain.FulfilmentEvent.OrderPartiallyShipped;
import waybill.order.domain.FulfilmentEvent.OrderShipped;
import waybill.order.domain.FulfilmentEvent.RefundBegun;
import waybill.order.domain.FulfilmentEvent.RefundChased;
import waybill.order.domain.FulfilmentEvent.RefundFailed;
import waybill.order.domain.FulfilmentEvent.RefundSettled;
import waybill.order.domain.FulfilmentEvent.ShipmentAbandoned;
import waybill.order.domain.FulfilmentEvent.ShipmentBegun;
import waybill.order.domain.FulfilmentEvent.ShipmentChased;
import waybill.order.domain.FulfilmentEvent.ShipmentPaidInVain;
import waybill.order.domain.FulfilmentEvent.StockConsumed;
import waybill.order.domain.Order;
import waybill.order.domain.Order.Known;
import waybill.order.domain.OrderFacts;
import waybill.order.domain.fulfilment.Fulfilment;
import waybill.order.domain.fulfilment.Portion;
import waybill.order.domain.fulfilment.Refund;
import waybill.order.domain.fulfilment.Shipment;

/** Folds what happened to a placed order into its ledger. */
final class FulfilmentEvolution {
    private FulfilmentEvolution() {}

    static Order evolve(Order order, FulfilmentEvent event) {
        if (!(order instanceof Known was) || Order.payment(was).isEmpty()) {
            throw new CorruptHistory(order, event);
        }
        Fulfilment ledger = was.facts().fulfilment();
        return switch (event) {
            case ShipmentBegun it -> with(was, ledger.plus(pending(it)), it);
            case ShipmentChased it -> with(was, ledger.with(it.shipment(), new Shipment.Pending(it.deadline())), it);
            case ShipmentAbandoned it ->
                with(
                        was,
                        ledger.with(it.shipment(), new Shipment.Abandoned(it.reason(), it.retryable(), null, it.at())),
                        it);
            case ShipmentPaidInVain it -> with(was, paidInVain(was, it), it);
            case OrderPartiallyShipped it -> partiallyShipped(was, it);
            case OrderShipped it -> shipped(was, it);
            case StockConsumed it -> with(was, consumed(was, it), it);
            case OpenLinesCancelled it -> openLinesCancelled(was, it);
            case OrderDelivered it -> delivered(was, it);
            case RefundBegun it -> with(was, begun(ledger, it), it);
            case RefundChased it -> with(was, ledger.with(it.refund(), new Refund.Pending(it.deadline())), it);
            case RefundSettled it -> with(was, ledger.with(it.refund(), new Refund.Settled(it.at())), it);
            case RefundFailed it ->
                with(was, ledger.with(it.refund(), new Refund.Failed(it.reason(), it.retryable(), it.at())), it);
        };
    }

    static Shipment pending(ShipmentBegun begun) {
        return new Shipment(
                begun.shipment(),
                begun.lines(),
                begun.amount(),
                begun.carrier(),
                begun.trackingNumber(),
                new Shipment.Pending(begun.deadline()));
    }

    /** A refund that failed may have begun once more. */
    private static Fulfilment begun(Fulfilment ledger, RefundBegun begun) {
        return ledger.refund(begun.refund()).isPresent()
                ? ledger.withAgain(begun.refund(), begun.deadline())
                : ledger.plus(pending(begun));
    }

    private static Refund pending(RefundBegun begun) {
        return new Refund(
                begun.refund(),
                begun.amount(),
                begun.lines(),
                begun.reason(),
                false,
                new Refund.Pending(begun.deadline()));
    }

    private static Order partiallyShipped(Known order, OrderPartiallyShipped event) {
        if (order instanceof Order.Confirmed || order instanceof Order.PartiallyShipped) {
            Shipment.State state = new Shipment.Shipped(event.amount(), Shipment.Consumed.NOT_YET, event.at());
            Fulfilment ledger = order.facts().fulfilment().with(event.shipment(), state);
            return new Order.PartiallyShipped(order.facts().with(ledger, event.at()), event.payment());
        }
        throw new CorruptHistory(order, event);
    }

    private static Order shipped(Known order, OrderShipped event) {
        if (order instanceof Order.Confirmed || order instanceof Order.PartiallyShipped) {
            Shipment.State state = new Shipment.Shipped(event.amount(), Shipment.Consumed.NOT_YET, event.at());
            Fulfilment ledger = order.facts().fulfilment().with(event.shipment(), state);
            return new Order.Shipped(order.facts().with(ledger, event.at()), event.payment());
        }
        throw new CorruptHistory(order, event);
    }

    private static Order openLinesCancelled(Known order, OpenLinesCancelled event) {
        if (order instanceof Order.PartiallyShipped was) {
            Fulfilment ledger = was.facts().fulfilment().without(event.lines());
            return new Order.Shipped(was.facts().with(ledger, event.at()), was.payment());
        }
        throw new CorruptHistory(order, event);
    }

    private static Order delivered(Known order, OrderDelivered event) {
        if (order instanceof Order.Shipped was) {
            return new Order.Delivered(was.facts().updated(event.at()), was.payment());
        }
        throw new CorruptHistory(order, event);
    }

    private static Fulfilment paidInVain(Known order, ShipmentPaidInVain event) {
        Fulfilment ledger = order.facts().fulfilment();
        Shipment shipment = ledger.shipment(event.shipment()).orElseThrow(() -> new CorruptHistory(order, event));
        if (!(shipment.state() instanceof Shipment.Abandoned was)) {
            throw new CorruptHistory(order, event);
        }
        return ledger.with(
                event.shipment(), new Shipment.Abandoned(was.reason(), was.retryable(), event.amount(), was.at()));
    }

    private static Fulfilment consumed(Known order, StockConsumed event) {
        Fulfilment ledger = order.facts().fulfilment();
        Shipment shipment = ledger.shipment(event.shipment()).orElseThrow(() -> new CorruptHistory(order, event));
        if (!(shipment.state() instanceof Shipment.Shipped was)) {
            throw new CorruptHistory(order, event);
        }
        boolean exactly = counted(shipment.portions()).equals(countedGoods(event.items()));
        Shipment.Consumed consumed = exactly ? Shipment.Consumed.EXACTLY : Shipment.Consumed.DIFFERENTLY;
        return ledger.with(event.shipment(), new Shipment.Shipped(was.captured(), consumed, was.at()));
    }

    private static Map<ProductId, Integer> counted(List<Portion> portions) {
        List<FulfilmentEvent.Goods> goods = new ArrayList<>();
        portions.forEach(it -> goods.add(new FulfilmentEvent.Goods(it.product(), it.quantity())));
        return countedGoods(goods);
    }

    private static Map<ProductId, Integer> countedGoods(List<FulfilmentEvent.Goods> items) {
        Map<ProductId, Integer> counted = new HashMap<>();
        items.forEach(it -> counted.merge(it.product(), it.quantity(), Integer::sum));
        return counted;
    }

    private static Order with(Known order, Fulfilment ledger, FulfilmentEvent event) {
        Instant at = event.at();
        OrderFacts facts = order.facts().with(ledger, at);
        return OrderEvolution.with(order, facts);
    }
}
