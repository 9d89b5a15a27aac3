package waybill.torture.checks;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import waybill.torture.ending.Ending;
import waybill.torture.ending.Line;
import waybill.torture.ending.Order;
import waybill.torture.ending.Refund;
import waybill.torture.ending.Shipment;
import waybill.torture.ending.Stock;
import waybill.torture.ending.Transaction;
import waybill.torture.history.Answer;
import waybill.torture.history.Attempt;
import waybill.torture.history.History;
import waybill.torture.history.Kind;
import waybill.torture.history.Outcome;
import waybill.torture.history.Request;

/**
 * A small world in which all is well, and which tests then spoil in one place: ten MUGs came in; order A of two was
 * confirmed, one of it shipped and one of that refunded in part; order B of one was cancelled; order C of three waits.
 */
final class World {
    static final String A = "ord_a";
    static final String B = "ord_b";
    static final String C = "ord_c";

    final List<Attempt> attempts = new ArrayList<>();
    final Map<String, Order> orders = new HashMap<>();
    final Map<String, Stock> stock = new HashMap<>();
    final List<Transaction> ours = new ArrayList<>();
    final List<Transaction> theirs = new ArrayList<>();
    final List<String> parked = new ArrayList<>();
    private int operations;
    private long time;

    World() {
        told(request(Kind.RECEIVE, "k-in", "", "{\"productId\":\"MUG\",\"quantity\":10}"), plain(200, ""));
        told(place("k-a", 2), shown(201, A, "CONFIRMED", 5, 0));
        told(place("k-b", 1), shown(201, B, "CONFIRMED", 5, 0));
        told(place("k-c", 3), shown(202, C, "PENDING", 1, 0));
        told(repeated(1), shown(201, A, "CONFIRMED", 5, 0));
        told(request(Kind.IMPOSTOR, "k-a", "", order("k-x-impostor", 1)), plain(422, "idempotency-key-reused"));
        told(request(Kind.FULFILL, "k-ship", A, "{}"), shown(200, A, "PARTIALLY_SHIPPED", 8, 1));
        told(request(Kind.REFUND, "k-back", A, "{}"), plain(201, ""));
        told(request(Kind.CANCEL, "k-no", B, ""), shown(200, B, "CANCELLED", 9, 0));
        told(request(Kind.READ, "", A, ""), shown(200, A, "PARTIALLY_SHIPPED", 9, 1));
        put(order(A, "k-a", "PARTIALLY_SHIPPED", 9, line(2, 1, 0))
                .with(new Shipment("shp_1", "SHIPPED", "k-ship", 500))
                .with(new Refund("rfd_1", "SUCCEEDED", "k-back", 120)));
        put(order(B, "k-b", "CANCELLED", 9, line(1, 0, 1)).because("CUSTOMER_REQUEST"));
        put(order(C, "k-c", "CONFIRMED", 5, line(3, 0, 0)));
        stock.put("MUG", new Stock("MUG", 9, 5, 0, 4));
        money("t1", A, "AUTHORIZE", 1000);
        money("t2", A, "CAPTURE", 500);
        money("t3", A, "REFUND", 120);
        money("t4", B, "AUTHORIZE", 500);
        money("t5", B, "VOID", 500);
        money("t6", C, "AUTHORIZE", 1500);
    }

    /** What this check comes to. */
    Judgement of(Check check) {
        return Judgement.of(check, new History(attempts), new Ending(orders, stock, ours, theirs, parked));
    }

    Request request(Kind kind, String key, String order, String body) {
        return new Request(operations++, kind, key, order, body, "");
    }

    Request place(String key, int pieces) {
        return request(Kind.PLACE, key, "", order(key, pieces));
    }

    /** What another client sends again. */
    Request repeated(int operation) {
        return attempts.get(operation).request().repeatedAs(operations++);
    }

    private static String order(String mark, int pieces) {
        return """
                {"customer":{"id":"ada"},"items":[{"productId":"MUG","quantity":%d,"price":"5.00"}],
                 "metadata":{"mark":"%s"}}""".formatted(pieces, mark);
    }

    /** Somebody asked, and was told this. */
    void told(Request request, Answer answer) {
        attempts.add(new Attempt(request, 1, time++, answer, time++));
    }

    /** Somebody read this while nothing else went on. */
    void read(String order, Answer answer) {
        told(request(Kind.READ, "", order, ""), answer);
    }

    static Answer plain(int status, String problem) {
        Outcome outcome = status < 300 ? Outcome.OK : status < 500 ? Outcome.FAIL : Outcome.INFO;
        return new Answer(outcome, status, problem, false, "", "", 0, List.of(), status + problem);
    }

    static Answer shown(int status, String order, String orderStatus, long version, int shipped) {
        String digest = status + order + orderStatus + version;
        return new Answer(Outcome.OK, status, "", false, order, orderStatus, version, List.of(shipped), digest);
    }

    static Line line(int quantity, int shipped, int cancelled) {
        return new Line("MUG", quantity, 500, shipped, cancelled);
    }

    /** An order whose parts are given one by one. */
    record Draft(Order order) {
        Draft with(Shipment shipment) {
            List<Shipment> all = new ArrayList<>(order.shipments());
            all.add(shipment);
            return new Draft(new Order(
                    order.id(),
                    order.status(),
                    order.customer(),
                    order.mark(),
                    order.total(),
                    order.version(),
                    order.cancelReason(),
                    order.lines(),
                    all,
                    order.refunds()));
        }

        Draft with(Refund refund) {
            List<Refund> all = new ArrayList<>(order.refunds());
            all.add(refund);
            return new Draft(new Order(
                    order.id(),
                    order.status(),
                    order.customer(),
                    order.mark(),
                    order.total(),
                    order.version(),
                    order.cancelReason(),
                    order.lines(),
                    order.shipments(),
                    all));
        }

        Draft because(String reason) {
            return new Draft(new Order(
                    order.id(),
                    order.status(),
                    order.customer(),
                    order.mark(),
                    order.total(),
                    order.version(),
                    reason,
                    order.lines(),
                    order.shipments(),
                    order.refunds()));
        }
    }

    static Draft order(String id, String mark, String status, long version, Line line) {
        long total = line.quantity() * line.price();
        return new Draft(new Order(id, status, "ada", mark, total, version, "", List.of(line), List.of(), List.of()));
    }

    void put(Draft draft) {
        orders.put(draft.order().id(), draft.order());
    }

    /** In both books. */
    void money(String key, String order, String kind, long amount) {
        ours.add(new Transaction(key, order, kind, "SUCCEEDED", amount));
        theirs.add(new Transaction(key, "", kind, "SUCCEEDED", amount));
    }
}
