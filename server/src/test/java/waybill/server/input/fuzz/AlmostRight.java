package waybill.server.input.fuzz;

import java.util.ArrayList;
import java.util.List;
import waybill.server.input.Ask;
import waybill.server.input.fuzz.Operation.Parameter;

/** Requests of every operation that are well-framed, and right but for a few places. */
final class AlmostRight {
    private static final List<Operation> ALL = Operation.all();
    private static final String ORDER = "ord_01kantm5x9f3sb2q7h6m0r4d8e";
    private static final String PAYMENT = "pay_01kantm5xaf3sb2q7h6m0r4d8f";

    private static final List<String> ORDERS = List.of(
            "@PLACED@",
            "@HELD@",
            "@CONFIRMED@",
            "@PARTLY@",
            "@SHIPPED@",
            "@DELIVERED@",
            "@CANCELLED@",
            "@UNPAID@",
            "@NOBODY@");
    private static final List<String> PAYMENTS = List.of("@AUTHORIZED@", "@CAPTURED@", "@VOIDED@");

    private static final List<String> HEADERS = List.of(
            "Idempotency-Key",
            "If-Match",
            "If-None-Match",
            "Last-Event-ID",
            "Content-Type",
            "Content-Encoding",
            "Accept",
            "Accept-Encoding",
            "traceparent",
            "Expect",
            "Cookie",
            "Origin",
            "X-Forwarded-For");

    private final Chance chance;
    private final Wild wild;
    private final int oneIn;

    /** Requests that this seed makes; one of so many places in them is wrong, on average. */
    AlmostRight(Chance chance, int oneIn) {
        this.chance = chance;
        this.wild = new Wild(chance);
        this.oneIn = oneIn;
    }

    /** The next request, with this name. */
    Ask next(String name) {
        Operation operation = chance.of(ALL);
        List<String> headers = new ArrayList<>(List.of("Host: shop", "X-Request-Id: " + name, "Prefer: wait=0"));
        if (!operation.method().equals("GET")) {
            headers.add("Idempotency-Key: " + (chance.once(10) ? "again-" + chance.below(20) : name));
        }
        String body = "";
        if (!operation.bodies().isEmpty()) {
            body = known(new AlmostJson(chance, wild, oneIn * 4).of(chance.of(operation.bodies())));
            headers.add("Content-Type: application/json");
        }
        String bytes = Ask.bytes(body);
        headers.add("Content-Length: @LENGTH@");
        if (chance.once(oneIn)) {
            spoil(headers);
        }
        String target = known(path(operation)) + query(operation);
        return new Ask(method(operation) + " " + target + " HTTP/1.1", headers, bytes);
    }

    private String method(Operation operation) {
        return chance.once(oneIn * 4)
                ? chance.of(List.of("GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "BREW"))
                : operation.method();
    }

    private String path(Operation operation) {
        String path = operation.template();
        for (Parameter parameter : operation.parameters()) {
            if (parameter.in().equals("path")) {
                String value = chance.once(oneIn) ? wild.escaped() : good(parameter);
                path = path.replace("{" + parameter.name() + "}", value);
            }
        }
        return chance.once(oneIn * 8) ? path + wild.escaped() : path;
    }

    private static String good(Parameter parameter) {
        return switch (parameter.name()) {
            case "hold" -> "OPERATOR";
            case "productId" -> "INPUT-GOODS";
            case "slug" -> "not-found";
            default -> parameter.example().isEmpty() ? ORDER : parameter.example();
        };
    }

    private String query(Operation operation) {
        List<String> query = new ArrayList<>();
        for (Parameter parameter : operation.parameters()) {
            boolean isRight = !chance.once(oneIn);
            if (parameter.in().equals("query") && (chance.once(3) || !isRight)) {
                query.add(parameter.name() + "="
                        + (isRight && !parameter.name().equals("cursor")
                                ? known(parameter.example().replace("+", "%2B"))
                                : wild.escaped()));
            }
        }
        if (chance.once(oneIn * 4)) {
            query.add(wild.escaped() + "=" + wild.escaped());
        }
        return query.isEmpty() ? "" : "?" + String.join("&", query);
    }

    private void spoil(List<String> headers) {
        String name = chance.of(HEADERS);
        headers.removeIf(header -> chance.once(2) && header.startsWith(name + ":"));
        headers.add(name + ": "
                + switch (name) {
                    case "Content-Type" ->
                        chance.of(List.of("text/plain", "application/json; charset=utf-16", "a", "*/*"));
                    case "Accept" ->
                        chance.of(List.of("text/html", "*/*;q=0", "application/*", "a;b;c,,;", "application/json;q=x"));
                    case "If-Match", "If-None-Match" ->
                        chance.of(List.of("\"1\"", "W/\"1\"", "*", "\"", "\"a\",\"2\"", "\"99999999999999999999\""));
                    case "Expect" -> "100-continue";
                    case "Last-Event-ID" ->
                        chance.of(List.of("0", "5", "-1", "abc", "99999999999999999999", "\u00e9", ""));
                    default -> wild.header();
                });
    }

    /** The examples' ids become those of things that are there. */
    private String known(String text) {
        String order = chance.of(ORDERS);
        return text.replace(ORDER, order).replace(PAYMENT, chance.of(PAYMENTS)).replace("TSHIRT-M", "INPUT-GOODS");
    }
}
