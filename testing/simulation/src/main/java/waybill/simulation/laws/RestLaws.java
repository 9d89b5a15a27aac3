package waybill.simulation.laws;

import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import waybill.inventory.domain.Reservation;
import waybill.inventory.domain.Warehouse;
import waybill.kernel.Money;
import waybill.kernel.OrderId;
import waybill.kernel.ProductId;
import waybill.kernel.ShipmentId;
import waybill.order.domain.NewOrder;
import waybill.order.domain.Order;
import waybill.order.domain.fulfilment.Shipment;
import waybill.payment.domain.Kind;
import waybill.payment.domain.Payment;
import waybill.simulation.customers.Customers;
import waybill.simulation.shop.Shop;

/** What must be true once nothing is under way. */
final class RestLaws {
    private final Shop shop;
    private final Customers customers;

    RestLaws(Shop shop, Customers customers) {
        this.shop = shop;
        this.customers = customers;
    }

    void afterwards(List<String> wrong) {
        shop.known().forEach((id, order) -> {
            sameBooks(wrong, id);
            settled(wrong, id, order);
            shipped(wrong, id, order);
        });
        strangers(wrong);
        customers.afterwards(wrong);
        new Histories(shop).check(wrong);
    }

    /** I3: ours is what the gateway has. */
    private void sameBooks(List<String> wrong, OrderId id) {
        for (Kind kind : Kind.values()) {
            long ours = shop.paymentsOf(id).all().stream()
                    .flatMap(payment -> payment.transactions().stream())
                    .filter(one -> one.kind() == kind && one.succeeded())
                    .mapToLong(one -> one.amount().minor())
                    .sum();
            long theirs = shop.bank().sum(id, kind);
            if (ours != theirs) {
                wrong.add("I3: " + kind + " of " + id + " is " + ours + " here and " + theirs + " at the gateway");
            }
        }
    }

    /** I3: the gateway knows of nothing that we do not. */
    private void strangers(List<String> wrong) {
        shop.bank().books().forEach((key, entry) -> {
            if (shop.paymentsOf(entry.order()).transaction(key).isEmpty()) {
                wrong.add("I3: the gateway has done " + entry + " under " + key + ", of which we know nothing");
            }
        });
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

    private List<Reservation> reservations(OrderId id) {
        Warehouse warehouse = shop.reservationsOf(id);
        return warehouse == null ? List.of() : warehouse.reservations().list();
    }

    private void ended(List<String> wrong, OrderId id) {
        reservations(id).stream()
                .filter(reservation -> !reservation.promised().isEmpty())
                .forEach(live -> wrong.add("I4: " + id + " is cancelled and has " + live));
        shop.paymentsOf(id).all().stream()
                .filter(Payment::isLive)
                .forEach(live -> wrong.add("I4: " + id + " is cancelled and charged by " + live));
        long kept = shop.bank().sum(id, Kind.CAPTURE) - shop.bank().sum(id, Kind.REFUND);
        if (kept != 0) {
            wrong.add("I4: " + id + " is cancelled and the gateway keeps " + kept);
        }
    }

    private void placed(List<String> wrong, OrderId id, Order.Paid order) {
        NewOrder what = order.facts().what();
        List<Payment> live = shop.paymentsOf(id).all().stream()
                // What has run out pays nothing; it is all there is, unless it had been given back for another attempt.
                .filter(payment -> payment.authorization().succeeded()
                        && ((payment.isExpired() && payment.unwanted() == null)
                                || payment.isLive()
                                || payment.captured().compareTo(Money.zero(what.currency())) > 0))
                .toList();
        boolean allCancelled =
                order.facts().fulfilment().captured(what.currency()).isZero() && order instanceof Order.Shipped;
        if (!allCancelled && (live.size() != 1 || !live.getFirst().authorized().equals(what.total()))) {
            wrong.add("I5: " + id + " of " + what.total() + " is paid by " + live);
        }
        if (reservations(id).stream().noneMatch(RestLaws::isFor)) {
            wrong.add("I5: " + id + " has no goods: " + reservations(id));
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
        reservations(id).stream()
                .flatMap(reservation -> reservation.shipments().stream())
                .flatMap(shipment -> shipment.lines().stream())
                .forEach(line -> left.merge(line.product(), line.quantity(), Integer::sum));
        Set<ShipmentId> unknown = new LinkedHashSet<>();
        reservations(id).stream()
                .flatMap(reservation -> reservation.shipments().stream())
                .forEach(shipment -> unknown.add(shipment.id()));
        order.facts().fulfilment().shipments().forEach(shipment -> unknown.remove(shipment.id()));
        if (!unknown.isEmpty()) {
            wrong.add("I6: inventory has sent " + unknown + " for " + id + ", which does not know them");
        }
        if (!ours.equals(left)) {
            wrong.add("I6: " + id + " shipped " + ours + " and inventory consumed " + left);
        }
        if (order instanceof Order.Cancelled) {
            return; // payment gave everything back by itself, whatever the order has heard of it
        }
        Currency currency = order.facts().what().currency();
        compare(wrong, id, Kind.CAPTURE, order.facts().fulfilment().captured(currency));
        compare(wrong, id, Kind.REFUND, order.facts().fulfilment().refunded(currency));
    }

    private void compare(List<String> wrong, OrderId id, Kind kind, Money known) {
        long theirs = shop.bank().sum(id, kind);
        if (known.minor() != theirs) {
            wrong.add("I3: " + id + " knows of " + known.minor() + " by " + kind + ", the gateway of " + theirs);
        }
    }
}
