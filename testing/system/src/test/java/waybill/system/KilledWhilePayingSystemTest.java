package waybill.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * Kills the server (kill -9) when the gateway has moved the money and nobody has been told yet. Whoever repeats the
 * request under its key gets an answer, and the money has moved once.
 */
class KilledWhilePayingSystemTest {
    private static final Duration SOON = Duration.ofSeconds(40);
    private static final Duration DEAD_WITHIN = Duration.ofSeconds(20);

    /** Longer than it takes to look into the gateway's books, shorter than the gateway's timeout. */
    private static final String SLOWLY = "slow_4500";

    private static final AtomicInteger ORDERS = new AtomicInteger();

    /**
     * A request that moves money.
     *
     * @param kind of the transaction, as it is in the gateway's books
     * @param order which it is about
     */
    private record Move(String kind, String order, String path, String body, String key) {
        static Move of(String kind, String order, String path, String body) {
            return new Move(kind, order, path, body, Shop.newKey());
        }

        Answer send(Shop shop) {
            return shop.post(path, body, "Idempotency-Key", key, "Prefer", "wait=20");
        }
    }

    @Test
    void money_that_moved_before_the_kill_has_moved_once_and_the_repeat_is_told_so() {
        try (DataDirectory directory = new DataDirectory()) {
            List<Move> moves = new ArrayList<>();
            Map<String, String> before;
            try (RunningWaybill waybill = start(directory)) {
                Shop shop = waybill.shop();
                shop.receive("MUG", 1_000);
                moves.addAll(moves(shop));
                before = books(shop);
                moves.forEach(move -> Thread.ofVirtual().start(() -> untilItIsGone(shop, move)));
                Eventually.within(SOON, () -> assertThat(books(shop)).hasSize(before.size() + moves.size()));
                waybill.kill();
            }
            directory.expectNobodyWithin(DEAD_WITHIN);
            try (RunningWaybill again = start(directory)) {
                moves.forEach(move -> expectOnce(again.shop(), move));
                assertThat(books(again.shop())).hasSize(before.size() + moves.size());
                moves.forEach(move -> expectAsTheGatewaySays(again.shop(), move));
            }
            directory.expectNobodyWithin(DEAD_WITHIN);
        }
    }

    private static RunningWaybill start(DataDirectory directory) {
        return RunningWaybill.start(directory.path().resolve("data"));
    }

    private static void untilItIsGone(Shop shop, Move move) {
        try {
            move.send(shop);
        } catch (UncheckedIOException gone) {
            // It was killed meanwhile, as was intended.
        }
    }

    /** One of each kind, by the order service and at payment's own door; each ready to be sent. */
    private static List<Move> moves(Shop shop) {
        String shipped = placed(shop, "tok_capture_" + SLOWLY);
        String returned = placed(shop, "tok_refund_" + SLOWLY);
        shop.post("/orders/" + returned + "/fulfill", "{}", "Idempotency-Key", Shop.newKey(), "Prefer", "wait=20")
                .expect(200);
        JsonNode captured = authorized(shop, "tok_capture_" + SLOWLY);
        JsonNode freed = authorized(shop, "tok_void_" + SLOWLY);
        JsonNode refunded = authorized(shop, "tok_refund_" + SLOWLY);
        shop.post("/payments/capture", payment(refunded, "")).expect(200);
        String fresh = unusedOrder();
        return List.of(
                Move.of("CAPTURE", shipped, "/orders/" + shipped + "/fulfill", "{}"),
                Move.of("REFUND", returned, "/orders/" + returned + "/refunds", "{\"amount\":\"1.00\"}"),
                Move.of("AUTHORIZE", fresh, "/payments/authorize", authorization(fresh, "tok_" + SLOWLY)),
                Move.of("CAPTURE", order(captured), "/payments/capture", payment(captured, ",\"amount\":\"2.00\"")),
                Move.of("VOID", order(freed), "/payments/void", payment(freed, "")),
                Move.of("REFUND", order(refunded), "/payments/refund", payment(refunded, ",\"amount\":\"3.00\"")));
    }

    private static String placed(Shop shop, String token) {
        String order =
                shop.place(OrderForm.of("MUG", 1).paidWith(token)).expect(201).member("/id");
        Eventually.within(SOON, () -> assertThat(shop.eventTypes(order)).contains("inventory.committed.v1"));
        return order;
    }

    private static JsonNode authorized(Shop shop, String token) {
        return shop.post("/payments/authorize", authorization(unusedOrder(), token))
                .expect(201)
                .json();
    }

    private static String authorization(String order, String token) {
        return "{\"orderId\":\"%s\",\"amount\":\"10.99\",\"currency\":\"EUR\",\"token\":\"%s\"}"
                .formatted(order, token);
    }

    /** The id of an order that nobody has placed: payment does not ask. */
    private static String unusedOrder() {
        return "ord_01j0000000e0080000000000%02d".formatted(ORDERS.incrementAndGet());
    }

    private static String order(JsonNode payment) {
        return payment.path("orderId").asText();
    }

    private static String payment(JsonNode payment, String more) {
        return "{\"paymentId\":\"%s\"%s}".formatted(payment.path("id").asText(), more);
    }

    /** What the gateway did, by its key. */
    private static Map<String, String> books(Shop shop) {
        Map<String, String> books = new TreeMap<>();
        shop.ledger().forEach(entry -> books.put(entry.path("key").asText(), entry.toString()));
        return books;
    }

    private static void expectOnce(Shop shop, Move move) {
        Eventually.within(
                SOON, () -> assertThat(move.send(shop).status()).as(move.path).isIn(200, 201));
        Answer first = move.send(shop);
        Answer again = move.send(shop);
        assertThat(again.text()).isEqualTo(first.text());
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
    }

    private static void expectAsTheGatewaySays(Shop shop, Move move) {
        long ours = 0;
        for (JsonNode payment :
                shop.get("/payments?orderId=" + move.order).expect(200).json().path("data")) {
            for (JsonNode transaction : payment.path("transactions")) {
                boolean same = transaction.path("kind").asText().equals(move.kind)
                        && transaction.path("status").asText().equals("SUCCEEDED");
                ours += same ? 1 : 0;
            }
        }
        assertThat(ours).as("%s of %s", move.kind, move.order).isEqualTo(1);
    }
}
