package waybill.simulation.laws;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import waybill.inventory.domain.InventoryEvent;
import waybill.inventory.domain.Warehouse;
import waybill.kernel.OrderId;
import waybill.order.domain.Order;
import waybill.order.domain.OrderDeadlines;
import waybill.payment.domain.Kind;
import waybill.payment.domain.Payment;
import waybill.payment.domain.PaymentDeadlines;
import waybill.payment.domain.Payments;
import waybill.payment.domain.Transaction;
import waybill.payment.domain.TransactionStatus;
import waybill.simulation.customers.Customers;
import waybill.simulation.shop.Service;
import waybill.simulation.shop.Shop;

/** What must be true of the shop at every moment. Only what was touched since the last look is looked at. */
public final class Laws {
    private final Shop shop;
    private final Customers customers;
    private final StockLaws stock;
    private final RestLaws rest;
    /** Orders for which something was reserved at some time. */
    private final Set<String> reserved = new LinkedHashSet<>();

    /** Orders that were released before inventory had heard of them. */
    private final Set<String> tombstones = new LinkedHashSet<>();

    private final List<String> seen = new ArrayList<>();
    private int heard;

    /** The laws of this shop. */
    public Laws(Shop shop, Customers customers) {
        this.shop = shop;
        this.customers = customers;
        this.stock = new StockLaws(shop.stock().disk().rows());
        this.rest = new RestLaws(shop, customers);
        new OneEffect(shop, seen);
        shop.stock().disk().watch(stock::committed);
        shop.stock()
                .disk()
                .watch((_, _, recorded) -> recorded.forEach(event -> {
                    switch (event.event()) {
                        case InventoryEvent.StockReserved it -> reserved(it);
                        case InventoryEvent.StockReleased it
                        when it.attempt() == InventoryEvent.EVERY_ATTEMPT ->
                            tombstones.add(it.order().value());
                        case InventoryEvent _ -> {}
                    }
                }));
    }

    /** PRODUCT.md §1: a release of an order that nobody had heard of refuses every later reserve of it. */
    private void reserved(InventoryEvent.StockReserved event) {
        reserved.add(event.order().value());
        if (tombstones.contains(event.order().value())) {
            seen.add("I4: " + event.order() + " was released and is reserved for all the same");
        }
    }

    /** What is wrong at any moment; nothing if all is well. */
    public List<String> always() {
        List<String> wrong = new ArrayList<>();
        List<String> told = customers.wrong();
        wrong.addAll(told.subList(heard, told.size()));
        heard = told.size();
        wrong.addAll(seen);
        seen.clear();
        Set<String> touched = new LinkedHashSet<>();
        for (Service<?, ?, ?, ?, ?> service : shop.services()) {
            touched.addAll(service.disk().takeTouched());
        }
        if (!touched.isEmpty()) {
            stock.always(wrong);
            touched.forEach(key -> OrderId.parse(key).ifPresent(id -> always(wrong, id)));
        }
        return wrong;
    }

    private void always(List<String> wrong, OrderId id) {
        nothingForTheCancelled(wrong, id);
        Payments payments = shop.paymentsOf(id);
        payments.all().forEach(payment -> money(wrong, payment));
        deadlines(wrong, id, payments);
        onlyForHeldGoods(wrong, id);
        onceForAnAttempt(wrong, id, payments);
    }

    /** I3: never more captured than authorized, nor more refunded than captured. */
    private static void money(List<String> wrong, Payment payment) {
        if (payment.captured().compareTo(payment.authorized()) > 0
                || payment.refunded().compareTo(payment.captured()) > 0) {
            wrong.add("I3: " + payment);
        }
    }

    /** I7: whoever waits has a deadline. */
    private void deadlines(List<String> wrong, OrderId id, Payments payments) {
        if (shop.order(id) instanceof Order.Known order) {
            boolean waits = order instanceof Order.Pending
                    || order instanceof Order.Unpaid
                    || order instanceof Order.Cancelling
                    || order.facts().fulfilment().pendingShipment().isPresent();
            if (waits && OrderDeadlines.of(order).isEmpty()) {
                wrong.add("I7: " + id + " waits without a deadline");
            }
        }
        boolean open = payments.all().stream()
                .flatMap(payment -> payment.transactions().stream())
                .anyMatch(one -> one.isUnresolved() && one.status() != TransactionStatus.MANUAL_REVIEW);
        if (open && PaymentDeadlines.of(payments).isEmpty()) {
            wrong.add("I7: a transaction of " + id + " is open and nobody asks");
        }
    }

    /** I4: inventory closes an order before it is cancelled, and promises it nothing after that. */
    private void nothingForTheCancelled(List<String> wrong, OrderId id) {
        Warehouse warehouse = shop.order(id) instanceof Order.Cancelled ? shop.reservationsOf(id) : null;
        if (warehouse != null) {
            warehouse.reservations().list().stream()
                    .filter(reservation -> !reservation.promised().isEmpty())
                    .forEach(live -> wrong.add("I4: " + id + " is cancelled and has " + live));
        }
    }

    /** Ruling 1: nothing is charged before inventory has really reserved. */
    private void onlyForHeldGoods(List<String> wrong, OrderId id) {
        if (!reserved.contains(id.value()) && shop.bank().sum(id, Kind.AUTHORIZE) > 0) {
            wrong.add("R1: " + id + " is charged and nothing was ever reserved for it");
        }
    }

    /** I8: one authorization for an attempt. */
    private static void onceForAnAttempt(List<String> wrong, OrderId id, Payments payments) {
        Map<Integer, Integer> byAttempt = new HashMap<>();
        for (Payment payment : payments.all()) {
            Transaction authorization = payment.authorization();
            if (authorization.succeeded() && byAttempt.merge(payment.attempt(), 1, Integer::sum) > 1) {
                wrong.add("I8: attempt " + payment.attempt() + " of " + id + " was authorized more than once");
            }
        }
    }

    /** What is wrong now that nothing is under way; nothing if all is well. */
    public List<String> afterwards() {
        List<String> wrong = always();
        shop.known().keySet().forEach(id -> always(wrong, id));
        rest.afterwards(wrong);
        return wrong;
    }

    /** What is wrong although only this service is dead and all deadlines of the others have passed. */
    public List<String> without(Service<?, ?, ?, ?, ?> dead) {
        List<String> wrong = always();
        new Forsaken(shop, dead).check(wrong);
        return wrong;
    }
}
