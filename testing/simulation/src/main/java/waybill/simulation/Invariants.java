package waybill.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import waybill.inventory.domain.InventoryEvent;
import waybill.inventory.domain.Reservation;
import waybill.inventory.service.store.InventoryEvents;
import waybill.kernel.Money;
import waybill.kernel.OrderId;
import waybill.kernel.ProductId;
import waybill.order.domain.NewOrder;
import waybill.order.domain.Order;
import waybill.order.domain.OrderDeadlines;
import waybill.order.domain.fulfilment.Shipment;
import waybill.payment.domain.Kind;
import waybill.payment.domain.Payment;
import waybill.payment.domain.Transaction;

/** What must be true of the shop at every moment, and once it has come to rest (PRODUCT.md §4). */
final class Invariants {
    private final Shop shop;
    private final Customers customers;

    Invariants(Shop shop, Customers customers) {
        this.shop = shop;
        this.customers = customers;
    }

    /** What is wrong at any moment; nothing if all is well. */
    List<String> always() {
        List<String> wrong = new ArrayList<>();
        new StockInvariants(shop).always(wrong);
        shop.known().forEach((id, order) -> {
            money(wrong, id);
            deadlines(wrong, id, order);
            onlyForHeldGoods(wrong, id);
        });
        effects(wrong);
        acknowledged(wrong);
        return wrong;
    }

    /** What is wrong now that nothing is under way; nothing if all is well. */
    List<String> afterwards() {
        List<String> wrong = always();
        shop.known().forEach((id, order) -> {
            sameBooks(wrong, id);
            settled(wrong, id, order);
            shipped(wrong, id, order);
        });
        histories(wrong);
        return wrong;
    }

    /** I3: never more captured than authorized, nor more refunded than captured. */
    private void money(List<String> wrong, OrderId id) {
        for (Payment payment : shop.paymentsOf(id).all()) {
            if (payment.captured().compareTo(payment.authorized()) > 0
                    || payment.refunded().compareTo(payment.captured()) > 0) {
                wrong.add("I3: " + payment);
            }
        }
    }

    /** I3: ours is what the gateway has. */
    private void sameBooks(List<String> wrong, OrderId id) {
        for (Kind kind : Kind.values()) {
            long ours = shop.paymentsOf(id).all().stream()
                    .flatMap(payment -> payment.transactions().stream())
                    .filter(one -> one.kind() == kind && one.succeeded())
                    .mapToLong(one -> one.amount().minor())
                    .sum();
            if (ours != shop.gateway.sum(id, kind)) {
                wrong.add("I3: " + kind + " of " + id + " is " + ours + " here and " + shop.gateway.sum(id, kind)
                        + " at the gateway");
            }
        }
    }

    /** I4, I5: an ended order promises and keeps nothing; a placed one has its goods and exactly its money. */
    private void settled(List<String> wrong, OrderId id, Order.Known order) {
        switch (order) {
            case Order.Cancelled _ -> ended(wrong, id);
            case Order.Paid paid -> placed(wrong, id, paid);
            case Order.Pending _, Order.Unpaid _, Order.Cancelling _ ->
                wrong.add("I7: " + id + " waits for ever: " + order);
        }
    }

    private void ended(List<String> wrong, OrderId id) {
        shop.reservationsOf(id).reservations().list().stream()
                .filter(reservation -> !reservation.promised().isEmpty())
                .forEach(live -> wrong.add("I4: " + id + " is cancelled and has " + live));
        shop.paymentsOf(id).all().stream()
                .filter(Payment::isLive)
                .forEach(live -> wrong.add("I4: " + id + " is cancelled and charged by " + live));
        long kept = shop.gateway.sum(id, Kind.CAPTURE) - shop.gateway.sum(id, Kind.REFUND);
        if (kept != 0) {
            wrong.add("I4: " + id + " is cancelled and the gateway keeps " + kept);
        }
    }

    private void placed(List<String> wrong, OrderId id, Order.Paid order) {
        NewOrder what = order.facts().what();
        List<Payment> live = shop.paymentsOf(id).all().stream()
                .filter(payment -> payment.authorization().succeeded()
                        && (payment.isExpired()
                                || payment.isLive()
                                || payment.captured().compareTo(Money.zero(what.currency())) > 0))
                .toList();
        boolean allCancelled =
                order.facts().fulfilment().captured(what.currency()).isZero() && order instanceof Order.Shipped;
        if (!allCancelled && (live.size() != 1 || !live.getFirst().authorized().equals(what.total()))) {
            wrong.add("I5: " + id + " of " + what.total() + " is paid by " + live);
        }
        if (shop.reservationsOf(id).reservations().list().stream().noneMatch(Invariants::isFor)) {
            wrong.add("I5: " + id + " has no goods: " + shop.reservationsOf(id).reservations());
        }
    }

    private static boolean isFor(Reservation reservation) {
        return switch (reservation) {
            case Reservation.Committed _, Reservation.Consumed _ -> true;
            case Reservation.Held _,
                    Reservation.Released _,
                    Reservation.Tombstone _,
                    Reservation.Expired _,
                    Reservation.Rejected _ -> false;
        };
    }

    /** I6: what was shipped is what left the warehouse, and what was captured for it is what the gateway took. */
    private void shipped(List<String> wrong, OrderId id, Order.Known order) {
        Map<ProductId, Integer> ours = new LinkedHashMap<>();
        order.facts().fulfilment().shipments().stream()
                .filter(Shipment::isShipped)
                .flatMap(shipment -> shipment.portions().stream())
                .forEach(portion -> ours.merge(portion.product(), portion.quantity(), Integer::sum));
        Map<ProductId, Integer> left = new LinkedHashMap<>();
        shop.reservationsOf(id).reservations().list().stream()
                .flatMap(reservation -> reservation.shipments().stream())
                .flatMap(shipment -> shipment.lines().stream())
                .forEach(line -> left.merge(line.product(), line.quantity(), Integer::sum));
        if (!ours.equals(left)) {
            wrong.add("I6: " + id + " shipped " + ours + " and inventory consumed " + left);
        }
        if (order instanceof Order.Cancelled) {
            return; // payment gave everything back by itself, whatever the order has heard of it
        }
        long captured = order.facts()
                .fulfilment()
                .captured(order.facts().what().currency())
                .minor();
        if (captured != shop.gateway.sum(id, Kind.CAPTURE)) {
            wrong.add("I3: " + id + " knows of " + captured + " captured, the gateway of "
                    + shop.gateway.sum(id, Kind.CAPTURE));
        }
    }

    /** I7: whoever waits has a deadline. */
    private void deadlines(List<String> wrong, OrderId id, Order.Known order) {
        boolean waits = order instanceof Order.Pending
                || order instanceof Order.Unpaid
                || order instanceof Order.Cancelling
                || order.facts().fulfilment().pendingShipment().isPresent();
        if (waits && OrderDeadlines.of(order).isEmpty()) {
            wrong.add("I7: " + id + " waits without a deadline");
        }
        boolean open = shop.paymentsOf(id).all().stream()
                .flatMap(payment -> payment.transactions().stream())
                .anyMatch(one -> one.isUnresolved() && !isUnderReview(one));
        if (open
                && waybill.payment.domain.PaymentDeadlines.of(shop.paymentsOf(id))
                        .isEmpty()) {
            wrong.add("I7: a transaction of " + id + " is open and nobody asks");
        }
    }

    private static boolean isUnderReview(Transaction transaction) {
        return transaction.status() == waybill.payment.domain.TransactionStatus.MANUAL_REVIEW;
    }

    /** Ruling 1: nothing is charged before inventory has really reserved. */
    private void onlyForHeldGoods(List<String> wrong, OrderId id) {
        boolean charged = shop.gateway.sum(id, Kind.AUTHORIZE) > 0;
        boolean reserved = shop.stock.history(InventoryEvents.reservations(id)).stream()
                .anyMatch(event -> event instanceof InventoryEvent.StockReserved);
        if (charged && !reserved) {
            wrong.add("R1: " + id + " is charged and nothing was ever reserved for it");
        }
    }

    /** I8: one authorization per attempt, one event per id. */
    private void effects(List<String> wrong) {
        shop.known().keySet().forEach(id -> {
            Map<Integer, Long> byAttempt = new HashMap<>();
            shop.paymentsOf(id).all().stream()
                    .filter(payment -> payment.authorization().succeeded())
                    .forEach(payment -> byAttempt.merge(payment.attempt(), 1L, Long::sum));
            byAttempt.forEach((attempt, times) -> {
                if (times > 1) {
                    wrong.add("I8: attempt " + attempt + " of " + id + " was authorized " + times + " times");
                }
            });
        });
    }

    /** I9: a state is the fold of its history. */
    private void histories(List<String> wrong) {
        for (Participant<?, ?, ?, ?> service : shop.services()) {
            Set<String> unfolded = new HashSet<>(service.unfolded());
            if (!unfolded.isEmpty()) {
                wrong.add("I9: of " + service.name() + ", not the fold of their histories: " + unfolded);
            }
        }
    }

    /** I11: what was acknowledged is there, as it was sent. */
    private void acknowledged(List<String> wrong) {
        Map<OrderId, Order.Known> known = shop.known();
        customers.sent().forEach((id, sent) -> {
            Order.Known order = known.get(id);
            if (order == null || !order.facts().what().equals(sent)) {
                wrong.add("I11: " + sent + " is " + order);
            }
        });
    }
}
