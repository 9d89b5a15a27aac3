package waybill.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Compares what payment says of its orders with what the sandbox gateway has in its own books. */
final class Books {
    private Books() {}

    /** Invariant I3: every transaction of these orders that the gateway has seen, and none besides, is in its books. */
    static void assertSame(RunningShop shop, List<String> orders) {
        Map<String, String> ours = new TreeMap<>();
        for (String order : orders) {
            for (JsonNode payment :
                    shop.get("/payments?orderId=" + order).json().get("data")) {
                payment.get("transactions").forEach(entry -> note(ours, entry.get("id"), payment, entry));
            }
        }
        Map<String, String> theirs = new TreeMap<>();
        String cursor = "";
        do {
            JsonNode page = shop.get("/sandbox/transactions?limit=5" + cursor).json();
            page.get("data").forEach(entry -> note(theirs, entry.get("key"), entry, entry));
            JsonNode next = page.at("/page/nextCursor");
            cursor = next.isNull() ? "" : "&cursor=" + next.asText();
        } while (!cursor.isEmpty());
        assertThat(ours).isEqualTo(theirs);
    }

    /** A void that was declined is under review in our books. */
    private static void note(Map<String, String> book, JsonNode key, JsonNode payment, JsonNode entry) {
        String status = entry.get("status").asText().replace("MANUAL_REVIEW", "DECLINED");
        if (!entry.get("gatewayReference").isNull() || status.equals("DECLINED")) {
            String line =
                    "%s %s %s %s".formatted(entry.get("kind"), status, entry.get("amount"), payment.get("currency"));
            assertThat(book.put(key.asText(), line)).as("twice in the books").isNull();
        }
    }
}
