package waybill.bench;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A shop in memory that does what the bench asks of one, unless it was made to get something wrong. */
final class SmallShop {
    private static final Pattern PRODUCT = Pattern.compile("\"productId\":\"([^\"]+)\",\"quantity\":(\\d+)");
    private static final Pattern PATH = Pattern.compile("/orders/(ord_\\w{26})(/fulfill)?");
    private static final int UNLIMITED = Integer.MAX_VALUE;

    private final Mistake mistake;
    private final Map<String, String> orders = new HashMap<>();
    private final Map<String, String> ordersByKey = new HashMap<>();
    private final Map<String, Integer> stock = new HashMap<>();
    private final Map<String, Integer> sold = new HashMap<>();
    private final List<String> feed = new ArrayList<>();
    private int asked;

    /** What it may get wrong. */
    enum Mistake {
        NONE,
        FORGETS_KEYS,
        OVERSELLS,
        CANCELS_WHAT_IT_ACCEPTED,
        IS_BUSY_EVERY_THIRD_TIME,
        IS_BUSY_WITHOUT_SAYING_WHEN_TO_COME_AGAIN
    }

    /** What it answers. */
    record Said(int status, String body, Map<String, String> headers) {
        Said(int status, String body) {
            this(status, body, Map.of());
        }
    }

    SmallShop(Mistake mistake) {
        this.mistake = mistake;
    }

    synchronized Said answer(HttpExchange exchange, String body) throws IOException {
        String path = exchange.getRequestURI().getPath();
        Matcher order = PATH.matcher(path);
        if (order.matches()) {
            return about(order.group(1), exchange.getRequestMethod());
        }
        return switch (exchange.getRequestMethod() + " " + path) {
            case "POST /orders" -> place(exchange, body);
            case "GET /orders" -> new Said(200, "{\"data\":[],\"page\":{\"nextCursor\":\"7.next\",\"hasMore\":true}}");
            case "GET /events" -> events(exchange.getRequestURI().getQuery());
            case "POST /inventory/receive" -> receive(body);
            case "GET /metrics" -> new Said(200, "orders_total{status=\"PENDING\"} " + orders.size() + ".0\n");
            default -> path.startsWith("/inventory/items/") ? item(path) : new Said(404, "{\"code\":\"NOT_FOUND\"}");
        };
    }

    private Said place(HttpExchange exchange, String body) {
        String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
        boolean isAsync = "respond-async".equals(exchange.getRequestHeaders().getFirst("Prefer"));
        String earlier = ordersByKey.get(key);
        if (earlier != null && mistake != Mistake.FORGETS_KEYS) {
            return new Said(201, order(earlier, "CONFIRMED"), Map.of("Idempotent-Replayed", "true"));
        }
        if (++asked % 3 == 0 && mistake == Mistake.IS_BUSY_EVERY_THIRD_TIME) {
            return new Said(503, "{\"code\":\"OVERLOADED\"}", Map.of("Retry-After", "0"));
        }
        if (mistake == Mistake.IS_BUSY_WITHOUT_SAYING_WHEN_TO_COME_AGAIN) {
            return new Said(503, "{\"code\":\"OVERLOADED\"}");
        }
        if (!take(body)) {
            return new Said(409, "{\"status\":409,\"code\":\"INSUFFICIENT_STOCK\"}");
        }
        String id = "ord_%026d".formatted(orders.size() + 1);
        ordersByKey.put(key, id);
        orders.put(id, "CONFIRMED");
        tell(id);
        return isAsync ? new Said(202, order(id, "PENDING")) : new Said(201, order(id, "CONFIRMED"));
    }

    private boolean take(String body) {
        Matcher line = PRODUCT.matcher(body);
        while (line.find()) {
            String product = line.group(1);
            int quantity = Integer.parseInt(line.group(2));
            int left = stock.getOrDefault(product, UNLIMITED);
            if (left < quantity && mistake != Mistake.OVERSELLS) {
                return false;
            }
            stock.computeIfPresent(product, (_, pieces) -> Math.max(0, pieces - quantity));
            sold.merge(product, quantity, Integer::sum);
        }
        return true;
    }

    private void tell(String id) {
        feed.add(event("created", id));
        feed.add(event(mistake == Mistake.CANCELS_WHAT_IT_ACCEPTED ? "cancelled" : "confirmed", id));
    }

    private static String event(String what, String id) {
        return "{\"position\":\"1\",\"id\":\"evt_1\",\"type\":\"order." + what
                + ".v1\",\"source\":\"order\",\"subject\":\"" + id + "\"}";
    }

    private Said events(String query) {
        String after = query.replaceAll(".*after=", "").replaceAll("&.*", "");
        int from = after.equals("end") ? feed.size() : Integer.parseInt(after);
        int to = Math.min(feed.size(), from + 7);
        return new Said(
                200,
                "{\"data\":[" + String.join(",", feed.subList(from, to)) + "],\"page\":{\"nextCursor\":\"" + to
                        + "\",\"hasMore\":" + (to < feed.size()) + "}}");
    }

    private Said about(String id, String method) {
        String before = orders.get(id);
        if (before == null) {
            return new Said(404, "{\"code\":\"NOT_FOUND\"}");
        }
        String now = switch (method) {
            case "DELETE" -> "CANCELLED";
            case "POST" -> "SHIPPED";
            default -> before;
        };
        orders.put(id, now);
        return new Said(200, order(id, now));
    }

    private Said receive(String body) {
        Matcher line = PRODUCT.matcher(body);
        if (line.find()) {
            stock.merge(line.group(1), Integer.parseInt(line.group(2)), Integer::sum);
        }
        return new Said(200, "{}");
    }

    private Said item(String path) {
        String product = path.substring(path.lastIndexOf('/') + 1);
        return new Said(
                200,
                "{\"productId\":\"" + product + "\",\"available\":" + stock.get(product) + ",\"held\":0,\"committed\":"
                        + sold.getOrDefault(product, 0) + "}");
    }

    private static String order(String id, String status) {
        return "{\"id\":\"" + id + "\",\"status\":\"" + status + "\",\"paymentStatus\":\"AUTHORIZED\"}";
    }

    synchronized Map<String, Integer> sold() {
        return Map.copyOf(sold);
    }
}
