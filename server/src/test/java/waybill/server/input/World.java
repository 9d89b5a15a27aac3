package waybill.server.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import waybill.server.Basket;
import waybill.server.RunningShop;
import waybill.testkit.engine.Eventually;
import waybill.testkit.http.ApiClient.Reply;

/** A shop in which something of every kind is there to be asked wrongly for, each under a name. */
public final class World implements AutoCloseable {
    /** There is plenty of it. */
    static final String GOODS = "INPUT-GOODS";

    private final RunningShop shop = new RunningShop();
    private final Footprint footprint;
    private final Map<String, String> names = new TreeMap<>();

    /** Opens the shop and sets it up. */
    public World() {
        receive(GOODS, 1000);
        receive("INPUT-FEW", 10);
        orders();
        payments();
        reservations();
        footprint = new Footprint(shop.databases());
    }

    /** Where it listens. */
    public int port() {
        return shop.port();
    }

    /** What is written now. */
    Footprint.Written written() {
        return footprint.now();
    }

    /** The shop itself. */
    public RunningShop shop() {
        return shop;
    }

    /** The request with everything in it that stands for something. */
    public byte[] bytes(String wire) {
        String text = wire.replace("@KEY@", shop.newKey());
        for (Map.Entry<String, String> name : names.entrySet()) {
            text = text.replace("@" + name.getKey() + "@", name.getValue());
        }
        int body = text.indexOf("\r\n\r\n");
        String length = Integer.toString(body < 0 ? 0 : text.length() - body - 4);
        return text.replace("@LENGTH@", length).getBytes(StandardCharsets.ISO_8859_1);
    }

    private void receive(String product, int quantity) {
        shop.post("/inventory/receive", "{\"productId\":\"%s\",\"quantity\":%d}".formatted(product, quantity));
    }

    private void orders() {
        names.put("NOBODY", shop.newOrderId());
        names.put("PLACED", placed(1, "inventory.committed.v1", true));
        names.put("HELD", placed(1, "inventory.committed.v1", true));
        act("HELD", "holds", "{\"reason\":\"looks odd\"}");
        names.put("CONFIRMED", placed(2, "inventory.committed.v1", false));
        names.put("PARTLY", placed(3, "inventory.committed.v1", false));
        act("PARTLY", "fulfill", "{\"items\":[{\"line\":1,\"quantity\":1}]}");
        names.put("SHIPPED", placed(1, "inventory.committed.v1", false));
        act("SHIPPED", "fulfill", "{}");
        names.put("DELIVERED", placed(1, "inventory.committed.v1", false));
        act("DELIVERED", "fulfill", "{}");
        act("DELIVERED", "deliver", "{}");
        names.put("CANCELLED", placed(1, "inventory.committed.v1", false));
        assertThat(shop.api().delete("/orders/" + names.get("CANCELLED")).status())
                .isEqualTo(200);
        Reply unpaid = shop.place(Basket.of(GOODS, 1).paidWith("tok_declined"));
        names.put("UNPAID", unpaid.json().get("orderId").asText());
        Eventually.holds(() -> assertThat(shop.story(names.get("UNPAID"))).contains("inventory.released.v1"));
    }

    private String placed(int quantity, String until, boolean byHand) {
        Basket basket = Basket.of(GOODS, quantity);
        Reply reply = shop.place(byHand ? basket.confirmedByHand() : basket, "Prefer", "wait=30");
        String id = reply.json().get("id").asText();
        Eventually.holds(() -> assertThat(shop.story(id)).contains(until));
        return id;
    }

    private void act(String order, String what, String json) {
        Reply reply = shop.post("/orders/" + names.get(order) + "/" + what, json, "Prefer", "wait=30");
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    }

    private void payments() {
        names.put("AUTHORIZED", authorized());
        names.put("AUTHORIZED_ORDER", lastOrder);
        names.put("CAPTURED", authorized());
        pay("capture", "{\"paymentId\":\"%s\"}".formatted(names.get("CAPTURED")));
        names.put("VOIDED", authorized());
        pay("void", "{\"paymentId\":\"%s\"}".formatted(names.get("VOIDED")));
    }

    private String lastOrder = "";

    private String authorized() {
        lastOrder = shop.newOrderId();
        return pay(
                "authorize",
                "{\"orderId\":\"%s\",\"amount\":\"21.98\",\"currency\":\"EUR\",\"token\":\"tok_ok\"}"
                        .formatted(lastOrder));
    }

    private String pay(String what, String json) {
        Reply reply = shop.post("/payments/" + what, json);
        assertThat(reply.status()).as(reply.body()).isBetween(200, 201);
        return reply.json().get("id").asText();
    }

    private void reservations() {
        names.put("RESERVED", shop.newOrderId());
        reserve("RESERVED", "reserve", ",\"items\":[{\"productId\":\"INPUT-FEW\",\"quantity\":8}]");
        names.put("RELEASED", shop.newOrderId());
        reserve("RELEASED", "release", "");
    }

    private void reserve(String order, String what, String more) {
        Reply reply = shop.post("/inventory/" + what, "{\"orderId\":\"%s\"%s}".formatted(names.get(order), more));
        assertThat(reply.status()).as(reply.body()).isBetween(200, 201);
    }

    @Override
    public void close() throws java.sql.SQLException {
        footprint.close();
        shop.close();
    }
}
