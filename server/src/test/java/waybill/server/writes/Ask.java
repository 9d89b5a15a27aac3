package waybill.server.writes;

import java.util.ArrayList;
import java.util.List;
import waybill.server.RunningShop;
import waybill.testkit.http.ApiClient.Reply;

/** One request that writes; its body is empty if it has none. */
record Ask(String method, String target, String body) {
    static Ask post(String target, String body) {
        return new Ask("POST", target, body);
    }

    static Ask delete(String target) {
        return new Ask("DELETE", target, "");
    }

    /** The same to another place, or with another body. */
    Ask to(String other) {
        return new Ask(method, other, body);
    }

    Ask saying(String other) {
        return new Ask(method, target, other);
    }

    /** Sends it under a key; orders are asked to take their time, so that an answer is the outcome. */
    Reply under(RunningShop shop, String key, String... headers) {
        List<String> all = new ArrayList<>(List.of("Idempotency-Key", key));
        all.addAll(List.of(headers));
        return send(shop, all);
    }

    Reply withoutKey(RunningShop shop) {
        return send(shop, new ArrayList<>());
    }

    private Reply send(RunningShop shop, List<String> headers) {
        if (target.startsWith("/orders") || target.startsWith("/sagas")) {
            headers.addAll(List.of("Prefer", "wait=30"));
        }
        String[] all = headers.toArray(String[]::new);
        return switch (method) {
            case "POST" -> shop.api().post(target, body, all);
            case "PUT" -> shop.api().put(target, body, all);
            case "DELETE" -> shop.api().delete(target, all);
            default -> throw new IllegalArgumentException("nothing writes by " + method);
        };
    }
}
