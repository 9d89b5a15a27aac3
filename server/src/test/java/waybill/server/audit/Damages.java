package waybill.server.audit;

import static waybill.server.audit.Damage.retype;
import static waybill.server.audit.Damage.rewrite;

import java.util.List;
import java.util.stream.Stream;
import waybill.auditor.Check;

/** At least one for each law. */
final class Damages {
    private static final String NOWHERE = "ord_00000000000000000000000000";

    private Damages() {}

    static Stream<Damage> all() {
        return Stream.of(stock(), money(), orders(), time(), twice(), logs(), shipments(), views(), hearing(), told())
                .flatMap(List::stream);
    }

    private static Damage of(String name, Check check, String service, String sql, String subjectAndAdvice) {
        String[] both = subjectAndAdvice.split(" \\| ", -1);
        return new Damage(name, check, service, sql, both[0], both[1]);
    }

    private static List<Damage> stock() {
        return List.of(
                of(
                        "somebody puts a mug into the row",
                        Check.I1,
                        "inventory",
                        "UPDATE stock SET on_hand = on_hand + 1 WHERE product = 'MUG'",
                        "MUG | POST /inventory/adjust"),
                of(
                        "stock below nothing",
                        Check.I1,
                        "inventory",
                        "UPDATE stock SET on_hand = -5 WHERE product = 'MUG'",
                        "MUG | POST /inventory/adjust"),
                of(
                        "a row is gone",
                        Check.I1,
                        "inventory",
                        "DELETE FROM stock WHERE product = 'MUG'",
                        "MUG | POST /inventory/adjust"),
                of(
                        "more is held than anybody has reserved",
                        Check.I2,
                        "inventory",
                        "UPDATE stock SET held = held + 1 WHERE product = 'MUG'",
                        "MUG | POST /inventory/adjust"),
                of(
                        "less was committed than was reserved, and the row agrees",
                        Check.I2,
                        "inventory",
                        rewrite(
                                        "\"quantity\":2",
                                        "\"quantity\":1",
                                        "stream = 'reservation-{confirmed}' AND type = 'inventory.committed.v1'")
                                + "; UPDATE stock SET held = held + 1, committed = committed - 1 WHERE product = 'MUG'",
                        "MUG | POST /inventory/adjust"));
    }

    private static List<Damage> money() {
        return List.of(
                of(
                        "the gateway has taken more",
                        Check.I3,
                        "payment",
                        "UPDATE sandbox_ledger SET amount = '99.00 EUR' WHERE key = '{confirmed:transaction}'",
                        "{confirmed:payment} | /reconcile"),
                of(
                        "the gateway knows nothing of it",
                        Check.I3,
                        "payment",
                        "DELETE FROM sandbox_ledger WHERE key = '{confirmed:transaction}'",
                        "{confirmed:payment} | /reconcile"),
                of(
                        "the gateway has done what nobody asked for",
                        Check.I3,
                        "payment",
                        "INSERT INTO sandbox_ledger (key, kind, amount, reference, at)"
                                + " VALUES ('txn_stranger', 'AUTHORIZE', '5.00 EUR', 'sbx_stranger', now())",
                        "txn_stranger | GET /sandbox/transactions"),
                of(
                        "more was captured than authorized",
                        Check.I3,
                        "payment",
                        rewrite(
                                "32.97 EUR",
                                "1.97 EUR",
                                "stream = 'payments-{parts}' AND type = 'payment.initiated.v1'"),
                        "{parts:payment} | POST /payments/void"));
    }

    private static List<Damage> orders() {
        return List.of(
                of(
                        "a cancelled order keeps its goods",
                        Check.I4,
                        "inventory",
                        retype("reservation-{cancelled}", "inventory.released.v1", "inventory.release-restated.v1"),
                        "{cancelled} | POST /inventory/release"),
                of(
                        "a cancelled order keeps its money",
                        Check.I4,
                        "payment",
                        "UPDATE events SET type = 'payment.check-requested.v1' WHERE stream = 'payments-{cancelled}'"
                                + " AND type IN ('payment.void-initiated.v1', 'payment.voided.v1')",
                        "{cancelled} | POST /payments/void"),
                of(
                        "a confirmed order's goods are only held",
                        Check.I5,
                        "inventory",
                        retype("reservation-{confirmed}", "inventory.committed.v1", "inventory.commit-restated.v1"),
                        "{confirmed} | POST /sagas/{confirmed}/retry"),
                of(
                        "a confirmed order's money is of another amount",
                        Check.I5,
                        "payment",
                        rewrite(
                                "21.98 EUR",
                                "11.98 EUR",
                                "stream = 'payments-{confirmed}' AND type = 'payment.initiated.v1'"),
                        "{confirmed} | POST /sagas/{confirmed}/compensate"));
    }

    private static List<Damage> shipments() {
        return List.of(
                of(
                        "a shipment's money was never taken",
                        Check.I5,
                        "payment",
                        "UPDATE events SET type = 'payment.check-requested.v1' WHERE stream = 'payments-{shipped}'"
                                + " AND type IN ('payment.capture-initiated.v1', 'payment.captured.v1')",
                        "{shipped} | /reconcile"),
                of(
                        "more left the warehouse than was shipped",
                        Check.I6,
                        "inventory",
                        rewrite(
                                "\"quantity\":1",
                                "\"quantity\":2",
                                "stream = 'reservation-{parts}' AND type = 'inventory.consumed.v1'"),
                        "{parts} | POST /inventory/adjust"),
                of(
                        "what was shipped is still in the stock",
                        Check.I6,
                        "inventory",
                        retype("reservation-{shipped}", "inventory.consumed.v1", "inventory.commit-restated.v1"),
                        "{shipped} | POST /inventory/adjust"));
    }

    private static List<Damage> time() {
        return List.of(
                of(
                        "nothing would end an order that nobody pays",
                        Check.I7,
                        "order",
                        "DELETE FROM deadline WHERE stream = 'order-{declined}'",
                        "{declined} | POST /sagas/{declined}/retry"),
                of(
                        "nobody would ask the gateway",
                        Check.I7,
                        "payment",
                        "DELETE FROM deadline WHERE stream = 'payments-{unknown}'",
                        "{unknown} | /reconcile"),
                of(
                        "a deadline is long past",
                        Check.I7,
                        "order",
                        "UPDATE deadline SET due_at = '2020-01-01Z' WHERE stream = 'order-{declined}'",
                        "{declined} | POST /sagas/{declined}/retry"));
    }

    private static List<Damage> twice() {
        return List.of(
                of(
                        "a key leads to nothing",
                        Check.I8,
                        "inventory",
                        "UPDATE idempotency SET stream = 'stock-nowhere' WHERE scope LIKE '%/inventory/receive'",
                        "stock-nowhere | ./waybill verify --chain"),
                of(
                        "two events have one id",
                        Check.I8,
                        "order",
                        "UPDATE events SET meta = (SELECT meta FROM events WHERE stream = 'order-{shipped}'"
                                + " AND version = 1) WHERE stream = 'order-{shipped}' AND version = 2",
                        "{shipped} | ./waybill verify --chain"),
                of(
                        "the goods of an attempt are held twice",
                        Check.I8,
                        "inventory",
                        "UPDATE events SET type = 'inventory.reserved.v1', data = (SELECT data FROM events WHERE stream"
                                + " = 'reservation-{confirmed}' AND version = 1)"
                                + " WHERE stream = 'reservation-{confirmed}' AND version = 2",
                        "{confirmed} | POST /inventory/release"));
    }

    private static List<Damage> logs() {
        return List.of(
                of(
                        "an event is gone",
                        Check.I9,
                        "payment",
                        "DELETE FROM events WHERE stream = 'payments-{parts}' AND version = 4",
                        "{parts} | ./waybill verify --chain"),
                of(
                        "the head says more",
                        Check.I9,
                        "order",
                        "UPDATE log_head SET position = position + 1 WHERE shard = 0",
                        "shard 0 | ./waybill verify --chain"),
                of(
                        "an event behind the head",
                        Check.I9,
                        "order",
                        "UPDATE log_head SET position = position - 1 WHERE shard = (SELECT shard FROM events LIMIT 1)",
                        "shard | ./waybill verify --chain"),
                of(
                        "a history nobody can follow",
                        Check.I9,
                        "order",
                        retype("order-{shipped}", "order.placed.v1", "order.delivered.v1"),
                        "{shipped} | ./waybill verify --chain"),
                of(
                        "an event nobody can read",
                        Check.I9,
                        "inventory",
                        "UPDATE events SET data = 'nonsense' WHERE stream = 'reservation-{shipped}' AND version = 2",
                        "{shipped} | ./waybill verify --chain"));
    }

    private static List<Damage> views() {
        return List.of(
                of(
                        "the list says another status",
                        Check.I9,
                        "order",
                        "UPDATE view_orders.orders SET status = 'DELIVERED' WHERE id = '{confirmed}'",
                        "{confirmed} | ./waybill rebuild orders"),
                of(
                        "the list has an order that there is not",
                        Check.I9,
                        "order",
                        "UPDATE view_orders.orders SET id = '" + NOWHERE + "' WHERE id = '{confirmed}'",
                        NOWHERE + " | ./waybill rebuild orders"),
                of(
                        "a movement is not in the list",
                        Check.I9,
                        "inventory",
                        "DELETE FROM view_movements.movement WHERE order_id = '{confirmed}' AND kind = 'HELD'",
                        "MUG | ./waybill rebuild movements"),
                of(
                        "the index of payments leads to another order",
                        Check.I9,
                        "payment",
                        "UPDATE payment_index SET for_order = '{parts}' WHERE payment = '{confirmed:payment}'",
                        "{confirmed:payment} | ./waybill rebuild payment-index"));
    }

    private static List<Damage> hearing() {
        return List.of(
                of(
                        "somebody has heard what was never said",
                        Check.I10,
                        "inventory",
                        "UPDATE checkpoint SET position = 100000 WHERE source = 'order' AND shard = 1",
                        "order shard 1 | restore all three"),
                of(
                        "somebody goes on without having heard",
                        Check.I10,
                        "payment",
                        "UPDATE checkpoint SET position = 0 WHERE source = 'inventory'",
                        "inventory shard | restarting payment"),
                of(
                        "an order was passed by",
                        Check.I10,
                        "inventory",
                        "UPDATE events SET stream = 'reservation-" + NOWHERE + "' WHERE stream = 'reservation-{held}'",
                        "{held} | POST /sagas/{held}/retry"),
                of(
                        "money came that the order never heard of",
                        Check.I10,
                        "order",
                        "UPDATE events SET type = 'order.operator-acted.v1' WHERE stream = 'order-{confirmed}' AND type"
                                + " = 'payment.authorized.v1'",
                        "{confirmed} | POST /sagas/{confirmed}/retry"));
    }

    private static List<Damage> told() {
        return List.of(
                of(
                        "an acknowledged order does not exist",
                        Check.I11,
                        "order",
                        "UPDATE idempotency SET stream = 'order-" + NOWHERE + "' WHERE stream = 'order-{confirmed}'",
                        "order-" + NOWHERE + " | ./waybill verify --chain"),
                of(
                        "an order is lost that inventory knows",
                        Check.I11,
                        "order",
                        "UPDATE events SET stream = 'order-" + NOWHERE + "' WHERE stream = 'order-{confirmed}'",
                        "{confirmed} | POST /inventory/release"),
                of(
                        "inventory was told another sum",
                        Check.I11,
                        "inventory",
                        rewrite(
                                "\"21.98\"",
                                "\"1.98\"",
                                "stream = 'reservation-{confirmed}' AND type = 'inventory.reserved.v1'"),
                        "{confirmed} | POST /sagas/{confirmed}/compensate"),
                of(
                        "inventory was told of other goods",
                        Check.I11,
                        "inventory",
                        rewrite(
                                "\"quantity\":2",
                                "\"quantity\":1",
                                "stream = 'reservation-{confirmed}' AND type = 'inventory.reserved.v1'"),
                        "{confirmed} | POST /sagas/{confirmed}/compensate"));
    }
}
