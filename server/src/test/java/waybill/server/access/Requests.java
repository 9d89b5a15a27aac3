package waybill.server.access;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import waybill.server.Basket;
import waybill.server.RunningShop;
import waybill.testkit.http.ApiClient.Reply;

/** One request to each route that can be sent again and again and is always answered alike to who is let in. */
final class Requests {
    static final String CUSTOMER = "cust123";
    private static final String REASON = "{\"reason\":\"matrix\"}";
    private static final String NO_PAYMENT = "{\"paymentId\":\"pay_01kantm5x9f3sb2q7h6m0r4d8e\"}";

    /** What stands in the places of the parameters in paths; DEAD is an order that was cancelled. */
    private static final Map<String, String> TARGETS = Map.ofEntries(
            entry("DELETE /orders/{id}", "/orders/DEAD"),
            entry("POST /orders/{id}/fulfill", "/orders/DEAD/fulfill"),
            entry("POST /orders/{id}/deliver", "/orders/DEAD/deliver"),
            entry("POST /orders/{id}/refunds", "/orders/DEAD/refunds"),
            entry("POST /orders/{id}/holds", "/orders/DEAD/holds"),
            entry("DELETE /orders/{id}/holds/{hold}", "/orders/DEAD/holds/OPERATOR"),
            entry("POST /sagas/{orderId}/retry", "/sagas/DEAD/retry"),
            entry("POST /sagas/{orderId}/compensate", "/sagas/DEAD/compensate"),
            entry("POST /customers/{id}/forget", "/customers/nobody-is-called-so/forget"),
            entry("GET /inventory/check", "/inventory/check?items=GOODS:1"),
            entry("GET /payments", "/payments?orderId=ORDER"),
            entry("GET /payments/{id}", "/payments/pay_01kantm5x9f3sb2q7h6m0r4d8e"),
            entry("POST /payments/{id}/reconcile", "/payments/pay_01kantm5x9f3sb2q7h6m0r4d8e/reconcile"),
            entry("POST /parked-events/{id}/retry", "/parked-events/order-inventory-0-1/retry"),
            entry("POST /parked-events/{id}/discard", "/parked-events/order-inventory-0-1/discard"),
            entry("PUT /loggers/{name}", "/loggers/waybill"),
            entry("GET /problems/{slug}", "/problems/forbidden"));

    private static final Map<String, String> BODIES = Map.ofEntries(
            entry("PUT /orders/{id}", """
                    {"shippingAddress":{"street":"2 Side St","city":"Berlin","zip":"10117","country":"DE"}}"""),
            entry("POST /orders/{id}/payments", "{\"token\":\"tok_ok\"}"),
            entry("POST /orders/{id}/refunds", "{\"amount\":\"1.00\"}"),
            entry("POST /orders/{id}/holds", REASON),
            entry("POST /sagas/{orderId}/retry", REASON),
            entry("POST /sagas/{orderId}/compensate", REASON),
            entry("POST /inventory/receive", "{\"productId\":\"GOODS\",\"quantity\":1}"),
            entry("POST /inventory/adjust", "{\"productId\":\"GOODS\",\"quantity\":1,\"reference\":\"count\"}"),
            entry("POST /inventory/reserve", """
                    {"orderId":"FRESH","items":[{"productId":"GOODS","quantity":1}]}"""),
            entry("POST /inventory/release", "{\"orderId\":\"FRESH\",\"reason\":\"matrix\"}"),
            entry("POST /payments/authorize", """
                    {"orderId":"FRESH","amount":"1.00","currency":"EUR","token":"tok_ok"}"""),
            entry("POST /payments/capture", NO_PAYMENT),
            entry("POST /payments/void", NO_PAYMENT),
            entry("POST /payments/refund", NO_PAYMENT.replace("}", ",\"amount\":\"1.00\",\"reason\":\"matrix\"}")),
            entry("POST /parked-events/{id}/retry", REASON),
            entry("POST /parked-events/{id}/discard", REASON),
            entry("PUT /loggers/{name}", "{\"level\":\"INFO\"}"),
            entry("POST /clock", "{\"advance\":\"PT1S\"}"));

    private String product = "";
    private String order = "";
    private String dead = "";

    /** Receives goods and makes two orders of the customer: one lives, one was cancelled. */
    void prepare(RunningShop shop, String... headers) {
        product = shop.newProduct();
        shop.post("/inventory/receive", "{\"productId\":\"%s\",\"quantity\":100000}".formatted(product), headers);
        String[] patient = patient(headers);
        order = placed(shop, patient);
        dead = placed(shop, patient);
        assertThat(shop.api().delete("/orders/" + dead, patient).status()).isEqualTo(200);
    }

    /** Waits until it is settled, however busy the machine is. */
    private static String[] patient(String... headers) {
        List<String> all = new ArrayList<>(List.of(headers));
        all.addAll(List.of("Prefer", "wait=30"));
        return all.toArray(String[]::new);
    }

    private String placed(RunningShop shop, String... headers) {
        Reply placed = shop.place(Basket.of(product, 1), headers);
        assertThat(placed.status()).isEqualTo(201);
        return placed.json().get("id").asText();
    }

    Reply send(RunningShop shop, String route, String... headers) {
        String method = route.substring(0, route.indexOf(' '));
        String target = filled(shop, TARGETS.getOrDefault(route, route.substring(method.length() + 1)));
        List<String> all = new ArrayList<>(List.of(headers));
        if (!method.equals("GET")) {
            all.addAll(List.of("Idempotency-Key", shop.newKey()));
        }
        if (route.equals("POST /orders")) {
            all.addAll(List.of("Prefer", "respond-async"));
        }
        String[] sent = all.toArray(String[]::new);
        return switch (method) {
            case "GET" -> shop.get(target, sent);
            case "PUT" -> shop.api().put(target, filled(shop, BODIES.getOrDefault(route, "{}")), sent);
            case "DELETE" -> shop.api().delete(target, sent);
            case "POST" -> shop.api().post(target, body(shop, route), sent);
            default -> throw new AssertionError("nobody knows how to ask " + route);
        };
    }

    private String body(RunningShop shop, String route) {
        return route.equals("POST /orders")
                ? Basket.of(product, 1).json()
                : filled(shop, BODIES.getOrDefault(route, "{}"));
    }

    private String filled(RunningShop shop, String text) {
        return text.replace("{id}", "ORDER")
                .replace("{orderId}", "ORDER")
                .replace("{productId}", "GOODS")
                .replace("ORDER", order)
                .replace("DEAD", dead)
                .replace("GOODS", product)
                .replace("FRESH", shop.newOrderId());
    }
}
