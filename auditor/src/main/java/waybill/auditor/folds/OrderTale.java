package waybill.auditor.folds;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import waybill.kernel.Money;

/** What has become of an order, as its own history says. */
public final class OrderTale {
    private static final Set<String> PAID_STATUSES =
            Set.of("PLACED", "CONFIRMED", "PARTIALLY_SHIPPED", "SHIPPED", "DELIVERED");

    private final List<Told> events = new ArrayList<>();
    private final List<Flaw> flaws = new ArrayList<>();
    private final List<String> holds = new ArrayList<>();
    private final Map<String, Transfer> shipments = new LinkedHashMap<>();
    private final Map<String, Transfer> refunds = new LinkedHashMap<>();
    private final Set<String> noted = new HashSet<>();
    private Map<String, Long> goods = Map.of();
    private @Nullable Money total;
    private @Nullable String payment;
    private @Nullable Instant due;
    private String status = "";
    private int attempt;

    /** A shipment or a refund, and how far its money has come. */
    public static final class Transfer {
        private final Map<String, Long> goods;
        private final Money amount;
        private @Nullable Instant due;
        private boolean done;

        Transfer(Map<String, Long> goods, Money amount, @Nullable Instant due) {
            this.goods = goods;
            this.amount = amount;
            this.due = due;
        }

        /** Units by product. */
        public Map<String, Long> goods() {
            return goods;
        }

        /** What it costs. */
        public Money amount() {
            return amount;
        }

        /** Whether it happened. */
        public boolean isDone() {
            return done;
        }
    }

    /** An order of which nothing is known; nothing happened, if there are no events. */
    public static OrderTale of(List<Told> events) {
        OrderTale tale = new OrderTale();
        events.forEach(tale::add);
        return tale;
    }

    private void add(Told event) {
        if (events.isEmpty() != event.type().equals("order.created.v1")) {
            flaws.add(Flaws.impossible(event, events.isEmpty() ? "nothing" : "an order that exists"));
        }
        events.add(event);
        switch (event.type()) {
            case "order.hold-added.v1" -> holds.add(event.text("hold"));
            case "order.hold-removed.v1" -> holds.removeIf(event.text("hold")::equals);
            case "order.address-changed.v1", "order.operator-acted.v1", "order.payment-return-requested.v1" ->
                note(event);
            default -> went(event);
        }
    }

    private void went(Told event) {
        switch (event.type()) {
            case "order.created.v1" -> created(event);
            case "order.placed.v1" -> {
                moveFrom(event, "PLACED", "PENDING");
                payment = event.text("payment");
            }
            case "order.confirmed.v1" -> moveFrom(event, "CONFIRMED", "PLACED");
            case "order.payment-failed.v1" -> waiting(event, "PAYMENT_FAILED", "payableUntil", "PENDING");
            case "order.payment-retried.v1" -> {
                waiting(event, "PENDING", "deadline", "PAYMENT_FAILED");
                attempt = event.attempt();
            }
            case "order.stock-wanted.v1" -> waiting(event, "PENDING", "deadline", "PENDING");
            case "order.answer-wanted.v1" -> due = status.equals("PENDING") ? event.instant("deadline") : due;
            case "order.cancel-requested.v1" ->
                waiting(
                        event,
                        "CANCEL_PENDING",
                        "deadline",
                        "PENDING",
                        "PLACED",
                        "CONFIRMED",
                        "PAYMENT_FAILED",
                        "CANCEL_PENDING");
            case "order.cancelled.v1" -> moveFrom(event, "CANCELLED", "PENDING", "PAYMENT_FAILED", "CANCEL_PENDING");
            case "order.delivered.v1" -> moveFrom(event, "DELIVERED", "SHIPPED");
            case "order.lines-cancelled.v1" -> moveFrom(event, "SHIPPED", "PARTIALLY_SHIPPED");
            default -> moved(event);
        }
    }

    private void moved(Told event) {
        switch (event.type()) {
            case "order.shipment-begun.v1" -> shipments.put(event.text("shipment"), transfer(event));
            case "order.shipment-chased.v1" -> known(event, shipments, "shipment").due = event.instant("deadline");
            case "order.shipment-abandoned.v1" -> known(event, shipments, "shipment").due = null;
            case "order.shipment-paid-in-vain.v1" -> known(event, shipments, "shipment");
            case "order.partially-shipped.v1" -> shipped(event, "PARTIALLY_SHIPPED");
            case "order.shipped.v1" -> shipped(event, "SHIPPED");
            case "order.refund-begun.v1" -> refunds.put(event.text("refund"), transfer(event));
            case "order.refund-chased.v1" -> known(event, refunds, "refund").due = event.instant("deadline");
            case "order.refund-settled.v1" -> settled(known(event, refunds, "refund"));
            case "order.refund-failed.v1" -> known(event, refunds, "refund").due = null;
            default -> heard(event);
        }
    }

    /** What others announced keeps their name. */
    private void heard(Told event) {
        if (event.type().startsWith("inventory.") || event.type().startsWith("payment.")) {
            note(event);
        } else {
            flaws.add(Flaws.unknown(event));
        }
    }

    private void created(Told event) {
        JsonNode what = event.data().path("what");
        goods = Told.goods(what.path("lines"));
        Money sum = null;
        for (JsonNode line : what.path("lines")) {
            Money price = Told.money(line.path("price").asText(), event.place())
                    .times(line.path("quantity").asInt());
            sum = sum == null ? price : sum.plus(price);
        }
        total = sum;
        attempt = event.attempt();
        status = "PENDING";
        due = event.instant("deadline");
    }

    private static Transfer transfer(Told event) {
        return new Transfer(event.goods("lines"), event.money("amount"), event.maybeInstant("deadline"));
    }

    private static void settled(Transfer transfer) {
        transfer.due = null;
        transfer.done = true;
    }

    private void shipped(Told event, String to) {
        moveFrom(event, to, "CONFIRMED", "PARTIALLY_SHIPPED");
        settled(known(event, shipments, "shipment"));
    }

    /** A stranger is a flaw, and stands for itself from now on. */
    private Transfer known(Told event, Map<String, Transfer> all, String member) {
        String id = event.text(member);
        if (!all.containsKey(id)) {
            flaws.add(Flaws.impossible(event, "a " + member + " that nobody began"));
        }
        return all.computeIfAbsent(id, _ -> transfer(event));
    }

    private void waiting(Told event, String to, String until, String... from) {
        moveFrom(event, to, from);
        due = event.instant(until);
    }

    private void moveFrom(Told event, String to, String... from) {
        if (!Set.of(from).contains(status)) {
            flaws.add(Flaws.impossible(event, status));
        }
        status = to;
        due = null;
    }

    private void note(Told event) {
        noted.add(event.type());
        String about = event.maybe("payment");
        noted.add(event.type() + " "
                + (about == null ? event.data().path("attempt").asInt() : about));
    }

    /** Whether the order exists. */
    public boolean exists() {
        return !status.isEmpty();
    }

    /** Its events. */
    public List<Told> events() {
        return events;
    }

    /** What in it cannot be. */
    public List<Flaw> flaws() {
        return flaws;
    }

    /** Its status. */
    public String status() {
        return status;
    }

    /** Whether its goods and its money must be there. */
    public boolean isPlaced() {
        return PAID_STATUSES.contains(status);
    }

    /** The run of the saga it is in. */
    public int attempt() {
        return attempt;
    }

    /** Units by product, as ordered. */
    public Map<String, Long> goods() {
        return goods;
    }

    /** The sum of its lines; null as long as it does not exist. */
    public @Nullable Money total() {
        return total;
    }

    /** The payment it was placed with; null if it never was. */
    public @Nullable String payment() {
        return payment;
    }

    /** Its shipments by id. */
    public Map<String, Transfer> shipments() {
        return shipments;
    }

    /** Its refunds by id. */
    public Map<String, Transfer> refunds() {
        return refunds;
    }

    /** What stops it, in the order in which it began. */
    public List<String> holds() {
        return holds;
    }

    /** Whether it has an event of this name. */
    public boolean has(String type) {
        return events.stream().anyMatch(event -> event.type().equals(type));
    }

    /** Whether it noted this of one of the others, about this payment or this attempt. */
    public boolean noted(String type, Object about) {
        return noted.contains(type + " " + about);
    }

    /** What it waits for, by name, and until when. */
    public Map<String, Instant> deadlines() {
        Map<String, Instant> all = new LinkedHashMap<>();
        Instant until = due;
        switch (status) {
            case "PENDING" -> put(all, "saga", until);
            case "PAYMENT_FAILED" -> put(all, "payment-retry", until);
            case "CANCEL_PENDING" -> put(all, "cancel", until);
            case "PLACED", "CONFIRMED", "PARTIALLY_SHIPPED", "SHIPPED", "DELIVERED" -> {
                shipments.values().forEach(shipment -> put(all, "shipment", shipment.due));
                refunds.forEach((id, refund) -> put(all, "refund-" + id, refund.due));
            }
            default -> {
                return all;
            }
        }
        return all;
    }

    private static void put(Map<String, Instant> all, String name, @Nullable Instant due) {
        if (due != null) {
            all.put(name, due);
        }
    }
}
